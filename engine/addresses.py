"""Cell addresses: ``E7`` is column 5, row 7; both count from 1."""

import re
from functools import lru_cache
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


class Cell(NamedTuple):
    """A place on a sheet; ordered by row, then column. A tuple: cells are looked up by the hundred thousand."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


def column_letters(column: int) -> str:
    """``1`` is ``A``, ``27`` is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` is ``1``, ``AA`` is ``27``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=4096)  # the same few hundred places return in every workbook
def parse_cell(text: str) -> Cell | None:
    """The cell an A1 address names, ``$`` allowed; None when it is no address on a sheet."""
    match = _A1.fullmatch(text)
    if match is None:
        return None
    cell = Cell(int(match.group(2)), column_number(match.group(1)))
    return cell if cell.row <= MAX_ROW and cell.column <= MAX_COLUMN else None
