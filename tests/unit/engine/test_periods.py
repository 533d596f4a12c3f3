"""Occasions, and the periods each of them counts."""

import pytest

from engine.errors import UnknownNameError
from engine.periods import (
    BUDGET,
    MONTHS,
    OCCASIONS,
    WHOLE_YEAR,
    Occasion,
    OccasionKind,
    PeriodScope,
    nearest_occasion,
    occasion_label_of_day,
    occasion_named,
    read_occasion_label,
)

DELAR, ARSBOKSLUT, MARS = occasion_named("delar"), occasion_named("arsbokslut"), occasion_named("mars")


@pytest.mark.parametrize(
    ("name", "code", "kind", "month"),
    [
        ("budget", "budget", "budget", 12),
        ("mars", "mars", "manad", 3),
        ("april", "april", "fordjupad", 4),
        ("maj", "maj", "manad", 5),
        ("delar", "delar", "delar", 8),
        ("augusti", "delar", "delar", 8),
        ("delår", "delar", "delar", 8),
        ("DELÅR", "delar", "delar", 8),
        ("oktober", "oktober", "manad", 10),
        ("november", "november", "manad", 11),
        ("arsbokslut", "arsbokslut", "arsbokslut", 12),
        ("årsbokslut", "arsbokslut", "arsbokslut", 12),
        ("december", "arsbokslut", "arsbokslut", 12),
    ],
)
def test_occasion_named(name: str, code: str, kind: str, month: int) -> None:
    assert occasion_named(name) == Occasion(code, OccasionKind(kind), month)


def test_every_month_is_an_occasion() -> None:
    assert [occasion_named(month).month for month in MONTHS] == list(range(1, 13))
    special = {"april", "augusti", "december"}
    assert all(occasion_named(m).kind is OccasionKind.MANAD for m in MONTHS if m not in special)


@pytest.mark.parametrize("name", ["", "marts", "delar 2022", "13", "tertial"])
def test_an_unknown_occasion_is_a_wrong_call(name: str) -> None:
    with pytest.raises(UnknownNameError) as wrong:
        occasion_named(name)
    assert wrong.value.exit_code == 2
    assert name in str(wrong.value)


def test_the_nearest_occasion_is_offered() -> None:
    with pytest.raises(UnknownNameError, match="oktober"):
        occasion_named("oktobr")


def test_labels_are_read_back() -> None:
    for occasion in OCCASIONS:
        assert read_occasion_label(occasion.label(2022)) == (occasion, 2022)


@pytest.mark.parametrize(
    ("text", "occasion", "year"),
    [("mars 2022", MARS, 2022), ("MARS\u00a02022", MARS, 2022), ("Delår", DELAR, None),
     ("Delårsbokslut 2022", DELAR, 2022), ("Bokslut 2022", ARSBOKSLUT, 2022), ("december 2021", ARSBOKSLUT, 2021),
     ("per 31 mars 2022", MARS, 2022), ("Månadsuppföljning mars 2022", MARS, 2022),
     ("Delårsbokslut per 31 augusti 2022", DELAR, 2022)],
)  # fmt: skip
def test_read_occasion_label(text: str, occasion: Occasion, year: int | None) -> None:
    assert read_occasion_label(text) == (occasion, year)


@pytest.mark.parametrize("text", ["", "2022", "mars tjugotvå", "mars 22", "prognos mars 2022", "mars 2022 ändrad"])
def test_a_label_that_names_no_occasion(text: str) -> None:
    assert read_occasion_label(text) is None


def test_titles_are_swedish() -> None:
    assert [DELAR.label(2022), ARSBOKSLUT.label(2022), MARS.label(2022)] == [
        "delår 2022", "årsbokslut 2022", "mars 2022",
    ]  # fmt: skip


def test_delar_counts_eight_months_of_both_years_and_the_whole_budget() -> None:
    scope = PeriodScope(2022, DELAR)
    assert scope.utfall == frozenset(range(202201, 202209))
    assert scope.utfall_fg == frozenset(range(202101, 202109))
    assert scope.budget == frozenset(range(202201, 202213))
    assert scope.budget_period == frozenset(range(202201, 202209))
    assert scope.budget_fg == frozenset()


def test_bokslutsperioden_counts_in_arsbokslut_only_and_in_the_outcome_only() -> None:
    scope = PeriodScope(2022, ARSBOKSLUT)
    assert 202213 in scope.utfall
    assert 202113 in scope.utfall_fg
    assert 202213 not in scope.budget | scope.budget_period
    for other in (DELAR, MARS, BUDGET, WHOLE_YEAR):
        assert 202213 not in PeriodScope(2022, other).utfall
        assert 202113 not in PeriodScope(2022, other).utfall_fg


def test_period_00_never_counts_and_the_closing_periods_are_a_setting() -> None:
    for occasion in OCCASIONS:
        scope = PeriodScope(2022, occasion)
        counted = scope.utfall | scope.utfall_fg | scope.budget | scope.budget_period | scope.budget_fg
        assert not counted & {202200, 202100, 202214, 202300}
    assert {202213, 202214} <= PeriodScope(2022, ARSBOKSLUT, closing=(13, 14)).utfall
    assert 202213 not in PeriodScope(2022, ARSBOKSLUT, closing=()).utfall


def test_the_budget_occasion_reads_the_year_before_too() -> None:
    scope = PeriodScope(2022, BUDGET)
    assert scope.budget_fg == frozenset(range(202101, 202113))
    assert scope.budget == frozenset(range(202201, 202213))


def test_the_order_of_filing_in_a_year() -> None:
    filed = sorted((ARSBOKSLUT, DELAR, MARS, BUDGET), key=lambda occasion: occasion.rank)
    assert filed == [BUDGET, MARS, DELAR, ARSBOKSLUT]
    assert BUDGET.decision_month == 0
    assert DELAR.decision_month == 8


@pytest.mark.parametrize(
    ("serial", "date1904", "label"),
    [(44621, False, "mars 2022"), (44651.5, False, "mars 2022"), (43159, True, "mars 2022"),
     (44804, False, "delår 2022"), (2022, False, None), (3, False, None), (80000, False, None)],
)  # fmt: skip
def test_a_day_is_its_month(serial: float, date1904: bool, label: str | None) -> None:
    assert occasion_label_of_day(serial, date1904=date1904) == label


def test_the_year_says_nothing_of_which_occasion_is_near() -> None:
    assert nearest_occasion("mras 2022", OCCASIONS) == MARS
    assert nearest_occasion("xyz 2022", OCCASIONS) is None
