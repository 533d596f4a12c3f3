"""What the derived cells of a flik amount to."""

from collections.abc import Iterable, Mapping
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
    filled = {cell.column for cell in inputs}
    program = layout.program
    for step in program:
        if step.cell not in known:
            known[step.cell] = _total(step.parts, known) if step.is_met(filled) else 0
    return {step.cell: known[step.cell] for step in program}


def _total(parts: Iterable[tuple[Cell, int]], known: Mapping[Cell, Amount]) -> Amount:
    total: Amount = 0
    for cell, sign in parts:
        value = known.get(cell)
        if value:
            total = total + value if sign > 0 else total - value
    return total
