"""What the bytes of a ledger export say: its encoding, its line ends, whether it can be read at all."""

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from engine.errors import MissingFileError, UnreadableError, os_reason
from engine.ledger.faults import RowFault

_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ASCII = bytes(range(0x80))
_C1 = frozenset(range(0x80, 0xA0))
_UNDEFINED_1252 = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_EXPORT_AGAIN = "Spara eller ta ut huvudboken på nytt som CSV i UTF-8 eller Windows-1252."


@dataclass(frozen=True, slots=True)
class Source:
    """One export, readable as UTF-8.

    Attributes:
        name: the file as the caller gave it; what every message says.
        path: the file to read, in UTF-8; a copy when the original has another encoding.
        encoding: the encoding the bytes of the original are in.
        newlines: how many line feeds ``path`` holds.
        ends_with_newline: False when the last line is not closed.
        places: where each data row of ``path`` stands in the original, when ``path`` is made out of another
            format: the sheet row, the line, or the row number; None when the lines are the original's.
        faults: the rows of the original that are not in ``path``.
        notes: what there is to say of how it was read, in Swedish.
    """

    name: str
    path: Path
    encoding: str
    newlines: int
    ends_with_newline: bool
    places: Sequence[int] | None = None
    faults: tuple[RowFault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bytes:
    encoding: str
    newlines: int
    last: bytes


def open_text(path: Path, folder: Path) -> Source:
    """Look at the bytes of a text file; one that is not UTF-8 is copied into ``folder`` in UTF-8.

    Raises:
        MissingFileError: no such file.
        UnreadableError: NUL characters, or an encoding that cannot be told.
    """
    try:
        seen = _look_at(path)
        if seen.encoding in ("utf-8", "utf-8-sig"):
            return Source(str(path), path, seen.encoding, seen.newlines, seen.last == b"\n")
        return _transcoded(path, folder, seen.encoding)
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise UnreadableError(path, f"filen kan inte läsas ({os_reason(error)}).") from error


def _look_at(path: Path) -> _Bytes:
    with path.open("rb") as file:
        start = file.read(8)
        named = next((name for bom, name in _BOMS if start.startswith(bom)), None)
        if named == "utf-16":
            return _Bytes(named, 0, b"")
        file.seek(0)
        return _scan(path, iter(lambda: file.read(_CHUNK), b""), named or "utf-8")


def _scan(path: Path, chunks: Iterable[bytes], if_utf8: str) -> _Bytes:
    newlines, last = 0, b""
    high: set[int] = set()
    for chunk in chunks:
        if b"\0" in chunk:
            rad = newlines + chunk[: chunk.index(b"\0")].count(b"\n") + 1
            raise UnreadableError(path, f"NUL-tecken på rad {rad}: filen är skadad.", _EXPORT_AGAIN)
        if not chunk.isascii():
            high.update(chunk.translate(None, _ASCII))
        newlines += chunk.count(b"\n")
        last = chunk[-1:]
    if not high or _decodes_as_utf8(path):
        return _Bytes(if_utf8, newlines, last)
    return _Bytes(_one_byte_encoding(path, high), newlines, last)


def _decodes_as_utf8(path: Path) -> bool:
    """Whether the bytes are UTF-8.

    Raises:
        UnreadableError: they are, but the file ends inside a character.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    many_bytes_seen = False
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            try:
                many_bytes_seen |= not decoder.decode(chunk).isascii()
            except UnicodeDecodeError:
                return False
    unfinished = bool(decoder.getstate()[0])
    if unfinished and many_bytes_seen:
        raise UnreadableError(path, "filen slutar mitt i ett tecken: den är bara delvis skriven.", _EXPORT_AGAIN)
    return not unfinished


def _one_byte_encoding(path: Path, high: set[int]) -> str:
    """ISO-8859-1 or Windows-1252: only the latter has characters at 0x80–0x9F."""
    if high & _UNDEFINED_1252:
        raise UnreadableError(path, "teckenkodningen är varken UTF-8, Windows-1252 eller ISO-8859-1.", _EXPORT_AGAIN)
    return "cp1252" if high & _C1 else "iso-8859-1"


def _transcoded(path: Path, folder: Path, encoding: str) -> Source:
    """A copy in UTF-8, with the line ends as they were."""
    copy = folder / f"{uuid4().hex}.csv"
    try:
        with path.open(encoding=encoding, newline="") as old, copy.open("w", encoding="utf-8", newline="") as new:
            newlines, last = _copy(path, old, new)
    except UnicodeError as error:
        raise UnreadableError(path, f"filen är inte hel {encoding}.", _EXPORT_AGAIN) from error
    return Source(str(path), copy, encoding, newlines, last == "\n")


def _copy(path: Path, old: TextIO, new: TextIO) -> tuple[int, str]:
    newlines, last = 0, ""
    for text in iter(lambda: old.read(_CHUNK), ""):
        if "\0" in text:
            raise UnreadableError(path, "NUL-tecken i texten: filen är skadad.", _EXPORT_AGAIN)
        new.write(text)
        newlines += text.count("\n")
        last = text[-1]
    return newlines, last
