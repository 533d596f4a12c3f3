"""What fyll takes from a ledger: which columns, which amounts, whose kommunbidrag, how rounded."""

from collections.abc import Callable, Mapping

import pytest

from engine.pipeline.filling import FillOutcome
from tests.rules.sample_books import RR_BUDGET, RR_DELAR, RR_MANAD, demo_setup

Fill = Callable[..., FillOutcome]
ROWS = ("Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
        "Kommunbidrag", "Finansnetto")  # fmt: skip
YEAR = [
    "3010;70322;810;202203;-500000,00;utfall;;", "5010;70322;;202208;2000400,00;utfall;;",
    "5010;70322;;202209;9000000,00;utfall;;", "5010;70322;;202108;1500000,00;utfall;;",
    "5010;70322;;202101;100000,00;budget;;", "6010;70322;;202212;750000,00;budget;;",
]  # fmt: skip


def _written(outcome: FillOutcome, kind: str) -> Mapping[str, object]:
    return {cell.row: cell.after for cell in outcome.cells if cell.column == kind}


def _rules(outcome: FillOutcome) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.column) for finding in outcome.findings]


def test_delar_takes_budget_utfall_and_last_year(fill: Fill) -> None:
    outcome = fill("delar", lines=YEAR)
    assert {cell.flik for cell in outcome.cells} == {RR_DELAR}
    assert {cell.column for cell in outcome.cells} == {"budget", "utfall", "utfall_fg"}
    assert _written(outcome, "budget") == dict(zip(ROWS, (0, 0, -750, 0, 0, 853556, 0), strict=True))
    assert _written(outcome, "utfall") == dict(zip(ROWS, (500, -2000, 0, 0, 0, 569037, 0), strict=True))
    assert _written(outcome, "utfall_fg") == dict(zip(ROWS, (0, -1500, 0, 0, 0, 545819, 0), strict=True))
    assert _rules(outcome) == [("IN05", "budget"), ("IN05", "utfall"), ("IN05", "utfall_fg")]
    assert outcome.exit_code == 0


def test_the_json_has_the_contracts_keys(fill: Fill) -> None:
    answer = fill("delar", lines=YEAR).as_json()
    added = {"inv_forslag", "spar"}
    assert set(answer) == {"ut", "namnd", "ar", "tillfalle", "celler", "flyttade", "fynd"} | added
    assert (answer["namnd"], answer["ar"], answer["tillfalle"]) == ("VON", 2022, "delar")
    cells = answer["celler"]
    assert isinstance(cells, list)
    personal = next(cell for cell in cells if cell["rad"] == "Personalkostnader" and cell["kolumn"] == "utfall")
    assert personal == {
        "flik": RR_DELAR, "cell": "E9", "rad": "Personalkostnader", "kolumn": "utfall", "fore": None, "efter": -2000,
        "ore": -200_040_000,
    }  # fmt: skip


@pytest.mark.parametrize("occasion", ["mars", "april", "maj"])
def test_the_monthly_flik_takes_the_budget_alone_and_names_the_occasion(fill: Fill, occasion: str) -> None:
    outcome = fill(occasion, lines=YEAR)
    assert {(cell.flik, cell.column) for cell in outcome.cells if cell.column} == {(RR_MANAD, "budget")}
    named = [cell.after for cell in outcome.cells if cell.row == "Tillfälle"]
    assert named == ([] if occasion == "mars" else [f"{occasion} 2022"])


def test_the_budget_occasion_takes_both_budgets_and_never_a_plan(fill: Fill) -> None:
    lines = ["5010;70322;;202203;1000000;budget;;", "5010;70322;;202103;900000;budget;;"]
    outcome = fill("budget", lines=lines)
    assert {(cell.flik, cell.column) for cell in outcome.cells} == {(RR_BUDGET, "budget"), (RR_BUDGET, "budget_fg")}
    assert _written(outcome, "budget")["Personalkostnader"] == -1000
    assert _written(outcome, "budget_fg")["Kommunbidrag"] == 818729


