"""A formula anybody wrote, read as a sum of cells, so that it can be compared with the declared one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from engine.addresses import Cell
from engine.formula.references import rectangle
from engine.formula.tokens import Kind, Token, tokens

_LARGEST_RANGE = 20_000


@dataclass(frozen=True, slots=True)
class LinearForm:
    """How many times each cell of the own sheet is added (negative: subtracted), and a constant beside them."""

    cells: Mapping[Cell, int]
    constant: float = 0


class _NotLinearError(Exception):
    """The text is something else than a sum of cells."""


def read_linear(formula: str, sheet: str) -> LinearForm | None:
    """The sum a formula text states; None when it is no plain sum of the own sheet's cells.

    Understood: ``+``, ``-``, parentheses, ``SUM`` over cells, ranges and nested sums, and whole numbers.
    """
    stream = _Stream(tokens(formula.lstrip("=")), sheet)
    try:
        counts, constant = _sum(stream)
        if stream.peek() is not None:
            return None
    except (_NotLinearError, RecursionError):  # thousands of parentheses are no sum that people wrote
        return None
    return LinearForm({cell: count for cell, count in counts.items() if count}, constant)


class _Stream:
    """The tokens still to be read."""

    def __init__(self, items: tuple[Token, ...], sheet: str) -> None:
        self._items = items
        self._at = 0
        self.sheet = sheet

    def peek(self) -> str | None:
        """The next token's text, None at the end."""
        return self._items[self._at].text if self._at < len(self._items) else None

    def take(self) -> Token:
        """The next token."""
        if self._at >= len(self._items):
            raise _NotLinearError
        self._at += 1
        return self._items[self._at - 1]

    def give_back(self) -> None:
        """Let the last token be read again."""
        self._at -= 1


_Sum = tuple[Counter[Cell], float]


def _scaled(part: _Sum, sign: int) -> _Sum:
    return Counter({cell: sign * count for cell, count in part[0].items()}), sign * part[1]


def _merged(left: _Sum, right: _Sum) -> _Sum:
    counts = Counter(left[0])
    for cell, count in right[0].items():
        counts[cell] += count
    return counts, left[1] + right[1]


def _sum(stream: _Stream) -> _Sum:
    total = _term(stream)
    while stream.peek() in {"+", "-"}:
        sign = 1 if stream.take().text == "+" else -1
        total = _merged(total, _scaled(_term(stream), sign))
    return total


def _term(stream: _Stream) -> _Sum:
    token = stream.take()
    match token.kind, token.text.upper():
        case Kind.OPERATOR, "+" | "-":
            return _scaled(_term(stream), 1 if token.text == "+" else -1)
        case Kind.OPERATOR, "(":
            return _closed(stream, _sum(stream))
        case Kind.FUNCTION, "SUM(":
            return _arguments(stream)
        case Kind.CELL, _:
            return _cells(stream, token)
        case Kind.NUMBER, text:
            return Counter(), float(text)
        case _:
            raise _NotLinearError


def _arguments(stream: _Stream) -> _Sum:
    total = _argument(stream)
    while stream.peek() == ",":
        stream.take()
        total = _merged(total, _argument(stream))
    return _closed(stream, total)


def _argument(stream: _Stream) -> _Sum:
    token = stream.take()
    if token.kind is Kind.RANGE:
        return _cells(stream, token)
    stream.give_back()
    return _sum(stream)


def _cells(stream: _Stream, token: Token) -> _Sum:
    found = rectangle(token)
    if found.sheet is not None and found.sheet.casefold() != stream.sheet.casefold():
        raise _NotLinearError
    height = found.last.row - found.first.row + 1
    width = found.last.column - found.first.column + 1
    if height * width > _LARGEST_RANGE:
        raise _NotLinearError
    rows = range(found.first.row, found.last.row + 1)
    columns = range(found.first.column, found.last.column + 1)
    return Counter({Cell(row, column): 1 for row in rows for column in columns}), 0


def _closed(stream: _Stream, inner: _Sum) -> _Sum:
    if stream.take().text != ")":
        raise _NotLinearError
    return inner
