"""ST22: does each heading stand above its own column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from engine.addresses import Cell
from engine.calc import Derived, Likeness, Origin, compare_formula
from engine.data import FlikData
from engine.findings import Finding, make_finding
from engine.layout import FlikLayout, PlacedColumn
from engine.rules.scope import BookScope

_FEWEST_FORMULAS = 2
"""So many formulas have to agree before two headings, and not a formula, are said to be wrong."""

Pair = tuple[PlacedColumn, PlacedColumn]


def check_headings(scope: BookScope) -> Iterator[Finding]:
    """ST22 once for two headings that have changed places: the formulas read the columns the other way round."""
    for flik in (each for each in scope.flikar if Origin.CHANGED in each.values.origins):
        changed = [derived for derived in flik.values.derived.values() if derived.origin is Origin.CHANGED]
        pair = _exchanged(flik.data, changed) if len(changed) >= _FEWEST_FORMULAS else None
        if pair is not None:
            yield _finding(flik.data, *pair)


def _exchanged(flik: FlikData, changed: Sequence[Derived]) -> Pair | None:
    """The two filled columns with whose headings exchanged most of the formulas would be the declared ones."""
    filled = [column for column in flik.layout.columns if column.column.formula is None]
    return next((pair for pair in combinations(filled, 2) if _is_explained(flik, changed, *pair)), None)


def _is_explained(flik: FlikData, changed: Sequence[Derived], one: PlacedColumn, other: PlacedColumn) -> bool:
    meant, texts = _with_exchanged(flik.layout, one, other), flik.layout.formula_texts
    moved = [cell for cell, text in meant.formula_texts.items() if text != texts[cell] and flik.raw(cell).formula]
    same = [derived for derived in changed if _is_declared(replace(flik, layout=meant), derived.target.cell)]
    return len(same) >= _FEWEST_FORMULAS and 2 * len(same) > len(moved)


def _is_declared(flik: FlikData, cell: Cell) -> bool:
    target, written = flik.layout.targets_by_cell[cell], flik.raw(cell).formula or ""
    return compare_formula(flik, target, written) is Likeness.SAME


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
