"""The lists that a new workbook keeps of its year, empty: *Historik* and *Rullningslogg*."""

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from engine.layout.history import HEADING_ROW, HISTORY, LAST_ROW, ROLL_LOG, ListLayout
from engine.writer.newbook import set_page

_HEADINGS = {"listed_amount": "heading", "listed_comment": "heading_comment"}
_PROTECTION = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def write_history(book: Workbook, styles: Mapping[str, Format], *, left: str) -> None:
    """Add both lists; their columns carry the style that a row gets when it is filed.

    Args:
        book: the new workbook, after its flikar.
        styles: of the workbook.
        left: the page header's left part, whose workbook it is.
    """
    for layout in (HISTORY, ROLL_LOG):
        _write_list(book, layout, styles, left)


def _write_list(book: Workbook, layout: ListLayout, styles: Mapping[str, Format], left: str) -> None:
    sheet = book.add_worksheet(layout.sheet)
    sheet.write_string(0, 0, layout.title, styles["title"])
    for row, note in enumerate(layout.notes, start=1):
        sheet.write_string(row, 0, note, styles["note"])
    for number, column in enumerate(layout.columns):
        sheet.set_column(number, number, column.width, styles[column.style])
        heading = _HEADINGS.get(column.style, "heading_left")
        sheet.write_string(HEADING_ROW - 1, number, column.heading, styles[heading])
    sheet.autofilter(HEADING_ROW - 1, 0, LAST_ROW - 1, len(layout.columns) - 1)
    sheet.freeze_panes(HEADING_ROW, 0)
    set_page(sheet, left=left, right=layout.title, repeat_row=HEADING_ROW)
    sheet.protect("", _PROTECTION)
