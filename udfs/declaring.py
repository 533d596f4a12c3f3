"""What a worksheet function is: its name, its Swedish help, its arguments, and the engine's answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from udfs.values import CellError, Single


class Kind(Enum):
    """What an argument is taken as; the Swedish words say so in the help.

    The first five are single values: a range in their place gives one answer a cell.
    """

    AMOUNT = "belopp"
    WHOLE = "heltal"
    TEXT = "text"
    CODE = "kod"
    CHOICE = "val"
    ANYTHING = "cell"
    AMOUNTS = "område med belopp"
    TABLE = "område"

    @property
    def is_single(self) -> bool:
        """A range in its place is taken cell by cell."""
        return self in (Kind.AMOUNT, Kind.WHOLE, Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.ANYTHING)


class FunctionError(Exception):
    """An argument that the function has no answer for; the cell shows ``error``."""

    def __init__(self, error: CellError = CellError.VALUE) -> None:
        super().__init__(error.text)
        self.error = error


def month_of(number: int) -> int:
    """A month, 1–12; any other number is ``#NUM!``."""
    if not 1 <= number <= 12:
        raise FunctionError(CellError.NUM)
    return number


def decimals_of(number: int) -> int:
    """How many decimals, 0–9; any other number is ``#NUM!``."""
    if not 0 <= number <= 9:
        raise FunctionError(CellError.NUM)
    return number


REQUIRED = object()
"""In the place of a default: the argument may not be left out."""

Answer = Fraction | Single | Sequence[Sequence[object]]
"""One value, or a block row by row whose cells are fractions or as Excel handed them over."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument.

    Attributes:
        name: Swedish, as the function wizard shows it.
        help: what it is and in which unit.
        choices: the accepted words of a CHOICE.
        default: what an argument left out, or an empty cell in an optional one's place, counts as; REQUIRED: it
            may not be left out.
    """

    name: str
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()
    default: object = REQUIRED

    @property
    def is_required(self) -> bool:
        """Whether it may not be left out."""
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Function:
    """One worksheet function.

    Attributes:
        name: ``FLIK_`` and capitals.
        help: one Swedish sentence.
        run: takes the arguments in their order, as their kinds make them.
        example: a call as people write it in an English Excel, and what the cell shows.
        is_table: the answer is a block that spills.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[..., Answer]
    example: tuple[str, str]
    is_table: bool = False
