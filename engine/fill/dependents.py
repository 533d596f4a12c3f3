"""Stored values that follow from changed cells: recomputed where the formula is ours, forgotten where it is not."""

from collections.abc import Sequence
from dataclasses import replace

from engine.calc import flik_values
from engine.data import BookData, CachedValue, CellChange, FlikData, ForgetCached
from engine.fill.affected import Place, affected_formulas
from engine.fill.plan import FilledCell, changed_flik
from engine.fill.standing import Standing
from engine.layout import shared_layout


def dependent_changes(book: BookData, cells: Sequence[FilledCell]) -> tuple[CellChange, ...]:
    """The changes of stored values that filling ``cells`` leads to, on every sheet."""
    written = {(filled.flik, filled.cell): filled.after for filled in cells}
    reached = affected_formulas(book.raw, frozenset(written))
    flikar = _flikar(book, cells)
    asked = {sheet for sheet, _ in reached}
    values = {name: flik_values(flik) for name, flik in flikar.items() if name in asked or _lacks_stored_values(flik)}
    standing = Standing(book.raw, flikar, values, written, reached)
    return tuple(_change(place, standing) for place in sorted(reached))


def _flikar(book: BookData, cells: Sequence[FilledCell]) -> dict[str, FlikData]:
    """The flikar as they have become."""
    touched = {filled.flik for filled in cells}
    changed = (changed_flik(flik, cells) if flik.name in touched else flik for flik in book.flikar)
    return {flik.name: replace(flik, layout=shared_layout(flik.layout)) for flik in changed}


def _lacks_stored_values(flik: FlikData) -> bool:
    """What a formula shows may have to be computed for another that reads it, though nothing it reads has changed."""
    return any(raw.uncached for raw in flik.sheet.cells.values())


def _change(place: Place, standing: Standing) -> CellChange:
    sheet, cell = place
    value = standing.shown(place)
    return ForgetCached(sheet, cell) if value is None else CachedValue(sheet, cell, value)
