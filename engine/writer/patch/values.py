"""A value as it stands inside a ``<c>`` element."""

import math
import re
from dataclasses import dataclass

from engine.writer.patch.markup import quoted

MAX_TEXT = 32_767
# What XML 1.0 cannot hold, the carriage return that every parser would change, and text that already looks escaped.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Content:
    """The inside of a cell: its ``t`` attribute (None for a number), and its child elements."""

    kind: str | None
    xml: bytes


def constant(value: float | str | None, prefix: bytes) -> Content:
    """A constant as cell content; text stays in the cell (inlineStr), None is an empty cell."""
    if value is None:
        return Content(None, b"")
    if isinstance(value, str):
        text = b'<%sis><%st xml:space="preserve">%s</%st></%sis>'
        return Content("inlineStr", text % (prefix, prefix, cell_text(value), prefix, prefix))
    return stored(value, prefix)


def stored(value: float | str, prefix: bytes) -> Content:
    """The stored value of a formula."""
    if isinstance(value, str):
        return Content("str", b"<%sv>%s</%sv>" % (prefix, cell_text(value), prefix))
    kind = "b" if isinstance(value, bool) else None
    return Content(kind, b"<%sv>%s</%sv>" % (prefix, number_text(value).encode(), prefix))


def number_text(value: float) -> str:
    """The shortest text that reads back as exactly this number; a whole number has no ``.0``.

    Raises:
        ValueError: the value is infinite or no number.
    """
    if isinstance(value, int):
        return str(int(value))
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot stand in a cell")
    return repr(float(value) + 0.0).removesuffix(".0")  # adding zero takes the sign off minus zero


def cell_text(text: str) -> bytes:
    """Text as character data; what XML cannot hold becomes ``_xHHHH_``, as Excel writes it."""
    return quoted(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def text_length(text: str) -> int:
    """The length as Excel counts it, in UTF-16 units."""
    return len(text) + sum(ch > "\uffff" for ch in text)
