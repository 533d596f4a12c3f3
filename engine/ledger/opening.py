"""Opening a file given as a ledger, whatever its format, as rows that loading reads: UTF-8 text and its headings."""

from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import MissingFileError, UnreadableError, os_reason
from engine.ledger.formats.kinds import START, Kind, kind_of
from engine.ledger.headings import Headings, read_headings
from engine.ledger.question import ReadBook, Typ
from engine.ledger.sources import Source, open_text
from engine.organisation import Kommun


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a ledger needs to know.

    Attributes:
        folder: where copies are made; it lives as long as the rows.
        kommun: gives accepted headings and what accounts mean.
        typ: what the amounts are in a file that does not say.
        read_book: how to read a workbook; None when workbooks are refused.
    """

    folder: Path
    kommun: Kommun
    typ: Typ | None
    read_book: ReadBook | None


def open_ledger(path: Path, opening: Opening) -> tuple[Source, Headings]:
    """The rows of a file as UTF-8 text, and what its columns are.

    Raises:
        MissingFileError: no such file.
        UnreadableError: nothing that can be read as a ledger; the message says what it is.
    """
    try:
        source = replace(_opened(path, str(path), opening), name=str(path))
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise UnreadableError(path, f"filen kan inte läsas ({os_reason(error)}).") from error
    return _with_headings(source, opening)


def _opened(path: Path, name: str, opening: Opening) -> Source:
    with path.open("rb") as file:
        kind = kind_of(name, file.read(START))
    if kind is Kind.GZIP:
        from engine.ledger.formats.gz import unpacked

        return _opened(unpacked(path, opening.folder), name, opening)
    if kind is Kind.WORKBOOK:
        return _workbook(path, name, opening)
    if kind is Kind.PARQUET:
        from engine.ledger.formats.parquet import open_parquet

        return open_parquet(path, name, opening.folder, opening.kommun.huvudbok.kolumner)
    if kind is Kind.SIE:
        from engine.ledger.formats.sie import open_sie

        return open_sie(path, name, opening.folder, opening.kommun)
    return open_text(path, opening.folder)


def _workbook(path: Path, name: str, opening: Opening) -> Source:
    if opening.read_book is None:
        raise UnreadableError(name, "filen är en Excel- eller zip-fil, inte CSV.", "Spara huvudboken som CSV.")
    from engine.ledger.formats.workbook import open_sheet

    book = opening.read_book(path)
    accepted = opening.kommun.huvudbok.kolumner
    return open_sheet(book, name, opening.folder, accepted, typ_given=opening.typ is not None)


def _with_headings(source: Source, opening: Opening) -> tuple[Source, Headings]:
    accepted, typ_given = opening.kommun.huvudbok.kolumner, opening.typ is not None
    from engine.ledger.formats.long_form import as_ledger, long_headings

    long = long_headings(source)
    if long is not None:
        source = as_ledger(source, long, opening.folder)
    return source, read_headings(source, accepted, typ_given=typ_given)
