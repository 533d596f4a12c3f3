"""Kommentarer: what every nämnd says of its rows, drafts set apart from what somebody has written."""

from xlsxwriter.worksheet import Worksheet

from engine.data.comments import is_draft
from engine.data.consolidation import ConsolidatedComment
from engine.text import printable
from engine.writer.consolidation.content import KommunBook
from engine.writer.consolidation.parts import (
    HEADING_ROW,
    LINE,
    Styles,
    cell_number,
    lines_of,
    write_head,
    write_headings,
)

COMMENT_SHEET = "Kommentarer"
_HEADINGS = ("Nämnd", "Tabell", "Rad", "Avvikelse, tkr", "Kommentar")
_WIDTHS = (32, 30, 36, 16, 90)
_AMOUNT, _TEXT = 3, 4


def write_comments(sheet: Worksheet, content: KommunBook, styles: Styles) -> None:
    """The sheet: one row per comment, nämnd by nämnd; the list can be filtered."""
    write_head(sheet, COMMENT_SHEET, content, styles)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    write_headings(sheet, HEADING_ROW - 1, _HEADINGS, styles, left=_AMOUNT)
    sheet.write_string(HEADING_ROW - 1, _TEXT, _HEADINGS[_TEXT], styles["heading_apart"])
    comments = content.consolidation.comments
    for row, comment in enumerate(comments, start=HEADING_ROW):
        _write_comment(sheet, row, comment, content, styles)
    sheet.autofilter(HEADING_ROW - 1, 0, HEADING_ROW - 1 + len(comments), len(_HEADINGS) - 1)
    sheet.freeze_panes(HEADING_ROW, 1)


def _write_comment(
    sheet: Worksheet, row: int, comment: ConsolidatedComment, content: KommunBook, styles: Styles
) -> None:
    texts = (f"{content.names[comment.namnd]} ({comment.namnd})", comment.table, comment.row)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, printable(text), styles["wrapped"])
    if comment.deviation is not None:
        sheet.write_number(row, _AMOUNT, cell_number(comment.deviation), styles["count"])
    style = styles["draft_apart" if is_draft(comment.text) else "wrapped_apart"]
    sheet.write_string(row, _TEXT, printable(comment.text), style)
    cells = zip((*texts, comment.text), (*_WIDTHS[:_AMOUNT], _WIDTHS[_TEXT]), strict=True)
    sheet.set_row(row, LINE * max(lines_of(text, width) for text, width in cells))
