"""An RR's columns from a stripped ledger (contract: from the ledger, RR only)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, half_away, show_number
from engine.calc import flik_values, round_column
from engine.data import FlikData
from engine.fill.figures import KOMMUNBIDRAG, Grant, LedgerFigures, grant_of
from engine.fill.plan import FilledCell, FlikFill, MovedCell, content
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn
from engine.model import ColumnKind, Row
from engine.organisation import Kommun
from engine.periods import OccasionKind

_PERIOD_KINDS = (ColumnKind.BUDGET_PERIOD, ColumnKind.UTFALL)
_DELAR_KINDS = (ColumnKind.BUDGET, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
_KINDS: Mapping[OccasionKind, tuple[ColumnKind, ...]] = {
    OccasionKind.MANAD: (ColumnKind.BUDGET,),
    OccasionKind.FORDJUPAD: (ColumnKind.BUDGET,),
    OccasionKind.DELAR: _DELAR_KINDS,
    OccasionKind.ARSBOKSLUT: _DELAR_KINDS,
    OccasionKind.BUDGET: (ColumnKind.BUDGET_FG, ColumnKind.BUDGET),
}


def fill_from_ledger(flik: FlikData, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    """The columns that the occasion takes from the ledger, in whole thousands: an RR's, or those of its period."""
    filled = FlikFill()
    is_period = flik.layout.flik.table.code == "PERIOD"
    for kind in _PERIOD_KINDS if is_period else _KINDS[figures.occasion.kind]:
        column = flik.layout.column(kind)
        if column is None:
            continue
        if not figures.is_booked(kind):
            filled += FlikFill(findings=(_left_alone(flik, column, *figures.source_of(kind)),))
        else:
            filled += _column(flik, column, figures, kommun)
    return filled


def _left_alone(flik: FlikData, column: PlacedColumn, typ: str, year: int) -> Finding:
    text = f"Kolumnen {column.heading} är lämnad som den var: huvudboken har inga rader av typen {typ} för {year}."
    return make_finding("IN04", text, flik=flik.name, column=column.column.kind.value)


def _column(flik: FlikData, column: PlacedColumn, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    kind = column.column.kind
    grant = grant_of(kind, figures, kommun)
    amounts = {**figures.amounts[kind], KOMMUNBIDRAG: grant.ore}
    ore = dict(_exact_cells(flik, column, amounts))
    additive = kommun.installningar.avrundning == "summerbar"
    known = {**_standing_cells(flik, column), **ore}
    together = round_column(flik.layout, column, known, additive=additive)
    rounded = {cell: together[cell] for cell in ore}
    cells, moved = [], []
    for cell, amount in rounded.items():
        label = flik.layout.targets_by_cell[cell].row.label
        exact_ore = half_away(amount.ore)
        cells.append(FilledCell(flik.name, cell, label, kind.value, content(flik, cell), amount.tkr, exact_ore))
        if amount.moved:
            moved.append(MovedCell(flik.name, cell, exact_ore, amount.tkr))
    missing = tuple(_without_row(flik, column, amounts))
    return FlikFill(tuple(cells), tuple(moved), (_told(flik, column, grant), *missing))


def _told(flik: FlikData, column: PlacedColumn, grant: Grant) -> Finding:
    text = f"Kommunbidrag, {column.heading}: {grant.told}"
    return make_finding(
        grant.rule, text, flik=flik.name, row="Kommunbidrag", column=column.column.kind.value
    )  # fmt: skip


def _exact_cells(flik: FlikData, column: PlacedColumn, amounts: Mapping[str, int]) -> Iterator[tuple[Cell, Fraction]]:
    for target in flik.layout.targets:
        if target.column is column and target.formula is None and target.row.row.id in amounts:
            yield target.cell, Fraction(amounts[target.row.row.id])


def _standing_cells(flik: FlikData, column: PlacedColumn) -> Mapping[Cell, Fraction]:
    """What stands in the column's input cells: the rows that the ledger does not fill count in the totals."""
    standing = flik_values(flik).inputs
    return {cell: Fraction(amount) * ORE_PER_TKR for cell, amount in standing.items() if cell.column == column.number}


def _without_row(flik: FlikData, column: PlacedColumn, amounts: Mapping[str, int]) -> Iterator[Finding]:
    """An amount whose row the flik lacks is told of, never dropped in silence."""
    for row_id, ore in amounts.items():
        if ore and flik.layout.row(row_id) is None:
            label = _declared_label(flik, row_id)
            text = f"{label}, {column.heading}: {show_number(Fraction(ore, 100), 2)} kr har ingen rad i fliken."
            yield make_finding("ST04", text, flik=flik.name, row=label, column=column.column.kind.value)


def _declared_label(flik: FlikData, row_id: str) -> str:
    rows: tuple[Row, ...] = flik.layout.flik.table.rows
    return next((row.label for row in rows if row.id == row_id), row_id)
