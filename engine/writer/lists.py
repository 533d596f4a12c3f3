"""A workbook of plain lists: headings, rows, filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from engine.writer.newbook import set_page, write_workbook
from engine.writer.styles import add_styles

Field = str | int | float | None


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with a heading row and plain rows.

    Attributes:
        name: of the tab.
        title: above the headings.
        headings: of the columns.
        widths: of the columns, in characters.
        rows: text and numbers; amounts in kronor with two decimals are floats.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[Field, ...]]


_HEADING_ROW = 2


def write_lists(title: str, author: str, year: int, sheets: Sequence[ListSheet]) -> bytes:
    """A workbook of plain lists."""

    def fill(book: Workbook) -> None:
        styles = add_styles(book)
        for listed in sheets:
            _write_list(book.add_worksheet(listed.name), listed, styles, author)

    return write_workbook(title, author, year, fill)


def _write_list(sheet: Worksheet, listed: ListSheet, styles: Mapping[str, Format], author: str) -> None:
    sheet.write_string(0, 0, listed.title, styles["title"])
    for column, (heading, width) in enumerate(zip(listed.headings, listed.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADING_ROW, column, heading, styles["heading_left"])
    for number, row in enumerate(listed.rows, start=_HEADING_ROW + 1):
        for column, field in enumerate(row):
            style = styles["kronor" if isinstance(field, float) else "label"]
            sheet.write(number, column, field, style)
    if listed.rows:
        sheet.autofilter(_HEADING_ROW, 0, _HEADING_ROW + len(listed.rows), len(listed.headings) - 1)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    set_page(sheet, left=author, right=listed.title, repeat_row=_HEADING_ROW + 1)
