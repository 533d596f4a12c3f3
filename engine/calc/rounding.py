"""Exact amounts to whole thousands, so that what is printed adds up (contract: summerbar rounding)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, half_away, largest_remainder
from engine.calc.derive import derived_values
from engine.layout import FlikLayout, PlacedColumn


@dataclass(frozen=True, slots=True)
class Rounded:
    """One input amount in whole thousands.

    Attributes:
        ore: the exact amount in öre, report sign.
        tkr: what is written.
        moved: it differs from its own rounding, so that the totals come out right.
    """

    ore: Fraction
    tkr: int

    @property
    def moved(self) -> bool:
        """Whether the amount was moved by a unit."""
        return self.tkr != half_away(self.ore / ORE_PER_TKR)


def round_column(
    layout: FlikLayout, column: PlacedColumn, ore: Mapping[Cell, Fraction], *, additive: bool
) -> dict[Cell, Rounded]:
    """The input amounts of one column in whole thousands.

    Args:
        layout: where the flik stands.
        column: the column that is rounded.
        ore: exact öre, report sign, per input cell of the column.
        additive: True for *summerbar* (rows add up to the correctly rounded totals), False for *oberoende*.
    """
    if not additive:
        return {cell: Rounded(amount, half_away(amount / ORE_PER_TKR)) for cell, amount in ore.items()}
    exact = {cell: amount / ORE_PER_TKR for cell, amount in ore.items()}
    exact |= {cell: Fraction(value) for cell, value in derived_values(layout, exact).items()}
    fixed: dict[Cell, int] = {}
    for top in _outermost(layout, column):
        fixed[top] = half_away(exact[top])
        _share(layout, top, exact, fixed)
    return {cell: Rounded(amount, fixed.get(cell, half_away(exact[cell]))) for cell, amount in ore.items()}


def _outermost(layout: FlikLayout, column: PlacedColumn) -> list[Cell]:
    """The sums of a column that no other sum adds up: its total, or several where a flik lacks the total's row."""
    sums = {cell: parts for cell, parts in layout.sums.items() if cell.column == column.number}
    inner = {part for parts in sums.values() for part, _ in parts}
    return [cell for cell in sums if cell not in inner]


def _share(layout: FlikLayout, total: Cell, exact: Mapping[Cell, Fraction], fixed: dict[Cell, int]) -> None:
    """Give the terms of a sum their whole amounts under its fixed one, then go inside each sum row."""
    parts = [cell for cell, _ in layout.sums[total]]
    sum_rows = [cell for cell in parts if cell in layout.sums]
    inputs = [cell for cell in parts if cell not in layout.sums]
    fixed |= _under(fixed[total], inputs, sum_rows, exact)
    for cell in sum_rows:
        _share(layout, cell, exact, fixed)


def _under(total: int, inputs: list[Cell], sum_rows: list[Cell], exact: Mapping[Cell, Fraction]) -> dict[Cell, int]:
    """Sum rows take their own rounding and inputs the rest; where inputs cannot, the sum rows share as well."""
    own = {cell: half_away(exact[cell]) for cell in sum_rows}
    amounts = [exact.get(cell, Fraction(0)) for cell in inputs]
    shares = largest_remainder(total - sum(own.values()), amounts) if inputs else None
    if shares is not None:
        return own | dict(zip(inputs, shares, strict=True))
    everyone = [*inputs, *sum_rows]
    shares = largest_remainder(total, [exact.get(cell, Fraction(0)) for cell in everyone])
    if shares is None:
        raise ValueError("amounts that do not add up to their total cannot be shared")
    return dict(zip(everyone, shares, strict=True))
