"""The row *Kontroll* under a table: whether every column holds numbers alone and adds up.

One declaration gives the formulas that are written; what they show is computed from the same texts.
"""

from dataclasses import dataclass

from engine.addresses import Cell
from engine.layout.placed import FlikLayout, PlacedColumn

CHECK_LABEL = "Kontroll"
HOLDS, FAILS = "OK", "AVVIKER"
TOLERANCE = "0.5"
"""In tkr; less than half a unit, so that decimals underneath whole thousands are no fault."""


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """The check of one amount column: its cell, and its formula without ``=``."""

    cell: Cell
    formula: str


def column_checks(layout: FlikLayout) -> tuple[ColumnCheck, ...]:
    """The checks of a flik from left to right; none where it has no check row."""
    if layout.check_row is None:
        return ()
    return tuple(
        ColumnCheck(Cell(layout.check_row, column.number), _column_formula(layout, column))
        for column in layout.columns
    )


def _column_formula(layout: FlikLayout, column: PlacedColumn) -> str:
    """Every filled cell is a number, and every sum or difference is what its declared formula gives."""
    targets = [target for target in layout.targets if target.column is column]
    span = f"{targets[0].cell}:{targets[-1].cell}"
    equations = [
        within(str(target.cell), layout.formula_text(target)) for target in targets if target.formula is not None
    ]
    return verdict(f"COUNT({span})=COUNTA({span})", *equations)


def within(cell: str, formula: str) -> str:
    """The condition that a cell is what a formula gives, but for less than half a unit."""
    other = f"({formula})" if "+" in formula or "-" in formula else formula
    return f"ABS({cell}-{other})<{TOLERANCE}"


def verdict(*conditions: str) -> str:
    """A formula that says whether all the conditions hold; one that cannot be computed does not."""
    return f'IF(IFERROR(AND({",".join(conditions)}),FALSE),"{HOLDS}","{FAILS}")'


def all_hold(span: str) -> str:
    """A formula that says whether no cell of a range says AVVIKER."""
    return f'IF(COUNTIF({span},"{FAILS}")=0,"{HOLDS}","{FAILS}")'
