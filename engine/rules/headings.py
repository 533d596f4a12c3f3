"""ST22: does each heading stand above its own column."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from engine.addresses import Cell
from engine.calc import Likeness, Origin, compare_formula
from engine.data import FlikData
from engine.findings import Finding, make_finding
from engine.layout import FlikLayout, PlacedColumn
from engine.rules.scope import BookScope, FlikScope

_FEWEST_FORMULAS = 2
"""So many formulas have to agree before two headings, and not a formula, are said to be wrong."""

Pair = tuple[PlacedColumn, PlacedColumn]


def check_headings(scope: BookScope) -> Iterator[Finding]:
    """ST22 once for two headings that have changed places: the formulas read the columns the other way round."""
    for flik in scope.flikar:
        pair = _exchanged(flik.data) if _has_strange_formulas(flik) else None
        if pair is not None:
            yield _finding(flik.data, *pair)


def _has_strange_formulas(flik: FlikScope) -> bool:
    """Enough formulas that are not the declared ones, or that stand among the amounts that people fill in."""
    if flik.values.origins.isdisjoint((Origin.CHANGED, Origin.CONSTANT)):
        return False
    changed = sum(derived.origin is Origin.CHANGED for derived in flik.values.derived.values())
    among = sum(bool(flik.data.raw(target.cell).formula) for target in flik.data.layout.input_targets)
    return changed + among >= _FEWEST_FORMULAS


def _exchanged(flik: FlikData) -> Pair | None:
    """The two columns with whose headings exchanged most of the formulas would be the declared ones."""
    return next((pair for pair in combinations(flik.layout.columns, 2) if _is_explained(flik, *pair)), None)


def _is_explained(flik: FlikData, one: PlacedColumn, other: PlacedColumn) -> bool:
    texts, meant = flik.layout.formula_texts, replace(flik, layout=_with_exchanged(flik.layout, one, other))
    moved = [c for c, text in meant.layout.formula_texts.items() if text != texts.get(c) and flik.raw(c).formula]
    telling = [cell for cell in moved if not (_is_declared(meant, cell) and _is_declared(flik, cell))]
    explained = sum(_is_declared(meant, cell) for cell in telling)
    return explained >= _FEWEST_FORMULAS and 2 * explained > len(telling)


def _is_declared(flik: FlikData, cell: Cell) -> bool:
    target, written = flik.layout.targets_by_cell[cell], flik.raw(cell).formula or ""
    return target.formula is not None and compare_formula(flik, target, written) is Likeness.SAME


def _with_exchanged(layout: FlikLayout, one: PlacedColumn, other: PlacedColumn) -> FlikLayout:
    columns = {one: replace(one, column=other.column), other: replace(other, column=one.column)}
    return replace(layout, columns=tuple(columns.get(column, column) for column in layout.columns))


def _finding(flik: FlikData, one: PlacedColumn, other: PlacedColumn) -> Finding:
    row = flik.layout.heading_row
    cell, next_cell = Cell(row, one.number), Cell(row, other.number)
    text = (
        f"Rubrikerna ”{one.heading}” i {cell} och ”{other.heading}” i {next_cell} har bytt plats; formlerna räknar "
        "med kolumnerna tvärtom."
    )
    return make_finding(
        "ST22", text, flik=flik.name, cell=cell, column=one.column.kind.value, found=one.heading,
        expected=other.heading, remedy=f"Skriv ”{other.heading}” i {cell} och ”{one.heading}” i {next_cell}.",
    )  # fmt: skip
