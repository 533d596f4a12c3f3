import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.amounts import MINUS, NBSP
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.word import table_docx

PUBLISHED = Path(__file__).parents[4] / "../shared/published"
RR = TableView(
    "RR",
    "Resultaträkning, mars 2022",
    "1–11 RR skattefin övr jan-nov",
    ("Belopp i tkr", "Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022"),
    (
        RowView("Verksamhetens intäkter", RowKind.INPUT, (195144, 217796, 22652)),
        RowView("Personalkostnader", RowKind.INPUT, (-717534, -724465, -6931), "Vakanser."),
        RowView("Verksamhetens kostnader", RowKind.SUM, (-1048700, -1071352, -22652)),
        RowView("Finansnetto", RowKind.INPUT, (None, 0, 0)),
        RowView("Årets resultat", RowKind.SUM, (0, 0, 0)),
    ),
)


def with_label(label: str) -> TableView:
    return TableView("INV", label, label, ("Belopp i tkr", "Budget"), (RowView(label, RowKind.PROJECT, (1,)),))


def opened(content: bytes) -> Table:
    (table,) = docx.Document(io.BytesIO(content)).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_numbers_and_labels_equal_the_views() -> None:
    head, *rows = texts(opened(table_docx(RR)))
    assert head == list(RR.headings)
    assert rows[0] == ["Verksamhetens intäkter", f"195{NBSP}144", f"217{NBSP}796", f"22{NBSP}652"]
    assert rows[1][1] == f"{MINUS}717{NBSP}534"
    assert rows[2][1] == f"{MINUS}1{NBSP}048{NBSP}700"
    assert rows[3] == ["Finansnetto", "", "0", "0"]


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published figures are not beside the repository")
@pytest.mark.parametrize("name", ["von_mars_2022_rr.csv", "von_delar_2022_inv.csv", "von_budget_2022_inv.csv"])
def test_published_tables_come_back_from_word_as_printed(name: str) -> None:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        head, *lines = list(csv.reader(file))
    rows = tuple(
        RowView(label, RowKind.INPUT, tuple(int(text) if text else None for text in amounts))
        for label, *amounts in lines
    )
    table = opened(table_docx(TableView("RR", "Tabell", "flik", tuple(head), rows)))
    plain = [
        [label, *(text.replace(NBSP, "").replace(MINUS, "-") for text in amounts)] for label, *amounts in texts(table)
    ]
    assert plain == [head, *lines]


def test_the_heading_row_repeats_and_no_row_is_split() -> None:
    rows = opened(table_docx(RR)).rows
    repeated = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in rows]
    assert repeated == [True, *[False] * 5]
    assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in rows)


def test_sums_are_bold_with_a_rule_above_and_other_rows_are_not() -> None:
    _, *rows = opened(table_docx(RR)).rows
    for row, view in zip(rows, RR.rows, strict=True):
        runs = [run for cell in row.cells for run in cell.paragraphs[0].runs]
        rules = row._tr.findall(f".//{qn('w:tcBorders')}")
        is_sum = view.kind is RowKind.SUM
        assert {bool(run.bold) for run in runs} == {is_sum}
        assert len(rules) == (4 if is_sum else 0)


def test_amounts_and_their_headings_stand_to_the_right_labels_to_the_left() -> None:
    for row in opened(table_docx(RR)).rows:
        label, *amounts = (cell.paragraphs[0].alignment for cell in row.cells)
        assert label is None
        assert set(amounts) == {WD_ALIGN_PARAGRAPH.RIGHT}


def test_a_table_holds_together_with_its_caption() -> None:
    document = docx.Document(io.BytesIO(table_docx(RR)))
    caption = document.paragraphs[0]
    assert caption.text == "Tabell 1. Resultaträkning, mars 2022"
    assert caption.style is not None
    assert caption.style.paragraph_format.keep_with_next
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in document.tables[0].rows]
    assert kept == [*[True] * 5, False]


def test_a_note_above_the_table_follows_it_to_the_next_page() -> None:
    document = docx.Document(io.BytesIO(table_docx(replace(RR, note="Utfallet är preliminärt."))))
    note = document.paragraphs[1]
    assert note.text == "Utfallet är preliminärt."
    assert note.style is not None
    assert note.style.paragraph_format.keep_with_next


def test_the_caption_number_is_a_field() -> None:
    assert re.search(r"<w:instrText[^>]*> SEQ Tabell ", part(table_docx(RR), "word/document.xml"))


def test_the_table_is_described_and_marked() -> None:
    xml = part(table_docx(RR), "word/document.xml")
    assert '<w:tblCaption w:val="Resultaträkning, mars 2022"/>' in xml
    assert "Källa: fliken 1–11 RR skattefin övr jan-nov." in xml
    assert 'w:name="_flikar_RR"' in xml


def test_comments_stand_below_the_table() -> None:
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(table_docx(RR))).paragraphs]
    assert paragraphs[-2:] == ["Personalkostnader", "Vakanser."]


def test_the_document_is_swedish_on_a4_without_pictures() -> None:
    content = table_docx(RR)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
    assert all(name.endswith((".xml", ".rels")) for name in names)
    assert "<w:drawing" not in part(content, "word/document.xml")
    assert 'w:lang w:val="sv-SE"' in part(content, "word/styles.xml")
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_equal_input_gives_equal_bytes() -> None:
    assert table_docx(RR) == table_docx(RR)


def test_rows_that_only_make_room_in_a_flik_are_not_printed() -> None:
    room = (RowView("", RowKind.BLANK, (None, None, None)), RowView("", RowKind.CLOSING, (None, None, None)))
    assert table_docx(TableView(RR.code, RR.title, RR.flik, RR.headings, (*RR.rows, *room))) == table_docx(RR)


def test_hostile_text_becomes_plain_text() -> None:
    label = '{ DDEAUTO c:\\\\x } <w:p/> & "]]> \x00\x0b\ud800\nrad två\tslut'
    content = table_docx(with_label(label))
    assert opened(content).cell(1, 0).text == ('{ DDEAUTO c:\\\\x } <w:p/> & "]]> \ufffd\ufffd\ufffd\nrad två\tslut')
    instructions = re.findall(r"<w:instrText[^>]*>([^<]*)", part(content, "word/document.xml"))
    assert instructions == [" SEQ Tabell \\* ARABIC "]


@given(st.text())
@example("\r\n")
@example(" inledande och avslutande ")
@settings(max_examples=30, deadline=None)
def test_any_label_gives_a_document_that_opens_and_shows_it(label: str) -> None:
    shown = opened(table_docx(with_label(label))).cell(1, 0).text
    forbidden = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert shown == forbidden.sub("\ufffd", label.replace("\r\n", "\n").replace("\r", "\n"))
