"""What fyll takes from tables: only what they have, placed by heading, label and project name."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.errors import UnknownNameError, WrongCallError
from engine.fill import TableFaultsError
from engine.pipeline.filling import FillOutcome, fill_book
from engine.reader import read_raw
from tests.rules.sample_books import FORUTB_DELAR, INV_DELAR, RR_DELAR, clean_book, setup

Fill = Callable[..., FillOutcome]


def _cells(outcome: FillOutcome) -> Mapping[str, object]:
    return {str(cell.cell): cell.after for cell in outcome.cells}


def test_some_columns_and_rows_touch_only_those(fill: Fill) -> None:
    table = "Belopp i tkr;Delårsbokslut 2021;Prognos helår\nLokalhyror;-61000;-93100\nPersonalkostnader;;-1\n"
    outcome = fill("delar", book=clean_book(), tables={RR_DELAR: table})
    assert _cells(outcome) == {"F10": -61000, "C10": -93100, "F9": None, "C9": -1}
    assert outcome.cells[0].before == -61220
    assert outcome.findings == ()


@pytest.mark.parametrize("name", ["8 rr skattefin ovriga delar", "8 RR  skattfin övr delår", RR_DELAR.upper()])
def test_the_flik_is_recognised_as_people_spell_it(fill: Fill, name: str) -> None:
    assert _cells(fill("delar", tables={name: "Belopp i tkr;Budget\nLokalhyror;-5\n"})) == {"B10": -5}


def test_the_monthly_flik_is_known_with_a_hyphen(fill: Fill) -> None:
    outcome = fill("mars", tables={"1-11 RR skattefin övr jan-nov": "tkr;Budget 2022\nLokalhyror;-5\n"})
    assert _cells(outcome) == {"B10": -5}


FAULTS = {
    "Belopp i tkr;Budjet 2022\nLokalhyror;-5\n": "Budget 2022",
    "Belopp i tkr;Budget 2021\nLokalhyror;-5\n": "Budget 2021",
    "Belopp i tkr;Budget 2022\nLokalhyra;-5\n": "Lokalhyror",
    "Belopp i tkr;Budget 2022\nLokalhyror;-5,5\n": "decimaler",
    "Belopp i tkr;Budget 2022\nLokalhyror;-5 tkr\n": "enheten tkr",
    "Belopp i tkr;Budget 2022\nLokalhyror;1.234\n": "1,234",
    "Belopp i tkr;Budget 2022\nLokalhyror;fem\n": "inget tal",
    "Belopp i kr;Budget 2022\nLokalhyror;-5\n": "Belopp i tkr",
    "Belopp i tkr;Budget 2022\nLokalhyror;-5\nLokalhyror;-6\n": "två gånger",
    "Belopp i tkr;Budget 2022;Budget 2022\nLokalhyror;-5;-6\n": "Budget 2022",
}


@pytest.mark.parametrize("table", FAULTS, ids=FAULTS.get)
def test_what_cannot_be_placed_is_refused_and_nothing_is_written(fill: Fill, tmp_path: Path, table: str) -> None:
    with pytest.raises(TableFaultsError, match=FAULTS[table]) as caught:
        fill("delar", tables={RR_DELAR: table})
    assert caught.value.exit_code == 3
    assert not (tmp_path / "bok-ifylld.xlsx").exists()


def test_every_fault_of_a_table_is_told(fill: Fill) -> None:
    table = "Belopp i tkr;Budget 2022\nHyror;-5\nLokalhyror;x\n"
    with pytest.raises(TableFaultsError) as caught:
        fill("delar", tables={RR_DELAR: table})
    assert len(caught.value.faults) == 2


def test_numbers_as_papers_print_them(fill: Fill) -> None:
    table = "Belopp i tkr;Budget 2022\nPersonalkostnader;− 717 534\nLokalhyror;(93\u00a0004)\nFinansnetto;0\n"
    assert _cells(fill("delar", tables={RR_DELAR: table})) == {"B9": -717534, "B10": -93004, "B18": 0}


def test_projects_go_to_their_name_or_the_first_empty_row(fill: Fill) -> None:
    table = "Belopp i tkr,Budget 2022\nReinvestering,\nsängar,800\nBelysning,100\nAnpassningsinvestering,\nRamp,50\n"
    outcome = fill("delar", book=clean_book(), tables={INV_DELAR: table})
    assert _cells(outcome) == {"B21": 800, "A22": "Belysning", "B22": 100, "A26": "Ramp", "B26": 50}
    assert [(f.rule, f.row) for f in outcome.findings] == [("ST07", "Möbler"), ("ST07", "Vårdhjälpmedel")]
    cached = next(sheet for sheet in read_raw(str(outcome.target)).sheets if sheet.name == INV_DELAR).cells
    assert {str(cell): raw.value for cell, raw in cached.items() if str(cell) in {"B18", "B25", "B33"}} == {
        "B18": 5450, "B25": 50, "B33": 5500,
    }  # fmt: skip


def test_more_projects_than_rows_are_refused(fill: Fill) -> None:
    projects = "".join(f"P{number};1\n" for number in range(6))
    with pytest.raises(TableFaultsError, match="6 nya projekt"):
        fill("delar", tables={INV_DELAR: f"Belopp i tkr;Budget 2022\nReinvestering;\n{projects}"})


def test_a_project_under_no_category_is_refused(fill: Fill) -> None:
    with pytest.raises(TableFaultsError, match="Sängar"):
        fill("delar", book=clean_book(), tables={INV_DELAR: "Belopp i tkr;Budget 2022\nSängar;1\n"})


def test_a_project_of_two_categories_is_two_projects(fill: Fill) -> None:
    table = "Belopp i tkr;Budget 2022\nImageinvestering;\nSkyltar;5\nReinvestering;\nSkyltar;6\n"
    outcome = fill("delar", tables={INV_DELAR: table})
    assert _cells(outcome) == {"A16": "Skyltar", "B16": 5, "A19": "Skyltar", "B19": 6}


def test_varav_and_a_shielded_label_are_read_back(fill: Fill) -> None:
    table = "Belopp i tkr;Budget 2022\nInkomster;\n'=1+1;7\n- varav exploatering;3\nTotala inkomster;7\n"
    outcome = fill("delar", tables={FORUTB_DELAR: table})
    assert _cells(outcome) == {"A8": "=1+1", "B8": 7, "B15": 3}
    sheet = next(sheet for sheet in read_raw(str(outcome.target)).sheets if sheet.name == FORUTB_DELAR)
    written = {str(cell): raw for cell, raw in sheet.cells.items()}["A8"]
    assert (written.value, written.formula) == ("=1+1", None)


def test_the_ledger_goes_first_and_the_table_is_compared(fill: Fill) -> None:
    table = "Belopp i tkr;Delårsbokslut 2022\nPersonalkostnader;-1001\nLokalhyror;-7\n"
    outcome = fill("delar", lines=["5010;70322;;202203;1000000;utfall;;"], tables={RR_DELAR: table})
    assert _cells(outcome)["E9"] == -1000
    assert [(f.rule, f.row, f.found, f.expected) for f in outcome.findings if f.rule in {"SU03", "AV05"}] == [
        ("SU03", "Personalkostnader", -1001, -1000), ("AV05", "Lokalhyror", -7, 0),
    ]  # fmt: skip
    assert outcome.exit_code == 1
    assert outcome.target is not None


def test_a_flik_of_another_occasion_is_a_wrong_call(fill: Fill) -> None:
    with pytest.raises(WrongCallError, match="april"):
        fill("april", tables={RR_DELAR: "Belopp i tkr;Budget\nLokalhyror;-5\n"})
    with pytest.raises(UnknownNameError, match="Fliken"):
        fill("delar", tables={"9 RR": "Belopp i tkr;Budget\nLokalhyror;-5\n"})


def test_another_year_than_the_books_is_a_wrong_call(fill: Fill) -> None:
    with pytest.raises(WrongCallError, match="2022, inte 2021"):
        fill("delar", year=2021, tables={RR_DELAR: "Belopp i tkr;Budget\nLokalhyror;-5\n"})


def test_nothing_to_fill_with_is_a_wrong_call(fill: Fill, tmp_path: Path) -> None:
    with pytest.raises(WrongCallError, match="--huvudbok"):
        fill("delar")
    with pytest.raises(WrongCallError):
        fill_book(
            setup(), tmp_path / "bok.xlsx", "delar", year=None, ledgers=[], tables=[], target=None, typ=None,
            skip_faults=False,
        )  # fmt: skip


def test_a_second_table_of_the_flik_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(clean_book())
    tables = []
    for number, name in enumerate(("Belysning", "Lås")):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"tkr;Budget 2022\nReinvestering;\n{name};{number + 1}\n", encoding="utf-8")
        tables.append((INV_DELAR, path))
    outcome = fill_book(
        setup(), book, "delar", year=None, ledgers=[], tables=tables, target=None, typ=None, skip_faults=False
    )
    assert _cells(outcome) == {"A22": "Belysning", "B22": 1, "A23": "Lås", "B23": 2}
