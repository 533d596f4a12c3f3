"""`flikar fyll --huvudbok`: the flik holds the ledger's figures in whole thousands that add up."""

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.e2e import reckoning
from tests.e2e.calling import Json, asked, contents, digest, flikar, refused
from tests.e2e.surgery import Book
from tests.e2e.town import DELAR, NAMES, YEAR, Row, as_csv

KOMMUNBIDRAG = {("OMN", 2022): 40123, ("OMN", 2023): 41357, ("MIL", 2022): 7411, ("MIL", 2023): 7658}
MONTHLY = "1–11 RR skattefin övr jan-nov"
LAST = "12 RR skattefin övriga ÅB"


def expected(rows: list[Row], namnd: str, key: str, counted: reckoning.Counted) -> dict[str, Fraction]:
    """Exact öre per input row of a column; kommunbidrag decided unless the ledger has it."""
    ore = {label: Fraction(found[key]) for label, found in reckoning.result_rows(rows, namnd, counted).items()}
    year = YEAR - 1 if key == "foregaende_ore" else YEAR
    if namnd != "TEK":
        months = 12 if key == "budget_ore" else counted.month
        ore["Kommunbidrag"] = Fraction(KOMMUNBIDRAG[namnd, year] * 100_000 * months, 12)
    return ore


def written(said: Json, flik: str) -> dict[str, dict[str, int]]:
    columns: dict[str, dict[str, int]] = {}
    for cell in said["celler"]:
        if cell["flik"] == flik and cell["kolumn"]:
            columns.setdefault(cell["kolumn"], {})[cell["rad"]] = cell["efter"]
    return columns


@pytest.mark.parametrize("namnd", NAMES)
def test_delar_gets_budget_and_two_years_outcome(folder: Path, rows: list[Row], namnd: str) -> None:
    book = f"mall/{namnd.lower()}-2023.xlsx"
    said = asked("fyll", book, "--tillfalle", "delar", "--huvudbok", "huvudbok.csv", cwd=folder)
    contracted = {"version", "kommun", "ut", "namnd", "ar", "tillfalle", "celler", "flyttade", "fynd"}
    assert set(said) == contracted | {"inv_forslag", "spar"}
    assert (said["ut"], said["namnd"]) == (f"mall/{namnd.lower()}-2023-ifylld.xlsx", namnd)
    columns = written(said, DELAR[namnd])
    keys = {"budget": "budget_ore", "utfall": "utfall_ore", "utfall_fg": "foregaende_ore"}
    assert set(columns) == set(keys)
    for kind, key in keys.items():
        exact = expected(rows, namnd, key, reckoning.DELAR)
        assert columns[kind] == reckoning.rounded_column(exact)
    sheet = openpyxl.load_workbook(folder / said["ut"], data_only=True)[DELAR[namnd]]
    for cell in said["celler"]:
        assert sheet[cell["cell"]].value == cell["efter"]
        assert cell["fore"] is None
    moved = {cell["cell"]: (cell["ore"], cell["tkr"]) for cell in said["flyttade"]}
    assert moved == {
        cell["cell"]: (cell["ore"], cell["efter"])
        for cell in said["celler"]
        if cell["efter"] != reckoning.half_away(Fraction(cell["ore"], 100_000))
    }


def test_the_totals_are_rounded_right_and_stored_with_their_formulas(folder: Path, rows: list[Row]) -> None:
    values = openpyxl.load_workbook(folder / "delar/mil.xlsx", data_only=True)
    sheet = values[DELAR["MIL"]]
    labels = {sheet.cell(row, 1).value: row for row in range(1, 30)}
    for column, key in ((2, "budget_ore"), (5, "utfall_ore"), (6, "foregaende_ore")):
        exact = expected(rows, "MIL", key, reckoning.DELAR)
        costs = sum((exact[label] for label in reckoning.COSTS), Fraction(0))
        netto = costs + exact["Verksamhetens intäkter"]
        totals = {
            "Verksamhetens kostnader": costs,
            "Verksamhetens nettokostnader": netto,
            "Årets resultat": netto + exact["Kommunbidrag"] + exact["Finansnetto"],
        }
        for label, ore in totals.items():
            assert sheet.cell(labels[label], column).value == reckoning.half_away(ore / 100_000)
    cover = {str(cell.value) for row in values.worksheets[0].iter_rows() for cell in row}
    assert str(sheet.cell(labels["Årets resultat"], 3).value) in cover


def test_october_fills_the_budget_and_names_its_occasion(folder: Path, rows: list[Row]) -> None:
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "oktober", "--huvudbok", "huvudbok.csv", "-o", "ut.xlsx")
    said = asked(*call, cwd=folder)
    columns = written(said, MONTHLY)
    assert list(columns) == ["budget"]
    assert columns["budget"] == reckoning.rounded_column(expected(rows, "OMN", "budget_ore", reckoning.OKTOBER))
    assert openpyxl.load_workbook(folder / "ut.xlsx")[MONTHLY]["B3"].value == "oktober 2023"
    assert {cell["flik"] for cell in said["celler"]} == {MONTHLY}


def test_arsbokslut_counts_the_closing_period(folder: Path, rows: list[Row]) -> None:
    said = asked("fyll", "mall/omn-2023.xlsx", "--tillfalle", "arsbokslut", "--huvudbok", "huvudbok.csv", cwd=folder)
    columns = written(said, LAST)
    assert set(columns) == {"budget", "utfall", "utfall_fg"}
    exact = expected(rows, "OMN", "utfall_ore", reckoning.ARSBOKSLUT)
    assert columns["utfall"] == reckoning.rounded_column(exact)
    found = {cell["rad"]: cell["ore"] for cell in said["celler"] if cell["kolumn"] == "utfall"}
    assert found == {label: int(ore) for label, ore in exact.items()}


