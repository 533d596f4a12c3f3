"""The flik that is used every month, made ready for the next one: the forecast and the comments have been filed."""

from collections.abc import Iterator

from engine.addresses import Cell
from engine.data import FlikData
from engine.findings import Finding, make_finding
from engine.layout import PlacedRow
from engine.layout.history import COMMENT, OCCASION
from engine.model import PROPOSALS, ColumnKind
from engine.periods import Occasion
from engine.roll.filing import comment_cells
from engine.roll.plan import Rolled, RolledCell, constant, is_restorable
from engine.roll.rows import group_of

_OF_THE_MONTH = (ColumnKind.PROGNOS, *PROPOSALS)


def reuse(flik: FlikData, occasion: Occasion, year: int) -> Rolled:
    """*Tillfälle* is the new occasion; forecast, proposals and comments are emptied, the budget stays."""
    if flik.occasion == (occasion, year):
        return Rolled()
    inputs = [t for t in flik.layout.all_targets if t.column.column.kind in _OF_THE_MONTH and t.formula is None]
    rows = {placed.number: placed for placed in flik.layout.rows}
    emptied = [_emptied(flik, t.cell, t.row, t.column.column.kind.value) for t in inputs if flik.is_filled(t.cell)]
    emptied += [_emptied(flik, cell, rows.get(cell.row), COMMENT) for cell in comment_cells(flik)]
    cells = [cell for cell in emptied if is_restorable(flik.raw(cell.cell))]
    left = [cell for cell in emptied if not is_restorable(flik.raw(cell.cell))]
    return Rolled((*_named(flik, occasion, year), *cells), findings=tuple(_stays(flik, left)))


def name_occasion(flik: FlikData, occasion: Occasion, year: int) -> Rolled:
    """*Tillfälle* alone, in a flik that holds nothing yet."""
    is_named = flik.occasion == (occasion, year)
    return Rolled() if is_named else Rolled(tuple(_named(flik, occasion, year)))


def _named(flik: FlikData, occasion: Occasion, year: int) -> Iterator[RolledCell]:
    cell = flik.layout.occasion_cell
    if cell is not None:
        before = constant(flik.raw(cell))
        label = occasion.label(year)
        yield RolledCell(flik.name, flik.layout.flik.name, cell, "", OCCASION, OCCASION, before, label)


def _emptied(flik: FlikData, cell: Cell, placed: PlacedRow | None, column: str) -> RolledCell:
    group, label = (group_of(flik.layout, placed), placed.label) if placed else ("", "")
    return RolledCell(flik.name, flik.layout.flik.name, cell, group, label, column, constant(flik.raw(cell)), None)


def _stays(flik: FlikData, cells: list[RolledCell]) -> Iterator[Finding]:
    """A formula of the controller's own is filed by its value and left to follow what it points at."""
    for cell in cells:
        text = f"{cell.row or cell.column}: cellen har en formel; dess värde är arkiverat och formeln står kvar."
        kind = None if cell.column == COMMENT else cell.column
        yield make_finding(
            "AV02", text, flik=flik.name, cell=cell.cell, row=cell.row or None, column=kind, found=cell.before
        )
