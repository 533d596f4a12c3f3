"""An RR's columns from a stripped ledger (contract: from the ledger, RR only)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import ORE_PER_TKR, exact, half_away, show_number
from engine.calc import round_column
from engine.data import FlikData
from engine.fill.plan import FilledCell, FlikFill, MovedCell, content
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn
from engine.model import ColumnKind, Row
from engine.organisation import Kommun
from engine.periods import Occasion, OccasionKind

KOMMUNBIDRAG = "kommunbidrag"
_DELAR_KINDS = (ColumnKind.BUDGET, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
_KINDS: Mapping[OccasionKind, tuple[ColumnKind, ...]] = {
    OccasionKind.MANAD: (ColumnKind.BUDGET,),
    OccasionKind.FORDJUPAD: (ColumnKind.BUDGET,),
    OccasionKind.DELAR: _DELAR_KINDS,
    OccasionKind.ARSBOKSLUT: _DELAR_KINDS,
    OccasionKind.BUDGET: (ColumnKind.BUDGET_FG, ColumnKind.BUDGET),
}


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What a stripped ledger says of one nämnd.

    Attributes:
        namnd: the nämnd's code.
        occasion, year: what was asked of the ledger.
        amounts: column kind → RR row id → exact öre, report sign.
        booked: every (typ, year) that the ledger has rows of.
        booked_kommunbidrag: every (typ, year) for which the nämnd has rows on kommunbidrag accounts.
    """

    namnd: str
    occasion: Occasion
    year: int
    amounts: Mapping[ColumnKind, Mapping[str, int]]
    booked: frozenset[tuple[str, int]]
    booked_kommunbidrag: frozenset[tuple[str, int]]

    def source_of(self, kind: ColumnKind) -> tuple[str, int]:
        """The typ and year that a column kind is made of."""
        typ = "budget" if kind in (ColumnKind.BUDGET, ColumnKind.BUDGET_FG) else "utfall"
        is_previous = kind in (ColumnKind.UTFALL_FG, ColumnKind.BUDGET_FG)
        return typ, self.year - 1 if is_previous else self.year


def fill_from_ledger(flik: FlikData, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    """The RR flik's columns that the occasion takes from the ledger, in whole thousands."""
    filled = FlikFill()
    for kind in _KINDS[figures.occasion.kind]:
        column = flik.layout.column(kind)
        if column is None:
            continue
        typ, year = figures.source_of(kind)
        if (typ, year) not in figures.booked:
            filled += FlikFill(findings=(_left_alone(flik, column, typ, year),))
        else:
            filled += _column(flik, column, figures, kommun)
    return filled


def _left_alone(flik: FlikData, column: PlacedColumn, typ: str, year: int) -> Finding:
    text = f"Kolumnen {column.heading} är lämnad som den var: huvudboken har inga rader av typen {typ} för {year}."
    return make_finding("IN04", text, flik=flik.name, column=column.column.kind.value)


def _column(flik: FlikData, column: PlacedColumn, figures: LedgerFigures, kommun: Kommun) -> FlikFill:
    kind = column.column.kind
    grant, told = _kommunbidrag(flik, column, figures, kommun)
    amounts = {**figures.amounts[kind], KOMMUNBIDRAG: grant}
    ore = dict(_exact_cells(flik, column, amounts))
    additive = kommun.installningar.avrundning == "summerbar"
    rounded = round_column(flik.layout, column, ore, additive=additive)
    cells, moved = [], []
    for cell, amount in rounded.items():
        label = flik.layout.targets_by_cell[cell].row.label
        exact_ore = half_away(amount.ore)
        cells.append(FilledCell(flik.name, cell, label, kind.value, content(flik, cell), amount.tkr, exact_ore))
        if amount.moved:
            moved.append(MovedCell(flik.name, cell, exact_ore, amount.tkr))
    missing = tuple(_without_row(flik, column, amounts))
    return FlikFill(tuple(cells), tuple(moved), (*told, *missing))


def _exact_cells(flik: FlikData, column: PlacedColumn, amounts: Mapping[str, int]) -> Iterator[tuple[Cell, Fraction]]:
    for target in flik.layout.targets:
        if target.column is column and target.formula is None:
            yield target.cell, Fraction(amounts.get(target.row.row.id, 0))


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


def _kommunbidrag(
    flik: FlikData, column: PlacedColumn, figures: LedgerFigures, kommun: Kommun
) -> tuple[int, tuple[Finding, ...]]:
    """Kommunbidrag in öre: the ledger's if the nämnd has rows on its accounts, else the decision's; and which."""
    kind = column.column.kind
    typ, year = figures.source_of(kind)

    def told(text: str, rule_id: str = "IN05") -> tuple[Finding, ...]:
        place = f"Kommunbidrag, {column.heading}: {text}"
        return (make_finding(rule_id, place, flik=flik.name, row="Kommunbidrag", column=kind.value),)

    if (typ, year) in figures.booked_kommunbidrag:
        return figures.amounts[kind].get(KOMMUNBIDRAG, 0), told("från huvudboken.")
    decided = kommun.beslutat_kommunbidrag(year, figures.namnd, year * 100 + figures.occasion.decision_month)
    if decided is None:
        return 0, told(f"finns varken i huvudboken eller i [kommunbidrag] för {year}; 0 är skrivet.", "AV07")
    months = 12 if typ == "budget" else figures.occasion.month
    share = "" if months == 12 else f", {months}/12 av {show_number(decided)}"
    return _part_of_year(decided, months), told(f"från [kommunbidrag] i kommun.toml{share}.")


def _part_of_year(decided: Decimal, months: int) -> int:
    return half_away(exact(decided) * ORE_PER_TKR * months / 12)
