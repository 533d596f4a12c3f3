"""A table as other programs take it from the clipboard: the HTML of Windows, and text with tabs."""

from collections.abc import Iterator

from engine.data.views import RowView, TableView
from engine.report.comma_separated import plain_fields
from engine.report.page import table_html
from engine.text import printable

_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"
_HEAD = (
    "Version:0.9\r\nStartHTML:{html:010}\r\nEndHTML:{end:010}\r\n"
    "StartFragment:{fragment:010}\r\nEndFragment:{fragment_end:010}\r\n"
)
_HEAD_LENGTH = len(_HEAD.format(html=0, end=0, fragment=0, fragment_end=0))


def pasted_html(view: TableView) -> bytes:
    """The table as ``CF_HTML``: a head that counts the bytes (UTF-8) up to the page and to the part to paste."""
    before, tag, rest = table_html(view).partition("<table")
    table, end, after = rest.partition("</table>")
    parts = (f"{before}{_START}", f"{tag}{table}{end}", f"{_END}{after}")
    first, fragment, last = (len(part.encode()) for part in parts)
    start = _HEAD_LENGTH + first
    head = _HEAD.format(
        html=_HEAD_LENGTH, end=start + fragment + last, fragment=start, fragment_end=start + fragment
    )  # fmt: skip
    return "".join([head, *parts]).encode()


def pasted_text(view: TableView) -> str:
    """The table as lines with tabs between the cells, which a Swedish Excel takes for texts and numbers."""
    return "".join(f"{line}\r\n" for line in _lines(view))


def _lines(view: TableView) -> Iterator[str]:
    yield "\t".join(map(_one_cell, view.headings))
    yield from ("\t".join(_cells(row)) for row in view.printed)


def _cells(row: RowView) -> Iterator[str]:
    label, *amounts = plain_fields(row)
    yield _one_cell(label)
    yield from (amount.replace(".", ",") for amount in amounts)


def _one_cell(text: str) -> str:
    return " ".join(printable(text).split())
