"""A Kontroll flik in workbooks of ours and of others: found again, linked, and nothing else touched."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from engine.addresses import Cell
from engine.layout.control import CONTROL_MARK, CONTROL_SHEET
from engine.reader import read_raw
from engine.writer.patch import (
    Link,
    NewSheet,
    SheetColumn,
    SheetContent,
    SheetValue,
    SignedWorkbookError,
    with_sheet,
)
from tests.rules.sample_books import clean_book

SHARED = Path(__file__).parents[4].parent / "shared"
CORPORA = SHARED / "corpora"
TOLD = {"[Content_Types].xml"}
STRICT = "http://purl.oclc.org/ooxml/"


def kontroll(*rows: tuple[SheetValue, ...]) -> NewSheet:
    columns = (SheetColumn("Allvar", 10), SheetColumn("Plats", 30), SheetColumn("Funnet", 12))
    return NewSheet(CONTROL_SHEET, CONTROL_MARK, SheetContent("Kontroll", ("En rad.",), columns, rows))


def parts(book: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(book)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def changed(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """The parts that were added, and those that differ."""
    old, new = parts(before), parts(after)
    assert not old.keys() - new.keys()
    return new.keys() - old.keys(), {name for name in old if old[name] != new[name]}


def by_openpyxl(*tabs: str) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        book.create_sheet(tab)["A1"] = "x"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


ROW: tuple[SheetValue, ...] = ("fel", Link("8 RR!C9", "8 RR", "C9"), -717534)


def test_only_what_must_know_of_the_sheet_changes() -> None:
    added, differing = changed(clean_book(), with_sheet(clean_book(), kontroll(ROW)))
    assert added == {"xl/worksheets/flikar1.xml"}
    assert differing == TOLD | {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}


def location(cell: object) -> object:
    return getattr(getattr(cell, "hyperlink", None), "location", None)


def test_the_rows_and_links_can_be_read_by_others() -> None:
    text = "=1+1 <&> \"citat\" 'apostrof' å"
    link = Link("Förvaltningens 'egen'!B2", "Förvaltningens 'egen'", "B2")
    book = load_workbook(BytesIO(with_sheet(clean_book(), kontroll(ROW, (text, link, None)))))
    sheet = book[CONTROL_SHEET]
    assert sheet["A1"].value == "Kontroll"
    rows = list(sheet.iter_rows())
    heading = next(place for place, row in enumerate(rows) if row[0].value == "Allvar")
    first, second = rows[heading + 1 : heading + 3]
    assert [cell.value for cell in first] == ["fel", "8 RR!C9", -717534]
    assert location(first[1]) == "'8 RR'!C9"
    assert second[0].value == text
    assert second[0].data_type != "f"
    assert location(second[1]) == "'Förvaltningens ''egen'''!B2"
    assert book.sheetnames[-1] == CONTROL_SHEET


def test_a_second_time_replaces_the_sheet_and_nothing_else() -> None:
    once = with_sheet(clean_book(), kontroll(ROW))
    assert with_sheet(once, kontroll(ROW)) == once
    again = with_sheet(once, kontroll())
    assert changed(once, again) == (set(), {"xl/worksheets/flikar1.xml"})
    assert load_workbook(BytesIO(again)).sheetnames.count(CONTROL_SHEET) == 1


def test_it_is_found_again_after_another_program_has_saved_and_renamed_it() -> None:
    book = load_workbook(BytesIO(with_sheet(by_openpyxl("Blad1"), kontroll(ROW))))
    book[CONTROL_SHEET].title = "Min 'kontroll'"
    book.defined_names[CONTROL_MARK].attr_text = "'Min ''kontroll'''!$A$1"
    saved = BytesIO()
    book.save(saved)
    again = load_workbook(BytesIO(with_sheet(saved.getvalue(), kontroll())))
    assert again.sheetnames == ["Blad1", "Min 'kontroll'"]
    assert "fel" not in [cell.value for row in again.worksheets[1].iter_rows() for cell in row]


def test_somebodys_own_flik_of_that_name_is_left_alone() -> None:
    book = load_workbook(BytesIO(with_sheet(by_openpyxl("kontroll", "Blad1"), kontroll(ROW))))
    assert book.sheetnames == ["kontroll", "Blad1", "Kontroll 2"]
    assert book["kontroll"]["A1"].value == "x"


def test_a_mark_that_leads_nowhere_is_put_right() -> None:
    book = load_workbook(BytesIO(with_sheet(by_openpyxl("Blad1"), kontroll(ROW))))
    del book[CONTROL_SHEET]
    saved = BytesIO()
    book.save(saved)
    again = load_workbook(BytesIO(with_sheet(saved.getvalue(), kontroll(ROW))))
    assert again.sheetnames == ["Blad1", CONTROL_SHEET]
    assert [*again.defined_names] == [CONTROL_MARK]


def with_prefixes(book: bytes) -> bytes:
    """The same workbook with a prefix before every element of the parts that are told of a sheet."""
    renamed = {}
    for name, content in parts(book).items():
        if name in ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            content = re.sub(rb"<(/?)(?![?!/])", rb"<\1p:", content).replace(b" xmlns=", b" xmlns:p=")  # noqa: PLW2901
        renamed[name] = content
    return zipped(renamed)


def strict(book: bytes) -> bytes:
    """The same workbook in strict OOXML's namespaces."""
    transitional = b"http://schemas.openxmlformats.org/"
    swaps = {
        transitional + b"spreadsheetml/2006/main": STRICT.encode() + b"spreadsheetml/main",
        transitional + b"officeDocument/2006/relationships": STRICT.encode() + b"officeDocument/relationships",
    }
    made = {}
    for name, content in parts(book).items():
        for old, new in swaps.items():
            content = content.replace(old, new)  # noqa: PLW2901
        made[name] = content
    return zipped(made)


