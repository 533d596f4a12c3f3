"""What a workbook remembers of its year: amounts filed at each occasion, and the changes of every roll."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell
from engine.model import ColumnKind
from engine.periods import Occasion


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One amount, or one comment, as it was filed.

    Attributes:
        year: ÅR of the workbook it was filed in.
        table: ``RR``, ``INV``, ``FORUTB`` or ``PROGSAK``.
        group: for a project, the label of the row that owns its block; else empty.
        row: the row's label as it stood.
        kind: None for a comment beside a row without amounts.
        amount: tkr with report sign; None for such a comment.
        comment: stands on the first line of its row.
        roll: the number of the roll that filed it; None when it was carried from an earlier year's workbook.
    """

    year: int
    occasion: Occasion
    table: str
    group: str
    row: str
    kind: ColumnKind | None
    amount: int | Fraction | None
    comment: str = ""
    roll: int | None = None


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a list stands on its sheet.

    Attributes:
        sheet: the tab's name as it is.
        columns: the sheet's column number per heading.
        next_row: the first row below everything that stands there.
    """

    sheet: str
    columns: Mapping[str, int]
    next_row: int


@dataclass(frozen=True, slots=True)
class History:
    """The sheet *Historik*: each line with its sheet row."""

    place: ListPlace
    rows: tuple[tuple[int, HistoryLine], ...]

    @property
    def lines(self) -> tuple[HistoryLine, ...]:
        """The lines from top to bottom."""
        return tuple(line for _, line in self.rows)


LoggedValue = int | float | str | None


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One cell that a roll changed.

    Attributes:
        roll: the roll's number.
        year: ÅR.
        origin, target: the occasions, as people read them.
        flik: the declared name of the flik; the sheet *Historik* for the line that sums up what was filed; empty
            for the line of a roll that made the workbook.
        cell: where it stood then; rows inserted since have moved it.
        group, row, column: the place in the words of the table.
        before, after: the content of the cell.
    """

    roll: int
    year: int
    origin: str
    target: str
    flik: str
    cell: Cell | None
    group: str
    row: str
    column: str
    before: LoggedValue
    after: LoggedValue


@dataclass(frozen=True, slots=True)
class RollLog:
    """The sheet *Rullningslogg*: each change with its sheet row."""

    place: ListPlace
    rows: tuple[tuple[int, LoggedChange], ...]

    @property
    def changes(self) -> tuple[LoggedChange, ...]:
        """The changes from top to bottom."""
        return tuple(change for _, change in self.rows)

    @property
    def last_number(self) -> int:
        """The number of the last roll; 0 when there is none."""
        return max((change.roll for change in self.changes), default=0)

    @property
    def last(self) -> tuple[LoggedChange, ...]:
        """What the last roll did."""
        return tuple(change for change in self.changes if change.roll == self.last_number)
