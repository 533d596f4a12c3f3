"""``flikar lamna-in``: check a workbook, seal a copy of it and file it with a receipt; or take the last one back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from engine.consolidate import in_file
from engine.errors import NotWrittenError, UnreadableError, WrongCallError
from engine.files import make_folder
from engine.findings import Finding, Severity, count_severities, make_finding
from engine.findings.version import catalogue_version
from engine.pipeline.checked import CheckedFile
from engine.pipeline.checking import check_books
from engine.pipeline.comparing_figures import FigureChange, figure_changes
from engine.pipeline.evidence import Against
from engine.pipeline.making import exit_of
from engine.pipeline.opening import open_book
from engine.pipeline.receipt import Receipt, receipt_text
from engine.pipeline.setup import Setup
from engine.pipeline.submission_folder import (
    RECEIPT,
    TEXT,
    Damaged,
    Sealed,
    contents_of,
    create_only,
    next_number,
    stem_of,
    undo,
)
from engine.rules import judged

SUFFIXES = (".xlsx", ".xlsm")
_MOST_TRIES = 1000


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of a submission.

    Attributes:
        file: the check of the workbook.
        findings: of the check, and of the submission itself.
        receipt: None when nothing was filed.
        copy, receipt_path: the sealed copy and its receipt; None when nothing was filed.
        is_compared: False when something to check against could not be read.
    """

    file: CheckedFile
    findings: tuple[Finding, ...]
    receipt: Receipt | None = None
    copy: str | None = None
    receipt_path: str | None = None
    is_compared: bool = True

    @property
    def exit_code(self) -> int:
        """3 when the workbook could not be read, 1 when nothing was filed because of a *fel*."""
        return exit_of(self.findings, unread=not (self.file.is_readable and self.is_compared))

    def as_json(self) -> dict[str, object]:
        """The JSON's keys; those of the receipt are null when nothing was filed."""
        receipt = self.receipt.as_json() if self.receipt else dict.fromkeys(_OF_RECEIPT)
        return {
            "inlamnad": self.receipt is not None, "fil": self.file.path, "namnd": self.file.namnd,
            "ar": self.file.year, "tillfalle": self.file.occasion, "kopia": self.copy, "kvitto": self.receipt_path,
            **{key: value for key, value in receipt.items() if key in _OF_RECEIPT},
            "summa": count_severities(self.findings), "fynd": [finding.as_json() for finding in self.findings],
        }  # fmt: skip


_OF_RECEIPT = ("nummer", "sha256", "regelversion", "tid", "ersatter", "andringar")


@dataclass(frozen=True, slots=True)
class Undone:
    """A submission that was taken back.

    Attributes:
        left: the number of the submission that counts now; None when there is none that can be read.
        findings: earlier receipts of the nämnd and the occasion that cannot be used (AV32).
    """

    path: str
    sealed: Sealed
    left: int | None
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0

    def as_json(self) -> dict[str, object]:
        """The JSON's keys."""
        return {
            "angrad": True, "fil": self.path, "namnd": self.sealed.namnd, "ar": self.sealed.year,
            "tillfalle": self.sealed.occasion, "nummer": self.sealed.number, "galler": self.left,
            "fynd": [finding.as_json() for finding in self.findings],
        }  # fmt: skip


class AlreadyConsolidatedError(WrongCallError):
    """A submission that the central office has used already."""

    def __init__(self, sealed: Sealed) -> None:
        super().__init__(
            f"Inlämning {sealed.number} för {sealed.namnd} är redan konsoliderad och kan inte ångras.",
            "Lämna in en rättad bok; den första står kvar.",
        )


class DamagedReceiptError(UnreadableError):
    """The receipt of the submission that would be undone cannot be used."""

    def __init__(self, damaged: Damaged) -> None:
        super().__init__(
            damaged.receipt,
            f"inlämningen kan inte ångras, och ingenting är ändrat. {damaged.finding.message}",
            damaged.finding.remedy,
        )


class NothingToUndoError(WrongCallError):
    """No submission of the nämnd for the occasion."""

    def __init__(self, namnd: str, year: int, occasion: str, folder: Path) -> None:
        super().__init__(
            f"{folder} har ingen inlämning för {namnd}, {occasion} {year}, att ångra.", "Kontrollera --mapp."
        )


def submission_folder(setup: Setup, given: Path | None) -> Path:
    """``--mapp``, else ``[inlamning] mapp`` beside the kommun.toml."""
    return given if given is not None else setup.folder / setup.kommun.inlamning.mapp