def test_the_budget_gets_two_years_and_no_plan(folder: Path, rows: list[Row]) -> None:
    said = asked("fyll", "mall/tek-2023.xlsx", "--tillfalle", "budget", "--huvudbok", "huvudbok.csv", cwd=folder)
    columns = written(said, "RR SBN")
    assert set(columns) == {"budget_fg", "budget"}
    assert columns["budget"] == reckoning.rounded_column(expected(rows, "TEK", "budget_ore", reckoning.BUDGET))
    last = [Row(r.konto, r.ansvar, r.motpart, f"2023{r.period[4:]}", r.ore, r.typ) for r in rows
            if r.period.startswith("2022") and not r.ansvar.startswith("29")]  # fmt: skip
    assert columns["budget_fg"] == reckoning.rounded_column(expected(last, "TEK", "budget_ore", reckoning.BUDGET))


def test_a_column_without_rows_stays_and_the_run_says_so(folder: Path, rows: list[Row]) -> None:
    as_csv([row for row in rows if row.typ == "budget"], folder / "budget.csv")
    said = asked("fyll", "delar/omn.xlsx", "--tillfalle", "delar", "--huvudbok", "budget.csv", cwd=folder)
    assert set(written(said, DELAR["OMN"])) == {"budget"}
    assert len([finding for finding in said["fynd"] if finding["regel"] == "IN04"]) == 2


def test_rows_where_nothing_was_booked_become_0(folder: Path) -> None:
    (folder / "liten.csv").write_text(
        "konto;ansvar;motpart;period;belopp;typ\n5011;20010;;202301;1999999,99;utfall\n", encoding="utf-8"
    )
    said = asked("fyll", "delar/omn.xlsx", "--tillfalle", "delar", "--huvudbok", "liten.csv", cwd=folder)
    column = written(said, DELAR["OMN"])["utfall"]
    assert column["Personalkostnader"] == -2000
    assert [column[label] for label in ("Verksamhetens intäkter", "Lokalhyror", "Finansnetto")] == [0, 0, 0]
    assert {cell["fore"] is None for cell in said["celler"]} == {False}


def test_independent_rounding_is_a_setting(folder: Path, rows: list[Row]) -> None:
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    (folder / "kommun.toml").write_text(text.replace('"summerbar"', '"oberoende"'), encoding="utf-8")
    said = asked("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv", cwd=folder)
    exact = expected(rows, "OMN", "utfall_ore", reckoning.DELAR)
    assert written(said, DELAR["OMN"])["utfall"] == {
        label: reckoning.half_away(ore / 100_000) for label, ore in exact.items()
    }
    assert said["flyttade"] == []


def test_only_the_parts_named_are_changed(folder: Path) -> None:
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "arsbokslut", "--huvudbok", "huvudbok.csv", "-o", "u.xlsx")
    asked(*call, cwd=folder)
    before, after = Book(folder / "mall/omn-2023.xlsx"), Book(folder / "u.xlsx")
    changed = {part for part in before.parts if before.parts[part] != after.parts[part]}
    assert changed == {before.part_of[LAST], before.part_of["Försättsblad"]}
    assert set(after.parts) == set(before.parts)


def test_in_place_is_asked_for_by_name(folder: Path) -> None:
    before = contents(folder)
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv")
    asked(*call, cwd=folder)
    first = {name: found for name, found in contents(folder).items() if name in before}
    assert first == before
    asked(*call, "-o", "mall/omn-2023.xlsx", cwd=folder)
    assert digest(folder / "mall/omn-2023.xlsx") == digest(folder / "mall/omn-2023-ifylld.xlsx")
    again = asked(*call, "-o", "mall/omn-2023.xlsx", cwd=folder)
    assert all(cell["fore"] == cell["efter"] for cell in again["celler"])
    assert digest(folder / "mall/omn-2023.xlsx") == digest(folder / "mall/omn-2023-ifylld.xlsx")


def test_a_bad_row_writes_nothing_unless_it_is_left_out(folder: Path) -> None:
    with (folder / "huvudbok.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("5011;20010;;202314;1,00;utfall;\r\n")
    before = contents(folder)
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv")
    said = asked(*call, cwd=folder, code=3)
    assert (said["ut"], said["celler"]) == (None, [])
    assert contents(folder) == before
    assert asked(*call, "--hoppa-over", cwd=folder)["ut"] == "mall/omn-2023-ifylld.xlsx"


def test_a_target_that_is_a_folder_cannot_be_written(folder: Path) -> None:
    before = contents(folder)
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv", "-o", "delar")
    assert "delar" in refused(*call, cwd=folder, code=4)
    assert contents(folder) == before


def test_a_prognos_that_stays_from_another_month_is_warned_about(folder: Path) -> None:
    (folder / "p.csv").write_text("Belopp i tkr,Prognos helår 2023\nPersonalkostnader,-5\n", encoding="utf-8")
    first = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "mars", "--tabell", "1-11 RR=p.csv", "-o", "m.xlsx")
    asked(*first, cwd=folder)
    said = asked("fyll", "m.xlsx", "--tillfalle", "oktober", "--huvudbok", "huvudbok.csv", cwd=folder)
    warned = [finding for finding in said["fynd"] if finding["allvar"] == "varning"]
    assert [(finding["regel"], finding["flik"]) for finding in warned] == [("AV02", MONTHLY)]


def test_without_anything_to_fill_the_call_is_wrong(folder: Path) -> None:
    assert flikar("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", cwd=folder).code == 2
