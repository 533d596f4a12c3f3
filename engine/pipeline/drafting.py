"""Drafted comments of a workbook, for the report and for ``flikar fyll --utkast``."""

from collections.abc import Iterator, Sequence

from engine.addresses import Cell
from engine.calc import flik_values
from engine.data import BookData, FlikData
from engine.data.comments import COMMENT_COLUMN
from engine.fill import CellSource, FilledCell, SourceKind, changed_flik
from engine.model import ColumnKind
from engine.periods import Occasion
from engine.prose import flik_drafts, forecasts_in_flikar, forecasts_in_history, latest_follow_up
from engine.reader.history import read_history


def drafted_comments(book: BookData, occasion: Occasion, cells: Sequence[FilledCell]) -> tuple[FilledCell, ...]:
    """A draft for every empty comment cell of the occasion's flikar; what stands in a cell is never touched.

    Args:
        book: the workbook as it was read.
        occasion: what is filled.
        cells: what is written besides; the drafts are made of the amounts as they will stand.
    """
    return tuple(
        drafted
        for flik in book.flikar
        if flik.layout.flik.serves(occasion) and _is_of(flik, occasion, book.year, cells)
        for drafted in _drafted(changed_flik(flik, cells), book, occasion)
    )


def latest_of(flik: FlikData, book: BookData, occasion: Occasion) -> Occasion | None:
    """The occasion that the flik's previous forecast is from; None when the workbook cannot tell.

    Raises:
        UnreadableError: the workbook's history is damaged.
    """
    if flik.layout.column(ColumnKind.FOREGAENDE_PROGNOS) is None:
        return None
    remembered = forecasts_in_history(read_history(book.raw), book.year)
    return latest_follow_up(flik, (*forecasts_in_flikar(book.flikar), *remembered), occasion)


def _is_of(flik: FlikData, occasion: Occasion, year: int, cells: Sequence[FilledCell]) -> bool:
    """Whether the flik names the occasion, or will when the cells are written; one for a single occasion need not."""
    place = (flik.name, flik.layout.occasion_cell)
    if any((filled.flik, filled.cell) == place for filled in cells):
        return True
    said = flik.occasion
    if said is None:
        return not flik.layout.flik.is_monthly and not flik.unread_occasion
    return said[0] == occasion and said[1] in (None, year)


def _drafted(flik: FlikData, book: BookData, occasion: Occasion) -> Iterator[FilledCell]:
    column = flik.layout.comment_column
    if column is None:
        return
    latest = latest_of(flik, book, occasion)
    for row in flik_drafts(flik, flik_values(flik), occasion, latest):
        cell = Cell(row.placed.number, column)
        if not flik.is_filled(cell):
            source = CellSource(SourceKind.UTKAST)
            yield FilledCell(flik.name, cell, row.placed.label, COMMENT_COLUMN, None, row.draft.text, source=source)
