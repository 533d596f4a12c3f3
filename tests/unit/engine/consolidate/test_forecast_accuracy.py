"""Prognossäkerhet over nämnder: a published table reproduced, and what holds for any filings."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.consolidate import accuracy_json, forecast_accuracy, history_filings, settled
from engine.consolidate.filings import filing_findings
from engine.data.accuracy import AccuracyYear, Filing
from engine.data.history import HistoryLine
from engine.model import ColumnKind, Favourable
from engine.periods import OCCASIONS, occasion_named

MALMO = Path(__file__).parents[3] / "published" / "malmo_prognossakerhet_2014.csv"
"""Another city's annual report of 2014, mnkr: bokslut − prognos per augusti, all rows and the total agree."""
DELAR, BOKSLUT, MARS = occasion_named("delar"), occasion_named("arsbokslut"), occasion_named("mars")


def malmo() -> tuple[dict[str, tuple[int, int, int]], AccuracyYear]:
    with MALMO.open(encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    printed = {name: (int(outcome), int(forecast), int(off)) for name, outcome, forecast, off in rows}
    parts = {name: amounts for name, amounts in printed.items() if name != "Årets resultat"}
    filings = [
        Filing(name, 2014, occasion, amount)
        for name, (outcome, forecast, _) in parts.items()
        for occasion, amount in ((BOKSLUT, outcome), (DELAR, forecast))
    ]
    (year,) = forecast_accuracy(filings, tuple(parts), Favourable.MORE)
    return printed, year


def test_every_row_of_the_published_table_is_reproduced() -> None:
    printed, year = malmo()
    assert (year.year, year.occasions, len(year.namnder)) == (2014, (DELAR,), 15)
    for name in year.namnder:
        assert (year.outcomes[name], year.forecasts[DELAR][name], year.deviation(DELAR, name)) == printed[name], name


def test_the_published_total_is_reproduced() -> None:
    printed, year = malmo()
    totals = (year.total_outcome, year.total_forecast(DELAR), year.total_deviation(DELAR))
    assert totals == printed["Årets resultat"] == (-70, 80, -150)
    assert year.lacking(DELAR) == ()


ORDER = ("VON", "SN", "KUN")
forecasts = tuple(occasion for occasion in OCCASIONS if occasion.rank)
tkr = st.one_of(st.integers(-(10**6), 10**6), st.fractions(max_denominator=1000))
filings_of_three = st.dictionaries(
    st.tuples(st.sampled_from(ORDER), st.integers(2020, 2022), st.sampled_from(forecasts)), tkr, max_size=30
).map(lambda found: [Filing(*place, amount) for place, amount in found.items()])


@given(filings_of_three, st.randoms(use_true_random=False), st.sampled_from(Favourable))
def test_nothing_is_lost_and_the_order_does_not_matter(
    filings: list[Filing], random: object, favourable: Favourable
) -> None:
    years = forecast_accuracy(filings, ORDER, favourable)
    shuffled = list(filings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert forecast_accuracy(shuffled, ORDER, favourable) == years
    kept = sum(len(y.outcomes) + sum(map(len, y.forecasts.values())) for y in years)
    assert kept == len(filings)
    assert [year.year for year in years] == sorted({filing.year for filing in filings})


@given(filings_of_three)
def test_the_directions_are_opposite_and_totals_add_up(filings: list[Filing]) -> None:
    more = forecast_accuracy(filings, ORDER, Favourable.MORE)
    less = forecast_accuracy(filings, ORDER, Favourable.LESS)
    for one, other in zip(more, less, strict=True):
        for occasion in one.occasions:
            deviations = [one.deviation(occasion, namnd) for namnd in one.namnder]
            assert one.total_deviation(occasion) == sum(d for d in deviations if d is not None)
            assert one.total_deviation(occasion) == -other.total_deviation(occasion)
            if not one.lacking(occasion):
                assert one.total_deviation(occasion) == one.total_outcome - one.total_forecast(occasion)


def test_who_lacks_a_forecast_is_not_counted_as_if_it_had_been_nought() -> None:
    filings = [Filing("VON", 2022, BOKSLUT, 100), Filing("SN", 2022, BOKSLUT, 7), Filing("VON", 2022, MARS, 40)]
    (year,) = forecast_accuracy(filings, ORDER, Favourable.MORE)
    assert (year.deviation(MARS, "VON"), year.deviation(MARS, "SN")) == (60, None)
    assert (year.total_deviation(MARS), year.lacking(MARS)) == (60, ("SN",))
    assert accuracy_json([year]) == [
        {
            "ar": 2022,
            "bokslut": {"summa": 107, "namnder": {"VON": 100, "SN": 7}},
            "tillfallen": {
                "mars": {
                    "prognos": {"summa": 40, "namnder": {"VON": 40}},
                    "avvikelse": {"summa": 60, "namnder": {"VON": 60}},
                },
            },
        }
    ]


def test_two_filings_of_one_place_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="two filings"):
        forecast_accuracy([Filing("VON", 2022, MARS, 1)] * 2, ORDER, Favourable.MORE)


def line(occasion: str, kind: ColumnKind, amount: int | Fraction | None, row: str = "Årets resultat") -> HistoryLine:
    return HistoryLine(2022, occasion_named(occasion), "RR", "", row, kind, amount)


def test_the_history_gives_forecasts_and_outcomes_of_the_result_alone() -> None:
    lines = [
        line("mars", ColumnKind.PROGNOS, 5), line("mars", ColumnKind.BUDGET, 0),
        line("oktober", ColumnKind.PROGNOS, Fraction(1, 2)), line("delar", ColumnKind.UTFALL, 9),
        line("arsbokslut", ColumnKind.UTFALL, 3), line("budget", ColumnKind.BUDGET, 1),
        line("mars", ColumnKind.PROGNOS, 1, "Personalkostnader"), line("maj", ColumnKind.PROGNOS, None),
    ]  # fmt: skip
    found = [(filing.occasion.code, filing.amount) for filing in history_filings("VON", lines)]
    assert found == [("mars", 5), ("oktober", Fraction(1, 2)), ("arsbokslut", 3)]


def test_the_first_source_counts_and_a_contradiction_is_told_of() -> None:
    first, same, other = (Filing("VON", 2022, DELAR, amount, name) for amount, name in
                          ((1200, "12 prognossäkerhet ALLA ÅB"), (1200, "x"), (1500, "Historik")))  # fmt: skip
    filings = settled([first, same, other])
    assert filings.counted == (first,)
    (finding,) = filing_findings(filings)
    assert finding.rule == "AV09"
    assert "1\u00a0200 i 12 prognossäkerhet ALLA ÅB men 1\u00a0500 i Historik" in finding.message
