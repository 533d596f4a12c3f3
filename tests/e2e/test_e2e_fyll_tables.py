"""`flikar fyll --tabell`, and `flikar tabell --format csv`, which gives what it reads."""

from pathlib import Path

import openpyxl
import pytest

from tests.e2e.calling import Json, asked, contents, flikar
from tests.e2e.town import DELAR

INV = "8 inv skattefin övriga delår"
FORUTB = "8 förutb skattefin ALLA delår"
INVESTMENTS = """\
Belopp i tkr,Budget 2023,Prognos helår 2023
Reinvestering,,
Nytt golv,850,910
Hissbyte i Björken,1200,1200
Anpassningsinvestering,,
Ramper,75,60
Totala utgifter,2125,2170
"""


def table(folder: Path, text: str, name: str = "t.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def fill(folder: Path, flik: str, text: str, *, book: str = "mall/omn-2023.xlsx", code: int = 0) -> Json:
    name = table(folder, text)
    call = ("fyll", book, "--tillfalle", "delar", "--tabell", f"{flik}={name}", "-o", "ut.xlsx")
    return asked(*call, cwd=folder, code=code)


def placed(said: Json) -> dict[tuple[str, str], object]:
    return {(cell["rad"], cell["kolumn"]): cell["efter"] for cell in said["celler"] if cell["kolumn"]}


def rules(said: Json) -> list[tuple[str, str]]:
    return [(finding["regel"], finding["allvar"]) for finding in said["fynd"]]


def test_projects_find_empty_rows_in_their_category(folder: Path) -> None:
    said = fill(folder, "8 inv", INVESTMENTS)
    assert placed(said)["Hissbyte i Björken", "prognos"] == 1200
    sheet = openpyxl.load_workbook(folder / "ut.xlsx", data_only=True)[INV]
    rows = {sheet.cell(row, 1).value: [sheet.cell(row, n).value for n in range(2, 5)] for row in range(7, 40)}
    assert rows["Nytt golv"] == [850, 910, -60]
    assert rows["Reinvestering"] == [2050, 2110, -60]
    assert rows["Anpassningsinvestering"] == [75, 60, 15]
    assert rows["Totala utgifter"] == [2125, 2170, -45]
    assert said["fynd"] == []


def test_the_same_table_again_changes_nothing(folder: Path) -> None:
    fill(folder, "8 inv", INVESTMENTS)
    again = fill(folder, "8 inv", INVESTMENTS, book="ut.xlsx")
    assert all(cell["fore"] == cell["efter"] for cell in again["celler"])


def test_projects_that_are_not_in_the_table_stay_and_are_named(folder: Path) -> None:
    fill(folder, "8 inv", INVESTMENTS)
    said = fill(folder, "8 inv", "Belopp i tkr,Budget 2023\nReinvestering,\nNytt golv,851\nTak,3\n", book="ut.xlsx")
    named = " ".join(finding["meddelande"] for finding in said["fynd"])
    assert "Hissbyte i Björken" in named
    assert "Ramper" in named
    values = openpyxl.load_workbook(folder / "ut.xlsx", data_only=True)[INV]
    rows = {values.cell(row, 1).value: values.cell(row, 2).value for row in range(7, 40)}
    assert (rows["Nytt golv"], rows["Hissbyte i Björken"], rows["Tak"]) == (851, 1200, 3)


def test_a_wrong_total_is_a_fault_and_the_file_is_written(folder: Path) -> None:
    said = fill(folder, "8 inv", INVESTMENTS.replace("2125,2170", "2125,2999"), code=1)
    assert [severity for _, severity in rules(said)] == ["fel"]
    assert (said["fynd"][0]["funnet"], said["fynd"][0]["vantat"]) == (2999, 2170)
    assert said["fynd"][0]["rad"] == "Totala utgifter"
    assert (folder / "ut.xlsx").exists()


def test_a_total_within_the_rounding_is_told_of(folder: Path) -> None:
    said = fill(folder, "8 inv", INVESTMENTS.replace("2125,2170", "2125,2171"))
    assert rules(said) == [("SU03", "info")]


@pytest.mark.parametrize(
    "text",
    [
        "Belopp i tkr,Budget 2023\nReinvestering,\nA,1\nB,1\nC,1\nD,1\nE,1\nF,1\n",
        "Belopp i tkr,Budget 2023\nOkänd rad,1\n",
        "Belopp i tkr,Budget 2024\nTotala utgifter,1\n",
        "Belopp i tkr,Påhitt\nTotala utgifter,1\n",
        "Belopp i tkr,Budget 2023\nReinvestering,\nA,1 tkr\n",
        'Belopp i tkr,Budget 2023\nReinvestering,\nA,"1,5"\n',
        "Belopp i tkr,Budget 2023\nReinvestering,\nA,mycket\n",
    ],
    ids=["projekt", "rad", "ar", "rubrik", "enhet", "decimaler", "text"],
)
def test_a_table_that_does_not_fit_writes_nothing(folder: Path, text: str) -> None:
    table(folder, text)
    before = contents(folder)
    said = fill(folder, INV, text, code=3)
    assert contents(folder) == before
    assert said["celler"] == []
    assert "fel" in [severity for _, severity in rules(said)]


def test_some_columns_and_rows_touch_only_those(folder: Path) -> None:
    text = "Belopp i tkr,Prognos helår 2023\nPersonalkostnader,-9999\nKommunbidrag,12000\n"
    said = fill(folder, DELAR["OMN"], text, book="delar/omn.xlsx")
    assert placed(said) == {("Personalkostnader", "prognos"): -9999, ("Kommunbidrag", "prognos"): 12000}


def test_an_empty_field_empties_the_cell(folder: Path) -> None:
    text = "Belopp i tkr,Prognos helår 2023\nPersonalkostnader,\n"
    said = fill(folder, DELAR["OMN"], text, book="delar/omn.xlsx")
    assert [(cell["fore"], cell["efter"]) for cell in said["celler"]] == [(-9877, None)]
    sheet = openpyxl.load_workbook(folder / "ut.xlsx")[DELAR["OMN"]]
    assert sheet[said["celler"][0]["cell"]].value is None


@pytest.mark.parametrize("number", ["1 234", "1\u00a0234", "\u22121234", "-1 234", "(1 234)", "1234-"])
def test_amounts_as_people_write_them(folder: Path, number: str) -> None:
    said = fill(folder, "8 RR", f"Belopp i tkr;Prognos helår 2023\nFinansnetto;{number}\n")
    assert placed(said)["Finansnetto", "prognos"] == (1234 if number.startswith("1") and "-" not in number else -1234)


def test_the_ledger_goes_first_and_the_table_is_compared(folder: Path) -> None:
    text = "Belopp i tkr,Budget 2023,Prognos helår 2023\nPersonalkostnader,-1,-2\n"
    name = table(folder, text)
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv", "--tabell")
    said = asked(*call, f"8 RR={name}", "-o", "ut.xlsx", cwd=folder, code=1)
    assert placed(said)["Personalkostnader", "prognos"] == -2
    assert placed(said)["Personalkostnader", "budget"] != -1
    faults = [finding for finding in said["fynd"] if finding["allvar"] == "fel"]
    assert [(fault["rad"], fault["kolumn"], fault["funnet"]) for fault in faults] == [
        ("Personalkostnader", "budget", -1)
    ]


def test_the_flik_is_split_off_at_the_first_equals_sign(folder: Path) -> None:
    name = table(folder, "Belopp i tkr,Prognos helår 2023\nFinansnetto,-7\n", name="a=b.csv")
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "mars", "--tabell", f"1-11 RR skattefin övr jan-nov={name}")
    assert placed(asked(*call, cwd=folder))["Finansnetto", "prognos"] == -7


