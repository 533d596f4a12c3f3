"""Shared formulas: one text stands for many cells, its relative references moved along."""

import re
from dataclasses import dataclass

from engine.addresses import MAX_COLUMN, MAX_ROW, Cell, column_letters, column_number

# Strings, quoted sheet names and [brackets] are skipped whole; what then looks like a reference is one unless it
# is a part of a longer word, a function's name or a sheet's name.
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]
    | (?<![\w.$\\?]) (?P<reference>
          \$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}
        | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}
        | \$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}
      ) (?![\w.(!\\?])
    """,
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d*)")
_LOST = "#REF!"


@dataclass(frozen=True, slots=True)
class _Corner:
    """One end of a reference; None where it has no column or row, a fixed one counts from the sheet's edge."""

    column: int | None
    row: int | None
    column_fixed: bool
    row_fixed: bool


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A master formula, cut up once.

    Attributes:
        home: the cell it was written in.
        parts: text, and references as their one or two corners, in order.
    """

    home: Cell
    text: str
    parts: tuple[str | tuple[_Corner, ...], ...]


def shared_formula(text: str, home: Cell) -> SharedFormula:
    """Cut ``text``, the formula of ``home`` without ``=``, at its references."""
    parts: list[str | tuple[_Corner, ...]] = []
    done = 0
    for match in _TOKEN.finditer(text):
        reference = match.group("reference")
        corners = tuple(_corner(end) for end in reference.split(":")) if reference else ()
        if corners and all(_on_sheet(corner) for corner in corners):
            parts += (text[done : match.start()], corners)
            done = match.end()
    parts.append(text[done:])
    return SharedFormula(home, text, tuple(parts))


def _corner(text: str) -> _Corner:
    match = _END.fullmatch(text)
    assert match is not None, text  # noqa: S101 - _TOKEN only lets such text through
    first, letters, second, digits = match.groups()
    row_fixed = bool(second) or (bool(first) and not letters)
    return _Corner(
        column_number(letters) if letters else None, int(digits) if digits else None, bool(first), row_fixed
    )


def _on_sheet(corner: _Corner) -> bool:
    """False for a name that only looks like an address (``ZZZ10``)."""
    return (corner.column or 1) <= MAX_COLUMN and (corner.row or 1) <= MAX_ROW


def formula_at(shared: SharedFormula, cell: Cell) -> str:
    """The shared formula's text in ``cell``; a reference moved off the sheet becomes ``#REF!``."""
    if len(shared.parts) == 1 or cell == shared.home:
        return shared.text
    rows = cell.row - shared.home.row
    columns = cell.column - shared.home.column
    return "".join(part if isinstance(part, str) else _moved(part, rows, columns) for part in shared.parts)


def moved(text: str, origin: Cell, target: Cell) -> str:
    """What the formula in ``origin`` reads when it is filled into ``target``."""
    return formula_at(shared_formula(text, origin), target)


def _moved(corners: tuple[_Corner, ...], rows: int, columns: int) -> str:
    ends = [_moved_corner(corner, rows, columns) for corner in corners]
    return _LOST if None in ends else ":".join(end for end in ends if end is not None)


def _moved_corner(corner: _Corner, rows: int, columns: int) -> str | None:
    text = ""
    if corner.column is not None:
        column = corner.column if corner.column_fixed else corner.column + columns
        if not 1 <= column <= MAX_COLUMN:
            return None
        text = ("$" if corner.column_fixed else "") + column_letters(column)
    if corner.row is not None:
        row = corner.row if corner.row_fixed else corner.row + rows
        if not 1 <= row <= MAX_ROW:
            return None
        text += ("$" if corner.row_fixed else "") + str(row)
    return text
