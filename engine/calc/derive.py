"""What the derived cells of a flik amount to."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.layout import FlikLayout

Amount = int | Fraction


def derived_values(
    layout: FlikLayout,
    inputs: Mapping[Cell, Amount],
    standing: Mapping[Cell, Amount] | None = None,
) -> dict[Cell, Amount]:
    """The value of every derived cell by its declared formula.

    Args:
        layout: where the flik stands.
        inputs: amounts of the cells people fill in; an absent cell counts as 0, as an empty one does in Excel.
        standing: derived cells whose value is taken as it stands (a constant, somebody's own formula), not computed.
    """
    known: dict[Cell, Amount] = {**inputs, **(standing or {})}
    sums = layout.sums
    filled = {cell.column for cell in inputs}

    def value(cell: Cell) -> Amount:
        if cell in known:
            return known[cell]
        if not is_met(layout, cell, filled):
            known[cell] = 0
        else:
            known[cell] = sum((sign * value(part) for part, sign in sums.get(cell, ())), start=0)
        return known[cell]

    return {cell: value(cell) for cell in sums}


def is_met(layout: FlikLayout, cell: Cell, filled: Collection[int]) -> bool:
    """Whether the column that a formula waits for holds any number; True where it waits for none.

    Args:
        layout: where the flik stands.
        cell: a derived cell.
        filled: sheet columns with a number in an input cell.
    """
    if cell not in layout.conditions:
        return True
    column = layout.column(layout.conditions[cell])
    return column is not None and column.number in filled
