"""Workbooks that other programs made, changed, and read by other programs again."""

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from engine.addresses import Cell, parse_cell
from engine.data.changes import CachedValue, CellChange, ForgetCached, SetCell
from engine.writer.patch import patch_workbook
from engine.writer.patch.archive import read_archive
from engine.writer.patch.package import read_package, xml_part
from engine.writer.patch.scan import scan_sheet

TABS = ("Försättsblad", "1–11 RR VON", "2 INV & 'mer' <å>")
LAST_ROW, LAST_COLUMN = 8, 5
Values = dict[tuple[str, str], object]


def by_xlsxwriter() -> bytes:
    from xlsxwriter import Workbook as Writer

    target = BytesIO()
    with Writer(target, {"in_memory": True}) as book:
        thousands = book.add_format({"num_format": "#,##0;-#,##0;0", "bold": True})
        for tab in TABS:
            sheet = book.add_worksheet(tab)
            for row in range(2, LAST_ROW):
                sheet.write_string(row - 1, 0, f"Rad {row}")
                sheet.write_number(row - 1, 1, row * 10, thousands)
                sheet.write_blank(row - 1, 2, None, thousands)
                sheet.write_formula(row - 1, 3, f"=B{row}*2", thousands, row * 20)
            sheet.merge_range("A20:C20", "Sammanfogad")
            sheet.freeze_panes(1, 1)
            sheet.data_validation("B2:B7", {"validate": "integer", "criteria": ">", "value": 0})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": [TABS[1], 1, 1, 6, 1]})
        sheet.insert_chart("H2", chart)
        sheet.write_comment("B2", "kommentar")
    return target.getvalue()


def by_openpyxl() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in TABS:
        sheet = book.create_sheet(tab)
        for row in range(2, LAST_ROW):
            for column, value in enumerate((f"Rad {row}", row * 10, None, f"=B{row}*2"), start=1):
                sheet.cell(row, column, value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


SOURCES = {"xlsxwriter": by_xlsxwriter(), "openpyxl": by_openpyxl()}


def seen(book: bytes, *, values: bool) -> Values:
    """Every cell that holds something, as openpyxl reads it."""
    opened = load_workbook(BytesIO(book), data_only=values)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened.worksheets
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.value is not None
    }


def contents(book: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(book)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def cell_bytes(sheet: bytes) -> dict[bytes, bytes]:
    return {found[1]: found[0] for found in re.finditer(rb'<c r="([A-Z]+\d+)".*?(?:(?<!/)</c>|/>(?!<v))', sheet)}


cells = st.builds(Cell, st.integers(1, LAST_ROW + 3), st.integers(1, LAST_COLUMN + 2))
tabs = st.sampled_from(TABS)
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff_"), min_size=1)
formula_cells = st.builds(Cell, st.integers(2, 7), st.just(4))
changes = st.one_of(
    st.builds(SetCell, tabs, cells, numbers | texts | st.none()),
    st.builds(CachedValue, tabs, formula_cells, numbers | texts),
    st.builds(ForgetCached, tabs, formula_cells),
)


def expected(formulas: Values, values: Values, change: CellChange) -> None:
    """What a change means in the two readings."""
    key = (change.sheet, str(change.cell))
    for reading in (formulas, values) if isinstance(change, SetCell) else (values,):
        reading.pop(key, None)
        if not isinstance(change, ForgetCached) and change.value is not None:
            reading[key] = change.value


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed=st.lists(changes, max_size=12, unique_by=lambda change: (change.sheet, change.cell)))
def test_exactly_the_named_cells_change(source: str, changed: list[CellChange]) -> None:
    book = SOURCES[source]
    formulas, values = seen(book, values=False), seen(book, values=True)
    for change in changed:
        expected(formulas, values, change)
    patched = patch_workbook(book, changed)
    assert seen(patched, values=False) == formulas
    assert seen(patched, values=True) == values
    for name, content in contents(patched).items():
        if name.startswith("xl/worksheets/sheet"):
            places = [parse_cell(address.decode()) for address in re.findall(rb'<c r="([A-Z0-9]+)"', content)]
            assert places == sorted(place for place in places if place is not None)


@pytest.mark.parametrize("source", SOURCES)
def test_every_other_byte_stays(source: str) -> None:
    book = SOURCES[source]
    changed: list[CellChange] = [
        SetCell(TABS[1], Cell(3, 2), 77),
        SetCell(TABS[1], Cell(9, 3), "ny"),
        CachedValue(TABS[1], Cell(3, 4), 154),
    ]
    before, after = contents(book), contents(patch_workbook(book, changed))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet2.xml"]
    old, new = (cell_bytes(each["xl/worksheets/sheet2.xml"]) for each in (before, after))
    assert len(old) >= 18
    assert {address for address in old | new if old.get(address) != new.get(address)} == {b"B3", b"C9", b"D3"}
    assert b"<v>77</v>" in new[b"B3"]
    assert b"<f>B3*2</f><v>154</v>" in new[b"D3"]


