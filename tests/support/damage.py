"""What people do to a workbook between two occasions, as changes of what the reader sees and of the file itself."""

import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from engine.addresses import Cell
from engine.data import BookData, RawBook, RawCell, RawSheet
from engine.reader import recognise
from tests.support.books import demo_setup

Move = Callable[[Cell], Cell | None]


def reread(raw: RawBook, *, verksamhet: str | None = None, year: int | None = None) -> BookData:
    """The changed workbook, recognised anew."""
    return recognise(raw, demo_setup().catalog, verksamhet=verksamhet, year=year, default_year=2022)


def renamed(raw: RawBook, names: Mapping[str, str]) -> RawBook:
    return replace(raw, sheets=tuple(replace(s, name=names.get(s.name, s.name)) for s in raw.sheets))


def changed(raw: RawBook, name: str, change: Callable[[RawSheet], RawSheet]) -> RawBook:
    """The workbook with one sheet changed."""
    return replace(raw, sheets=tuple(change(sheet) if sheet.name == name else sheet for sheet in raw.sheets))


def moved(sheet: RawSheet, move: Move) -> RawSheet:
    """The sheet with every cell where ``move`` puts it; None drops it."""
    placed = ((move(cell), raw) for cell, raw in sheet.cells.items())
    return replace(sheet, cells={cell: raw for cell, raw in placed if cell is not None})


def rows_inserted(at: int, count: int = 1) -> Move:
    return lambda cell: Cell(cell.row + count, cell.column) if cell.row >= at else cell


def rows_cut(rows: Collection[int]) -> Move:
    """Delete rows; those below move up."""

    def move(cell: Cell) -> Cell | None:
        return None if cell.row in rows else Cell(cell.row - sum(row < cell.row for row in rows), cell.column)

    return move


def rows_swapped(one: int, other: int) -> Move:
    return lambda cell: Cell({one: other, other: one}.get(cell.row, cell.row), cell.column)


def columns_ordered(order: Mapping[int, int]) -> Move:
    return lambda cell: Cell(cell.row, order.get(cell.column, cell.column))


def texts_replaced(sheet: RawSheet, texts: Mapping[str, str]) -> RawSheet:
    """The sheet with whole texts replaced."""

    def text(raw: RawCell) -> RawCell:
        return raw._replace(value=texts.get(raw.value, raw.value)) if isinstance(raw.value, str) else raw

    return replace(sheet, cells={cell: text(raw) for cell, raw in sheet.cells.items()})


def edited(content: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """The file after openpyxl has saved it with a change."""
    book = openpyxl.load_workbook(BytesIO(content))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_ADDRESS = re.compile(r"(?<![\w'!])(\$?[A-Z]{1,2}\$?)(\d+)\b")
_CELL = re.compile(r'(<(?:c|row) [^>]*?\br=")([A-Z]*)(\d+)(")')
_FORMULA = re.compile(r"(<f>)([^<]*)(</f>)")
_PLACES = re.compile(r'(sqref=")([^"]*)(")')


def insert_row_as_excel_does(content: bytes, part: str, sheet: str, at: int) -> bytes:
    """The file with an empty row before row ``at`` of a sheet: cells, formulas and validations follow."""

    def shifted(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + (int(match[2]) >= at)}"

    def in_sheet(xml: str) -> str:
        xml = _CELL.sub(lambda m: f"{m[1]}{m[2]}{int(m[3]) + (int(m[3]) >= at)}{m[4]}", xml)
        for pattern in (_FORMULA, _PLACES):
            xml = pattern.sub(lambda m: m[1] + _ADDRESS.sub(shifted, m[2]) + m[3], xml)
        return xml

    def elsewhere(xml: str) -> str:
        reference = re.compile(rf"('{re.escape(sheet)}'!\$?[A-Z]{{1,2}}\$?)(\d+)\b")
        return _FORMULA.sub(lambda m: m[1] + reference.sub(shifted, m[2]) + m[3], xml)

    return _rewritten(content, lambda name, xml: in_sheet(xml) if name == part else elsewhere(xml))


def _rewritten(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """The package with the text of every worksheet changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = change(name, data.decode("utf-8")).encode("utf-8")
            target.writestr(name, data)
    return out.getvalue()
