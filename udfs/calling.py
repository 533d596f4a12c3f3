"""One behaviour for every function: empty cells, text, errors, ranges and arguments left out.

An error value in an argument is the answer. Text where an amount belongs is ``#VALUE!``, never 0; an empty cell is 0.
A range where one value belongs gives one answer a cell, and an error in one of them stays in that one.
"""

from collections.abc import Sequence
from fractions import Fraction

from engine.amounts import exact
from engine.text import fold
from udfs.declaring import Answer, Argument, Function, FunctionError, Kind
from udfs.values import MISSING_CODE, Block, CellError, Single, block, single

Shown = int | float | str | bool | CellError
"""What one cell of the answer holds."""


def call(function: Function, given: Sequence[object]) -> Shown | tuple[tuple[Shown, ...], ...]:
    """The answer of a function to arguments as Excel hands them over.

    Returns:
        one value, or a block row by row; never an exception for anything that a worksheet can hold.
    """
    raws = [None if _is_missing(raw) else raw for raw in given[: len(function.arguments)]]
    raws += [None] * (len(function.arguments) - len(raws))
    blocks = [found for raw in raws if (found := block(raw)) is not None]
    if len(blocks) < len(raws):
        return CellError.VALUE
    shape = _shape([b for a, b in zip(function.arguments, blocks, strict=True) if a.kind.is_single])
    if shape is None:
        return CellError.VALUE
    if shape == (1, 1):
        return _one(function, blocks, 0, 0)
    answers = tuple(
        tuple(_one(function, blocks, row, column) for column in range(shape[1])) for row in range(shape[0])
    )
    if any(isinstance(answer, tuple) for row in answers for answer in row):
        return CellError.VALUE  # a block in every cell of a block
    return answers  # type: ignore[return-value]


def _is_missing(raw: object) -> bool:
    return isinstance(raw, int) and raw == MISSING_CODE


def _shape(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The shape all blocks have, one row or column stretched as Excel does; None when they do not fit."""
    rows = {len(b) for b in blocks} - {1}
    columns = {len(b[0]) for b in blocks} - {1}
    if len(rows) > 1 or len(columns) > 1:
        return None
    return next(iter(rows), 1), next(iter(columns), 1)


def _one(function: Function, blocks: Sequence[Block], row: int, column: int) -> Shown | tuple[tuple[Shown, ...], ...]:
    try:
        pairs = zip(function.arguments, blocks, strict=True)
        return _shown(function.run(*(_taken(argument, given, row, column) for argument, given in pairs)))
    except FunctionError as refused:
        return refused.error


def _taken(argument: Argument, given: Block, row: int, column: int) -> object:
    if not argument.kind.is_single:
        if not argument.is_required and _is_empty(given):
            return argument.default
        return given if argument.kind is Kind.TABLE else taken_amounts(given)
    value = single(given[min(row, len(given) - 1)][min(column, len(given[0]) - 1)])
    if argument.kind is Kind.ANYTHING:
        return value
    if value is None and not argument.is_required:
        return argument.default
    return _value(argument, value)


def _is_empty(given: Block) -> bool:
    """Nothing, or one cell with nothing in it."""
    return len(given) == 1 and tuple(given[0]) == (None,)


def taken_amounts(given: Block) -> tuple[Fraction, ...]:
    """The amounts of a range, row by row."""
    return tuple(_amount(single(cell)) for line in given for cell in line)


def _value(argument: Argument, value: Single) -> object:
    if isinstance(value, CellError):
        raise FunctionError(value)
    match argument.kind:
        case Kind.AMOUNT:
            return _amount(value)
        case Kind.WHOLE:
            amount = _amount(value)
            if amount.denominator != 1:
                raise FunctionError
            return int(amount)
        case Kind.CHOICE:
            return _choice(argument, value)
        case _:
            return code_text(value)


def _amount(value: Single) -> Fraction:
    """An amount exactly as Excel shows it; an empty cell is 0."""
    if isinstance(value, CellError):
        raise FunctionError(value)
    if isinstance(value, bool | str):
        raise FunctionError
    return exact(value or 0)


def code_text(value: Single) -> str:
    """A code or a text: 5010 in a number cell is the code ``5010``; an empty cell is empty text."""
    if isinstance(value, CellError):
        raise FunctionError(value)
    if isinstance(value, bool):
        raise FunctionError
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _choice(argument: Argument, value: Single) -> str:
    wanted = fold(code_text(value))
    for choice in argument.choices:
        if fold(choice) == wanted:
            return choice
    raise FunctionError


def _shown(answer: Answer) -> Shown | tuple[tuple[Shown, ...], ...]:
    if isinstance(answer, list | tuple):
        return tuple(
            [tuple([cell if type(cell) in _AS_IT_STANDS else _cell(cell) for cell in row]) for row in answer]
        )
    return _cell(answer)


_AS_IT_STANDS = frozenset((float, str, bool))
"""What Excel takes as Python has it."""
_TOO_LARGE = 2**1024 - 2**970
"""From here on a number is not rounded to any that Excel, whose numbers are floats, can hold."""
_LONGEST = 32_767
"""Characters of a cell."""


def _cell(value: object) -> Shown:
    """As a cell can show it: what is too large a number is ``#NUM!``, and too long a text ``#VALUE!``."""
    if isinstance(value, Fraction):
        if abs(value) >= _TOO_LARGE:
            return CellError.NUM
        return int(value) if value.denominator == 1 else float(value)
    found = single(value)
    if isinstance(found, str) and len(found) > _LONGEST:
        return CellError.VALUE
    return "" if found is None else found
