"""Stored values: from the text in a cell's ``<v>`` and its type to a Python value."""

import re
from collections.abc import Sequence
from datetime import datetime, time

from engine.data.cells import CellValue
from engine.reader.strings import unescape

_NUMBER = re.compile(r"[ \t\r\n]*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?)[ \t\r\n]*")
_MOST_EXACT = 2**53
_INFINITE = (float("inf"), float("-inf"))
_XML_SPACE = " \t\r\n"
_TEXTS = ("str", "inlineStr")
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}

Stored = tuple[CellValue, str | None]
NOTHING: Stored = (None, None)


def number(text: str) -> int | float:
    """A stored number: whole ones as int as far as a double is exact, the rest as float.

    Raises:
        ValueError: not a finite number in the notation of a workbook.
    """
    if text.isdecimal() and len(text) < 16 and text.isascii():
        return int(text)
    digits = text.removeprefix("-")
    if len(digits) < 16 and digits.isdecimal() and digits.isascii():
        return int(text)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    value = float(match.group(1))
    if value in _INFINITE:
        raise ValueError(text)
    return int(value) if value.is_integer() and abs(value) <= _MOST_EXACT else value


def stored_value(kind: str, text: str | None, strings: Sequence[str]) -> Stored:
    """(value, error value) for a cell of type ``kind``; both None when nothing is stored.

    Args:
        kind: the cell's ``t``; ``n`` when it has none.
        text: content of ``<v>``; None without one. Empty means nothing stored, except in a text cell.
        strings: the shared string table.

    Raises:
        ValueError: the text is not of that type.
        IndexError: a text that is not in the table.
    """
    if text is None:
        return NOTHING
    if kind == "n":
        return (number(text), None) if text and not text.isspace() else NOTHING
    if kind in _TEXTS:
        return unescape(text), None
    text = text.strip(_XML_SPACE)
    if not text:
        return NOTHING
    return (strings[_index(text)], None) if kind == "s" else _rare_value(kind, text)


def _index(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    raise ValueError(text)


def _rare_value(kind: str, text: str) -> Stored:
    if kind == "b" and text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()], None
    if kind == "e" and text.startswith("#"):
        return None, text
    if kind == "d":
        return text, None
    raise ValueError(text)


def is_iso_date(text: str) -> bool:
    """Whether the text of a date cell (``t="d"``) names a day or a time that exists."""
    for parse in (datetime.fromisoformat, time.fromisoformat):
        try:
            parse(text)
        except ValueError:
            continue
        return True
    return False
