"""Rounding, sharing and reading amounts as Swedish papers print them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from engine.amounts import (
    Ambiguous,
    NotANumber,
    Number,
    Unit,
    exact,
    half_away,
    largest_remainder,
    ore_from_tkr,
    read_number,
    show_number,
    tkr_from_ore,
    type_number,
)

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (0.5, 1), (-0.5, -1), (1.5, 2), (2.5, 3), (-2.5, -3), (2.4999999999, 2), (-0.49, 0), (0, 0),
        (Decimal("1234.5"), 1235), (Fraction(-7, 2), -4), (Fraction(10**30 * 2 + 1, 2), 10**30 + 1),
        (8_333.5, 8_334), (-100.5, -101),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(value: type_number, rounded: int) -> None:
    assert half_away(value) == rounded


@pytest.mark.parametrize(("value", "cents"), [(1.005, 101), (-1.005, -101), (2.675, 268), (1.115, 112), (0.285, 29)])
def test_a_float_counts_as_it_is_written(value: float, cents: int) -> None:
    """In binary 1.005 lies below 1.005; Excel shows, and rounds, the number that was typed."""
    assert half_away(exact(value) * 100) == cents


@pytest.mark.parametrize(("ore", "tkr"), [(49_999, 0), (50_000, 1), (-50_000, -1), (-49_999, 0), (150_000, 2)])
def test_ore_to_tkr(ore: int, tkr: int) -> None:
    assert tkr_from_ore(ore) == tkr


@pytest.mark.parametrize(("tkr", "ore"), [(1, 100_000), (-0.5, -50_000), (853_556, 85_355_600_000), (0.000005, 1)])
def test_tkr_to_ore(tkr: float, ore: int) -> None:
    assert ore_from_tkr(tkr) == ore


def parts(*texts: str) -> list[Fraction]:
    return [Fraction(text) for text in texts]


@pytest.mark.parametrize(
    ("total", "amounts", "shares"),
    [
        (2, ("0.5", "0.5", "0.5"), (1, 1, 0)),  # ties by row order
        (2, ("0.4", "0.7", "0.9"), (0, 1, 1)),  # the largest fractions
        (-2, ("-0.4", "-0.7", "-0.9"), (0, -1, -1)),  # the floor is towards minus infinity: −1 + 0.6, 0.3, 0.1
        (-1, ("-0.5", "-0.5"), (0, -1)),
        (8, ("5", "2.5"), (5, 3)),  # a whole amount never moves
        (0, (), ()),
        (3, ("3",), (3,)),
    ],
)
def test_largest_remainder(total: int, amounts: tuple[str, ...], shares: tuple[int, ...]) -> None:
    assert largest_remainder(total, parts(*amounts)) == shares


@pytest.mark.parametrize(
    ("total", "amounts"), [(201, ("200", "0")), (9, ("5", "2.5")), (1, ()), (1, ("2.5",)), (-1, ("0.5",))]
)
def test_no_sharing_moves_a_whole_amount_or_one_by_more(total: int, amounts: tuple[str, ...]) -> None:
    assert largest_remainder(total, parts(*amounts)) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("195 144", "195144", None),
        (f"195{NBSP}144", "195144", None),
        (f"1{NARROW}195{NARROW}144", "1195144", None),
        (f"195{THIN}144,5", "195144.5", None),
        ("195144", "195144", None),
        ("-6279", "-6279", None),
        ("- 6 279", "-6279", None),
        (f"{MINUS}6 279", "-6279", None),
        (f"{MINUS} 6{NBSP}279", "-6279", None),
        ("–6 279", "-6279", None),
        ("6 279-", "-6279", None),
        (f"6 279 {MINUS}", "-6279", None),
        ("(6 279)", "-6279", None),
        ("( 6 279,5 )", "-6279.5", None),
        ("+5", "5", None),
        ("1.234,5", "1234.5", None),
        ("1.234.567", "1234567", None),
        ("1.234.567,8", "1234567.8", None),
        ("1,234,567", "1234567", None),
        ("1,234.5", "1234.5", None),
        ("6,9", "6.9", None),
        ("6.9", "6.9", None),
        ("0,123", "0.123", None),
        (",5", "0.5", None),
        ("1234,567", "1234.567", None),
        (f"  12{NBSP}", "12", None),
        ("6,9 mkr", "6.9", Unit.MNKR),
        ("6,9 mnkr", "6.9", Unit.MNKR),
        ("6,9 miljoner", "6.9", Unit.MNKR),
        ("6,9 miljoner kronor", "6.9", Unit.MNKR),
        ("1,2 mdkr", "1.2", Unit.MDKR),
        ("853 556 tkr", "853556", Unit.TKR),
        ("853 556 TKR.", "853556", Unit.TKR),
        ("8 333,00 kr", "8333.00", Unit.KR),
        ("8333kr", "8333", Unit.KR),
        ("100 kronor", "100", Unit.KR),
        ("500 kkr", "500", Unit.TKR),
        ("500 KSEK", "500", Unit.TKR),
        ("6 tusen kronor", "6", Unit.TKR),
        ("6,9 msek", "6.9", Unit.MNKR),
        ("1,2 miljarder", "1.2", Unit.MDKR),
        ("50 öre", "50", Unit.ORE),
        ("100:-", "100", Unit.KR),
        (f"{MINUS}6,9 mkr", "-6.9", Unit.MNKR),
        ("(6 279) tkr", "-6279", Unit.TKR),
        ("(6 279 tkr)", "-6279", Unit.TKR),
        ("1,234 mkr", "1.234", Unit.MNKR),
    ],
)
def test_what_is_a_number(text: str, value: str, unit: Unit | None) -> None:
    assert read_number(text) == Number(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", ("1234", "1.234")),
        ("1,234", ("1234", "1.234")),
        ("-12.345", ("-12345", "-12.345")),
        (f"{MINUS}123,456", ("-123456", "-123.456")),
        ("(1.234)", ("-1234", "-1.234")),
        ("1.234 tkr", ("1234", "1.234")),
    ],
)
def test_what_may_be_two_numbers(text: str, readings: tuple[str, str]) -> None:
    assert read_number(text) == Ambiguous(tuple(map(Decimal, readings)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", MINUS, "()", "(-5)", "--5", "- -5", "-5-", "+-5", "5--", "kr", "tkr", "1 23", "12 34 567", "1e5",
     "1,2,3", "1.2.3", "1.23,4,5", "Personal", "5 stycken", "2022-05-13", "(5", "5)", "#REF!", "1 234 56", "1/2",
     "nan", "inf", "1_000"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) == NotANumber()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (195144, f"195{NBSP}144"),
        (-6279, f"{MINUS}6{NBSP}279"),
        (0, "0"),
        (999, "999"),
        (1_234_567, f"1{NBSP}234{NBSP}567"),
        (0.1 + 0.2, "0,3"),
        (1.1 + 2.2, "3,3"),
        (6.9, "6,9"),
        (100.0, "100"),
        (1e22, "10" + f"{NBSP}000" * 7),
        (1.5e300, "1" + f"{NBSP}500" + f"{NBSP}000" * 99),
        (-0.0000001, "0"),
        (Decimal("8333.50"), f"8{NBSP}333,5"),
        (Fraction(1, 3), "0,33333"),
        (Fraction(2, 3), "0,66667"),
    ],
)
def test_a_number_is_shown_without_noise(value: type_number, shown: str) -> None:
    assert show_number(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(8333, 2, f"8{NBSP}333,00"), (1.005, 2, "1,01"), (-0.4, 0, "0"), (-0.5, 0, f"{MINUS}1"), (6.85, 1, "6,9")],
)
def test_decimals_asked_for(value: float, decimals: int, shown: str) -> None:
    assert show_number(value, decimals) == shown
