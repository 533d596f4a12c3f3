"""What the cells of a workbook hold and show when others have been written."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, Origin
from engine.data import FlikData, RawBook, RawCell
from engine.fill.affected import Place
from engine.formula import ErrorValue, UnknownValueError, Value, evaluate_text
from engine.layout import BRIDGE, COVER

_OURS = {COVER.casefold(), BRIDGE.casefold()}
"""Our sheets without a table: every formula there that speaks our language is computed from its text."""


@dataclass(frozen=True)
class Standing:
    """A workbook after the writing.

    Attributes:
        raw: as it was read.
        flikar, values: the flikar as they have become, and their amounts.
        written: the new contents.
        reached: the formulas whose stored values no longer hold.
        shown_before: what has been told already, kept so that nothing is computed twice.
    """

    raw: RawBook
    flikar: Mapping[str, FlikData]
    values: Mapping[str, FlikValues]
    written: Mapping[Place, int | float | str | None]
    reached: AbstractSet[Place]
    shown_before: dict[Place, int | float | str | None] = field(default_factory=dict)

    def shown(self, place: Place) -> int | float | str | None:
        """The new value of a formula of ours; None for anybody else's, or where an operand is unreadable."""
        if place not in self.shown_before:
            self.shown_before[place] = None  # a formula that comes back to itself has no value
            self.shown_before[place] = self._computed(place)
        return self.shown_before[place]

    def _computed(self, place: Place) -> int | float | str | None:
        sheet, cell = place
        derived = self.values[sheet].derived.get(cell) if sheet in self.values else None
        if derived is not None:
            is_ours = derived.origin is Origin.DECLARED and derived.is_traceable
            return _plain(self.values[sheet].values[cell]) if is_ours else None
        if sheet.casefold() in _OURS or self._is_check(sheet, cell):
            return evaluate_text(self._raw(place).formula or "", sheet, self._look)
        return None

    def _is_check(self, sheet: str, cell: Cell) -> bool:
        flik = self.flikar.get(sheet)
        return flik is not None and cell.row == flik.layout.check_row

    def _look(self, sheet: str, cell: Cell) -> Value:
        """What a cell holds, for a formula that reads it."""
        name = next((found.name for found in self.raw.sheets if found.name.casefold() == sheet.casefold()), None)
        if name is None:
            return ErrorValue("#REF!")
        place = (name, cell)
        if place in self.written:
            return self.written[place]
        raw = self._raw(place)
        if place in self.reached or raw.uncached:
            value = self.shown(place)
            if value is None:
                raise UnknownValueError
            return value
        return ErrorValue(raw.error) if raw.error is not None else raw.value

    def _raw(self, place: Place) -> RawCell:
        sheet = next(found for found in self.raw.sheets if found.name == place[0])
        return sheet.cells.get(place[1], RawCell())


def _plain(value: Amount) -> int | float:
    return value if isinstance(value, int) else float(value)
