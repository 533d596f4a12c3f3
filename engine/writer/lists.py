"""A workbook of lists: headings, rows, filter; sums that stay live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from engine.addresses import MAX_ROW, Cell
from engine.amounts import show_number
from engine.writer.newbook import set_page, write_workbook
from engine.writer.styles import add_styles


@dataclass(frozen=True, slots=True)
class LiveSum:
    """A formula (without ``=``) with the kronor it shows; a total is set off from the lines above it."""

    formula: str
    kronor: float
    is_total: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A text that heads the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class SumLabel:
    """The label of a line of sums."""

    text: str


Field = str | int | float | LiveSum | Heading | SumLabel | None


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with a heading row and rows.

    Attributes:
        name: of the tab.
        title: above the headings.
        headings: of the columns.
        widths: of the columns, in characters.
        rows: text and numbers; amounts in kronor with two decimals are floats.
        total: how many rows there are; those that a sheet cannot hold are left out, as a line under the title says.
        most: how many rows are written at most.
        note: a line under the title.
        filtered: with Excel's filter on the headings; False for a table of amounts beside its labels.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Iterable[tuple[Field, ...]]
    total: int = 0
    most: int = field(default=MAX_ROW - 3)
    note: str = ""
    filtered: bool = True


_TWO_LINES = 32
"""Points."""

HEADING_ROW = 3
"""The row of the headings, from 1; the rows follow directly."""


def write_lists(title: str, author: str, year: int, sheets: Iterable[ListSheet]) -> bytes:
    """A workbook of lists; the rows are taken one sheet at a time and kept on disk while they are written."""

    def fill(book: Workbook) -> None:
        styles = add_styles(book)
        for listed in sheets:
            _write_list(book.add_worksheet(listed.name), listed, styles, author)

    return write_workbook(title, author, year, fill, row_by_row=True)


def _write_list(sheet: Worksheet, listed: ListSheet, styles: Mapping[str, Format], author: str) -> None:
    sheet.write_string(0, 0, listed.title, styles["title"])
    note = f"{listed.note} {_left_out(listed)}".strip()
    if note:
        sheet.write_string(1, 0, note, styles["note"])
    for column, (heading, width) in enumerate(zip(listed.headings, listed.widths, strict=True)):
        sheet.set_column(column, column, width)
        style = styles["heading_left" if listed.filtered or not column else "heading"]
        sheet.write_string(HEADING_ROW - 1, column, heading, style)
    sheet.set_row(HEADING_ROW - 1, _TWO_LINES)
    last = HEADING_ROW
    for number, row in enumerate(islice(listed.rows, listed.most), start=HEADING_ROW + 1):
        for column, value in enumerate(row, start=1):
            _write_field(sheet, Cell(number, column), value, styles)
        last = number
    if last > HEADING_ROW and listed.filtered:
        sheet.autofilter(HEADING_ROW - 1, 0, last - 1, len(listed.headings) - 1)
    sheet.freeze_panes(HEADING_ROW, 0 if listed.filtered else 1)
    set_page(sheet, left=author, right=listed.title, repeat_row=HEADING_ROW)


def _left_out(listed: ListSheet) -> str:
    """What the sheet could not hold."""
    if listed.total <= listed.most:
        return ""
    left, all_rows = show_number(listed.total - listed.most, 0), show_number(listed.total, 0)
    return f"{left} av {all_rows} rader fick inte plats på fliken och är utelämnade; de är de sista i ordningen."


def _write_field(sheet: Worksheet, at: Cell, value: Field, styles: Mapping[str, Format]) -> None:
    row, column = at.row - 1, at.column - 1
    match value:
        case None | "":
            return
        case LiveSum(formula, kronor, is_total):
            style = styles["kronor_sum" if is_total else "kronor_derived"]
            sheet.write_formula(row, column, f"={formula}", style, kronor)
        case Heading(text):
            sheet.write_string(row, column, text, styles["heading_left"])
        case SumLabel(text):
            sheet.write_string(row, column, text, styles["label_sum"])
        case str():
            sheet.write_string(row, column, value, styles["label"])
        case float():
            sheet.write_number(row, column, value, styles["kronor"])
        case int():
            sheet.write_number(row, column, value, styles["label"])
