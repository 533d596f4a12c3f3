"""Two ways to reckon a row's whole year from its outcome so far: proposals beside the controller's own forecast."""

from dataclasses import dataclass
from fractions import Fraction

_ABSURD = 4
"""A season's share this many times above or below an even pace says nothing of the year."""


@dataclass(frozen=True, slots=True)
class Booked:
    """What is known of one row, in exact öre with report sign.

    Attributes:
        budget: the whole year; None where no budget is known.
        budget_period, utfall: through the occasion's month.
        utfall_fg: last year's outcome of the same months.
        utfall_fg_helar: last year's whole outcome; None where it is not known.
    """

    budget: Fraction | None
    budget_period: Fraction
    utfall: Fraction
    utfall_fg: Fraction
    utfall_fg_helar: Fraction | None


def straight_proposal(booked: Booked) -> Fraction | None:
    """The outcome so far and the budget of the months that remain, in öre; None without a budget."""
    return None if booked.budget is None else booked.utfall + booked.budget - booked.budget_period


def seasonal_proposal(booked: Booked, month: int) -> Fraction | None:
    """The outcome so far, of the share that the same months had of last year, in öre.

    Args:
        booked: the row.
        month: the last one with an outcome, 1–12.

    Returns:
        None where last year is not known, or its share is nothing to reckon by: 0, of the other sign, or more than
        four times above or below an even pace. A row without any amounts in either year is 0.
    """
    whole = booked.utfall_fg_helar
    if whole is None:
        return None
    if not (whole or booked.utfall or booked.utfall_fg):
        return Fraction(0)
    share = booked.utfall_fg / whole if whole else Fraction(0)
    even = Fraction(month, 12)
    return booked.utfall / share if even / _ABSURD <= share <= even * _ABSURD else None
