"""What stands in a workbook, cell by cell, before anyone asks what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from engine.addresses import Cell

CellValue = int | float | str | bool | None


class RawCell(NamedTuple):
    """One used cell; a tuple, for a workbook has thousands.

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
class SheetLook:
    """What a sheet does with its cells besides holding them.

    Attributes:
        hidden_rows: numbers of the rows that do not show.
        hidden_columns: first and last number of each run of columns that do not show.
        merged: first and last cell of each merged range.
        is_protected: cells that are not open for input cannot be changed.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[tuple[Cell, Cell], ...] = ()
    is_protected: bool = False

    @property
    def hides_any(self) -> bool:
        """Whether any row or column does not show."""
        return bool(self.hidden_rows or self.hidden_columns)

    def hides(self, cell: Cell) -> bool:
        """Whether the row or the column of a cell does not show."""
        return cell.row in self.hidden_rows or any(a <= cell.column <= b for a, b in self.hidden_columns)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet: its name, whether it is hidden, its used cells, and how it shows them."""

    name: str
    cells: Mapping[Cell, RawCell]
    hidden: bool = False
    look: SheetLook = SheetLook()


@dataclass(frozen=True)
class RawBook:
    """A whole workbook as read.

    Attributes:
        path: as the caller gave it.
        sheets: in tab order; only sheets that hold cells of a grid.
        names: workbook-level defined names and their text (``"VON"`` quotes included, ``Blad1!$A$1``).
        date1904: the workbook counts days from 1904.
        notes: what the reader noticed and could live with, as (rule id, Swedish sentence).
        date_styles: the style indices that show a number as a date or a time.
        linked: the other workbooks that formulas may fetch from, as the file names them.
    """

    path: str
    sheets: tuple[RawSheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    date_styles: frozenset[int] = frozenset()
    linked: tuple[str, ...] = ()

    def cells(self) -> Iterator[RawCell]:
        """Every cell of every sheet."""
        return chain.from_iterable(sheet.cells.values() for sheet in self.sheets)

    @cached_property
    def uncached(self) -> int:
        """How many formulas there are whose value nobody stored."""
        formulas = [raw for raw in self.cells() if raw.formula is not None]
        return len([raw for raw in formulas if raw.uncached])
