"""The two readings of an amount's text, in Python and in DuckDB, are one, and neither guesses."""

from collections.abc import Iterator
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.amounts import Number, read_number
from engine.ledger.amount_text import MACROS, ore_of_text

READ = {
    "1 234,50": 123_450, "-1.234,50": -123_450, "1234.5-": -123_450, "(12)": -1200, "- 6 279": -627_900,
    "\u22126\u00a0279,5": -627_950, "\u20136279": -627_900, "( 6 279,10 )": -627_910, "1,234.50": 123_450,
    "12.345.678,9": 1_234_567_890, "+7": 700, "0": 0, "-0,01": -1, "12 -": -1200, "1,05": 105, "1.05": 105,
    "007": 700, "9999999999999,99": 999_999_999_999_999,
}  # fmt: skip
REFUSED = (
    "1.234", "1,234", "1.234.567", "1,234,567", "12.345,000", "1.23,45", "1,23.45", "12.3456", "12.34,5", "--1",
    "-1-", "(-1)", "-(1)", "(1", "1)", "()", "", " ", "-", "+", "+-1", "1e5", "12 34", "1 2345", "1234 567", "1,",
    ",5", ".5", "tolv", "12 kr", "0x10", "NaN", "٣", "1\n", "1;2", "10000000000000", "+1-", "(+1)",
)  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        made.execute(MACROS)
        yield made


def in_duckdb(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> list[int | None]:
    """What ``ore_av`` says of each text."""
    found = connection.execute("SELECT ore_av(t) FROM (SELECT unnest($texts::VARCHAR[]) AS t)", {"texts": texts})
    return [row[0] for row in found.fetchall()]


def test_the_known_forms_are_read(connection: duckdb.DuckDBPyConnection) -> None:
    assert {text: ore_of_text(text) for text in READ} == READ
    assert dict(zip(READ, in_duckdb(connection, list(READ)), strict=True)) == READ


@pytest.mark.parametrize("text", REFUSED)
def test_the_others_are_refused(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    assert (ore_of_text(text), in_duckdb(connection, [text])) == (None, [None])


anything = st.text("0123456789 .,-+()\u2212\u2013\u00a0\u202f", max_size=14)
amounts = st.tuples(st.sampled_from(["", "-", "\u2212", "\u2013", "+", "- "]), st.integers(0, 10**12),
                    st.sampled_from(["", ",5", ".5", ",05", ".05"]))  # fmt: skip


def _written(parts: tuple[str, int, str], mark: str) -> str:
    sign, whole, decimals = parts
    return f"{sign}{whole:,}{decimals}".replace(",", mark, f"{whole:,}".count(","))


texts = st.one_of(anything, st.builds(_written, amounts, st.sampled_from(["", " ", ".", ",", "\u00a0"])))


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, min_size=1, max_size=40))
def test_both_readings_agree_on_any_text(connection: duckdb.DuckDBPyConnection, tried: list[str]) -> None:
    assert in_duckdb(connection, tried) == [ore_of_text(text) for text in tried]


@settings(max_examples=300)
@given(texts)
def test_what_is_read_is_what_swedish_papers_mean(text: str) -> None:
    """A third reading, of numbers in any text, never gives another amount."""
    ore, read = ore_of_text(text), read_number(text)
    if ore is not None:
        assert isinstance(read, Number)
        assert Fraction(read.value) * 100 == ore


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_what_is_written_is_read_back(connection: duckdb.DuckDBPyConnection, ore: int) -> None:
    (written,) = connection.execute("SELECT kronor($ore::BIGINT)", {"ore": ore}).fetchall()[0]
    assert ore_of_text(written) == ore
