"""What the derived cells of a flik amount to."""

from collections.abc import Collection, Iterable, Mapping
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
    for cell, parts in layout.program:
        if cell not in known:
            known[cell] = _total(parts, known) if is_met(layout, cell, filled) else 0
    return {cell: known[cell] for cell, _ in layout.program}


def _total(parts: Iterable[tuple[Cell, int]], known: Mapping[Cell, Amount]) -> Amount:
    total: Amount = 0
    for cell, sign in parts:
        value = known.get(cell)
        if value:
            total = total + value if sign > 0 else total - value
    return total


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
