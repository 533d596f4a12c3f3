"""What stands in a workbook, cell by cell, before anyone asks what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.addresses import Cell

CellValue = int | float | str | bool | None


@dataclass(frozen=True, slots=True)
class RawCell:
    """One used cell.

    Attributes:
        value: the stored value: a whole number as int, else float; text; truth value; None when a formula has
            no stored value or the cell holds an error.
        error: the error value (``#REF!``), else None.
        formula: A1 text without ``=``, shared formulas expanded; None when there is none.
        style: the cell's style index.
    """

    value: CellValue = None
    error: str | None = None
    formula: str | None = None
    style: int = 0

    @property
    def uncached(self) -> bool:
        """A formula whose value nobody stored; never to be read as 0."""
        return self.formula is not None and self.value is None and self.error is None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet: its name, whether it is hidden, and its used cells."""

    name: str
    cells: Mapping[Cell, RawCell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawBook:
    """A whole workbook as read.

    Attributes:
        path: as the caller gave it.
        sheets: in tab order; only sheets that hold cells of a grid.
        names: workbook-level defined names and their text (``"VON"`` quotes included, ``Blad1!$A$1``).
        date1904: the workbook counts days from 1904.
        notes: what the reader noticed and could live with, as (rule id, Swedish sentence).
    """

    path: str
    sheets: tuple[RawSheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    notes: tuple[tuple[str, str], ...] = ()