def submit_book(  # noqa: PLR0913 the options of the command and the time
    setup: Setup,
    book: Path,
    occasion: str,
    *,
    year: int | None,
    folder: Path,
    now: datetime,
    earlier: Sequence[str | Path] = (),
    ledgers: Sequence[Path] = (),
    each: Callable[[str], None] = lambda _path: None,
) -> Submitted:
    """Check a workbook; without a *fel* seal a copy of just what was checked, and file it.

    An earlier submission stays, and the receipt says which figures have changed since.

    Args:
        setup: the kommun and its flikar.
        book: the workbook, which is not changed.
        occasion: ``--tillfalle``.
        year: ``--ar``.
        folder: where workbooks are filed.
        now: the time of the receipt, with its zone; the calendar's deadlines are in its local time.
        earlier: workbooks and reports to check against, as by ``kontrollera --mot``.
        ledgers: exports to check against, as by ``kontrollera --huvudbok``.
        each: told of the workbook when it is checked, for a progress bar; what it raises stops the filing.

    Raises:
        WrongCallError: the file's name is not that of a workbook.
        UnreadableError: the workbook was changed while it was being checked.
        NotWrittenError: the folder cannot be written.
    """
    if book.suffix.lower() not in SUFFIXES:
        raise WrongCallError(f"{book}: bara .xlsx och .xlsm lämnas in.", "Spara boken som .xlsx i Excel.")
    content = _bytes_of(book)
    against = Against(tuple(earlier), tuple(ledgers), now.replace(tzinfo=None))
    file, *unread = check_books(setup, [book], occasion=occasion, year=year, each=each, against=against).files
    nobodys = judged((_nobodys(),), setup.kommun, None) if _is_nobodys(file) else ()
    of_sources = (in_file(source.path, found) for source in unread for found in source.findings)
    findings = (*file.findings, *nobodys, *of_sources)
    is_compared = not (unread or file.ledger_stops)
    if content is None or not file.is_readable or any(each.severity is Severity.FEL for each in findings):
        return Submitted(file, findings, is_compared=is_compared)
    if _bytes_of(book) != content:
        raise UnreadableError(book, "boken ändrades medan den kontrollerades.", "Spara och stäng den, och kör igen.")
    make_folder(folder)
    return _filed(setup, replace(file, findings=findings), content, folder, now)


def _bytes_of(book: Path) -> bytes | None:
    """The workbook's bytes; None where the check will say why it cannot be read."""
    try:
        return book.read_bytes()
    except OSError:
        return None


def _is_nobodys(file: CheckedFile) -> bool:
    return file.is_readable and (file.namnd is None or file.year is None)


def _nobodys() -> Finding:
    return make_finding("AV29", "Boken säger inte vilken nämnd och vilket år den gäller, och kan inte lämnas in.")


def _filed(setup: Setup, file: CheckedFile, content: bytes, folder: Path, now: datetime) -> Submitted:
    namnd, year, occasion = file.namnd or "", file.year or 0, file.occasion or ""
    for _ in range(_MOST_TRIES):
        contents = contents_of(folder)
        earlier = contents.of(namnd, year, occasion)
        number = next_number(folder, namnd, year, occasion)
        stem = stem_of(namnd, year, occasion, number)
        copy = folder / f"{stem}{Path(file.path).suffix.lower()}"
        receipt = Receipt(
            kommun=setup.kommun.namn, namnd=namnd, name=setup.kommun.namnd(namnd).namn, year=year, occasion=occasion,
            number=number, file=copy.name, source=Path(file.path).name, digest=sha256(content).hexdigest(),
            time=now.isoformat(timespec="seconds"), rules=catalogue_version(), read=file.read.as_json(),
            findings=file.findings, replaces=earlier[-1] if earlier else None,
            changes=_changes(setup, earlier[-1], Path(file.path)) if earlier else (),
            damaged=tuple(each.finding for each in contents.damaged_of(namnd, year, occasion)),
        )  # fmt: skip
        path = folder / f"{stem}{RECEIPT}"
        if create_only(path, _json_bytes(receipt.as_json())):
            if not create_only(copy, content):
                raise NotWrittenError(copy, "det finns redan en annan fil med det namnet")
            create_only(folder / f"{stem}{TEXT}", receipt_text(receipt).encode())
            told = (*file.findings, *contents.findings)
            return Submitted(file, told, receipt, str(copy), str(path))
    raise NotWrittenError(folder, "för många lämnar in på samma gång")


def _json_bytes(told: Mapping[str, object]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def _changes(setup: Setup, earlier: Sealed, book: Path) -> tuple[FigureChange, ...] | None:
    """The figures that differ from an earlier submission; None when that can no longer be read."""
    try:
        before = open_book(earlier.copy, setup, year=None)
    except UnreadableError:
        return None
    return figure_changes(before.data, open_book(book, setup, year=None).data)


def undo_submission(setup: Setup, book: Path, occasion: str, *, year: int | None, folder: Path) -> Undone:
    """Take a nämnd's last submission of the occasion back; its files stay in the folder, under other names.

    Raises:
        NothingToUndoError, AlreadyConsolidatedError: there is none, or the central office has used it.
        DamagedReceiptError: the last one's receipt cannot be used; nothing is changed.
        UnreadableError: the workbook cannot be read, or does not say whose it is.
    """
    opened = open_book(book, setup, year=year)
    if opened.namnd is None:
        raise UnreadableError(book, "boken säger inte vilken nämnd den tillhör.", "Ange den bok som lämnades in.")
    namnd, whole_year = opened.namnd.kod, year or opened.data.year
    contents = contents_of(folder)
    filed, damaged = contents.of(namnd, whole_year, occasion), contents.damaged_of(namnd, whole_year, occasion)
    if damaged and (not filed or damaged[-1].number > filed[-1].number):
        raise DamagedReceiptError(damaged[-1])
    if not filed:
        raise NothingToUndoError(namnd, whole_year, occasion, folder)
    last = filed[-1]
    if last.is_consolidated:
        raise AlreadyConsolidatedError(last)
    undo(last)
    left = filed[-2].number if len(filed) > 1 else None
    return Undone(str(book), last, left, tuple(each.finding for each in damaged))
