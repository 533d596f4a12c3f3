"""The rows of a sheet as Excel and its kin write them, read without an XML parser.

Nearly every sheet is a regular text: rows of cells, their attributes in one order, and nothing else. Without its
values that text returns in every workbook made alike, so the values are taken out and the rest is understood once.
Whatever deviates is left to the parser, so that there is one answer only: the patterns are stricter than XML, never
laxer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.addresses import Cell, parse_cell
from engine.reader.remembering import remembered
from engine.reader.strings import run_text
from engine.reader.xmlpass import SPACE, Attributes

_CONTROLS = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_TEXT = rf"[^<&{_CONTROLS}]*+(?:&(?:lt|gt|amp|quot|apos);[^<&{_CONTROLS}]*+)*+"
_ATTRIBUTE = rf'"[^"<>&\t\n{_CONTROLS}]*+"'
_FORMULA = rf'<f(?: t="[a-zA-Z]++")?(?: ref={_ATTRIBUTE})?(?: si="[0-9]++")?(?:/>|>{_TEXT}</f>)'
_INLINE = rf'<is><t(?: xml:space="preserve")?>{_TEXT}</t></is>'
_CELL = (
    r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")?(?: t="[a-zA-Z]++")?'
    rf"(?:/>|>(?:{_FORMULA})?(?:<v></v>)?(?:{_INLINE})?</c>)"
)
"""A cell whose value is taken out."""
_OF_ROWS = (
    "spans", "s", "customFormat", "ht", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot",
    "x14ac:dyDescent",
)  # fmt: skip
"""Attributes that say nothing of what a row holds; a hidden row is for the parser, which tells of it."""
_ROW = r'<row r="[1-9][0-9]{0,5}"' + "".join(f"(?: {name}={_ATTRIBUTE})?" for name in _OF_ROWS)
_ROWS = re.compile(f"(?:{_ROW}(?:/>|>(?:{_CELL})*+</row>))*+")
_VALUE = re.compile("<v>([^<]*+)</v>")
_VALUES = re.compile(_TEXT)

_FILLED = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(?!</c>)'
    r"(?:(<f[^>]*>)(?:([^<]*)</f>)?)?(<v></v>)?(?:<is>(<t[^>]*>)([^<]*)</t></is>)?</c>"
)
_NAMED = re.compile(r'([a-z]+)="([^"]*)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_OPENING = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb"\s*<worksheet[^>]*>",
    re.IGNORECASE,
)


class Written(NamedTuple):
    """What is written in one cell.

    Attributes:
        kind: its ``t``; ``n`` when it has none.
        style: its ``s``.
        formula, attributes: content and attributes of its ``<f>``.
        text: content of its ``<v>``; None without one.
        inline: the text of its ``<is>``; None without one.
    """

    kind: str
    style: str
    formula: str | None = None
    attributes: Attributes = {}  # noqa: RUF012 never changed
    text: str | None = None
    inline: str | None = None


class Usual(NamedTuple):
    """The cells of a sheet when nothing but their values is unknown, in the order they stand.

    Attributes:
        kinds: ``n`` for a number, ``s`` for a shared text, ``str`` for a text of its own.
    """

    cells: tuple[Cell, ...]
    kinds: tuple[str, ...]
    formulas: tuple[str | None, ...]
    styles: tuple[int, ...]


class Form(NamedTuple):
    """A sheet without its values.

    Attributes:
        cells: those that hold something, with their references; a value that is taken out is an empty text.
        size: how many cells there are, empty ones too.
        usual: the same cells, when they are such.
    """

    cells: tuple[tuple[str, Written], ...]
    size: int
    usual: Usual | None


class PlainRows(NamedTuple):
    """The rows, understood: their form, and the values as the XML has them."""

    form: Form
    values: list[str]


def plain_rows(head: bytes, rows: bytes) -> PlainRows | None:
    """The rows, when they are of the one form and the sheet's first tags let them mean what they say.

    Args:
        head: the sheet up to its rows.
        rows: what stands between the tags of ``sheetData``.
    """
    opening = _OPENING.match(head)
    if opening is None:
        return None
    try:
        text = rows.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "]]>" in text or ("x14ac:" in text and b"xmlns:x14ac=" not in opening[0]):
        return None
    return _understood(text)


def _understood(text: str) -> PlainRows | None:
    pieces = _VALUE.split(text)
    rows, values = "<v></v>".join(pieces[::2]), pieces[1::2]
    form = _form(rows)
    return PlainRows(form, values) if form is not None and _VALUES.fullmatch("\n".join(values)) else None


@remembered(256)
def _form(rows: str) -> Form | None:
    """What the rows without their values say; None when there is anything odd about them."""
    if not _ROWS.fullmatch(rows):
        return None
    cells = tuple(_filled(rows))
    return Form(cells, rows.count("<c "), _usual(cells))


def _filled(rows: str) -> Iterator[tuple[str, Written]]:
    """The cells that hold something."""
    for reference, style, kind, formula_tag, formula, value_tag, inline_tag, inline in _FILLED.findall(rows):
        yield (
            reference,
            Written(
                kind=kind or "n",
                style=style or "0",
                formula=plain_text(formula),
                attributes=_attributes_of(formula_tag),
                text="" if value_tag else None,
                inline=run_text(plain_text(inline), _attributes_of(inline_tag)) if inline_tag else None,
            ),
        )


def _usual(cells: Sequence[tuple[str, Written]]) -> Usual | None:
    places = tuple(cell for reference, _ in cells if (cell := parse_cell(reference)) is not None)
    written = [each for _, each in cells]
    if len(set(places)) < len(cells) or not all(map(_is_usual, written)):
        return None
    return Usual(
        places,
        tuple(each.kind for each in written),
        tuple((each.formula or "").removeprefix("=") or None for each in written),
        tuple(int(each.style) for each in written),
    )


def _is_usual(written: Written) -> bool:
    is_known = written.text is not None and written.kind in ("n", "s", "str")
    return is_known and not written.attributes and "|" not in (written.formula or "")


def plain_text(written: str) -> str:
    """Content with its entities resolved."""
    if "&" in written:
        for entity, character in _ENTITIES:
            written = written.replace(entity, character)
    return written


def _attributes_of(tag: str) -> Attributes:
    """The attributes of a tag as the parser gives them."""
    if "=" not in tag:
        return {}
    return {SPACE: "preserve"} if "xml:space" in tag else dict(_NAMED.findall(tag))
