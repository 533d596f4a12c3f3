"""Excel's ways with the few functions and operators that our helper cells use."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.amounts import exact


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """``#REF!`` and its like: goes on to whatever reads it."""

    text: str = "#VALUE!"


Value = int | float | Fraction | str | bool | ErrorValue | None


class UnknownFunctionError(Exception):
    """A function or a comparison that is not among ours."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a function is given: the cells of a reference, or one computed value."""

    values: tuple[Value, ...]
    is_reference: bool

    @property
    def single(self) -> Value:
        """The value of an argument that is one cell or one expression."""
        return self.values[0]


def _number(value: Value) -> Fraction | ErrorValue:
    """A value as an operand: an empty cell is 0, a text is an error."""
    if isinstance(value, ErrorValue):
        return value
    if isinstance(value, str):
        return ErrorValue()
    return exact(value) if isinstance(value, float) else Fraction(value or 0)


def added(left: Value, right: Value, sign: int) -> Value:
    """``left + sign × right``."""
    first, second = _number(left), _number(right)
    if isinstance(first, ErrorValue):
        return first
    return second if isinstance(second, ErrorValue) else first + sign * second


def multiplied(left: Value, right: Value) -> Value:
    """``left × right``."""
    first, second = _number(left), _number(right)
    if isinstance(first, ErrorValue):
        return first
    return second if isinstance(second, ErrorValue) else first * second


def divided(left: Value, right: Value) -> Value:
    """``left / right``; #DIV/0! by 0 and by an empty cell."""
    first, second = _number(left), _number(right)
    if isinstance(first, ErrorValue):
        return first
    if isinstance(second, ErrorValue):
        return second
    return first / second if second else ErrorValue("#DIV/0!")


def compared(left: Value, operator: str, right: Value) -> Value:
    """The truth of a comparison; texts compare without case, an empty cell as 0 or as an empty text."""
    for side in (left, right):
        if isinstance(side, ErrorValue):
            return side
    if isinstance(left, str) or isinstance(right, str):
        if operator not in {"=", "<>"}:
            raise UnknownFunctionError(operator)
        return (_folded(left) == _folded(right)) is (operator == "=")
    return _ordered(_number(left), operator, _number(right))


def _folded(value: Value) -> object:
    return (value or "").casefold() if isinstance(value, str) or value is None else value


def _ordered(left: Fraction | ErrorValue, operator: str, right: Fraction | ErrorValue) -> bool:
    if isinstance(left, ErrorValue) or isinstance(right, ErrorValue):
        raise UnknownFunctionError(operator)
    orders: Mapping[str, bool] = {
        "=": left == right, "<>": left != right, "<": left < right, ">": left > right, "<=": left <= right,
        ">=": left >= right,
    }  # fmt: skip
    if operator not in orders:
        raise UnknownFunctionError(operator)
    return orders[operator]


def call(name: str, arguments: Sequence[Argument]) -> Value:
    """The value of a function; its name in capitals."""
    found = _FUNCTIONS.get(name)
    if found is None:
        raise UnknownFunctionError(name)
    return found(arguments)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Fraction) and not isinstance(value, bool)


def _first_error(values: Sequence[Value]) -> ErrorValue | None:
    return next((value for value in values if isinstance(value, ErrorValue)), None)


def _sum(arguments: Sequence[Argument]) -> Value:
    total: Value = Fraction(0)
    for argument in arguments:
        for value in argument.values:
            if not argument.is_reference or _is_number(value) or isinstance(value, ErrorValue):
                total = added(total, value, 1)
    return total


def _count(arguments: Sequence[Argument]) -> Value:
    return sum(_is_number(value) for argument in arguments for value in argument.values)


def _counta(arguments: Sequence[Argument]) -> Value:
    return sum(value is not None for argument in arguments for value in argument.values)


def _abs(arguments: Sequence[Argument]) -> Value:
    value = _number(arguments[0].single)
    return value if isinstance(value, ErrorValue) else abs(value)


def _truths(arguments: Sequence[Argument]) -> list[Value]:
    return [value for argument in arguments for value in argument.values if value is not None]


def _and(arguments: Sequence[Argument]) -> Value:
    truths = _truths(arguments)
    return _first_error(truths) or all(truths)


def _or(arguments: Sequence[Argument]) -> Value:
    truths = _truths(arguments)
    return _first_error(truths) or any(truths)


def _if(arguments: Sequence[Argument]) -> Value:
    condition, chosen, otherwise = (argument.single for argument in arguments)
    if isinstance(condition, ErrorValue):
        return condition
    return chosen if condition else otherwise


def _iferror(arguments: Sequence[Argument]) -> Value:
    value, otherwise = (argument.single for argument in arguments)
    return otherwise if isinstance(value, ErrorValue) else value


_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)


def _meets(value: Value, criterion: Value) -> bool:
    """Whether a cell answers to ``"AVVIKER"``, ``"<=202208"`` or a plain number."""
    match = _CRITERION.fullmatch(criterion) if isinstance(criterion, str) else None
    operator, wanted = (match[1] or "=", match[2]) if match else ("=", criterion)
    if isinstance(wanted, str) and wanted.isdigit():
        wanted = int(wanted)
    if _is_number(wanted):
        return _is_number(value) and bool(compared(value, operator, wanted))
    return isinstance(value, str) and bool(compared(value, operator, wanted))


def _countif(arguments: Sequence[Argument]) -> Value:
    cells, criterion = arguments
    return sum(_meets(value, criterion.single) for value in cells.values)


def _sumif(arguments: Sequence[Argument]) -> Value:
    cells, criterion, amounts = arguments
    met = [v for c, v in zip(cells.values, amounts.values, strict=True) if _meets(c, criterion.single)]
    return _sum((Argument(tuple(met), is_reference=True),))


_FUNCTIONS: Mapping[str, Callable[[Sequence[Argument]], Value]] = {
    "SUM": _sum, "COUNT": _count, "COUNTA": _counta, "COUNTIF": _countif, "SUMIF": _sumif, "ABS": _abs, "AND": _and,
    "OR": _or, "IF": _if, "IFERROR": _iferror,
}  # fmt: skip
