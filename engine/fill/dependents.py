"""Stored values that follow from changed cells: recomputed where the formula is ours, forgotten where it is not."""

from collections.abc import Sequence

from engine.calc import flik_values
from engine.data import BookData, CachedValue, CellChange, ForgetCached
from engine.fill.affected import Place, affected_formulas
from engine.fill.plan import FilledCell, changed_flik
from engine.fill.standing import Standing


def dependent_changes(book: BookData, cells: Sequence[FilledCell]) -> tuple[CellChange, ...]:
    """The changes of stored values that filling ``cells`` leads to, on every sheet."""
    written = {(filled.flik, filled.cell): filled.after for filled in cells}
    reached = affected_formulas(book.raw, frozenset(written))
    flikar = {flik.name: changed_flik(flik, cells) for flik in book.flikar}
    values = {name: flik_values(flik) for name, flik in flikar.items()}
    standing = Standing(book.raw, flikar, values, written, reached)
    return tuple(_change(place, standing) for place in sorted(reached))


def _change(place: Place, standing: Standing) -> CellChange:
    sheet, cell = place
    value = standing.shown(place)
    return ForgetCached(sheet, cell) if value is None else CachedValue(sheet, cell, value)
