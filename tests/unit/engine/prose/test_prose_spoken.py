"""Amounts in words: never a sign, never 0,0, and always what the table says."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from engine.amounts import Number, Unit, read_number
from engine.prose.spoken import spoken

amounts = st.one_of(st.integers(-(10**8), 10**8), st.integers(-120, 120), st.fractions(-(10**6), 10**6))


@given(amounts)
def test_the_spoken_amount_is_within_half_a_unit_of_its_last_decimal(tkr: int | Fraction) -> None:
    said = spoken(tkr)
    if not said:
        assert abs(Fraction(tkr)) < Fraction(1, 2)
        return
    read = read_number(said)
    assert isinstance(read, Number)
    in_tkr, half = (
        (Fraction(read.value) * 1000, 50) if read.unit is Unit.MNKR else (Fraction(read.value), Fraction(1, 2))
    )
    assert abs(in_tkr - abs(Fraction(tkr))) <= half
    assert read.value > 0


def test_the_unit_is_mkr_from_where_one_decimal_says_something() -> None:
    said = [spoken(tkr) for tkr in (-6931, 50, 49, 12, -1, 0)]
    assert said == ["6,9 mkr", "0,1 mkr", "49 tkr", "12 tkr", "1 tkr", ""]
    assert spoken(1_234_567).endswith("234,6 mkr")
