"""The rows of a sheet as Excel and its kin write them, read without an XML parser.

Nearly every sheet is a regular text: rows of cells, their attributes in one order, and nothing else. The text between
two values (the end of one cell, empty cells, the beginning of the next) returns on the same sheet of every workbook
made alike, so it is cut at its values and each stretch between them understood once. Whatever deviates is left to the
parser, so that there is one answer only: the patterns are stricter than XML, never laxer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
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
_LONGEST_KNOWN = 1_000


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
    """A cell of which all but the value is known: nearly all are numbers or shared texts."""

    cell: Cell
    is_shared_text: bool
    formula: str | None
    style: int


class Stretch(NamedTuple):
    """The text up to a value, from the value before it.

    Attributes:
        closed: cells that hold something, but no value, with their references.
        reference, written: the cell of the value.
        usual: the same, when that is all there is to know of it.
    """

    closed: tuple[tuple[str, Written], ...]
    reference: str
    written: Written
    usual: Usual | None


class PlainRows(NamedTuple):
    """The rows, understood.

    Attributes:
        stretches: what stands before each value, and the value as the XML has it.
        last: cells after the last value that hold something, but no value.
        cells: how many cells there are, empty ones too.
    """

    stretches: list[tuple[Stretch, str]]
    last: tuple[tuple[str, Written], ...]
    cells: int


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
    if not (_LAST if parts else _NO_VALUES).fullmatch(last):
        return None
    cut = [part.rpartition("<v>") for part in parts]
    values = [value for _, _, value in cut]
    stretches = _stretches([before for before, _, _ in cut])
    if stretches is None or not _VALUES.fullmatch("\n".join(values)):
        return None
    return PlainRows(list(zip(stretches, values, strict=True)), _filled(last), text.count("<c "))


def _stretches(texts: Sequence[str]) -> list[Stretch] | None:
    """What stands before each value of a sheet; None when anything odd does."""
    if not texts:
        return []
    is_usual = max(map(len, texts)) <= _LONGEST_KNOWN
    first, other = (_known_first, _known_other) if is_usual else (_first, _other)
    found = [first(texts[0]), *map(other, texts[1:])]
    return [stretch for stretch in found if stretch is not None] if all(found) else None


def _first(text: str) -> Stretch | None:
    return _stretch(text) if _TO_FIRST.fullmatch(text) else None


def _other(text: str) -> Stretch | None:
    return _stretch(text) if _TO_NEXT.fullmatch(text) else None


_known_first, _known_other = lru_cache(maxsize=512)(_first), lru_cache(maxsize=16_384)(_other)


def _stretch(text: str) -> Stretch:
    *closed, (reference, written) = _filled(text)
    return Stretch(tuple(closed), reference, written, _usual(reference, written))


def _usual(reference: str, written: Written) -> Usual | None:
    cell, formula = parse_cell(reference), written.formula or ""
    if cell is None or written.kind not in ("n", "s") or written.attributes or "|" in formula:
        return None
    return Usual(cell, written.kind == "s", formula.removeprefix("=") or None, int(written.style))


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
