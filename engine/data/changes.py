"""Changes to a workbook as values; two appliers carry them out (the zip patcher, the open Excel)."""

from dataclasses import dataclass

from engine.addresses import Cell


@dataclass(frozen=True, slots=True)
class SetCell:
    """Put a constant into a cell (None empties it); a formula that stood there goes, the style stays.

    Attributes:
        row_height: in points, what the cell's text takes; a height that somebody has set by hand stays. None leaves
            the row as it is.
    """

    sheet: str
    cell: Cell
    value: int | float | str | None
    row_height: int | None = None


@dataclass(frozen=True, slots=True)
class SetFormula:
    """Put a formula (A1 text without ``=``) with its value into a cell; the style stays."""

    sheet: str
    cell: Cell
    formula: str
    value: int | float | str


@dataclass(frozen=True, slots=True)
class CachedValue:
    """Store a new value beside a formula that stays as it is."""

    sheet: str
    cell: Cell
    value: int | float | str


@dataclass(frozen=True, slots=True)
class ForgetCached:
    """Take away the stored value of a formula that we cannot evaluate; Excel computes it on opening."""

    sheet: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Insert a row that becomes the sheet's row ``row``, with the looks of the one above it; in an open Excel alone.

    Formulas, names and what else spans the place follow, so that every cell from there on stands a row further down.
    """

    sheet: str
    row: int


CellChange = SetCell | SetFormula | CachedValue | ForgetCached
