"""The cover of a nämnd's workbook: what it holds, and the key amount of every flik."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.layout.placed import FlikLayout

COVER = "Försättsblad"
FIRST_ENTRY_ROW = 12
LINK_COLUMN, CONTENT_COLUMN, OCCASION_COLUMN, KEY_COLUMN, AMOUNT_COLUMN = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class CoverEntry:
    """One line of the cover's contents.

    Attributes:
        sheet: the flik it leads to.
        title: the table's name.
        key: which amount is shown, in words.
        amount: the cover's cell with the amount.
        source: the cell of the flik it comes from.
        occasion: the cover's cell with the occasion.
        occasion_source: the flik's cell *Tillfälle*.
    """

    sheet: str
    title: str
    key: str
    amount: Cell
    source: Cell
    occasion: Cell
    occasion_source: Cell

    @property
    def formula(self) -> str:
        """The formula of the amount without ``=``."""
        return f"{quoted(self.sheet)}!{self.source}"

    @property
    def occasion_formula(self) -> str:
        """The formula of the occasion without ``=``."""
        return f"{quoted(self.sheet)}!{self.occasion_source}"


def quoted(sheet: str) -> str:
    """A tab name as it stands in a formula."""
    return "'" + sheet.replace("'", "''") + "'"


def cover_entries(layouts: Sequence[FlikLayout]) -> tuple[CoverEntry, ...]:
    """One entry per flik with a total row, in tab order."""
    return tuple(_entry(layout, row) for row, layout in enumerate(layouts, start=FIRST_ENTRY_ROW))


def _entry(layout: FlikLayout, number: int) -> CoverEntry:
    total = layout.row(layout.flik.table.key_row.id)
    column = layout.column(layout.flik.key_column)
    if total is None or column is None or layout.occasion_cell is None:
        raise ValueError(f"{layout.sheet} has no key amount")
    return CoverEntry(
        sheet=layout.sheet,
        title=layout.flik.table.title,
        key=f"{total.label}, {column.heading}",
        amount=Cell(number, AMOUNT_COLUMN),
        source=Cell(total.number, column.number),
        occasion=Cell(number, OCCASION_COLUMN),
        occasion_source=layout.occasion_cell,
    )
