"""A formula's text moved to another cell: relative references follow, absolute ones stay."""

import re

from engine.addresses import MAX_COLUMN, MAX_ROW, Cell, column_letters, column_number, parse_cell

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                        # text
  | '(?:[^']|'')*'!?                                      # a quoted tab
  | \[(?:[^\[\]]|\[[^\]]*\])*\]                           # table columns, another workbook
  | \#[A-Z/0]+[!?]?                                       # an error value
  | (?P<left>\$?[A-Za-z]{1,3}):(?P<right>\$?[A-Za-z]{1,3})(?![\w.(!$])
  | (?P<top>\$?[0-9]{1,7}):(?P<bottom>\$?[0-9]{1,7})(?![\w.(!$])
  | (?P<column>\$?[A-Za-z]{1,3})(?P<row>\$?[1-9][0-9]{0,6})(?![\w.(!])
  | [\w.\\?]+                                             # a number, a name, a function, an unquoted tab
    """,
    re.VERBOSE,
)
_OUTSIDE = "#REF!"


def moved(formula: str, origin: Cell, target: Cell) -> str:
    """What the formula in ``origin`` reads when it is filled into ``target``; text without ``=``.

    A reference that would leave the sheet becomes ``#REF!``, as when Excel fills.
    """
    down, right = target.row - origin.row, target.column - origin.column

    def replace(token: re.Match[str]) -> str:
        if token["column"] and parse_cell(token[0]) is not None:
            return _joined("", _column(token["column"], right), _row(token["row"], down))
        if token["left"]:
            return _joined(":", _column(token["left"], right), _column(token["right"], right))
        if token["top"]:
            return _joined(":", _row(token["top"], down), _row(token["bottom"], down))
        return token[0]

    return _TOKEN.sub(replace, formula)


def _joined(between: str, first: str | None, second: str | None) -> str:
    return _OUTSIDE if first is None or second is None else f"{first}{between}{second}"


def _column(text: str, by: int) -> str | None:
    if text.startswith("$"):
        return text
    column = column_number(text) + by
    return column_letters(column) if 1 <= column <= MAX_COLUMN else None


def _row(text: str, by: int) -> str | None:
    if text.startswith("$"):
        return text
    row = int(text) + by
    return str(row) if 1 <= row <= MAX_ROW else None