def test_several_tables_in_one_call(folder: Path) -> None:
    table(folder, INVESTMENTS, "inv.csv")
    table(folder, "Belopp i tkr,Budget 2023\nInkomster,\nGatubidrag,40\n- varav exploatering,15\n", "f.csv")
    call = ("fyll", "mall/mil-2023.xlsx", "--tillfalle", "delar", "--tabell", "8 inv=inv.csv")
    said = asked(*call, "--tabell", f"{FORUTB}=f.csv", "-o", "ut.xlsx", cwd=folder)
    assert {cell["flik"] for cell in said["celler"]} == {INV, FORUTB}
    sheet = openpyxl.load_workbook(folder / "ut.xlsx", data_only=True)[FORUTB]
    rows = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(7, 20)}
    assert (rows["Totala inkomster"], rows["- varav exploatering"]) == (40, 15)


def test_the_budget_takes_its_plan_years_from_a_table(folder: Path) -> None:
    name = table(folder, "Belopp i tkr,Plan 2024,Plan 2025\nPersonalkostnader,-11,-12\nKommunbidrag,11,12\n")
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "budget", "--tabell", f"RR skattfin={name}", "-o", "ut.xlsx")
    said = asked(*call, cwd=folder)
    assert placed(said)["Personalkostnader", "plan2"] == -12
    checked = asked("kontrollera", "ut.xlsx", cwd=folder)
    assert checked["filer"][0]["tillfalle"] == "budget"


@pytest.mark.parametrize("flik", ["8 RR skattefin övriga delår", "8 inv skattefin övriga delår"])
def test_a_table_goes_out_and_in_again(folder: Path, flik: str) -> None:
    fill(folder, "8 inv", INVESTMENTS, book="delar/omn.xlsx")
    asked("tabell", "ut.xlsx", flik, "--format", "csv", "--alla-rader", "-o", "gick.csv", cwd=folder)
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--tabell", f"{flik}=gick.csv", "-o", "in.xlsx")
    assert asked(*call, cwd=folder)["fynd"] == []
    first, second = (
        flikar("tabell", book, flik, "--format", "csv", cwd=folder).out for book in ("ut.xlsx", "in.xlsx")
    )
    assert first == second


def test_an_unknown_flik_is_named_with_the_nearest(folder: Path) -> None:
    name = table(folder, INVESTMENTS)
    answer = flikar("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--tabell", f"9 inv={name}", cwd=folder)
    assert (answer.code, answer.out) == (2, "")
    assert "9 inv" in answer.err
    assert "inv" in answer.err.split("Menade du")[1]
