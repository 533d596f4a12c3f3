"""What every amount cell of a flik holds, and what the declaration says it should."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from engine.addresses import Cell
from engine.amounts import exact
from engine.calc.comparing import Likeness, compare_formula
from engine.calc.derive import Amount, derived_values
from engine.data import EMPTY, FlikData, RawCell
from engine.formula import ErrorValue, UnknownValueError, Value, result_of
from engine.layout import PlacedTarget
from engine.model import RowKind
from engine.text import fold


class Origin(Enum):
    """How the amount in a derived cell came to be."""

    DECLARED = auto()  # the declared formula stands there
    EXTENDED = auto()  # the declared formula, and a row nobody declared besides
    CHANGED = auto()  # another formula
    CONSTANT = auto()  # a number somebody wrote
    EMPTY = auto()
    UNREADABLE = auto()  # text or an error value


class Derived(NamedTuple):
    """A derived cell: where its amount comes from, what is stored, and what the declared formula gives.

    Attributes:
        stored: the amount in the file; None when none is stored.
        expected: the declared formula over the amounts that its terms have.
        parts: the cells that the formula adds up, with their coefficients; none while it waits for a column.
        is_traceable: False when an operand is text or an error, so that nothing can be said of the sum.
    """

    flik: FlikData
    target: PlacedTarget
    origin: Origin
    stored: Amount | None
    expected: Amount
    parts: tuple[tuple[Cell, int], ...]
    is_traceable: bool

    @property
    def terms(self) -> int:
        """How many filled cells the formula adds up."""
        return sum(self.flik.is_filled(cell) for cell, _ in self.parts)

    @property
    def is_row_sum(self) -> bool:
        """The amount comes from other rows of its column, not from other columns of its row."""
        return self.target.column.column.formula is None

    @property
    def tolerance(self) -> int:
        """The largest avrundningsdifferens: half a unit a summed amount, rounded down; one for a difference."""
        return self.terms // 2 if self.is_row_sum else 1


@dataclass(frozen=True)
class FlikValues:
    """The amounts of a flik in tkr as it stands.

    Attributes:
        inputs: numbers in input cells; a formula without a stored value as computed, where that can be done.
        derived: every derived cell.
        values: the amount that counts in every amount cell that has one: inputs as they stand, live declared
            formulas as computed, constants and changed formulas as they stand.
    """

    inputs: Mapping[Cell, Amount]
    derived: Mapping[Cell, Derived]
    values: Mapping[Cell, Amount]

    @cached_property
    def origins(self) -> frozenset[Origin]:
        """How the amounts in the derived cells came to be, all of them together."""
        return frozenset([derived.origin for derived in self.derived.values()])

    @property
    def has_formulas(self) -> bool:
        """Whether any derived cell is a formula."""
        return not self.origins.isdisjoint((Origin.DECLARED, Origin.EXTENDED, Origin.CHANGED))


def number_in(raw: RawCell) -> Amount | None:
    """The number a cell holds (a float as its shortest decimal form); None for anything else."""
    value = raw.value
    if type(value) is int:  # nearly every one; a truth value is an int too, but not of this type
        return value
    return exact(value) if isinstance(value, float) else None


def flik_values(flik: FlikData) -> FlikValues:
    """Read and evaluate a flik."""
    inputs = dict(_input_numbers(flik))
    found = _found(flik)
    values = {**inputs, **derived_values(flik.layout, inputs, dict(_standing(flik, found)))}
    known = _Known(flik, found, values, frozenset(cell.column for cell in inputs), _unreadable(flik, found))
    derived = {target.cell: known.derived(target) for target in flik.layout.derived_targets}
    return FlikValues(inputs, derived, values)


def _input_numbers(flik: FlikData) -> Iterator[tuple[Cell, Amount]]:
    for target, raw in flik.standing(flik.layout.input_targets):
        number = computed_input(flik, raw) if raw.uncached else number_in(raw)
        if number is not None:
            yield target.cell, number


def computed_input(flik: FlikData, raw: RawCell) -> Amount | None:
    """The value of somebody's own formula over numbers of the sheet; None where it cannot be computed here."""
    value = _computed(flik, raw)
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return None
    number = exact(float(value))
    return int(number) if number.denominator == 1 else number


def computed_error(flik: FlikData, raw: RawCell) -> str | None:
    """The error value that somebody's own formula without a stored value comes to; None where it comes to none."""
    value = _computed(flik, raw) if raw.uncached else None
    return value.text if isinstance(value, ErrorValue) else None


