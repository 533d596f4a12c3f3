"""The one rounding (half away from zero, as Excel does), and sharing whole units under a fixed total."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

type_number = int | float | Decimal | Fraction

LARGEST_WITH_ORE = 10**12
"""From here on fifteen digits no longer hold the öre with a digit to spare, and every stored digit counts."""


def shown_digits(value: float) -> str:
    """A binary number as the text a person sees: the fifteen digits that such a number can hold.

    ``0.1 + 0.2`` is stored as 0.30000000000000004 and shown as 0,3 everywhere; the digits behind the fifteenth are an
    artefact of the storing, not an amount. Digits before it are never touched.
    """
    return f"{value:.15g}" if abs(value) < LARGEST_WITH_ORE else repr(value)


def exact(value: type_number) -> Fraction:
    """The number as people wrote it: a float counts as what Excel shows of it."""
    if isinstance(value, float):
        return Fraction(Decimal(shown_digits(value)))
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
