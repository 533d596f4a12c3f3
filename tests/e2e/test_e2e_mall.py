"""`flikar mall`: the year's workbook, looked into by openpyxl."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.e2e.calling import asked, digest, refused
from tests.e2e.town import DELAR, NAMES, found_in

RR_LABELS = [
    "Verksamhetens intäkter", None, "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
    "Verksamhetens kostnader", None, "Verksamhetens nettokostnader", None, "Kommunbidrag", "Finansnetto", None,
    "Årets resultat",
]  # fmt: skip
FLIKAR = [
    "RR skattfin", "INV skattefin & avfall", "Förutbet skattefin", "1–11 RR skattefin övr jan-nov",
    "4 inv skattefin övr apr", "4 förutb skattefin ALLA apr", "8 RR skattefin övriga delår",
    "8 inv skattefin övriga delår", "8 förutb skattefin ALLA delår", "12 RR skattefin övriga ÅB",
    "12 inv skattefin övr ÅB", "12 förutb skattefin ALLA ÅB", "12 prognossäkerhet ALLA ÅB",
]  # fmt: skip
FOLLOW_UP = ["Budget 2023", "Prognos helår 2023", "Avv. prognos/budget 2023"]
HEADINGS = {
    "RR skattfin": ["Budget 2022", "Budget 2023", "Plan 2024", "Plan 2025"],
    "INV skattefin & avfall": [
        "Budget 2022", "Budget 2023", "Plan 2024", "Plan 2025", "Plan 2026", "Plan 2027",
    ],
    "1–11 RR skattefin övr jan-nov": FOLLOW_UP,
    "4 inv skattefin övr apr": FOLLOW_UP,
    "4 förutb skattefin ALLA apr": FOLLOW_UP,
    "8 RR skattefin övriga delår": [
        *FOLLOW_UP, "Delårsbokslut 2023", "Delårsbokslut 2022", "Diff. utfall 2022/2023",
    ],
    "12 inv skattefin övr ÅB": [
        "Budget 2023", "Bokslut 2023", "Avv. bokslut/budget 2023", "Bokslut 2022", "Diff. bokslut 2023/2022",
    ],
}  # fmt: skip


@pytest.fixture
def book(folder: Path) -> Workbook:
    return openpyxl.load_workbook(folder / "mall/omn-2023.xlsx")


def heading_row(sheet: Worksheet) -> int:
    rows = [cell.row for cell in sheet["A"] if cell.value == "Belopp i tkr"]
    assert len(rows) == 1
    return int(rows[0] or 0)


def headings(sheet: Worksheet) -> list[object]:
    row = next(sheet.iter_rows(min_row=heading_row(sheet), max_row=heading_row(sheet), min_col=2))
    return [cell.value for cell in row if cell.value is not None]


def test_the_flikar_have_their_exact_names_after_the_cover(book: Workbook) -> None:
    assert [name for name in book.sheetnames[1:] if name in FLIKAR] == FLIKAR


def test_the_samhallsbyggnad_has_its_own_resultatrakningar_only(folder: Path) -> None:
    names = openpyxl.load_workbook(folder / "mall/tek-2023.xlsx").sheetnames
    wanted = ["RR SBN" if name == "RR skattfin" else _special(name) for name in FLIKAR]
    assert [name for name in names if name in wanted] == wanted
    assert not {"RR skattfin", DELAR["OMN"]} & set(names)


def _special(name: str) -> str:
    return re.sub(r"skattefin övr(iga)?", "SBN", name) if " RR " in name else name


def test_identity_lies_in_hidden_names(book: Workbook) -> None:
    names = {name: found for name, found in book.defined_names.items() if name.startswith("flikar_")}
    assert set(names) == {"flikar_mall", "flikar_version", "flikar_namnd", "flikar_ar"}
    assert all(found.hidden for found in names.values())
    assert names["flikar_namnd"].attr_text == '"OMN"'
    assert names["flikar_ar"].attr_text == "2023"


@pytest.mark.parametrize("flik", HEADINGS)
def test_headings_name_their_years(book: Workbook, flik: str) -> None:
    assert headings(book[flik])[: len(HEADINGS[flik]) + 1] == [*HEADINGS[flik], "Kommentar"]


def test_the_resultatrakning_has_the_rows_of_the_papers(book: Workbook) -> None:
    sheet = book["8 RR skattefin övriga delår"]
    first = heading_row(sheet) + 1
    labels = [sheet.cell(row, 1).value for row in range(first, first + len(RR_LABELS))]
    assert labels == RR_LABELS


def test_every_derived_cell_of_the_empty_book_is_a_formula_that_stores_0(folder: Path, book: Workbook) -> None:
    values = openpyxl.load_workbook(folder / "mall/omn-2023.xlsx", data_only=True)
    formulas = 0
    for sheet in (book[name] for name in FLIKAR):
        for row in sheet.iter_rows(min_row=heading_row(sheet) + 1, min_col=2):
            for cell in row:
                if row[0].row and sheet.cell(row[0].row, 1).value == "Kontroll":
                    assert values[sheet.title][cell.coordinate].value in ("OK", None)
                elif isinstance(cell.value, str) and cell.value.startswith("="):
                    formulas += 1
                    assert values[sheet.title][cell.coordinate].value == 0
                    assert cell.protection.locked
                    assert cell.number_format == "#,##0;-#,##0;0"
                    assert re.fullmatch(r"=[A-Z0-9:+\-(),=]+", cell.value)
    assert formulas > 300


def test_input_cells_are_open_and_the_rest_is_locked_without_password(book: Workbook) -> None:
    for name in FLIKAR:
        sheet = book[name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet.protection.insertRows is False  # which in this file format means allowed
        open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        validated = {
            sheet.cell(row, column).coordinate
            for rule in sheet.data_validations.dataValidation
            if rule.type == "whole"
            for ranged in rule.sqref.ranges
            for row, column in ranged.cells
        }
        assert validated
        assert validated <= open_cells


def test_the_hint_warns_in_swedish_and_does_not_stop(book: Workbook) -> None:
    rules = book["8 RR skattefin övriga delår"].data_validations.dataValidation
    assert {rule.errorStyle for rule in rules} == {"warning"}
    assert all(rule.prompt and re.search("[åäö]", rule.prompt) for rule in rules)


@pytest.mark.parametrize("flik", FLIKAR)
def test_headings_are_frozen_and_the_page_is_a4_landscape(book: Workbook, flik: str) -> None:
    sheet = book[flik]
    assert sheet.freeze_panes == f"B{heading_row(sheet) + 1}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)


def test_a_category_ends_on_a_closing_row_inside_its_sum(book: Workbook) -> None:
    sheet = book["8 inv skattefin övriga delår"]
    rows = {str(sheet.cell(row, 1).value): row for row in range(7, 40) if sheet.cell(row, 1).value}
    first = rows["Reinvestering"]
    assert sheet.cell(first, 2).value == f"=SUM(B{first + 1}:B{first + 6})"  # five projects and the closing row
    assert sheet.cell(first, 4).value == f"=B{first}-C{first}"  # spending less than budget is favourable
    assert sheet.cell(first, 7).value == f"=E{first}-F{first}"
    categories = [row for name, row in rows.items() if name.endswith(("investering", "Exploatering"))]
    assert sheet.cell(rows["Totala utgifter"], 2).value == "=" + "+".join(f"B{row}" for row in sorted(categories))


def test_the_monthly_flik_is_set_to_march(book: Workbook) -> None:
    sheet = book["1–11 RR skattefin övr jan-nov"]
    facts = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 6)}
    assert facts["Tillfälle"] == "mars 2023"
    assert facts["Nämnd"] == NAMES["OMN"]


def test_another_year_moves_every_heading(tmp_path: Path) -> None:
    folder = found_in(tmp_path)
    made = asked("mall", "--namnd", "TEK", "--ar", "2031", "-o", "tek.xlsx", cwd=folder)
    assert made == {"version": 1, "kommun": "Ekköping", "filer": [{"roll": "bok", "fil": "tek.xlsx"}], "fynd": []}
    book = openpyxl.load_workbook(folder / "tek.xlsx")
    assert headings(book[DELAR["TEK"]])[3:5] == ["Delårsbokslut 2031", "Delårsbokslut 2030"]
    assert book.defined_names["flikar_ar"].attr_text == "2031"


def test_the_same_call_gives_the_same_bytes(folder: Path) -> None:
    asked("mall", "--namnd", "OMN", "-o", "en.xlsx", cwd=folder)
    assert digest(folder / "en.xlsx") == digest(folder / "mall/omn-2023.xlsx")


def test_rows_that_a_kommun_declares_for_a_special_verksamhet(tmp_path: Path) -> None:
    folder = found_in(tmp_path)
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    declared = """flikar = [ { verksamhet = "samhallsbyggnad", tabell = "RR", rader = [
      { namn = "Taxor", block = "intakter", konton = ["31"] },
      { namn = "Övrigt in", block = "intakter", konton = ["3"], utom = ["31"] },
      { namn = "Drift", block = "kostnader", konton = ["4-7"] } ] } ]"""
    (folder / "kommun.toml").write_text(text.replace("flikar = []", declared), encoding="utf-8")
    asked("mall", "--namnd", "TEK", "-o", "tek.xlsx", cwd=folder)
    sheet = openpyxl.load_workbook(folder / "tek.xlsx")[DELAR["TEK"]]
    labels = [cell.value for cell in sheet["A"][heading_row(sheet) :] if cell.value]
    assert labels == [
        "Taxor", "Övrigt in", "Verksamhetens intäkter", "Drift", "Verksamhetens kostnader",
        "Verksamhetens nettokostnader", "Kommunbidrag", "Finansnetto", "Årets resultat", "Kontroll",
    ]  # fmt: skip


def test_an_unknown_namnd_is_named_with_the_nearest(folder: Path) -> None:
    said = refused("mall", "--namnd", "OMM", "-o", "ny.xlsx", cwd=folder, code=2)
    assert "OMM" in said
    assert "OMN" in said
    assert not (folder / "ny.xlsx").exists()
