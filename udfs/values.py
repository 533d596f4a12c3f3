"""What a cell can hold when Excel hands it over, and the error values it can show."""

from collections.abc import Sequence
from enum import Enum
from math import isfinite

MISSING_CODE = -2147352572
"""What COM hands over for an argument that was left out."""


class CellError(Enum):
    """An error value of Excel, with the code that COM uses for it."""

    NULL = ("#NULL!", -2146826288)
    DIV0 = ("#DIV/0!", -2146826281)
    VALUE = ("#VALUE!", -2146826273)
    REF = ("#REF!", -2146826265)
    NAME = ("#NAME?", -2146826259)
    NUM = ("#NUM!", -2146826252)
    NA = ("#N/A", -2146826246)

    @property
    def text(self) -> str:
        """As the cell shows it."""
        return self.value[0]

    @property
    def code(self) -> int:
        """As COM hands it over."""
        return self.value[1]


_BY_CODE = {error.code: error for error in CellError}
_OF_ERRORS = range(-2146828288, -2146828288 + 2**16)
"""The codes that COM has for errors of Excel; what is counted comes as a float."""

Single = int | float | str | bool | CellError | None
"""One cell; None is empty."""
Block = Sequence[Sequence[object]]
"""A range, row by row, as COM hands it over; never ragged, at least one cell."""


def single(raw: object) -> Single:
    """One value as COM hands it over; a date is its number of days, which ``Value2`` gives already.

    An error that Excel has got since, such as ``#SPILL!``, is ``#VALUE!``.
    """
    if type(raw) is int and raw in _OF_ERRORS:
        return _BY_CODE.get(raw, CellError.VALUE)
    if isinstance(raw, float) and not isfinite(raw):
        return CellError.NUM
    if raw is None or isinstance(raw, int | float | str | bool | CellError):
        return raw
    raise TypeError(f"Excel handed over a {type(raw).__name__}")


def block(raw: object) -> Block | None:
    """A range, or one value as a range of one cell; the cells are as COM hands them over, see ``single``.

    Returns:
        None for what is no range: rows of different lengths, or none.
    """
    if not isinstance(raw, tuple | list):
        return ((raw,),)
    is_rows = set(map(type, raw)) <= {tuple, list}  # a hundred thousand rows are not copied
    rows = raw if is_rows else tuple(row if isinstance(row, tuple | list) else (row,) for row in raw)
    lengths = set(map(len, rows))
    return rows if len(lengths) == 1 and 0 not in lengths else None
