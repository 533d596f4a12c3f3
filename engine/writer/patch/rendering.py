"""The XML of a whole new sheet: a title, lines above the table, headings, and rows of text, numbers and links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from engine.addresses import Cell, column_letters
from engine.writer.patch.markup import quoted
from engine.writer.patch.standing_styles import Styles
from engine.writer.patch.values import MAX_TEXT, constant, text_length

_LONGEST_LINK = 255
"""What Excel takes in a link's location."""
_LINE, _MOST_LINES = 15, 20
"""A line's height in points, and how many of them a row may have: Excel stops at 409 points."""
_TEXT_WIDTH = 0.95
"""A letter's width beside that of a digit, in which columns are measured."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of the workbook."""

    text: str
    sheet: str
    cell: str


SheetValue = int | float | str | Link | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the table; the width is in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on a new sheet.

    Attributes:
        title: in A1.
        notes: lines under the title.
        columns: the table's headings.
        rows: as long as there are columns.
    """

    title: str
    notes: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The namespace of the workbook's elements: that of ordinary or of strict OOXML."""

    namespace: str


def render_sheet(content: SheetContent, dialect: Dialect, styles: Styles) -> bytes:
    """The sheet part in UTF-8; the headings stay in view, and one page is as wide as the table."""
    heading_row = len(content.notes) + 3
    last = Cell(heading_row + len(content.rows), len(content.columns))
    area = f"A{heading_row}:{last}"
    return b"".join((
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        b'<worksheet xmlns="%s">' % quoted(dialect.namespace),
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        b'<dimension ref="A1:%s"/>' % str(last).encode(),
        b'<sheetViews><sheetView showGridLines="0" workbookViewId="0">%s</sheetView></sheetViews>'
        % _frozen(heading_row),
        b'<sheetFormatPr defaultRowHeight="15"/>',
        b"<cols>%s</cols>" % b"".join(_columns(content.columns)),
        b"<sheetData>%s</sheetData>" % b"".join(_rows(content, heading_row, styles)),
        b'<autoFilter ref="%s"/>' % area.encode() if content.rows else b"",
        _links(content, heading_row),
        b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        b"</worksheet>",
    ))  # fmt: skip


def _frozen(heading_row: int) -> bytes:
    return b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>' % (
        heading_row, heading_row + 1,
    )  # fmt: skip


def _columns(columns: Sequence[SheetColumn]) -> Iterator[bytes]:
    for number, column in enumerate(columns, start=1):
        yield b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, column.width)


def _rows(content: SheetContent, heading_row: int, styles: Styles) -> Iterator[bytes]:
    yield _row(1, [(content.title, styles.title)])
    for number, note in enumerate(content.notes, start=2):
        yield _row(number, [(note, None)])
    yield _row(heading_row, [(column.heading, styles.heading) for column in content.columns])
    for number, row in enumerate(content.rows, start=heading_row + 1):
        lines = _lines(row, content.columns) if styles.text is not None else 1
        yield _row(number, [(value, _style_of(value, styles)) for value in row], lines)


def _lines(row: Sequence[SheetValue], columns: Sequence[SheetColumn]) -> int:
    """How many lines the row's longest text is likely to take; not every program fits a row to its text."""
    texts = ((value, column.width) for value, column in zip(row, columns, strict=True) if isinstance(value, str))
    return min(max((ceil(len(text) * _TEXT_WIDTH / width) for text, width in texts), default=1), _MOST_LINES)


def _style_of(value: SheetValue, styles: Styles) -> int | None:
    match value:
        case Link():
            return styles.link
        case int() | float():
            return styles.number
        case _:
            return styles.text


def _row(number: int, values: Sequence[tuple[SheetValue, int | None]], lines: int = 1) -> bytes:
    cells = b"".join(_cell(Cell(number, at), *each) for at, each in enumerate(values, start=1))
    height = b' ht="%d" customHeight="1"' % (lines * _LINE) if lines > 1 else b""
    return b'<row r="%d"%s>%s</row>' % (number, height, cells)


def _cell(cell: Cell, value: SheetValue, style: int | None) -> bytes:
    plain = value.text if isinstance(value, Link) else value
    if plain is None or plain == "":
        return b""
    content = constant(_shortened(plain) if isinstance(plain, str) else plain, b"")
    kind = b"" if content.kind is None else b' t="%s"' % content.kind.encode()
    look = b"" if style is None else b' s="%d"' % style
    return b'<c r="%s"%s%s>%s</c>' % (str(cell).encode(), look, kind, content.xml)


def _shortened(text: str) -> str:
    return text if text_length(text) <= MAX_TEXT else f"{text[: MAX_TEXT // 2]} …"


def _links(content: SheetContent, heading_row: int) -> bytes:
    made = b"".join(
        b'<hyperlink ref="%s%d" location="%s" display="%s"/>'
        % (column_letters(at).encode(), number, quoted(_location(value)), quoted(value.text))
        for number, row in enumerate(content.rows, start=heading_row + 1)
        for at, value in enumerate(row, start=1)
        if isinstance(value, Link) and len(_location(value)) <= _LONGEST_LINK
    )
    return b"<hyperlinks>%s</hyperlinks>" % made if made else b""


def _location(link: Link) -> str:
    sheet = link.sheet.replace("'", "''")
    return f"'{sheet}'!{link.cell}"
