"""The one rounding (half away from zero, as Excel does), and sharing whole units under a fixed total."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

type_number = int | float | Decimal | Fraction


def exact(value: type_number) -> Fraction:
    """The number as people wrote it: a float counts as its shortest decimal form, as Excel shows it."""
    if isinstance(value, float):
        return Fraction(Decimal(repr(value)))
    return Fraction(value)


def half_away(value: type_number) -> int:
    """Round to a whole number, half away from zero, as Excel's ROUND does."""
    number = exact(value)
    whole, rest = divmod(abs(number.numerator), number.denominator)
    rounded = whole + (1 if 2 * rest >= number.denominator else 0)
    return rounded if number >= 0 else -rounded


def largest_remainder(total: int, parts: Sequence[Fraction]) -> tuple[int, ...] | None:
    """Whole numbers for ``parts`` that add up to ``total``, each its floor or one more.

    The floor is towards minus infinity; the missing units go one each to the largest fractions, ties in
    order; a whole amount never moves. None when no such sharing exists (contract section 5).
    """
    floors = [part.numerator // part.denominator for part in parts]
    missing = total - sum(floors)
    movable = sorted(
        (index for index, part in enumerate(parts) if part.denominator != 1),
        key=lambda index: (floors[index] - parts[index], index),
    )
    if not 0 <= missing <= len(movable):
        return None
    raised = set(movable[:missing])
    return tuple(floor + (index in raised) for index, floor in enumerate(floors))
