"""One column of a flik in whole thousands, with the one rounding, from exact öre."""

from collections.abc import Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, half_away
from engine.calc import flik_values, round_column
from engine.data import FlikData
from engine.fill.plan import CellSource, FilledCell, FlikFill, MovedCell, content
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn
from engine.organisation import Kommun


def whole_column(
    flik: FlikData,
    column: PlacedColumn,
    exact: Mapping[Cell, Fraction],
    sources: Mapping[Cell, CellSource],
    kommun: Kommun,
) -> FlikFill:
    """The cells of a column that are written, and those that summerbar rounding moved.

    Args:
        flik: as it stands; input cells without an exact amount count in the totals with what they hold.
        column: the column.
        exact: öre, report sign, by input cell.
        sources: where each of the amounts comes from.
        kommun: says how to round.
    """
    additive = kommun.installningar.avrundning == "summerbar"
    together = round_column(flik.layout, column, {**_standing_cells(flik, column), **exact}, additive=additive)
    cells, moved = [], []
    for cell in exact:
        amount = together[cell]
        row, kind = flik.layout.targets_by_cell[cell].row.label, column.column.kind.value
        ore = half_away(amount.ore)
        before = content(flik, cell)
        cells.append(FilledCell(flik.name, cell, row, kind, before, amount.tkr, ore, sources.get(cell)))
        if amount.moved:
            moved.append(MovedCell(flik.name, cell, ore, amount.tkr))
    return FlikFill(tuple(cells), tuple(moved))


def left_alone(flik: FlikData, column: PlacedColumn, typ: str, year: int, lacking: str = "inga rader") -> Finding:
    """That a column is left as it was for want of rows of its typ and year."""
    text = f"Kolumnen {column.heading} är lämnad som den var: huvudboken har {lacking} av typen {typ} för {year}."
    return make_finding("IN04", text, flik=flik.name, column=column.column.kind.value)


def _standing_cells(flik: FlikData, column: PlacedColumn) -> Mapping[Cell, Fraction]:
    """What stands in the column's input cells: the rows that the ledger does not fill count in the totals."""
    standing = flik_values(flik).inputs
    return {cell: Fraction(amount) * ORE_PER_TKR for cell, amount in standing.items() if cell.column == column.number}
