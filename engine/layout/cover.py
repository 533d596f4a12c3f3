"""The cover of a nämnd's workbook: what it holds, and the key amount of every flik."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.layout.checks import all_hold, column_checks
from engine.layout.placed import FlikLayout

COVER = "Försättsblad"
FIRST_ENTRY_ROW = 12
LINK_COLUMN, CONTENT_COLUMN, OCCASION_COLUMN, KEY_COLUMN, AMOUNT_COLUMN, CHECK_COLUMN = 1, 2, 3, 4, 5, 6
SUMMARY_CELL = Cell(6, 2)
"""What all check rows of the workbook come to."""


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
        check: the cover's cell with what the flik's check row comes to.
        check_formula: its formula without ``=``.
    """

    sheet: str
    title: str
    key: str
    amount: Cell
    source: Cell
    occasion: Cell
    occasion_source: Cell
    check: Cell
    check_formula: str

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
    checks = column_checks(layout)
    if total is None or column is None or layout.occasion_cell is None or not checks:
        raise ValueError(f"{layout.sheet} has no key amount")
    return CoverEntry(
        sheet=layout.sheet,
        title=layout.flik.table.title,
        key=f"{total.label}, {column.heading}",
        amount=Cell(number, AMOUNT_COLUMN),
        source=Cell(total.number, column.number),
        occasion=Cell(number, OCCASION_COLUMN),
        occasion_source=layout.occasion_cell,
        check=Cell(number, CHECK_COLUMN),
        check_formula=all_hold(f"{quoted(layout.sheet)}!{checks[0].cell}:{checks[-1].cell}"),
    )


def summary_formula(lines: int) -> str:
    """The formula of the summary without ``=``, over so many lines of the contents."""
    first, last = Cell(FIRST_ENTRY_ROW, CHECK_COLUMN), Cell(FIRST_ENTRY_ROW + lines - 1, CHECK_COLUMN)
    return all_hold(f"{first}:{last}")
