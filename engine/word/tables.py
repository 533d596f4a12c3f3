"""One ``TableView`` as a native Word table, with its caption.

The table stands directly in the body, not in a block-level content control: most programs that read Word
files (python-docx among them) do not see a table inside one. What finds it again is a hidden bookmark inside
its first cell, which follows the table when it is moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.amounts import show_number
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.text import printable
from engine.word.elements import element, field_runs, paragraph, text_runs
from engine.word.widths import column_widths, is_wide

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TABLE_STYLE = "FlikarTabell"
_INK = "1F3A5F"
_TINT = "EEF3F8"
_INDENT = 227
_ROWS_TOGETHER = 30
"""A table of at most so many rows is kept on one page."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the document: a number of its own and a name; a leading ``_`` hides it from people."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class _RowLook:
    """How one row is set.

    Attributes:
        style: the paragraph style of its cells.
        bold: the whole row.
        ruled: a line above it.
        tinted: a light background.
        indented: the label.
        kept: on the same page as the next row.
    """

    style: str
    bold: bool = False
    ruled: bool = False
    tinted: bool = False
    indented: bool = False
    kept: bool = False


def bookmark_name(code: str) -> str:
    """The hidden bookmark by which the table of a report is found again: ``_flikar_RR``."""
    return f"_flikar_{code}"


def caption(title: str, number: int) -> "BaseOxmlElement":
    """``Tabell 1. …``: the number is a field, so Word renumbers it when captions are added."""
    number_field = field_runs("SEQ Tabell \\* ARABIC", str(number))
    return paragraph("Caption", *text_runs("Tabell "), *number_field, *text_runs(f". {title}"))


def table(view: TableView, width: int, bookmark: Bookmark) -> "BaseOxmlElement":
    """The table, ``width`` twips wide, with its bookmark in the first cell."""
    widths = column_widths(view, width)
    columns = (element("gridCol", w=column) for column in widths)
    rows = _rows(view, widths, bookmark)
    return element("tbl", _properties(view, width), element("tblGrid", *columns), *rows)


def _properties(view: TableView, width: int) -> "BaseOxmlElement":
    description = f"{view.headings[0]}. Kolumner: {', '.join(view.headings[1:])}. Källa: fliken {view.flik}."
    return element(
        "tblPr",
        element("tblStyle", val=TABLE_STYLE),
        element("tblW", w=width, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        element("tblCaption", val=printable(view.title)),
        element("tblDescription", val=printable(description)),
    )


def _rows(view: TableView, widths: tuple[int, ...], bookmark: Bookmark) -> Iterator["BaseOxmlElement"]:
    style = "Tabelltextsmal" if is_wide(view) else "Tabelltext"
    rows = view.printed
    head = _RowLook(style, bold=True, kept=True)
    marked = (
        element("bookmarkStart", id=bookmark.number, name=bookmark.name),
        *text_runs(view.headings[0], bold=True),
        element("bookmarkEnd", id=bookmark.number),
    )
    yield _row((element("cantSplit"), element("tblHeader")), marked, view.headings[1:], widths, head)
    for index, row in enumerate(rows):
        look = _look(row, style, last=index == len(rows) - 1, small=len(rows) <= _ROWS_TOGETHER)
        label = text_runs(row.label, bold=look.bold)
        yield _row((element("cantSplit"),), label, map(_shown, row.amounts), widths, look)


def _look(row: RowView, style: str, *, last: bool, small: bool) -> _RowLook:
    is_sum = row.kind is RowKind.SUM
    return _RowLook(
        style,
        bold=row.bold,
        ruled=is_sum,
        tinted=is_sum and last,
        indented=row.indented,
        kept=small and not last,
    )


def _row(
    properties: Iterable["BaseOxmlElement"],
    label: Iterable["BaseOxmlElement"],
    texts: Iterable[str],
    widths: tuple[int, ...],
    look: _RowLook,
) -> "BaseOxmlElement":
    first, *rest = widths
    cells = [
        _cell(text_runs(text, bold=look.bold), width, look, amount=True)
        for text, width in zip(texts, rest, strict=True)
    ]
    return element("tr", element("trPr", *properties), _cell(label, first, look), *cells)


def _cell(
    content: Iterable["BaseOxmlElement"], width: int, look: _RowLook, *, amount: bool = False
) -> "BaseOxmlElement":
    placing = [element("jc", val="right")] if amount else []
    if look.indented and not amount:
        placing = [element("ind", left=_INDENT)]
    keep = [element("keepNext")] if look.kept else []
    set_as = element("pPr", element("pStyle", val=look.style), *keep, *placing)
    return element("tc", _cell_properties(width, look), element("p", set_as, *content))


def _cell_properties(width: int, look: _RowLook) -> "BaseOxmlElement":
    rule = element("tcBorders", element("top", val="single", sz=6, space=0, color=_INK))
    return element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        *([rule] if look.ruled else []),
        *([element("shd", val="clear", color="auto", fill=_TINT)] if look.tinted else []),
        element("vAlign", val="bottom"),
    )


def _shown(amount: float | None) -> str:
    return "" if amount is None else show_number(amount)
