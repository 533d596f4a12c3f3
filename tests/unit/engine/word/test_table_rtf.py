"""A table as RTF: read again by LibreOffice cell by cell, and nothing that users write acts as RTF."""

import io
import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.amounts import show_number
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.text import printable
from engine.word import pasted_rtf, table_rtf
from engine.word.page import TEXT_WIDTH
from engine.word.widths import column_widths
from tests.support.oracle import soffice
from tests.unit.engine.word.test_table_docx import RR, with_label

INV = TableView(
    "INV", "Investeringar, delår 2022", "8 inv", ("Belopp i tkr", *(f"Kolumn {n} 2022" for n in range(6))),
    (
        RowView("Reinvestering", RowKind.CATEGORY, (5300, 0, None, 1.5, -1234567, 1)),
        RowView("Sängar {Alm} \\par ”50 %” – 7 m²", RowKind.PROJECT, (750, 0, 0, 0, 0, 0), "Försenat.\n\nTill maj."),
        RowView("Totala utgifter", RowKind.SUM, (5300, 0, 0, 0, 0, 0)),
    ),
    note="Utfallet är preliminärt.",
)  # fmt: skip


def converted(contents: Sequence[bytes], folder: Path) -> list[Document]:
    """As LibreOffice reads them; one start for all."""
    books = [folder / f"{number}.rtf" for number in range(len(contents))]
    for path, content in zip(books, contents, strict=True):
        path.write_bytes(content)
    subprocess.run(
        [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", "docx", "--outdir", str(folder), *map(str, books)],
        capture_output=True, timeout=240, check=True,
    )  # fmt: skip
    return [docx.Document(io.BytesIO(path.with_suffix(".docx").read_bytes())) for path in books]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    documents = converted([table_rtf(RR), table_rtf(INV), pasted_rtf(INV)], tmp_path_factory.mktemp("rtf"))
    return dict(zip(("RR", "INV", "pasted"), documents, strict=True))


def printed(view: TableView) -> list[list[str]]:
    rows = ([row.label, *("" if a is None else show_number(a) for a in row.amounts)] for row in view.printed)
    return [list(view.headings), *rows]


@pytest.mark.parametrize(("name", "view"), [("RR", RR), ("INV", INV), ("pasted", INV)])
def test_every_cell_comes_back_as_printed(read: dict[str, Document], name: str, view: TableView) -> None:
    [table] = read[name].tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == printed(view)


def test_the_first_row_alone_is_repeated_on_every_page() -> None:
    """LibreOffice passes it over; this is the specification's word for it."""
    first, *others = [line for line in table_rtf(INV).decode().splitlines() if line.startswith(r"\trowd")]
    assert r"\trhdr" in first
    assert not any(r"\trhdr" in line for line in others)


def test_numbers_are_to_the_right_and_sums_bold(read: dict[str, Document]) -> None:
    for name, view in (("RR", RR), ("INV", INV)):
        [table] = read[name].tables
        _, *rows = table.rows
        for row, shown in zip(rows, view.printed, strict=True):
            label, *amounts = row.cells
            assert all(cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT for cell in amounts)
            assert label.paragraphs[0].alignment != WD_ALIGN_PARAGRAPH.RIGHT
            runs = [run for cell in row.cells for run in cell.paragraphs[0].runs if run.text]
            assert {bool(run.bold) for run in runs} == {shown.bold}


def test_the_columns_are_as_wide_as_in_word(read: dict[str, Document]) -> None:
    [table] = read["INV"].tables
    widths = [int(column.get(qn("w:w")) or 0) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert all(abs(a - b) <= 5 for a, b in zip(widths, column_widths(INV, TEXT_WIDTH), strict=True))


def test_around_the_table_stand_title_note_source_and_comments(read: dict[str, Document]) -> None:
    texts = [paragraph.text for paragraph in read["INV"].paragraphs if paragraph.text]
    assert texts == [
        INV.title, INV.note, "Källa: fliken 8 inv.", INV.rows[1].label, "Försenat.", "Till maj.",
    ]  # fmt: skip
    assert [p.text for p in read["pasted"].paragraphs if p.text] == [INV.title, INV.note]


@settings(max_examples=60, deadline=None)
@given(st.text())
@example("å\\'e5}{\\object 😀 \u2212\u00a0\ufffd\udc00\t\n;")
def test_any_text_is_only_text(label: str) -> None:
    """Read backwards it is the same: it opens and closes no group, and has no control word but the declared ones."""
    content = table_rtf(with_label(label)).decode("ascii")
    bare = re.sub(r"\\[\\{}]", "", content)
    assert bare.count("{") == bare.count("}")
    words = set(re.findall(r"\\([a-z]+)", re.sub(r"\\[\\{}]", " ", content)))
    declared = set(re.findall(r"\\([a-z]+)", table_rtf(with_label("å")).decode()))
    assert words <= declared | {"line", "tab"}
    cell = content.split(r"\trowd")[-1].split("\n")[1].removesuffix(r"\cell")
    assert _decoded(cell.partition(" ")[2]) == printable(label)


def _decoded(rtf: str) -> str:
    units = re.sub(r"\\u(-?\d+)\?", lambda m: f"\0{int(m[1]) & 0xFFFF:04x}", rtf)
    plain = units.replace("\\line ", "\n").replace("\\tab ", "\t")
    plain = re.sub(r"\\([\\{}])", r"\1", plain)
    raw = re.sub("\0(....)", lambda m: chr(int(m[1], 16)), plain)
    return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def test_it_is_ascii_alone_and_the_same_each_time() -> None:
    assert table_rtf(INV).isascii()
    assert table_rtf(INV) == table_rtf(replace(INV))
