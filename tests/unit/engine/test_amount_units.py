"""Units of money: the same amount in öre, kr, tkr, mnkr and mdkr, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.amounts import Number, Unit, convert, half_away, read_number, rounded_to, type_number, unit_named

units = st.sampled_from(Unit)
amounts = st.one_of(st.integers(-(10**15), 10**15), st.fractions(max_denominator=10**6))


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "converted"),
    [
        (1, Unit.MDKR, Unit.ORE, 10**11), (853_556, Unit.TKR, Unit.MNKR, Fraction(853_556, 1000)),
        (6.9, Unit.MNKR, Unit.TKR, 6900), (Decimal("0.1"), Unit.MNKR, Unit.KR, 100_000),
        (1.005, Unit.KR, Unit.ORE, Fraction(201, 2)),
        (-217_796, Unit.TKR, Unit.KR, -217_796_000), (1, Unit.KR, Unit.MDKR, Fraction(1, 10**9)),
    ],
)  # fmt: skip
def test_an_amount_in_another_unit(
    value: type_number, from_unit: Unit, to_unit: Unit, converted: int | Fraction
) -> None:
    assert convert(value, from_unit, to_unit) == converted


@given(amounts, units, units, units)
def test_the_way_between_two_units_does_not_matter(value: type_number, one: Unit, two: Unit, three: Unit) -> None:
    assert convert(convert(value, one, two), two, three) == convert(value, one, three)
    assert convert(convert(value, one, two), two, one) == value


@given(amounts, amounts, units, units)
def test_conversion_adds_up(first: Fraction, second: Fraction, one: Unit, two: Unit) -> None:
    assert convert(first + second, one, two) == convert(first, one, two) + convert(second, one, two)


@given(amounts, units, units)
def test_rounding_is_half_away_and_at_most_half_a_unit_off(value: Fraction, one: Unit, two: Unit) -> None:
    exact = convert(value, one, two)
    assert rounded_to(value, one, two) == half_away(exact)
    assert abs(rounded_to(value, one, two) - exact) <= Fraction(1, 2)
    assert rounded_to(-value, one, two) == -rounded_to(value, one, two)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("tkr", Unit.TKR), ("Tusental  kronor", Unit.TKR), ("ksek", Unit.TKR), ("mkr", Unit.MNKR),
        ("mnkr", Unit.MNKR), ("miljoner", Unit.MNKR), ("mdkr", Unit.MDKR), ("KR", Unit.KR), (":-", Unit.KR),
        ("", None), ("procent", None),
    ],
)  # fmt: skip
def test_units_as_people_name_them(name: str, unit: Unit | None) -> None:
    assert unit_named(name) is unit


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_is_understood_beside_a_number(unit: Unit) -> None:
    reading = read_number(f"1 234,5 {unit.value}")
    assert isinstance(reading, Number)
    assert reading.unit is unit
