"""The expression tree of a derived cell.

A reference names a row, a column, or both; what it leaves out is the row or column of the cell itself, so one
expression declares a whole row (``Verksamhetens kostnader``) or a whole column (``Avv. prognos/budget``).
Every expression is a sum of cells with whole coefficients: that is all these tables need, and it is what makes
rendering, evaluating and comparing three readings of one thing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from engine.addresses import Cell


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell: ``row`` and ``column`` by id; None is the row or column of the cell that has the formula."""

    row: str | None = None
    column: str | None = None

    def __add__(self, other: "Expression") -> "Add":
        return Add((self, other))

    def __sub__(self, other: "Ref") -> "Subtract":
        return Subtract(self, other)


@dataclass(frozen=True, slots=True)
class Add:
    """``a+b+c``."""

    terms: tuple["Expression", ...]

    def __add__(self, other: "Expression") -> "Add":
        return Add((*self.terms, other))


@dataclass(frozen=True, slots=True)
class Subtract:
    """``a-b``."""

    left: Ref
    right: Ref


@dataclass(frozen=True, slots=True)
class SumRows:
    """``SUM(first:last)`` over declared rows that stand together."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SumBlock:
    """``SUM`` over the project rows under a heading, down to the block's closing row."""

    block: str


@dataclass(frozen=True, slots=True)
class WhenAny:
    """The inner expression where a column of the table holds any number, else 0."""

    column: str
    inner: Ref | Add | Subtract


Expression = Ref | Add | Subtract | SumRows | SumBlock | WhenAny


class Place(Protocol):
    """Where the names of an expression stand, seen from the cell that has the formula."""

    def cell(self, ref: Ref) -> Cell | None:
        """The cell a reference names; None when the flik lacks that row (an older layout)."""

    def block(self, name: str) -> tuple[Cell, ...]:
        """The cells of the project rows in a block, top first."""

    def span(self, name: str) -> tuple[Cell, Cell]:
        """The first cell of a block's range and the cell on its closing row."""

    def column_span(self, name: str) -> tuple[Cell, Cell]:
        """The first and last amount cell of a column."""


def _leaves(expression: Expression, sign: int) -> Iterator[tuple[int, Ref | str]]:
    match expression:
        case Ref():
            yield sign, expression
        case Add(parts):
            for part in parts:
                yield from _leaves(part, sign)
        case Subtract(left, right):
            yield sign, left
            yield -sign, right
        case SumRows(rows):
            for row in rows:
                yield sign, Ref(row=row)
        case SumBlock(block):
            yield sign, block
        case WhenAny(_, inner):
            yield from _leaves(inner, sign)


def references(expression: Expression | None) -> Iterator[Ref]:
    """The cells an expression names; a block counts as a reference to the row that owns it."""
    for _, leaf in _leaves(expression, 1) if expression is not None else ():
        yield Ref(row=leaf) if isinstance(leaf, str) else leaf


def terms(expression: Expression, place: Place) -> tuple[tuple[Cell, int], ...]:
    """The cells the expression adds up, each with its coefficient (+1 or −1), in declared order."""
    found: list[tuple[Cell, int]] = []
    for sign, leaf in _leaves(expression, 1):
        if isinstance(leaf, str):
            found.extend((cell, sign) for cell in place.block(leaf))
        elif (cell := place.cell(leaf)) is not None:
            found.append((cell, sign))
    return tuple(found)


def evaluate(expression: Expression, place: Place, value: Callable[[Cell], int | Fraction]) -> int | Fraction:
    """The expression's value; ``value`` gives 0 for an empty cell, as Excel does."""
    return sum((sign * value(cell) for cell, sign in terms(expression, place)), start=0)


def render(expression: Expression, place: Place) -> str:
    """The expression as Excel text without ``=``: plain A1, ``SUM``, ``+`` and ``-``."""
    match expression:
        case Ref():
            cell = place.cell(expression)
            return "0" if cell is None else str(cell)
        case Add(parts):
            present = [part for part in parts if not (isinstance(part, Ref) and place.cell(part) is None)]
            return "+".join(render(part, place) for part in present) or "0"
        case Subtract(left, right):
            return f"{render(left, place)}-{render(right, place)}"
        case SumRows(rows):
            cells = [cell for row in rows if (cell := place.cell(Ref(row=row))) is not None]
            return _sum_text(sorted(cells))
        case SumBlock(block):
            first, last = place.span(block)
            return f"SUM({first}:{last})"
        case WhenAny(column, inner):
            first, last = place.column_span(column)
            return f"IF(COUNT({first}:{last})=0,0,{render(inner, place)})"


def _sum_text(cells: list[Cell]) -> str:
    """``SUM(B5:B8)`` when the rows stand together, else the cells one by one."""
    if cells and cells[-1].row - cells[0].row == len(cells) - 1:
        return f"SUM({cells[0]}:{cells[-1]})"
    return f"SUM({','.join(map(str, cells))})" if cells else "0"
