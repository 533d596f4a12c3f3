"""The introductory summary of a report: the totals, and what a small total may hide."""

from collections.abc import Iterator

from engine.calc import FlikValues
from engine.data import FlikData
from engine.formula import references
from engine.layout import PlacedRow
from engine.model import RowKind
from engine.periods import Occasion
from engine.prose.comparison import comparison_sentence
from engine.prose.deviation import deviation_of, deviation_sentence
from engine.prose.flik_drafts import row_told
from engine.prose.spoken import spoken


def summary_sentences(flik: FlikData, values: FlikValues, occasion: Occasion) -> Iterator[str]:
    """What a table comes to: its total and the sum rows right under it, against budget and last year."""
    for placed in _totals(flik):
        told = row_told(flik, values, placed, occasion)
        compared = comparison_sentence(told) if told.is_closed else None
        yield from filter(None, (deviation_sentence(told, named=True), compared))
    if flik.layout.flik.table.code == "RR":
        yield from _hidden(flik, values, occasion)


def _totals(flik: FlikData) -> Iterator[PlacedRow]:
    total = flik.layout.flik.table.total
    if total is None:
        return
    under = {ref.row for ref in references(total.formula)}
    for placed in reversed(flik.layout.rows):
        if placed.row.id == total.id or (placed.row.kind is RowKind.SUM and placed.row.id in under):
            yield placed


def _hidden(flik: FlikData, values: FlikValues, occasion: Occasion) -> Iterator[str]:
    """Deviations that take each other out in the total."""
    inputs = [placed for placed in flik.layout.rows if placed.row.kind is RowKind.INPUT]
    found = [deviation_of(row_told(flik, values, placed, occasion)) or 0 for placed in inputs]
    best, worst = spoken(max(0, *found)), spoken(min(0, *found))
    if best and worst:
        yield f"Den största positiva avvikelsen per kontogrupp är {best} och den största negativa {worst}."
