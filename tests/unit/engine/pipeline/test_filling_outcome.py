"""Prognossäkerhet is measured by the outcome as soon as there is one, and by what somebody has written instead."""

from pathlib import Path

import pytest

from engine.pipeline.filling import FillOutcome, fill_book
from tests.support.books import demo_setup
from tests.support.rolling import BUDGET, MARS, MONTHLY, PROGSAK, RR8, RR12, Bok

OUTCOME = "Bokslut 2022"


@pytest.fixture
def bok(tmp_path: Path) -> Bok:
    """At årsbokslut, with a forecast filed in delår."""
    made = Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    made.roll("delar")
    made.fill(RR8, "prognos", MARS).roll("arsbokslut")
    return made


def fill(bok: Bok, income: int, flik: str = "12 RR") -> FillOutcome:
    table = bok.path.with_name("tabell.csv")
    table.write_text(f"Belopp i tkr;Bokslut 2022\nVerksamhetens intäkter;{income}\n", encoding="utf-8")
    return fill_book(
        demo_setup(), bok.path, "arsbokslut", year=None, ledgers=[], tables=[(flik, table)], target=bok.path,
        typ=None, skip_faults=False,
    )  # fmt: skip


def test_the_outcome_comes_by_itself_and_follows(bok: Bok) -> None:
    first = fill(bok, 500)
    assert bok.amount(PROGSAK, OUTCOME, "prognos") == 500
    assert bok.amount(PROGSAK, "Delårsbokslut", "prognos") == -6900
    assert bok.amount(PROGSAK, "Delårsbokslut", "avvikelse") == 500 + 6900
    assert [(f.rule, f.severity.value, f.found) for f in first.findings] == [("AV12", "info", 500)]
    assert {cell.flik for cell in first.cells} == {RR12}
    fill(bok, 700)
    assert bok.amount(PROGSAK, OUTCOME, "prognos") == 700
    assert fill(bok, 700).findings == ()


def test_what_somebody_has_written_stays(bok: Bok) -> None:
    bok.fill(PROGSAK, "prognos", {OUTCOME: 499})
    assert fill(bok, 500).findings == ()
    assert bok.amount(PROGSAK, OUTCOME, "prognos") == 499


def test_without_forecasts_there_is_nothing_to_measure(tmp_path: Path) -> None:
    bok = Bok(tmp_path)
    assert fill(bok, 500).findings == ()
    assert bok.amount(PROGSAK, OUTCOME, "prognos") is None
