"""The mark above last year's outcome: what last year's workbook says of the amounts that are taken from it."""

from engine.data import FlikData
from engine.layout.history import MARK
from engine.model import ColumnKind
from engine.roll.plan import Rolled, RolledCell, constant


def carry_mark(flik: FlikData, earlier: FlikData) -> Rolled:
    """Last year's outcome is marked as it was in last year's flik; without a mark there, or room here, as it was."""
    mark = earlier.marks.get(ColumnKind.UTFALL)
    cell = flik.layout.mark_cells.get(ColumnKind.UTFALL_FG)
    if mark is None or cell is None or flik.marks.get(ColumnKind.UTFALL_FG) in (None, mark):
        return Rolled()
    before = constant(flik.raw(cell))
    return Rolled((RolledCell(flik.name, flik.layout.flik.name, cell, "", MARK, MARK, before, mark),))