def test_a_column_without_rows_of_its_typ_and_year_is_left_as_it_is(fill: Fill) -> None:
    outcome = fill("delar", lines=["5010;70322;;202203;1000000;utfall;;"])
    assert {cell.column for cell in outcome.cells} == {"utfall"}
    assert _rules(outcome) == [("IN04", "budget"), ("IN05", "utfall"), ("IN04", "utfall_fg")]


def test_another_namnds_rows_make_the_column_nought_and_not_left_alone(fill: Fill) -> None:
    outcome = fill("delar", lines=["5010;40100;;202203;1000000;utfall;;"])
    assert _written(outcome, "utfall") == dict(zip(ROWS, (0, 0, 0, 0, 0, 569037, 0), strict=True))


def test_kommunbidrag_of_the_ledger_goes_before_the_decision(fill: Fill) -> None:
    outcome = fill("delar", lines=["8701;70322;;202203;-1000000;utfall;;", "5010;70322;;202203;1;budget;;"])
    assert _written(outcome, "utfall")["Kommunbidrag"] == 1000
    assert _written(outcome, "budget")["Kommunbidrag"] == 853556
    told = [finding.message for finding in outcome.findings if finding.rule == "IN05"]
    assert "kommun.toml" in told[0]
    assert "huvudboken" in told[1]


def test_a_budget_change_in_force_is_part_of_the_decision(fill: Fill) -> None:
    change = 'budgetandringar = [{ ar = 2022, namnd = "VON", fran = "202206", kommunbidrag = 1200 }]'
    whose = demo_setup(replacing={"budgetandringar = []": change})
    lines = ["5010;70322;;202203;1;budget;;"]
    assert _written(fill("delar", lines=lines, whose=whose), "budget")["Kommunbidrag"] == 854756
    assert _written(fill("april", lines=lines, whose=whose), "budget")["Kommunbidrag"] == 853556


HALVES = [f"{konto};70322;;202203;1400,00;utfall;;" for konto in ("5010", "6010", "4600", "6100")]


def test_summerbar_moves_units_so_that_the_totals_are_right(fill: Fill) -> None:
    outcome = fill("delar", lines=HALVES)
    written = _written(outcome, "utfall")
    costs = [written[row] for row in ROWS[1:5]]
    assert costs == [-1, -1, -2, -2], "−5,6 is −6; the floors are −2, and the first two rows get a unit back"
    assert [cell.as_json() for cell in outcome.moved] == [
        {"flik": RR_DELAR, "cell": "E11", "ore": -140_000, "tkr": -2},
        {"flik": RR_DELAR, "cell": "E12", "ore": -140_000, "tkr": -2},
        {"flik": RR_DELAR, "cell": "E17", "ore": 56_903_733_333, "tkr": 569_038},
    ]


def test_oberoende_rounds_every_row_by_itself(fill: Fill) -> None:
    whose = demo_setup(replacing={'avrundning = "summerbar"': 'avrundning = "oberoende"'})
    outcome = fill("delar", lines=HALVES, whose=whose)
    assert [_written(outcome, "utfall")[row] for row in ROWS[1:5]] == [-1, -1, -1, -1]
    assert outcome.moved == ()


def test_faulty_rows_stop_everything(fill: Fill) -> None:
    outcome = fill("delar", lines=["5010;70322;;202214;1;utfall;;"])
    assert (outcome.exit_code, outcome.target, outcome.cells) == (3, None, ())


def test_an_unknown_konto_is_a_fault_but_the_book_is_written(fill: Fill) -> None:
    outcome = fill("delar", lines=["8050;70322;;202203;1;utfall;;"])
    assert outcome.exit_code == 1
    assert outcome.target is not None
    assert "IN03" in {finding.rule for finding in outcome.findings}


def test_the_monthly_flik_names_the_occasion_also_when_its_column_was_left(fill: Fill) -> None:
    outcome = fill("oktober", lines=["5010;70322;;202203;1;utfall;;"])
    assert [cell.after for cell in outcome.cells] == ["oktober 2022"]