def zipped(content: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as opened:
        for name, part in content.items():
            opened.writestr(name, part)
    return target.getvalue()


def test_prefixed_namespaces() -> None:
    book = load_workbook(BytesIO(with_sheet(with_prefixes(by_openpyxl("Blad1")), kontroll(ROW))))
    assert book.sheetnames == ["Blad1", CONTROL_SHEET]


def test_strict_ooxml_stays_strict(tmp_path: Path) -> None:
    made = with_sheet(strict(by_openpyxl("Blad1")), kontroll(ROW))
    assert b"schemas.openxmlformats.org/spreadsheetml" not in parts(made)["xl/worksheets/flikar1.xml"]
    assert b"2006/relationships/worksheet" not in parts(made)["xl/_rels/workbook.xml.rels"]
    (tmp_path / "strikt.xlsx").write_bytes(made)
    sheets = read_raw(tmp_path / "strikt.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["Blad1", CONTROL_SHEET]
    assert sheets[1].cells[Cell(1, 1)].value == "Kontroll"


def test_a_signed_workbook_is_refused() -> None:
    signed = zipped({**parts(by_openpyxl("Blad1")), "_xmlsignatures/sig1.xml": b"<x/>"})
    with pytest.raises(SignedWorkbookError):
        with_sheet(signed, kontroll(ROW))


def real_books() -> list[Path]:
    return [path for path in sorted((CORPORA / "realworld").rglob("*")) if path.suffix in (".xlsx", ".xlsm")]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_real_workbooks_keep_every_other_part() -> None:
    read = 0
    for path in real_books():
        source = path.read_bytes()
        made = with_sheet(source, kontroll(ROW))
        added, differing = changed(source, made)
        assert len(added) == 1, path
        assert len(differing) == 3, path
        assert with_sheet(made, kontroll(ROW)) == made, path
        try:
            before = load_workbook(BytesIO(source)).sheetnames
        except Exception:  # noqa: BLE001, S112 - openpyxl raises anything at all for a file it cannot read
            continue
        after = load_workbook(BytesIO(made)).sheetnames
        assert after[: len(before)] == before, path
        assert after[-1].startswith(CONTROL_SHEET), path
        read += 1
    assert read > 50
