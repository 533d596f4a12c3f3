"""Proposals for the year: what the outcome so far says, and when it says nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calc import Booked, seasonal_proposal, straight_proposal

amounts = st.integers(-(10**11), 10**11).map(Fraction)


def booked(utfall: int, fg: int, whole: int | None, budget: int | None = 0, period: int = 0) -> Booked:
    return Booked(
        None if budget is None else Fraction(budget), Fraction(period), Fraction(utfall), Fraction(fg),
        None if whole is None else Fraction(whole),
    )  # fmt: skip


def test_outcome_and_the_remaining_budget() -> None:
    assert straight_proposal(booked(-480, 0, None, budget=-720, period=-476)) == -724
    assert straight_proposal(booked(-480, 0, None, budget=None)) is None


def test_last_years_season() -> None:
    assert seasonal_proposal(booked(-480, -400, -600), 8) == -720


@given(utfall=amounts, fg=amounts)
def test_an_even_last_year_gives_the_even_pace(utfall: Fraction, fg: Fraction) -> None:
    row = Booked(None, Fraction(0), utfall, fg * 8, fg * 12)
    expected = None if fg == 0 and utfall else utfall * 12 / 8
    assert seasonal_proposal(row, 8) == expected


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (booked(-480, -400, None), "last year is not known"),
        (booked(-480, 0, -600), "nothing was booked in the months"),
        (booked(-480, -400, 0), "the year came to nothing"),
        (booked(-480, 400, -600), "the months had the other sign"),
        (booked(-480, -1, -600), "a share far below an even pace"),
        (booked(-480, -6000, -600), "a share far above it"),
        (booked(0, 0, -600), "nothing yet in either year"),
    ],
)
def test_a_season_that_says_nothing_proposes_nothing(row: Booked, why: str) -> None:
    assert seasonal_proposal(row, 8) is None, why


def test_a_row_without_amounts_is_0() -> None:
    assert seasonal_proposal(booked(0, 0, 0), 8) == 0


@given(budget=amounts, period=amounts)
def test_when_the_outcome_is_the_budget_so_is_the_proposal(budget: Fraction, period: Fraction) -> None:
    assert straight_proposal(Booked(budget, period, period, Fraction(0), None)) == budget
