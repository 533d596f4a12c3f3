"""The period's flik and the proposals: filled from the ledger beside what is filed, and never instead of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from engine.pipeline.checking import check_books
from engine.pipeline.filling import FillOutcome
from engine.pipeline.opening import open_book
from tests.rules.sample_books import RR_DELAR, RR_MANAD, empty_book, setup

Fill = Callable[..., FillOutcome]
PERIOD = "8 period skattefin delår"
LEDGER = [
    *(f"5010;70322;;2022{month:02};600000,00;budget;;" for month in range(1, 13)),
    *(f"5010;70322;;2022{month:02};500000,00;utfall;;" for month in range(1, 9)),
    *(f"5010;70322;;2021{month:02};400000,00;utfall;;" for month in range(1, 9)),
    *(f"5010;70322;;2021{month:02};700000,00;utfall;;" for month in range(9, 13)),
]


def _shown(path: str | None, flik: str) -> Mapping[tuple[str, str], object]:
    """By row label and heading."""
    sheet = openpyxl.load_workbook(Path(path or ""), data_only=True)[flik]
    headings = {cell.column: cell.value for cell in sheet[6]}
    return {
        (str(row[0].value), str(headings[cell.column])): cell.value
        for row in sheet.iter_rows(min_row=7)
        for cell in row
    }


def test_the_period_holds_the_budget_and_outcome_of_its_months(fill: Fill) -> None:
    outcome = fill("delar", proposals=True, book=empty_book(optional=True), lines=LEDGER)
    shown = _shown(outcome.target, PERIOD)
    assert shown["Personalkostnader", "Budget jan–aug 2022"] == -4800
    assert shown["Personalkostnader", "Utfall jan–aug 2022"] == -4000
    assert shown["Personalkostnader", "Avv. utfall/budget 2022"] == 800
    assert shown["Kommunbidrag", "Budget jan–aug 2022"] == shown["Kommunbidrag", "Utfall jan–aug 2022"] == 569037
    assert shown["Kontroll", "Budget jan–aug 2022"] == "OK"
    cells = {(cell.flik, cell.column) for cell in outcome.cells if cell.flik == PERIOD}
    assert cells == {(PERIOD, "budget_period"), (PERIOD, "utfall")}
    assert [f.rule for f in outcome.findings] == ["IN05", "IN05", "IN05", "IN07"]


def test_a_book_without_the_period_is_whole(fill: Fill, tmp_path: Path) -> None:
    outcome = fill("delar", proposals=True, lines=LEDGER)
    assert {cell.flik for cell in outcome.cells} == {RR_DELAR}
    checked = check_books(setup(), [str(outcome.target)], occasion="delar", year=None)
    assert not any(PERIOD in finding.message for finding in checked.findings)


def test_a_filled_period_is_checked_and_an_empty_one_is_not(fill: Fill) -> None:
    wrong = {PERIOD: "Belopp i tkr;Utfall jan–aug 2022\nPersonalkostnader;4000\n"}
    outcome = fill("delar", proposals=True, book=empty_book(optional=True), tables=wrong)
    checked = check_books(setup(), [str(outcome.target)], occasion="delar", year=None)
    assert ("TE01", PERIOD) in {(finding.rule, finding.flik) for finding in checked.findings}
    empty = fill(
        "delar", book=empty_book(optional=True), tables={RR_DELAR: "Belopp i tkr;Budget 2022\nFinansnetto;0\n"}
    )
    told = check_books(setup(), [str(empty.target)], occasion="delar", year=None).findings
    assert PERIOD not in {finding.flik for finding in told}


def test_two_proposals_stand_beside_the_comments(fill: Fill) -> None:
    outcome = fill("delar", proposals=True, lines=LEDGER)
    shown = _shown(outcome.target, RR_DELAR)
    straight, seasonal = "Förslag: utfall + återstående budget", "Förslag: förra årets säsong"
    assert shown["Personalkostnader", straight] == -4000 - 4 * 600
    assert shown["Personalkostnader", seasonal] == -7500  # 4 000 is 3 200 / 6 000 of the year
    assert shown["Kommunbidrag", straight] == shown["Kommunbidrag", seasonal] == 853556
    assert shown["Årets resultat", seasonal] == 853556 - 7500
    assert shown["Lokalhyror", seasonal] == 0
    assert shown["Personalkostnader", "Prognos helår 2022"] is None
    assert {cell.column for cell in outcome.cells} == {"budget", "utfall", "utfall_fg"}
    assert {cell.column for cell in outcome.beside} == {"forslag_rak", "forslag_sasong"}


def test_without_the_whole_last_year_there_is_no_season(fill: Fill) -> None:
    outcome = fill("delar", proposals=True, lines=[line for line in LEDGER if ";202112;" not in line])
    assert {cell.column for cell in outcome.beside} == {"forslag_rak"}


def test_a_proposal_that_can_no_longer_be_made_goes(fill: Fill) -> None:
    first = fill("maj", proposals=True, lines=LEDGER)
    content = Path(first.target or "").read_bytes()
    again = fill("maj", proposals=True, book=content, lines=[line for line in LEDGER if "utfall" not in line])
    assert len(again.beside) == len(first.beside)
    assert {cell.after for cell in again.beside} == {None}


def test_the_month_gets_proposals_and_its_count_is_the_same_as_without(fill: Fill) -> None:
    outcome = fill("mars", proposals=True, lines=LEDGER)
    shown = _shown(outcome.target, RR_MANAD)
    assert shown["Personalkostnader", "Förslag: utfall + återstående budget"] == -1500 - 9 * 600
    assert shown["Personalkostnader", "Förslag: förra årets säsong"] == -7500  # 1 500 is 1 200 / 6 000 of the year


def test_marks_and_check_rows_are_read_back(fill: Fill) -> None:
    outcome = fill("delar", proposals=True, lines=LEDGER)
    flik = open_book(Path(outcome.target or ""), setup(), year=None).data.flik(RR_DELAR)
    assert flik is not None
    assert {kind.value: word for kind, word in flik.marks.items()} == {
        "utfall": "preliminärt", "utfall_fg": "nämndbeslutat",
    }  # fmt: skip
    assert flik.layout.check_row == 22
    assert "Kontroll" not in {row.label for row in flik.layout.rows}


def test_a_column_that_does_not_add_up_is_told_on_the_flik_and_on_the_cover(fill: Fill) -> None:
    text = {RR_DELAR: "Belopp i tkr;Prognos helår 2022\nPersonalkostnader;-1\n"}
    filled = fill("delar", proposals=True, tables=text)
    path = Path(filled.target or "")
    book = openpyxl.load_workbook(path)
    book[RR_DELAR]["C13"] = -7
    book.save(path)
    again = fill(
        "delar", book=path.read_bytes(), tables={RR_DELAR: "Belopp i tkr;Prognos helår 2022\nLokalhyror;-2\n"}
    )
    assert _shown(again.target, RR_DELAR)["Kontroll", "Prognos helår 2022"] == "AVVIKER"
    cover = openpyxl.load_workbook(Path(again.target or ""), data_only=True)["Försättsblad"]
    verdicts = {row[0].value: row[5].value for row in cover.iter_rows(min_row=12)}
    assert verdicts[RR_DELAR] == "AVVIKER"
