"""`flikar tabell` and `flikar rapport`: the flik's figures in every form, as a reader of that form sees them."""

import csv
import io
import re
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table

from tests.e2e.calling import asked, digest, flikar, refused
from tests.e2e.town import DELAR

FLIK = DELAR["OMN"]
NBSP, MINUS = "\u00a0", "\u2212"
Figures = dict[str, list[int | None]]


def flik_figures(path: Path, flik: str) -> Figures:
    """Label → amounts as openpyxl reads the stored values."""
    sheet = openpyxl.load_workbook(path, data_only=True)[flik]
    return {
        str(row[0]): [None if value is None else int(str(value)) for value in row[1:7]]
        for row in sheet.iter_rows(min_row=7, max_row=20, values_only=True)
        if row[0]
    }


def in_print(text: str) -> int | None:
    """An amount as printed: NBSP between thousands, U+2212 for minus."""
    assert re.fullmatch(rf"({MINUS}?\d{{1,3}}({NBSP}\d{{3}})*)?", text), repr(text)
    return int(text.replace(NBSP, "").replace(MINUS, "-")) if text else None


def table_figures(table: Table) -> Figures:
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return {row[0]: [in_print(text) for text in row[1:7]] for row in rows[1:] if row[0]}


def test_csv_is_the_flik(folder: Path) -> None:
    answer = flikar("tabell", "delar/omn.xlsx", FLIK, "--format", "csv", cwd=folder)
    head, *rows = csv.reader(io.StringIO(answer.out))
    assert head[:3] == ["Belopp i tkr", "Budget 2023", "Prognos helår 2023"]
    found = {row[0]: [int(text) if text else None for text in row[1:]] for row in rows}
    assert found == flik_figures(folder / "delar/omn.xlsx", FLIK)


def test_docx_is_a_real_table_with_printed_numbers(folder: Path) -> None:
    asked("tabell", "delar/omn.xlsx", FLIK, "--format", "docx", "-o", "t.docx", cwd=folder)
    document = docx.Document(str(folder / "t.docx"))
    assert not document.inline_shapes
    found = table_figures(document.tables[0])
    assert found == flik_figures(folder / "delar/omn.xlsx", FLIK)
    first = document.tables[0].rows[0]._tr.xml
    assert "w:tblHeader" in first


def test_sum_rows_are_bold_and_amounts_right_aligned(folder: Path) -> None:
    asked("tabell", "delar/omn.xlsx", FLIK, "--format", "docx", "-o", "t.docx", cwd=folder)
    for row in docx.Document(str(folder / "t.docx")).tables[0].rows[1:]:
        label = row.cells[0].text
        is_sum = label in ("Verksamhetens kostnader", "Verksamhetens nettokostnader", "Årets resultat")
        xml = row._tr.xml
        if label:
            assert bool(re.search(r"<w:b/>|Summa", xml)) == is_sum, label
            assert 'w:val="right"' in xml or 'w:val="end"' in xml or "Belopp" in xml


def test_rtf_is_a_file_with_every_amount(folder: Path) -> None:
    [made] = asked("tabell", "delar/omn.xlsx", FLIK, "--format", "rtf", cwd=folder)["filer"]
    text = (folder / made["fil"]).read_text(encoding="ascii").replace("\\u160?", NBSP)
    for amounts in flik_figures(folder / "delar/omn.xlsx", FLIK).values():
        for amount in amounts:
            if amount is not None:
                assert f"{abs(amount):,}".replace(",", NBSP) in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a clipboard")
def test_without_windows_there_is_no_clipboard(folder: Path) -> None:
    said = refused("tabell", "delar/omn.xlsx", FLIK, "--format", "urklipp", cwd=folder, code=2)
    assert "Urklipp går att skriva till bara på Windows." in said


@pytest.mark.parametrize("form", ["html", "md"])
def test_text_forms_hold_every_amount(folder: Path, form: str) -> None:
    answer = flikar("tabell", "delar/omn.xlsx", FLIK, "--format", form, cwd=folder)
    assert answer.code == 0
    text = answer.out.replace("&nbsp;", NBSP)
    for label, amounts in flik_figures(folder / "delar/omn.xlsx", FLIK).items():
        assert label in text
        for amount in amounts:
            if amount is not None:
                assert f"{abs(amount):,}".replace(",", NBSP) in text
                assert amount >= 0 or MINUS in text


def test_html_has_no_script_and_fetches_nothing(folder: Path) -> None:
    text = flikar("tabell", "delar/omn.xlsx", FLIK, "--format", "html", cwd=folder).out
    assert "<table" in text
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|<link|<img", text)


def test_all_rows_keep_empty_projects_and_categories(folder: Path) -> None:
    short = flikar("tabell", "mall/omn-2023.xlsx", "8 inv", "--format", "csv", cwd=folder).out
    long = flikar("tabell", "mall/omn-2023.xlsx", "8 inv", "--format", "csv", "--alla-rader", cwd=folder).out
    assert "Reinvestering" not in short
    assert long.count("\n") >= 1 + 5 + 16 + 1
    assert "Totala utgifter" in short


def test_the_report_has_the_tables_of_the_occasion(folder: Path) -> None:
    said = asked("rapport", "delar/omn.xlsx", "--tillfalle", "delar", "-o", "r.docx", cwd=folder)
    assert said["filer"] == [{"roll": "rapport", "fil": "r.docx"}]
    document = docx.Document(str(folder / "r.docx"))
    tables = [table for table in document.tables if table.rows[0].cells[0].text.startswith("Belopp i tkr")]
    assert table_figures(tables[0]) == flik_figures(folder / "delar/omn.xlsx", FLIK)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Omsorgsnämnden" in text
    assert not document.inline_shapes


def test_a_report_of_another_occasion_does_not_use_the_figures(folder: Path) -> None:
    said = asked("rapport", "mall/omn-2023.xlsx", "--tillfalle", "oktober", "-o", "r.docx", cwd=folder, code=1)
    assert [finding["regel"] for finding in said["fynd"]] == ["ST03"]


def test_the_same_report_is_the_same_bytes(folder: Path) -> None:
    for name in ("a.docx", "b.docx"):
        asked("rapport", "delar/tek.xlsx", "--tillfalle", "delar", "-o", name, cwd=folder)
    assert digest(folder / "a.docx") == digest(folder / "b.docx")


def test_a_target_that_is_a_folder_cannot_be_written(folder: Path) -> None:
    refused("rapport", "delar/omn.xlsx", "--tillfalle", "delar", "-o", "delar", cwd=folder, code=4)
    refused("tabell", "delar/omn.xlsx", FLIK, "--format", "csv", "-o", "delar", cwd=folder, code=4)


def test_an_unknown_form_or_flik_is_a_wrong_call(folder: Path) -> None:
    assert "docx" in refused("tabell", "delar/omn.xlsx", FLIK, "--format", "pdf", cwd=folder, code=2)
    assert "8 RR" in refused("tabell", "delar/omn.xlsx", "8 RX", "--format", "csv", cwd=folder, code=2)
