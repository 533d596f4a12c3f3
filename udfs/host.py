"""The one place where xlwings reaches the worksheet functions: Excel's process calls ``flik``.

Only the BSD part of xlwings is used. A failure inside Python goes up to VBA, which shows ``#VALUE!``.
"""

import xlwings as xw

from udfs.calling import Shown, call
from udfs.registry import REGISTRY
from udfs.values import CellError

_MARK = "\x01"
"""Before the text of an error value, which VBA turns into the value itself; no cell holds that character."""


@xw.func
@xw.arg("given", "raw")
@xw.ret("raw")
def flik(*given: object) -> object:
    """The answer of the function whose name comes first, to the arguments that follow it."""
    name, *arguments = given
    return _sent(call(REGISTRY[str(name)], arguments))


def _sent(answer: Shown | tuple[tuple[Shown, ...], ...]) -> object:
    if isinstance(answer, tuple):
        return tuple(tuple(_cell(cell) for cell in row) for row in answer)
    return _cell(answer)


def _cell(cell: Shown) -> float | str | bool:
    """Every number as a float: a whole one beyond 32 bits would be of a kind that no cell takes."""
    if isinstance(cell, CellError):
        return f"{_MARK}{cell.text}"
    return float(cell) if type(cell) is int else cell
