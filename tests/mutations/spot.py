"""Where a fault is planted: a flik of a sound workbook, or the whole call of ``kontrollera`` that is given it.

A fault that a flik has no place for (a cost in a table of investments) raises ``NoPlaceError`` and is not counted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from engine.addresses import Cell
from engine.data import FlikData
from engine.layout import PlacedTarget
from engine.model import ColumnKind, RowKind, Sign
from tests.mutations.calls import ALONE, Call
from tests.rules import damage
from tests.rules.damage import Parts

Kept = set[tuple[str, str]]


class NoPlaceError(Exception):
    """The flik has no cell in which the fault can be planted."""


@dataclass(frozen=True)
class Spot:
    """A flik of a workbook that is about to be damaged.

    Attributes:
        call: what is to be checked, its own workbook still sound; a fault may change the rest of it.
        parts: the workbook.
        kept: cells whose stored value is not to be recomputed.
    """

    call: Call
    parts: Parts
    flik: FlikData
    random: Random
    kept: Kept

    @property
    def name(self) -> str:
        return self.flik.name

    @property
    def table(self) -> str:
        return self.flik.layout.flik.table.code

    def only(self, *tables: str) -> None:
        """The fault has a place in these tables only."""
        if self.table not in tables:
            raise NoPlaceError

    def number(self, target: PlacedTarget) -> float:
        value = self.flik.raw(target.cell).value
        return 0 if isinstance(value, bool) or not isinstance(value, int | float) else value

    def one(self, candidates: Iterator[PlacedTarget]) -> PlacedTarget:
        """One of the cells, by the seed."""
        return self.any_of(list(candidates))

    def any_of(self, candidates: Sequence[PlacedTarget]) -> PlacedTarget:
        if not candidates:
            raise NoPlaceError
        return self.random.choice(candidates)

    def inputs(self, sign: Sign | None = None, smallest: float = 1) -> Iterator[PlacedTarget]:
        """Filled input cells with at least so large an amount."""
        for target in self.flik.layout.targets:
            is_sign = sign is None or target.row.row.sign is sign
            if target.formula is None and is_sign and abs(self.number(target)) >= smallest:
                yield target

    def filled(self, kind: ColumnKind) -> list[PlacedTarget]:
        """The filled input cells of a column, but kommunbidrag, which is the decision's."""
        column = self.flik.layout.column(kind)
        inputs = (t for t in self.flik.layout.input_targets if t.column is column and self.number(t))
        return [target for target in inputs if target.row.row.id != "kommunbidrag"]

    def at(self, row_id: str, kind: ColumnKind) -> PlacedTarget:
        """The cell of a declared row in a column."""
        row, column = self.flik.layout.row(row_id), self.flik.layout.column(kind)
        if row is None or column is None:
            raise NoPlaceError
        return self.flik.layout.targets_by_cell[Cell(row.number, column.number)]

    def derived(self) -> Iterator[PlacedTarget]:
        """Sums, deviations and differences of rows that are used."""
        for target in self.flik.layout.targets:
            if target.formula is not None and self.number(target) and target.row.row.kind is not RowKind.PROJECT:
                yield target

    def put(self, cell: Cell, content: damage.Content) -> None:
        damage.put(self.parts, self.name, str(cell), content)

    def add(self, target: PlacedTarget, amount: float) -> None:
        """Change an amount by so many tkr."""
        self.put(target.cell, damage.number(self.number(target) + amount))


Plant = Callable[[Spot], None]


@dataclass(frozen=True)
class Fault:
    """One kind of fault.

    Attributes:
        rule: what must say so; empty for what people may do.
        also: rules that may speak besides, because the fault is theirs too.
        instead: rules that tell of the same fault in its place, where they see it.
        recalculates: Excel would recompute the workbook.
        kind: the call in which it can be seen.
        once: of the call as a whole, not of each flik.
    """

    name: str
    rule: str
    plant: Plant
    also: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    recalculates: bool = True
    kind: str = ALONE
    once: bool = False
