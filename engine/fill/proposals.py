"""Proposals for the forecast, written beside the comments and never into the forecast itself."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, half_away
from engine.calc import Amount, Booked, derived_values, round_column, seasonal_proposal, straight_proposal
from engine.data import FlikData
from engine.fill.figures import KOMMUNBIDRAG, LedgerFigures, grant_of
from engine.fill.plan import CellSource, FilledCell, FlikFill, SourceKind, content
from engine.findings import make_finding
from engine.layout import FlikLayout, PlacedColumn
from engine.model import ColumnKind
from engine.organisation import Kommun

_Proposal = Mapping[str, Fraction | None]
"""Per row id the proposed whole year in öre; None where none can be made."""

_HOW: Mapping[ColumnKind, str] = {
    ColumnKind.FORSLAG_RAK: "utfallet hittills och budgeten för månaderna som återstår.",
    ColumnKind.FORSLAG_SASONG: "utfallet hittills genom samma månaders andel av förra årets utfall.",
}


def propose_from_ledger(flik: FlikData, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    """The proposals of a flik that has room for them; a proposal that can no longer be made is taken away."""
    prognos = flik.layout.column(ColumnKind.PROGNOS)
    if prognos is None:
        return FlikFill()
    booked = _booked_rows(figures, kommun) if figures.is_booked(ColumnKind.UTFALL) else {}
    additive = kommun.installningar.avrundning == "summerbar"
    cells: list[FilledCell] = []
    for kind, proposal in _proposals(booked, figures).items():
        column = flik.layout.column(kind)
        if column is not None:
            amounts = _whole_thousands(flik.layout, prognos, proposal, additive=additive)
            cells.extend(_cells(flik, prognos, column, amounts))
    return FlikFill(beside=tuple(cells)) + _told(flik, cells)


def _told(flik: FlikData, cells: list[FilledCell]) -> FlikFill:
    filled = [filled for filled in cells if filled.after is not None]
    if not filled:
        return FlikFill()
    text = f"Förslag till prognos står till höger om kommentarerna ({filled[0].cell}–{filled[-1].cell})."
    return FlikFill(findings=(make_finding("IN07", text, flik=flik.name, cell=filled[0].cell),))


def _booked_rows(figures: LedgerFigures, kommun: Kommun) -> dict[str, Booked]:
    rows = {row_id: _booked(row_id, figures) for row_id in figures.amounts[ColumnKind.UTFALL]}
    if ("utfall", figures.year) not in figures.booked_kommunbidrag:
        whole = Fraction(grant_of(ColumnKind.BUDGET, figures, kommun).ore)
        # paid one twelfth a month, so the year is the decision whatever the season
        rows[KOMMUNBIDRAG] = Booked(whole, whole, whole, whole, whole)
    elif ("budget", figures.year) not in figures.booked_kommunbidrag:
        whole, part = (
            Fraction(grant_of(kind, figures, kommun).ore) for kind in (ColumnKind.BUDGET, ColumnKind.BUDGET_PERIOD)
        )
        own = rows[KOMMUNBIDRAG]
        rows[KOMMUNBIDRAG] = Booked(whole, part, own.utfall, own.utfall_fg, own.utfall_fg_helar)
    return rows


def _booked(row_id: str, figures: LedgerFigures) -> Booked:
    def ore(kind: ColumnKind) -> Fraction:
        return Fraction(figures.amounts[kind].get(row_id, 0))

    previous = figures.whole_previous
    return Booked(
        budget=ore(ColumnKind.BUDGET) if figures.is_booked(ColumnKind.BUDGET) else None,
        budget_period=ore(ColumnKind.BUDGET_PERIOD),
        utfall=ore(ColumnKind.UTFALL),
        utfall_fg=ore(ColumnKind.UTFALL_FG),
        utfall_fg_helar=None if previous is None else Fraction(previous.get(row_id, 0)),
    )


def _proposals(booked: Mapping[str, Booked], figures: LedgerFigures) -> Mapping[ColumnKind, _Proposal]:
    month = figures.occasion.month
    has_budget = figures.is_booked(ColumnKind.BUDGET)
    has_previous = figures.whole_previous is not None
    return {
        ColumnKind.FORSLAG_RAK: {i: straight_proposal(row) for i, row in booked.items()} if has_budget else {},
        ColumnKind.FORSLAG_SASONG: (
            {i: seasonal_proposal(row, _even(i, month, figures)) for i, row in booked.items()} if has_previous else {}
        ),
    }


def _even(row_id: str, month: int, figures: LedgerFigures) -> int:
    """The month whose even pace a season is measured by; a decided kommunbidrag is the whole year's already."""
    is_decided = row_id == KOMMUNBIDRAG and ("utfall", figures.year) not in figures.booked_kommunbidrag
    return 12 if is_decided else month


def _whole_thousands(
    layout: FlikLayout, prognos: PlacedColumn, proposal: _Proposal, *, additive: bool
) -> Mapping[Cell, Amount]:
    """The proposal in the forecast's cells, sums too, in tkr; a row without one, and its sums, are left out."""
    inputs = {t.cell: t.row.row.id for t in layout.targets if t.column is prognos and t.formula is None}
    known = {cell: ore for cell, row_id in inputs.items() if (ore := proposal.get(row_id)) is not None}
    if len(known) == len(inputs):
        rounded = {cell: found.tkr for cell, found in round_column(layout, prognos, known, additive=additive).items()}
    else:
        rounded = {cell: half_away(ore / ORE_PER_TKR) for cell, ore in known.items()}
    sums = derived_values(layout, rounded)
    whole = {cell: value for cell, value in sums.items() if cell.column == prognos.number}
    return {**rounded, **{cell: value for cell, value in whole.items() if _rests_on(layout, cell, rounded)}}


def _rests_on(layout: FlikLayout, cell: Cell, known: Mapping[Cell, int]) -> bool:
    """Whether a cell is known, or a sum of such cells alone."""
    parts = layout.sums.get(cell)
    return cell in known if parts is None else all(_rests_on(layout, part, known) for part, _ in parts)


def _cells(
    flik: FlikData, prognos: PlacedColumn, column: PlacedColumn, amounts: Mapping[Cell, Amount]
) -> Iterator[FilledCell]:
    for target in flik.layout.beside_targets:
        if target.column is not column:
            continue
        value = amounts.get(Cell(target.cell.row, prognos.number))
        before, after = content(flik, target.cell), None if value is None else int(value)
        if before is not None or after is not None:
            kind = column.column.kind.value
            source = CellSource(SourceKind.FORSLAG, told=_HOW[column.column.kind])
            yield FilledCell(flik.name, target.cell, target.row.label, kind, before, after, source=source)
