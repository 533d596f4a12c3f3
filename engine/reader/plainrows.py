"""The rows of a sheet as Excel and its kin write them, read without an XML parser.

Nearly every sheet is a regular text: rows of cells, their attributes in one order, and nothing else. One pattern says
whether a stretch is wholly of that form; only then does another take the cells out. Whatever deviates is left to the
parser, so that there is one answer only: the patterns are stricter than XML, never laxer.
"""

import re
from typing import NamedTuple

from engine.reader.xmlpass import SPACE, Attributes

BEGIN, END = b"<sheetData>", b"</sheetData>"

_CONTROLS = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_TEXT = rf"[^<&{_CONTROLS}]*+(?:&(?:lt|gt|amp|quot|apos);[^<&{_CONTROLS}]*+)*+"
_ATTRIBUTE = rf'"[^"<>&\t\n{_CONTROLS}]*+"'
_FORMULA = rf'<f(?: t="[a-zA-Z]++")?(?: ref={_ATTRIBUTE})?(?: si="[0-9]++")?(?:/>|>{_TEXT}</f>)'
_INLINE = rf'<is><t(?: xml:space="preserve")?>{_TEXT}</t></is>'
_CELL = (
    r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]++")?(?: t="[a-zA-Z]++")?'
    rf"(?:/>|>(?:{_FORMULA})?(?:<v>{_TEXT}</v>)?(?:{_INLINE})?</c>)"
)
_OF_ROWS = (
    "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot",
    "x14ac:dyDescent",
)  # fmt: skip
_ROW = r'<row r="[1-9][0-9]{0,5}"' + "".join(f"(?: {name}={_ATTRIBUTE})?" for name in _OF_ROWS)
_ROWS = re.compile(f"(?:{_ROW}(?:/>|>(?:{_CELL})*+</row>))*+")

_FILLED = re.compile(
    r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(?!</c>)'
    r"(?:(<f[^>]*>)(?:([^<]*)</f>)?)?(?:(<v>)([^<]*)</v>)?(?:<is>(<t[^>]*>)([^<]*)</t></is>)?</c>"
)
_NAMED = re.compile(r'([a-z]+)="([^"]*)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_OPENING = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="utf-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb"\s*<worksheet[^>]*>",
    re.IGNORECASE,
)

PlainCell = tuple[str, str, str, str, str, str, str, str, str]
"""A cell as text: reference, ``s``, ``t``, then tag and content of ``<f>``, ``<v>``, and the ``<t>`` of ``<is>``.

What is not there is empty; the contents are as the XML has them (see ``plain_text`` and ``attributes_of``).
"""


class Stretch(NamedTuple):
    """A sheet in three: up to its rows (``BEGIN`` left out), the rows, and from ``END`` on."""

    head: bytes
    rows: bytes
    tail: bytes


def cut(part: bytes) -> Stretch | None:
    """The three pieces; None where the rows do not both begin and end in this piece of the sheet."""
    begin = part.find(BEGIN)
    end = part.find(END, begin)
    return Stretch(part[:begin], part[begin + len(BEGIN) : end], part[end:]) if 0 <= begin < end else None


def plain_rows(stretch: Stretch) -> str | None:
    """The rows as text, when they are of the one form and the sheet's first tags let them mean what they say."""
    opening = _OPENING.match(stretch.head)
    if opening is None:
        return None
    try:
        text = stretch.rows.decode("utf-8")
    except UnicodeDecodeError:
        return None
    is_declared = "x14ac:" not in text or b"xmlns:x14ac=" in opening[0]
    return text if is_declared and "]]>" not in text and _ROWS.fullmatch(text) else None


def filled_cells(rows: str) -> list[PlainCell]:
    """The cells of plain rows that hold something, in the order they stand."""
    return _FILLED.findall(rows)


def count_cells(rows: str) -> int:
    """How many cells there are, empty ones too."""
    return rows.count("<c ")


def plain_text(written: str) -> str:
    """Content with its entities resolved."""
    if "&" in written:
        for entity, character in _ENTITIES:
            written = written.replace(entity, character)
    return written


def attributes_of(tag: str) -> Attributes:
    """The attributes of a tag as the parser gives them."""
    if "=" not in tag:
        return {}
    return {SPACE: "preserve"} if "xml:space" in tag else dict(_NAMED.findall(tag))


def blanks(rows: str) -> bytes:
    """White space for the parser in place of the rows, so that it still counts lines and characters right."""
    return "\n".join([" " * len(line) for line in rows.split("\n")]).encode()
