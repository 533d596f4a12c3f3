"""The styles part, as far as it tells which numbers are shown as dates."""

import re

from engine.reader.namespaces import main_names
from engine.reader.remembering import remembered
from engine.reader.xmlpass import Attributes, new_parser, run

_NAMES = main_names("numFmt", "cellXfs", "xf")
_BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats without a text of their own that are dates or times."""
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]|general', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)


@remembered(16)
def read_date_styles(content: bytes, part: str) -> frozenset[int]:
    """The indices (``s`` of a cell) of the styles that show a number as a date or a time.

    Raises:
        Refused: malformed.
    """
    dates = set(_BUILT_IN)
    found: list[int] = []
    is_cell_style = False
    count = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal is_cell_style, count
        match _NAMES.get(tag):
            case "numFmt" if is_date_format(attributes.get("formatCode", "")):
                dates.add(_number(attributes.get("numFmtId", "")))
            case "cellXfs":
                is_cell_style = True
            case "xf" if is_cell_style:
                if _number(attributes.get("numFmtId", "0")) in dates:
                    found.append(count)
                count += 1

    def end(tag: str) -> None:
        nonlocal is_cell_style
        if _NAMES.get(tag) == "cellXfs":
            is_cell_style = False

    run(new_parser(start, end), (content,), part)
    return frozenset(found)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a time: ``yyyy-mm-dd``, but not ``#,##0 "mkr"``."""
    return _DATE_LETTERS.search(_NOT_CODE.sub("", code)) is not None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
