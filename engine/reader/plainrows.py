"""The rows of a sheet as Excel and its kin write them, read without an XML parser.

Nearly every sheet is a regular text: rows of cells, their attributes in one order, and nothing else. The text between
two values (the end of one cell, empty cells, the beginning of the next) returns on the same sheet of every workbook
made alike, so a sheet is cut at its values and what stands between them understood once. Whatever deviates is left to
the parser, so that there is one answer only: the patterns are stricter than XML, never laxer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from engine.addresses import Cell, parse_cell
from engine.reader.strings import run_text
from engine.reader.xmlpass import SPACE, Attributes

_CONTROLS = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_TEXT = rf"[^<&{_CONTROLS}]*+(?:&(?:lt|gt|amp|quot|apos);[^<&{_CONTROLS}]*+)*+"
_ATTRIBUTE = rf'"[^"<>&\t\n{_CONTROLS}]*+"'
_FORMULA = rf'<f(?: t="[a-zA-Z]++")?(?: ref={_ATTRIBUTE})?(?: si="[0-9]++")?(?:/>|>{_TEXT}</f>)'
_INLINE = rf'<is><t(?: xml:space="preserve")?>{_TEXT}</t></is>'
_CELL = r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")?(?: t="[a-zA-Z]++")?'
_CLOSED = rf"(?:{_CELL}(?:/>|>(?:{_FORMULA})?(?:{_INLINE})?</c>))*+"
"""Cells without a value."""
_OPEN = rf"{_CELL}>(?:{_FORMULA})?"
_OF_ROWS = (
    "spans", "s", "customFormat", "ht", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot",
    "x14ac:dyDescent",
)  # fmt: skip
"""Attributes that say nothing of what a row holds; a hidden row is for the parser, which tells of it."""
_ROW = r'<row r="[1-9][0-9]{0,5}"' + "".join(f"(?: {name}={_ATTRIBUTE})?" for name in _OF_ROWS)
_EMPTY_ROWS = rf"(?:{_ROW}(?:/>|>{_CLOSED}</row>))*+"
_TO_A_CELL = rf"{_EMPTY_ROWS}{_ROW}>{_CLOSED}"
_TO_FIRST = re.compile(_TO_A_CELL + _OPEN)
_TO_NEXT = re.compile(rf"</c>{_CLOSED}(?:</row>{_TO_A_CELL})?{_OPEN}")
_LAST = re.compile(rf"</c>{_CLOSED}</row>{_EMPTY_ROWS}")
_NO_VALUES = re.compile(_EMPTY_ROWS)
_VALUES = re.compile(_TEXT)

_FILLED = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>'
    r"(?:(<f[^>]*>)(?:([^<]*)</f>)?)?(?:<is>(<t[^>]*>)([^<]*)</t></is>)?(?:</c>|\Z)"
)
_NAMED = re.compile(r'([a-z]+)="([^"]*)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_OPENING = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb"\s*<worksheet[^>]*>",
    re.IGNORECASE,
)
_LONGEST_KNOWN = 200_000
"""Longer ones are rare, and would fill the memory."""


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


class Stretch(NamedTuple):
    """The text up to a value, from the value before it.

    Attributes:
        closed: cells that hold something, but no value, with their references.
        reference, written: the cell of the value.
    """

    closed: tuple[tuple[str, Written], ...]
    reference: str
    written: Written


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
    """What stands around the values of a sheet.

    Attributes:
        stretches: what stands before each value.
        last: cells after the last value that hold something, but no value.
        size: how many cells there are, empty ones too.
        usual: the same cells, when they are such.
    """

    stretches: tuple[Stretch, ...]
    last: tuple[tuple[str, Written], ...]
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
    *parts, last = text.split("</v>")
    cut = [part.rpartition("<v>") for part in parts]
    values = [value for _, _, value in cut]
    between = (*[before for before, _, _ in cut], last)
    form = _known_form(between) if len(text) <= _LONGEST_KNOWN else _form(between)
    return PlainRows(form, values) if form is not None and _VALUES.fullmatch("\n".join(values)) else None


def _form(between: tuple[str, ...]) -> Form | None:
    """What stands around the values, from the texts between them; None when anything odd does."""
    *before, last = between
    if not all(map(_stands_before_a_value, before, count())) or not (_LAST if before else _NO_VALUES).fullmatch(last):
        return None
    stretches, after = tuple(map(_stretch, before)), _filled(last)
    usual = None if after or any(stretch.closed for stretch in stretches) else _usual(stretches)
    return Form(stretches, after, sum(text.count("<c ") for text in between), usual)


_known_form = lru_cache(maxsize=256)(_form)
"""The sheets of workbooks that are made alike differ by their values alone."""


def _stands_before_a_value(text: str, at: int) -> bool:
    return (_TO_NEXT if at else _TO_FIRST).fullmatch(text) is not None


def _stretch(text: str) -> Stretch:
    *closed, (reference, written) = _filled(text)
    return Stretch(tuple(closed), reference, written)


def _usual(stretches: Sequence[Stretch]) -> Usual | None:
    cells = tuple(cell for stretch in stretches if (cell := parse_cell(stretch.reference)) is not None)
    written = [stretch.written for stretch in stretches]
    is_usual = len(set(cells)) == len(stretches) and all(map(_is_usual, written))
    if not is_usual:
        return None
    return Usual(
        cells,
        tuple(each.kind for each in written),
        tuple((each.formula or "").removeprefix("=") or None for each in written),
        tuple(int(each.style) for each in written),
    )


def _is_usual(written: Written) -> bool:
    return written.kind in ("n", "s", "str") and not written.attributes and "|" not in (written.formula or "")


def _filled(text: str) -> tuple[tuple[str, Written], ...]:
    """The cells that hold something; the last one's value may follow the text."""
    return tuple(
        (
            reference,
            Written(
                kind=kind or "n",
                style=style or "0",
                formula=plain_text(formula),
                attributes=_attributes_of(formula_tag),
                inline=run_text(plain_text(inline), _attributes_of(inline_tag)) if inline_tag else None,
            ),
        )
        for reference, style, kind, formula_tag, formula, inline_tag, inline in _FILLED.findall(text)
    )


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
