"""An RR's columns from a stripped ledger (contract: from the ledger, RR only)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import kronor
from engine.data import FlikData
from engine.fill.figures import KOMMUNBIDRAG, Grant, LedgerFigures, grant_of
from engine.fill.plan import CellSource, FlikFill, SourceKind
from engine.fill.whole_column import left_alone, whole_column
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn
from engine.model import ColumnKind, Row
from engine.organisation import Kommun
from engine.periods import OccasionKind

_PERIOD_KINDS = (ColumnKind.BUDGET_PERIOD, ColumnKind.UTFALL)
_DELAR_KINDS = (ColumnKind.BUDGET, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
LEDGER_KINDS: Mapping[OccasionKind, tuple[ColumnKind, ...]] = {
    OccasionKind.MANAD: (ColumnKind.BUDGET,),
    OccasionKind.FORDJUPAD: (ColumnKind.BUDGET,),
    OccasionKind.DELAR: _DELAR_KINDS,
    OccasionKind.ARSBOKSLUT: _DELAR_KINDS,
    OccasionKind.BUDGET: (ColumnKind.BUDGET_FG, ColumnKind.BUDGET),
}
"""The columns of an RR, and of the investments, that a ledger fills at an occasion."""


def fill_from_ledger(flik: FlikData, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    """The columns that the occasion takes from the ledger, in whole thousands: an RR's, or those of its period."""
    filled = FlikFill()
    is_period = flik.layout.flik.table.code == "PERIOD"
    for kind in _PERIOD_KINDS if is_period else LEDGER_KINDS[figures.occasion.kind]:
        column = flik.layout.column(kind)
        if column is None:
            continue
        if not figures.is_booked(kind):
            filled += FlikFill(findings=(left_alone(flik, column, *figures.source_of(kind)),))
        else:
            filled += _column(flik, column, figures, kommun)
    return filled


def _column(flik: FlikData, column: PlacedColumn, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    kind = column.column.kind
    grant = grant_of(kind, figures, kommun)
    amounts = {**figures.amounts[kind], KOMMUNBIDRAG: grant.ore}
    exact = dict(_exact_cells(flik, column, amounts))
    sources = {cell: _source_of(flik.layout.targets_by_cell[cell].row.row.id, grant) for cell in exact}
    filled = whole_column(flik, column, exact, sources, kommun)
    missing = tuple(_without_row(flik, column, amounts))
    return filled + FlikFill(findings=(_told(flik, column, grant), *missing))


def _source_of(row_id: str, grant: Grant) -> CellSource:
    if row_id == KOMMUNBIDRAG and not grant.booked:
        return CellSource(SourceKind.BESLUT, told=grant.told)
    return CellSource(SourceKind.HUVUDBOK, group=row_id)


def _told(flik: FlikData, column: PlacedColumn, grant: Grant) -> Finding:
    text = f"Kommunbidrag, {column.heading}: {grant.told}"
    return make_finding(
        grant.rule, text, flik=flik.name, row="Kommunbidrag", column=column.column.kind.value
    )  # fmt: skip


def _exact_cells(flik: FlikData, column: PlacedColumn, amounts: Mapping[str, int]) -> Iterator[tuple[Cell, Fraction]]:
    for target in flik.layout.targets:
        if target.column is column and target.formula is None and target.row.row.id in amounts:
            yield target.cell, Fraction(amounts[target.row.row.id])


def _without_row(flik: FlikData, column: PlacedColumn, amounts: Mapping[str, int]) -> Iterator[Finding]:
    """An amount whose row the flik lacks is told of, never dropped in silence."""
    for row_id, ore in amounts.items():
        if ore and flik.layout.row(row_id) is None:
            label = _declared_label(flik, row_id)
            text = f"{label}, {column.heading}: {kronor(ore)} kr har ingen rad i fliken."
            yield make_finding("ST04", text, flik=flik.name, row=label, column=column.column.kind.value)


def _declared_label(flik: FlikData, row_id: str) -> str:
    rows: tuple[Row, ...] = flik.layout.flik.table.rows
    return next((row.label for row in rows if row.id == row_id), row_id)