def _computed(flik: FlikData, raw: RawCell) -> Value:
    def look(sheet: str, cell: Cell) -> Value:
        operand = flik.raw(cell)
        is_told_of = operand.error is not None and cell in flik.layout.targets_by_cell
        if fold(sheet) != fold(flik.name) or operand.uncached or is_told_of:
            raise UnknownValueError
        if operand.error is not None:
            return ErrorValue(operand.error)
        if is_unreadable(operand):
            raise UnknownValueError
        return number_in(operand)

    try:
        return result_of(raw.formula or "", flik.name, look)
    except UnknownValueError:
        return None


_Found = Mapping[Cell, tuple[Origin, Amount | None]]
"""How the amount in every derived cell came to be, and the one that is stored."""


def _found(flik: FlikData) -> _Found:
    found: dict[Cell, tuple[Origin, Amount | None]] = {}
    declared = flik.layout.formula_texts
    for target in flik.layout.derived_targets:
        cell = target.cell
        raw = flik.sheet.cells.get(cell, EMPTY)
        stored = number_in(raw)
        is_declared = raw.formula == declared[cell]  # nearly every one, letter by letter
        found[cell] = (Origin.DECLARED if is_declared else _origin(flik, target, raw, stored), stored)
    return found


def _standing(flik: FlikData, found: _Found) -> Iterator[tuple[Cell, Amount]]:
    """Derived cells that no declared formula computes: as they stand, an emptied one as 0 as Excel counts it."""
    for cell, (origin, amount) in found.items():
        if origin is Origin.DECLARED:
            continue
        if amount is not None:
            yield cell, amount
        elif origin is Origin.EMPTY and flik.layout.targets_by_cell[cell].row.row.kind is not RowKind.PROJECT:
            yield cell, 0


def _origin(flik: FlikData, target: PlacedTarget, raw: RawCell, stored: Amount | None) -> Origin:
    if raw.formula is not None:
        likeness = compare_formula(flik, target, raw.formula)
        if likeness is Likeness.SAME:
            return Origin.DECLARED
        return Origin.EXTENDED if likeness is Likeness.EXTENDED else Origin.CHANGED
    if stored is not None:
        return Origin.CONSTANT
    return Origin.EMPTY if raw.value is None and raw.error is None else Origin.UNREADABLE


def is_unreadable(raw: RawCell) -> bool:
    """Whether a cell holds what no sum can use: text, a truth value or an error; an empty text is an empty cell."""
    return raw.error is not None or (isinstance(raw.value, str | bool) and raw.value != "")


def _unreadable(flik: FlikData, found: _Found) -> frozenset[Cell]:
    """Cells that hold text or an error, and every live formula over such a cell."""
    standing = flik.standing(flik.layout.targets)
    bad = {target.cell for target, raw in standing if type(raw.value) is not int and _is_bad(flik, target, raw)}
    if not bad:
        return frozenset()
    live = [cell for cell, (origin, _) in found.items() if origin in (Origin.DECLARED, Origin.EXTENDED)]
    grown = True
    while grown:
        reached = {c for c in live if c not in bad and any(part in bad for part, _ in flik.layout.sums[c])}
        bad |= reached
        grown = bool(reached)
    return frozenset(bad)


def _is_bad(flik: FlikData, target: PlacedTarget, raw: RawCell) -> bool:
    if is_unreadable(raw):
        return True
    return target.formula is None and raw.uncached and computed_input(flik, raw) is None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a flik when its derived cells are described.

    Attributes:
        values: see FlikValues.
        filled: the sheet columns with a number in an input cell.
        unreadable: the cells that no sum can use.
    """

    flik: FlikData
    found: _Found
    values: Mapping[Cell, Amount]
    filled: frozenset[int]
    unreadable: frozenset[Cell]

    def derived(self, target: PlacedTarget) -> Derived:
        """The cell described; its formula adds up nothing while the column it waits for is empty."""
        origin, stored = self.found[target.cell]
        step = self.flik.layout.steps[target.cell]
        parts = step.parts if step.is_met(self.filled) else ()
        if origin is Origin.DECLARED:
            expected = self.values[target.cell]  # evaluated by the same formula
        else:
            expected = sum([sign * self.values.get(cell, 0) for cell, sign in parts])
        return Derived(
            self.flik,
            target,
            origin,
            stored,
            int(expected) if expected.denominator == 1 else expected,
            parts,
            not self.unreadable or not any(cell in self.unreadable for cell, _ in parts),
        )
