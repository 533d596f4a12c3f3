"""What a roll comes to: cells before and after, lines to file, findings."""

from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import Amount
from engine.data import RawCell
from engine.data.history import HistoryLine, LoggedValue
from engine.data.renames import Rename
from engine.findings import Finding


@dataclass(frozen=True, slots=True)
class CarriedFrom:
    """The cell that a roll takes an amount from.

    Attributes:
        year: ÅR of the workbook, which tells last year's from the one that is rolled.
        flik: the tab's name as it is.
        occasion: that of the flik, as people read it.
        column: the column kind.
    """

    year: int
    flik: str
    cell: Cell
    occasion: str
    column: str


@dataclass(frozen=True, slots=True)
class RolledCell:
    """One cell that a roll changes.

    Attributes:
        flik: the tab's name as it is.
        declared: the flik's declared name, by which the log finds it again when the tab is renamed.
        group: for a project, the label of the row that owns its block; else empty.
        row: the row's label.
        column: the column kind; the log's word for a cell that holds no amount.
        source: where the amount stands that is carried; None for what is not carried from a cell.
    """

    flik: str
    declared: str
    cell: Cell
    group: str
    row: str
    column: str
    before: LoggedValue
    after: LoggedValue
    source: CarriedFrom | None = None


@dataclass(frozen=True, slots=True)
class Rolled:
    """A part of a roll, or the whole of it.

    Attributes:
        likely: names that are likely one, and have been kept apart.
    """

    cells: tuple[RolledCell, ...] = ()
    lines: tuple[HistoryLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    likely: tuple[Rename, ...] = ()

    def __add__(self, other: "Rolled") -> "Rolled":
        return Rolled(
            self.cells + other.cells,
            self.lines + other.lines,
            self.findings + other.findings,
            self.likely + other.likely,
        )


def constant(raw: RawCell) -> LoggedValue:
    """What stands in a cell as it can be written back: a number or a text; None for an empty one."""
    return raw.value if isinstance(raw.value, int | float | str) else None


def is_restorable(raw: RawCell) -> bool:
    """Whether what stands in the cell can be put back as it was: no formula, no error value, no truth value."""
    return raw.formula is None and raw.error is None and not isinstance(raw.value, bool)


def amount_value(amount: Amount) -> int | float:
    """An amount as a cell holds it."""
    return int(amount) if amount == int(amount) else float(amount)
