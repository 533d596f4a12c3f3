"""The value of a formula text, for the few functions that our own helper cells are made of.

Check rows, the cover and the budget bridge speak across sheets and answer with words; what they say is computed here
from the text that stands in the cell, so that a row somebody inserted is followed as Excel follows it. A formula with
anything else in it has no value here, and never a guessed one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import exact
from engine.formula import functions
from engine.formula.functions import Argument, ErrorValue, UnknownFunctionError, Value
from engine.formula.references import rectangle
from engine.formula.tokens import Kind, Token, tokens

_LARGEST_RANGE = 20_000
_TOO_LARGE = 10**308
"""From here on Excel says #NUM!."""
_CONSTANTS = {"TRUE": True, "FALSE": False}


class UnknownValueError(Exception):
    """What a formula comes to cannot be told: an operand is unknown, or its text is outside our language."""


Look = Callable[[str, Cell], Value]
"""What stands in a cell of a sheet; raises UnknownValueError when nobody can say."""


def evaluate_text(formula: str, sheet: str, look: Look) -> int | float | str | None:
    """What a formula shows.

    Args:
        formula: A1 text, with or without ``=``.
        sheet: the tab it stands on.
        look: the contents of other cells.

    Returns:
        a number or a text (an empty cell shows 0); None for an error value and for what cannot be told.
    """
    reading = _Reading(tokens(formula.lstrip("=")), sheet, look)
    try:
        value = reading.comparison()
        reading.require_end()
    except (UnknownValueError, UnknownFunctionError, ValueError, RecursionError):
        return None  # outside our language, or a function given too few arguments
    if isinstance(value, ErrorValue | bool):
        return None
    if value is None or isinstance(value, str):
        return 0 if value is None else value
    return int(value) if value == int(value) else float(value)


def result_of(formula: str, sheet: str, look: Look) -> Value:
    """What a formula that somebody wrote in an amount cell comes to, an error value too; products are told as well.

    Args:
        formula: A1 text, with or without ``=``.
        sheet: the tab it stands on.
        look: the contents of other cells.

    Raises:
        UnknownValueError: it cannot be told.
    """
    if "#REF!" in formula.upper() and "IFERROR(" not in formula.upper():
        return ErrorValue("#REF!")
    reading = _Reading(tokens(formula.lstrip("=")), sheet, look, has_products=True)
    try:
        value = reading.comparison()
        reading.require_end()
        return ErrorValue("#NUM!") if _is_too_large(value) else value
    except (UnknownFunctionError, ValueError, RecursionError, OverflowError) as error:
        raise UnknownValueError from error


def _is_too_large(value: Value) -> bool:
    """Whether no cell can hold the number."""
    return isinstance(value, int | float | Fraction) and not -_TOO_LARGE < value < _TOO_LARGE


@dataclass(slots=True)
class _Reading:
    """The tokens of one formula, read once from left to right.

    Attributes:
        has_products: ``*`` and ``/`` are understood.
    """

    items: Sequence[Token]
    sheet: str
    look: Look
    at: int = 0
    has_products: bool = False

    def comparison(self) -> Value:
        """``sum [= <> < > <= >=] sum``."""
        left = self._sum()
        operator = ""
        while self._peek() in {"<", ">", "="}:
            operator += self._take().text
        return functions.compared(left, operator, self._sum()) if operator else left

    def require_end(self) -> None:
        """Everything has been read."""
        if self.at != len(self.items):
            raise UnknownValueError

    def _peek(self) -> str:
        return self.items[self.at].text if self.at < len(self.items) else ""

    def _take(self) -> Token:
        if self.at >= len(self.items):
            raise UnknownValueError
        self.at += 1
        return self.items[self.at - 1]

    def _sum(self) -> Value:
        total = self._product()
        while self._peek() in {"+", "-"}:
            sign = 1 if self._take().text == "+" else -1
            total = functions.added(total, self._product(), sign)
        return total

    def _product(self) -> Value:
        total = self._term()
        while self.has_products and self._peek() in {"*", "/"}:
            is_quotient = self._take().text == "/"
            total = (functions.divided if is_quotient else functions.multiplied)(total, self._term())
        return total

    def _term(self) -> Value:  # noqa: PLR0911 one for each kind of term
        token = self._take()
        match token.kind, token.text.upper():
            case Kind.OPERATOR, "+" | "-":
                return functions.added(Fraction(0), self._term(), 1 if token.text == "+" else -1)
            case Kind.OPERATOR, "(":
                inner = self.comparison()
                self._close()
                return inner
            case Kind.NUMBER, text:
                return exact(float(text))
            case Kind.TEXT, _:
                return token.text[1:-1].replace('""', '"')
            case Kind.NAME, "TRUE" | "FALSE" as name:
                return _CONSTANTS[name]
            case Kind.CELL, _:
                return self._cells(token)[0]
            case Kind.FUNCTION, name:
                return functions.call(name.removesuffix("("), self._arguments())
            case _:
                raise UnknownValueError

    def _arguments(self) -> list[Argument]:
        found = [self._argument()]
        while self._peek() == ",":
            self._take()
            found.append(self._argument())
        self._close()
        return found

    def _argument(self) -> Argument:
        is_plain = self.at + 1 < len(self.items) and self.items[self.at + 1].text in {",", ")"}
        if is_plain and self.items[self.at].kind in (Kind.RANGE, Kind.CELL):
            return Argument(tuple(self._cells(self._take())), is_reference=True)
        return Argument((self.comparison(),), is_reference=False)

    def _close(self) -> None:
        if self._take().text != ")":
            raise UnknownValueError

    def _cells(self, token: Token) -> list[Value]:
        found = rectangle(token)
        rows = range(found.first.row, found.last.row + 1)
        columns = range(found.first.column, found.last.column + 1)
        if len(rows) * len(columns) > _LARGEST_RANGE:
            raise UnknownValueError
        sheet = self.sheet if found.sheet is None else found.sheet
        return [self.look(sheet, Cell(row, column)) for row in rows for column in columns]
