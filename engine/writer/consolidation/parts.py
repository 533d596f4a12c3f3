"""What the sheets of a kommun's workbook have in common: head, heading row, sums and styles."""

from collections.abc import Mapping, Sequence
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.data.consolidation import Tkr
from engine.writer.consolidation.content import GROSS, KommunBook
from engine.writer.newbook import set_page
from engine.writer.styles import STYLES, add_styles

HEADING_ROW = 6
LABEL_WIDTH = 44
LINE = 15
"""The height of a line of wrapped text, in points."""

Styles = Mapping[str, Format]


def add_own_styles(book: Workbook) -> Styles:
    """The common styles and those that only this workbook has."""
    own = {
        "band": {**STYLES["label_category"], "bg_color": "#B8CCE4"},
        "label_total": {**STYLES["label_sum"], "bg_color": STYLES["sum"]["bg_color"]},
        "label_group": {**STYLES["label_category"], "bg_color": STYLES["sum"]["bg_color"]},
        "count": {**STYLES["amount"], "valign": "top"},
        "heading_apart": {**STYLES["heading_left"], "indent": 1},
        "note_apart": {**STYLES["note"], "indent": 1},
        "wrapped_apart": {**STYLES["wrapped"], "indent": 1, "align": "left"},
        "draft_apart": {**STYLES["wrapped"], "indent": 1, "align": "left", "italic": True, "font_color": "#7F3F00"},
    }
    return {**add_styles(book), **{name: book.add_format(style) for name, style in own.items()}}


def cell_number(amount: Tkr) -> int | float:
    """An exact amount as a cell stores it."""
    return int(amount) if amount == int(amount) else float(amount)


def lines_of(text: str, width: int) -> int:
    """How many lines a wrapped text takes in a column so many characters wide."""
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.split("\n"))


def write_head(sheet: Worksheet, title: str, content: KommunBook, styles: Styles) -> None:
    """Title, kommun and occasion, source and what the sums are; page set-up."""
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, f"{content.kommun}, {content.occasion}", styles["fact"])
    sheet.write_string(2, 0, content.source, styles["note"])
    sheet.write_string(3, 0, GROSS, styles["note"])
    set_page(sheet, left=content.kommun, right=content.occasion, repeat_row=HEADING_ROW)
    sheet.hide_gridlines(2)


def write_headings(sheet: Worksheet, row: int, texts: Sequence[str], styles: Styles, left: int = 1) -> None:
    """One heading row; the first ``left`` texts stand to the left."""
    sheet.set_row(row, 32)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, styles["heading_left" if column < left else "heading"])


def write_sum(  # noqa: PLR0913, PLR0917 a formula cell: place, range, value and look
    sheet: Worksheet, at: Cell, first: Cell, last: Cell, value: Tkr, style: Format
) -> None:
    """A live sum of neighbouring cells with its value stored."""
    sheet.write_formula(at.row - 1, at.column - 1, f"=SUM({first}:{last})", style, cell_number(value))
