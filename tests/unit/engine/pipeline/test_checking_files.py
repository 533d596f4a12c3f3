"""kontrollera over files: JSON keys, order, occasions, unreadable files, workbooks that are not ours."""

import csv
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.findings import Finding
from engine.pipeline.checked import CheckedFile
from engine.pipeline.checking import check_books
from engine.pipeline.read_words import clean_sentence
from engine.reader import read_raw
from tests.rules.sample_books import (
    INV_APRIL,
    INV_DELAR,
    ROOT,
    RR_BUDGET,
    RR_DELAR,
    RR_MANAD,
    clean_book,
    empty_book,
    setup,
)

PUBLISHED = ROOT.parent / "shared" / "published"
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published figures are not here")


def _check(path: Path, occasion: str | None = None, year: int | None = None) -> CheckedFile:
    return check_books(setup(), [path], occasion=occasion, year=year).files[0]


def _told(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.rule, finding.row, finding.column) for finding in findings]


def _saved(tmp_path: Path, change: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(BytesIO(clean_book()))
    change(book)
    book.save(tmp_path / "sparad.xlsx")
    return tmp_path / "sparad.xlsx"


def _pasted(tmp_path: Path, name: str, flik: str) -> Path:
    """A published table as constants in a workbook of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = flik
    rows = csv.reader((PUBLISHED / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    for number, row in enumerate(rows, start=1):
        for column, field in enumerate(row, start=1):
            is_amount = number > 1 and column > 1
            sheet.cell(number, column).value = (int(field) if field else None) if is_amount else field
    book.save(tmp_path / "inklistrad.xlsx")
    return tmp_path / "inklistrad.xlsx"


def test_the_json_has_the_contracts_keys_in_the_calls_order(tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "b.xlsx", tmp_path / "a.xlsx", tmp_path / "borta.xlsx"
    good.write_bytes(clean_book())
    bad.write_bytes(b"nej")
    outcome = check_books(setup(), [good, missing, bad, good], occasion="delar", year=None)
    answer = outcome.as_json()
    files = answer["filer"]
    assert isinstance(files, list)
    assert [file["fil"] for file in files] == [str(good), str(missing), str(bad), str(good)]
    assert set(files[0]) == {"fil", "namnd", "ar", "tillfalle", "last", "fynd"}
    assert (files[0]["namnd"], files[0]["ar"], files[0]["tillfalle"]) == ("VON", 2022, "delar")
    used = sum(len(sheet.cells) for sheet in read_raw(good).sheets)
    assert files[0]["last"] == {"flikar": 13, "celler": used, "fel_celler": 0, "utan_cache": 0}
    assert files[1]["last"] == {"flikar": 0, "celler": 0, "fel_celler": 0, "utan_cache": 0}
    assert answer["summa"] == {"fel": 2, "varning": 0, "info": 0}
    assert set(files[1]["fynd"][0]) == {
        "regel", "allvar", "flik", "cell", "rad", "kolumn", "funnet", "vantat", "meddelande", "atgard",
    }  # fmt: skip
    assert outcome.exit_code == 3


@pytest.mark.parametrize("occasion", ["budget", "april", "delar", "arsbokslut", None])
def test_a_clean_book_has_no_findings(tmp_path: Path, occasion: str | None) -> None:
    (tmp_path / "bok.xlsx").write_bytes(clean_book())
    checked = _check(tmp_path / "bok.xlsx", occasion)
    assert checked.findings == ()
    assert checked.occasion == (occasion or "arsbokslut")


def test_an_empty_book_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes(empty_book())
    checked = _check(tmp_path / "bok.xlsx")
    assert (checked.findings, checked.occasion, checked.namnd) == ((), None, "VON")


def test_last_years_book_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes(empty_book(year=2021))
    assert [finding.rule for finding in _check(tmp_path / "bok.xlsx", "delar", 2022).findings] == ["ST03"]
    assert _check(tmp_path / "bok.xlsx", "delar").findings == ()


def test_a_book_saved_by_a_program_that_does_not_calculate(tmp_path: Path) -> None:
    def wrong(book: Workbook) -> None:
        book[RR_DELAR]["D9"] = -6000

    checked = _check(_saved(tmp_path, wrong), "delar")
    assert [(f.rule, f.cell, f.expected) for f in checked.findings] == [("SU02", "D9", -6931), ("LA02", None, 0)]


@needs_published
def test_the_published_delar_investments_differ_by_rounding_alone(tmp_path: Path) -> None:
    checked = _check(_pasted(tmp_path, "von_delar_2022_inv", INV_DELAR))
    assert _told(checked.findings) == [
        ("SU03", "Reinvestering", "utfall"), ("SU03", "Reinvestering", "diff"), ("SU03", "Totala utgifter", "diff"),
        ("FO03", None, None),
    ]  # fmt: skip
    assert (checked.namnd, checked.year, checked.occasion) == (None, 2022, "delar")


@needs_published
def test_the_published_budget_differs_in_plan_2024_alone(tmp_path: Path) -> None:
    checked = _check(_pasted(tmp_path, "von_budget_2022_rr", RR_BUDGET))
    assert _told(checked.findings) == [
        ("SU03", "Verksamhetens kostnader", "plan2"), ("SU03", "Verksamhetens nettokostnader", "plan2"),
        ("FO03", None, None),
    ]  # fmt: skip


@needs_published
@pytest.mark.parametrize(("name", "flik"), [("von_mars_2022_rr", RR_MANAD), ("von_april_2022_inv", INV_APRIL)])
def test_the_other_published_tables_add_up(tmp_path: Path, name: str, flik: str) -> None:
    assert _told(_check(_pasted(tmp_path, name, flik)).findings) == [("FO03", None, None)]


def _move_to_c10(book: Workbook) -> None:
    """The table alone on an anonymous sheet, its corner at C10."""
    source, target = book[RR_DELAR], book.create_sheet("Tabell")
    for row in source.iter_rows(min_row=6, max_row=20, max_col=7):
        for cell in row:
            if cell.row is None or cell.column is None:
                continue
            place = target.cell(cell.row + 4, cell.column + 2)
            is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
            moved = Translator(str(cell.value), origin=cell.coordinate).translate_formula(place.coordinate)
            place.value = moved if is_formula else cell.value
    for sheet in [sheet for sheet in book.worksheets if sheet.title != "Tabell"]:
        book.remove(sheet)
    for name in list(book.defined_names):
        del book.defined_names[name]


def test_a_table_elsewhere_in_a_book_that_is_not_ours(tmp_path: Path) -> None:
    checked = _check(_saved(tmp_path, _move_to_c10))
    assert (checked.namnd, checked.year, checked.occasion) == (None, 2022, "delar")
    assert [finding.rule for finding in checked.findings] == ["LA02"]


def _edited(edit: Callable[[Worksheet], object]) -> Callable[[Workbook], object]:
    return lambda book: edit(book[RR_DELAR])


def _two_heading_rows(sheet: Worksheet) -> None:
    for column in range(1, 8):
        sheet.cell(5, column).value = "Tkr"


def _a_second_table_below(sheet: Worksheet) -> None:
    for row in range(30, 40):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = "Personalkostnader", 5


def _a_sum_below(sheet: Worksheet) -> None:
    sheet["A21"], sheet["B21"] = "Summa", "=B20*2"


HARMLESS = {
    "merged amounts": lambda sheet: sheet.merge_cells("C18:D18"),
    "a row of other headings": _two_heading_rows,
    "a second table below": _a_second_table_below,
    "a sum below": _a_sum_below,
    "no corner": lambda sheet: sheet.__setitem__("A6", None),
}


@pytest.mark.parametrize("name", ["a row of other headings", "a second table below", "a sum below", "no corner"])
def test_what_stands_around_the_table_is_nobodys_fault(tmp_path: Path, name: str) -> None:
    checked = _check(_saved(tmp_path, _edited(HARMLESS[name])), "delar")
    assert [finding.rule for finding in checked.findings] == ["LA02"]


def test_merged_cells_over_an_amount_are_told_of_and_nothing_crashes(tmp_path: Path) -> None:
    checked = _check(_saved(tmp_path, _edited(HARMLESS["merged amounts"])), "delar")
    assert [(f.rule, f.cell) for f in checked.findings if f.rule != "LA02"] == [("ST14", "C18")]


def test_an_other_namnds_book_is_measured_by_its_own_decision(tmp_path: Path) -> None:
    def kommunstyrelsen(book: Workbook) -> None:
        book.defined_names["flikar_namnd"].attr_text = '"KS"'

    checked = _check(_saved(tmp_path, kommunstyrelsen), "delar")
    assert checked.namnd == "KS"
    assert {finding.rule for finding in checked.findings} == {"ST03", "LA02"}
    assert len([finding for finding in checked.findings if finding.rule == "ST03"]) == 3


@pytest.mark.parametrize(
    ("occasion", "said"),
    [
        (None, "Ingen flik är ifylld än; inget fanns att kontrollera."),
        ("delar", "Ingen av flikarna för delår är ifylld än; inget fanns att kontrollera."),
    ],
)
def test_a_workbook_without_figures_is_not_said_to_be_without_remarks(
    tmp_path: Path, occasion: str | None, said: str
) -> None:
    path = tmp_path / "tom.xlsx"
    path.write_bytes(empty_book())
    assert clean_sentence(_check(path, occasion)) == said
    path.write_bytes(clean_book())
    assert clean_sentence(_check(path, occasion)) == "Inga anmärkningar."
