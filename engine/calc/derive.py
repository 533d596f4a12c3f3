"""What the derived cells of a flik amount to."""

from collections.abc import Mapping
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

    def value(cell: Cell) -> Amount:
        if cell not in known:
            known[cell] = sum((sign * value(part) for part, sign in sums.get(cell, ())), start=0)
        return known[cell]

    return {cell: value(cell) for cell in sums}
