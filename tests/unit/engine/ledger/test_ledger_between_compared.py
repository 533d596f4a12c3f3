"""The two sides of kommuninterna poster held against each other, whatever part of the ledger is there."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import ComparedPair, Question, compared_pairs, open_stripping
from engine.periods import PeriodScope, occasion_named
from tests.unit.engine.ledger.test_ledger_two_levels import HEADING, NAMNDER, PERIODS, Row, entries, kommun, owner
from workbooks.catalog import build_catalog

EVERYWHERE = [
    Row("5010", ansvar, "", period, 100)
    for ansvar in ("100", "160", "120", "150", "200", "250", "900")
    for period in PERIODS
]
"""A row on every ansvar interval, with nobody inside the kommun."""


def compared(rows: Sequence[Row], namnd: str = "FLER", typ: str = "utfall") -> tuple[ComparedPair, ...]:
    whose = kommun()
    catalog = build_catalog(whose)
    scope = PeriodScope(2022, occasion_named("delar"))
    question = Question(
        whose, whose.namnd(namnd), scope, catalog.ledger_labels, catalog.ledger_rows("skattefinansierad")
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.csv"
        lines = [row.line.replace(";utfall;", f";{typ};") for row in rows]
        path.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
        with open_stripping([path], question) as stripping:
            return compared_pairs(stripping.rows, question, [typ])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 30))
def test_mirrored_entries_agree_and_a_lost_side_is_the_whole_difference(seed: int, count: int) -> None:
    pairs = list(entries(random.Random(seed), count))  # noqa: S311 - a fixed ledger, not a secret
    rows = [*EVERYWHERE, *(row for pair in pairs for row in pair)]
    for namnd in NAMNDER:
        found = compared(rows, namnd)
        assert all(one.lacks is None and not one.is_off and one.leading == () for one in found)
    between = [pair for pair in pairs if pair[0].period[:4] == "2022" and owner(
        pair[0].ansvar, pair[0].period) != owner(pair[1].ansvar, pair[1].period)]  # fmt: skip
    if not between or between[0][0].ore <= 100:
        return
    buyer, seller = between[0]
    kept = [row for row in rows if row is not seller]
    off = [one for namnd in NAMNDER for one in compared(kept, namnd) if one.is_off]
    parties = {owner(buyer.ansvar, buyer.period), owner(seller.ansvar, seller.period)}
    assert off
    assert {frozenset((one.sides.forvaltning, one.sides.motforvaltning)) for one in off} == {frozenset(parties)}
    assert {one.sides.skillnad_ore for one in off} == {buyer.ore}
    assert {(one.leading_count, one.leading[0].ore) for one in off} == {(1, buyer.ore)}


def test_the_rows_that_lead_are_the_largest_without_an_opposite() -> None:
    agreed = [Row("6132", "100", "130", "202201", 700), Row("3153", "200", "110", "202204", -700)]
    odd = [Row("6132", "100", "130", "202201", ore) for ore in (700, 900, 50_000, 600, -20_000)]
    (pair,) = [one for one in compared([*EVERYWHERE, *agreed, *odd]) if one.sides.forvaltning == "AF"]
    assert [row.ore for row in pair.leading] == [50_000, -20_000, 900]
    assert pair.leading_count == 5
    first = len(EVERYWHERE) + len(agreed) + 2  # the heading is line 1
    assert [row.rad for row in pair.leading] == [first + place for place in (2, 4, 1)]
    assert {(row.forvaltning, row.konto, row.ansvar, row.period) for row in pair.leading} == {
        ("AF", "6132", "100", 202201)
    }


@pytest.mark.parametrize(
    ("gone", "lacks"),
    [
        (("200", "250"), "rader på CF:s ansvar 200-249"),
        (("250",), "rader på CF:s ansvar 250-299"),
        (("160",), "rader på AF:s ansvar 160-199"),
        ((), None),
    ],
)
def test_a_part_of_a_ledger_is_not_held_against_the_other_side(gone: Sequence[str], lacks: str | None) -> None:
    rows = [row for row in EVERYWHERE if row.ansvar not in gone]
    (pair,) = compared([*rows, Row("6132", "100", "130", "202201", 50_000)])
    assert (pair.lacks, pair.is_off) == (lacks, lacks is None)


def test_an_interval_that_is_valid_no_longer_need_not_be_there() -> None:
    rows = [row for row in EVERYWHERE if row.ansvar != "900" or row.period >= "202205"]
    (pair,) = compared([*rows, Row("6132", "100", "130", "202201", 50_000)])
    assert pair.is_off


def test_a_side_that_has_only_other_years_lacks_its_outcome() -> None:
    last_year = [replace(row, period="202101") for row in EVERYWHERE if row.ansvar in ("200", "250", "900")]
    this_year = [row for row in EVERYWHERE if row.ansvar not in ("200", "250", "900")]
    (pair,) = compared([*last_year, *this_year, Row("6132", "100", "130", "202201", 50_000)])
    assert pair.lacks == "utfall för CF"


def test_a_budget_without_motpart_is_not_held_against_one_that_has() -> None:
    mine = Row("6132", "100", "130", "202201", 50_000)
    assert [one.lacks for one in compared([*EVERYWHERE, mine], typ="budget")] == ["motpart på CF:s budget"]
    theirs = Row("3153", "200", "120", "202201", -700)  # with BF: the förvaltning budgets with motpart
    assert [one.lacks for one in compared([*EVERYWHERE, mine, theirs], typ="budget")] == [
        None,
        "motpart på BF:s budget",
    ]
