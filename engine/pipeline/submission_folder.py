"""The folder of filed workbooks: sealed copies, a receipt beside each, and marks of what has been consolidated."""

import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from engine.errors import NotWrittenError, os_reason
from engine.files import write_atomically
from engine.findings import Finding, make_finding
from engine.text import slug

RECEIPT: Final = ".kvitto.json"
TEXT: Final = ".kvitto.txt"
MARK: Final = ".konsoliderad.json"
UNDONE: Final = ".angrad"
_OURS = re.compile(
    r".+-\d{4}-[a-z]+-(\d{2,})(?:\.kvitto\.(?:json|txt)(?:\.angrad)?|\.xls[xm]\.angrad|\.konsoliderad\.json)"
)
_NUMBER = re.compile(rf"-(\d{{2,}}){re.escape(RECEIPT)}$")
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Sealed:
    """A filed workbook as its receipt tells of it.

    Attributes:
        receipt: the receipt's path.
        copy: the sealed copy's path.
        number: 1 for a nämnd's first of the occasion; never used again.
        digest: sha-256 of the copy, in hex.
    """

    receipt: Path
    copy: Path
    namnd: str
    year: int
    occasion: str
    number: int
    digest: str

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return self.receipt.name.removesuffix(RECEIPT)

    @property
    def mark(self) -> Path:
        """The file that says it has been consolidated."""
        return self.receipt.with_name(f"{self.stem}{MARK}")

    @property
    def is_consolidated(self) -> bool:
        """Whether the central office has used it."""
        return self.mark.exists()

    @property
    def is_whole(self) -> bool:
        """Whether the copy is the one that was filed."""
        return sha256(self.copy.read_bytes()).hexdigest() == self.digest


@dataclass(frozen=True, slots=True)
class Damaged:
    """A receipt that is gone or cannot be read, or whose copy is gone; only its name says what it is of.

    Attributes:
        finding: AV32.
    """

    receipt: Path
    finding: Finding

    @property
    def number(self) -> int:
        """The number in its name; 0 when there is none."""
        found = _NUMBER.search(self.receipt.name)
        return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a folder holds of filed workbooks.

    Attributes:
        sealed: every one whose receipt and copy are there, by nämnd, year, occasion and number.
        damaged: the receipts of the others.
    """

    sealed: tuple[Sealed, ...]
    damaged: tuple[Damaged, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of the receipts (AV32)."""
        return tuple(each.finding for each in self.damaged)

    def damaged_of(self, namnd: str, year: int, occasion: str) -> tuple[Damaged, ...]:
        """The receipts of a nämnd and an occasion that cannot be used, by number."""
        beginning = _beginning(namnd, year, occasion)
        own = (each for each in self.damaged if each.receipt.name.startswith(beginning))
        return tuple(sorted(own, key=lambda each: each.number))

    def of(self, namnd: str, year: int, occasion: str) -> tuple[Sealed, ...]:
        """A nämnd's filed workbooks of an occasion, the latest last."""
        return tuple(
            each for each in self.sealed if (each.namnd, each.year, each.occasion) == (namnd, year, occasion)
        )


def is_ours(name: str) -> bool:
    """Whether a file is a receipt, a mark, or something undone: nothing to read figures from."""
    return _OURS.fullmatch(name) is not None


def stem_of(namnd: str, year: int, occasion: str, number: int) -> str:
    """What the names of a submission's files begin with: ``von-2022-delar-01``."""
    return f"{slug(namnd)}-{year}-{occasion}-{number:02d}"


def contents_of(folder: Path) -> Contents:
    """The filed workbooks of a folder; a folder that is not there holds none."""
    try:
        receipts = {receipt for path in folder.iterdir() if (receipt := _receipt_of(path)) is not None}
    except OSError:
        return Contents((), ())
    read = [_read(path) for path in sorted(receipts)]
    sealed = [each for each in read if isinstance(each, Sealed)]
    order = sorted(sealed, key=lambda each: (each.namnd, each.year, each.occasion, each.number))
    return Contents(tuple(order), tuple(each for each in read if isinstance(each, Damaged)))


def _receipt_of(path: Path) -> Path | None:
    """The receipt that a file is, in JSON or as text: where the one is, the other should be."""
    ending = next((each for each in (RECEIPT, TEXT) if path.name.endswith(each)), None)
    return path.with_name(path.name.removesuffix(ending) + RECEIPT) if ending else None


def next_number(folder: Path, namnd: str, year: int, occasion: str) -> int:
    """The first number that no file of the folder has used, also none that was undone."""
    beginning = _beginning(namnd, year, occasion)
    own = (path.name.removeprefix(beginning) for path in folder.iterdir() if path.name.startswith(beginning))
    numbers = (re.match(r"\d{2,}(?=\.)", rest) for rest in own)
    return max((int(found[0]) for found in numbers if found), default=0) + 1


def _beginning(namnd: str, year: int, occasion: str) -> str:
    """What the names of every submission's files begin with, up to the number."""
    return stem_of(namnd, year, occasion, 0).removesuffix("00")


def _read(path: Path) -> Sealed | Damaged:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        copy = path.with_name(str(told["fil"]))
        sealed = Sealed(
            path, copy, str(told["namnd"]), int(told["ar"]), str(told["tillfalle"]), int(told["nummer"]),
            str(told["sha256"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        said = "saknas" if isinstance(error, FileNotFoundError) else "går inte att läsa"
        remedy = f"Lägg tillbaka {path.name} från en säkerhetskopia; finns ingen gäller nästa inlämning i stället."
        finding = make_finding("AV32", f"Kvittot {path.name} {said}.", found=path.name, remedy=remedy)
        return Damaged(path, finding)
    if copy.parent != path.parent or not copy.is_file():
        missing = f"Boken till kvittot {path.name} saknas: {copy.name}."
        return Damaged(path, make_finding("AV32", missing, found=copy.name))
    return sealed


def create_only(path: Path, content: bytes) -> bool:
    """Write a read-only file that was not there; False, and nothing written, when the name is taken.

    The file is there wholly or not at all, also when two processes want the name at the same time.

    Raises:
        NotWrittenError: the folder or the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        write_atomically(temporary, content)
        _claim(temporary, path, content)
        path.chmod(_READ_ONLY)
    except FileExistsError:
        return False
    except OSError as error:
        raise NotWrittenError(path, os_reason(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _claim(temporary: Path, path: Path, content: bytes) -> None:
    """Give the whole file its name if nobody has it; a file system without links writes under the name itself."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def undo(sealed: Sealed) -> None:
    """Take a submission back: its files stay under names that nobody reads; the copy first, then its receipt.

    Raises:
        NotWrittenError: the folder cannot be written.
    """
    text = sealed.receipt.with_name(f"{sealed.stem}{TEXT}")
    try:
        for path in (sealed.copy, sealed.receipt, text):
            if path.exists():
                path.rename(path.with_name(f"{path.name}{UNDONE}"))
    except OSError as error:
        raise NotWrittenError(sealed.copy, os_reason(error)) from error


def mark_consolidated(sealed: Iterable[Sealed], told: Mapping[str, object]) -> tuple[Finding, ...]:
    """Leave a mark beside each, after which it can no longer be undone; AV31 for a folder that takes none."""
    findings = []
    for each in sealed:
        content = json.dumps({**told, "sha256": each.digest}, ensure_ascii=False, indent=2)
        try:
            write_atomically(each.mark, f"{content}\n".encode())
        except NotWrittenError as refused:
            findings.append(make_finding("AV31", refused.message, found=each.mark.name))
    return tuple(findings)