def test_the_style_stays() -> None:
    patched = patch_workbook(
        SOURCES["xlsxwriter"], [SetCell(TABS[0], Cell(3, 2), 1), SetCell(TABS[0], Cell(3, 3), "a")]
    )
    sheet = load_workbook(BytesIO(patched))[TABS[0]]
    assert {sheet[address].number_format for address in ("B3", "C3")} == {"#,##0;-#,##0;0"}


def test_a_workbook_changed_and_changed_back_reads_the_same() -> None:
    book = SOURCES["xlsxwriter"]
    there = patch_workbook(book, [SetCell(TABS[0], Cell(3, 2), 1), CachedValue(TABS[0], Cell(3, 4), 2)])
    back = patch_workbook(there, [SetCell(TABS[0], Cell(3, 2), 30), CachedValue(TABS[0], Cell(3, 4), 60)])
    assert contents(back) == contents(book)


def libreoffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice måste finnas i CI")
        pytest.skip("LibreOffice finns inte här")
    return program


@pytest.mark.parametrize("source", SOURCES)
def test_libreoffice_opens_the_result(source: str, tmp_path: Path) -> None:
    program = libreoffice()
    changed: list[CellChange] = [
        SetCell(TABS[0], Cell(2, 1), "å & <ä>"), SetCell(TABS[0], Cell(3, 2), 77), SetCell(TABS[0], Cell(4, 4), 5),
        CachedValue(TABS[0], Cell(3, 4), 154), ForgetCached(TABS[0], Cell(5, 4)), SetCell(TABS[0], Cell(9, 2), 9),
    ]  # fmt: skip
    (tmp_path / "bok.xlsx").write_bytes(patch_workbook(SOURCES[source], changed))
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76", "--outdir",
         str(tmp_path), str(tmp_path / "bok.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    lines = [line.replace("\xa0", "") for line in (tmp_path / "bok.csv").read_text("utf-8").splitlines()]
    rows = [line.split(";")[:4] for line in lines]
    offset = next(number for number, cells in enumerate(rows) if "å & <ä>" in cells[0])
    assert rows[offset + 1][1::2] == ["77", "154"]
    assert rows[offset + 2][3] == "5"
    assert rows[offset + 3][3] in ("100", "80")


SHARED = Path(__file__).parents[4].parent / "shared"
REALWORLD = SHARED / "corpora" / "realworld"


def real_books() -> list[Path]:
    return [path for path in sorted(REALWORLD.rglob("*")) if path.suffix in (".xlsx", ".xlsm")]


def plain(value: object) -> object:
    """A cell's value in a form that compares by content (array formulas are objects)."""
    return vars(value) if hasattr(value, "__dict__") else value


def first_sheet(book: bytes) -> tuple[str, dict[Cell, object]]:
    opened = load_workbook(BytesIO(book), rich_text=True).worksheets[0]
    return opened.title, {Cell(row, column): plain(cell.value) for (row, column), cell in opened._cells.items()}


@pytest.mark.skipif(not REALWORLD.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("path", real_books(), ids=lambda path: str(path.relative_to(REALWORLD)))
def test_one_cell_in_a_real_workbook(path: Path) -> None:
    source = path.read_bytes()
    try:
        tab, cells = first_sheet(source)
    except Exception as fault:  # noqa: BLE001 - openpyxl raises anything at all for a file it cannot read
        pytest.skip(f"openpyxl does not open it: {fault}")
    below = Cell(max((cell.row for cell in cells), default=0) + 2, 2)
    constants = [cell for cell, value in cells.items() if isinstance(value, float | int)]
    changed = [SetCell(tab, below, "å"), *(SetCell(tab, cell, 4711.5) for cell in constants[:1])]
    patched = patch_workbook(source, changed)
    before, after = contents(source), contents(patched)
    assert list(before) == list(after)
    assert sum(before[name] != after[name] for name in before) == 1
    want = cells | {change.cell: change.value for change in changed}
    _, got = first_sheet(patched)
    assert {cell: got.get(cell) for cell in want} == want


def bearers(source: bytes) -> list[SetCell]:
    """A constant for every cell of the workbook that bears the text of a shared formula."""
    archive = read_archive(source)
    return [
        SetCell(tab, formula.cell, 4711)
        for tab, part in read_package(archive).sheets.items()
        if b"sheetData" in (xml := xml_part(archive, part)) and b'"shared"' in xml
        for formula in scan_sheet(xml, (), part).formulas
        if formula.kind == "shared" and formula.text
    ]


def small_books_with_shared_formulas() -> list[Path]:
    return [path for path in real_books() if path.stat().st_size < 40_000 and bearers(path.read_bytes())]


@pytest.mark.skipif(not REALWORLD.is_dir(), reason="the corpora are not here")
def test_real_shared_formulas_survive_their_bearer() -> None:
    books = small_books_with_shared_formulas()
    assert len(books) > 10
    for path in books:
        source = path.read_bytes()
        overwritten = bearers(source)
        patched = seen(patch_workbook(source, overwritten), values=False)
        want = seen(source, values=False) | {(each.sheet, str(each.cell)): 4711 for each in overwritten}
        for place, value in want.items():
            if isinstance(value, str):  # openpyxl itself loses blanks when it expands a formula
                assert "".join(str(patched[place]).split()) == "".join(value.split()), (path, place)
