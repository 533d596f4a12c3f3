"""FO: the formulas people write in cells that are meant for amounts."""

import re
from collections.abc import Iterator, Mapping

from engine.addresses import Cell
from engine.findings import Finding
from engine.formula import read_references
from engine.layout import PlacedTarget
from engine.rules.scope import BookScope, FlikScope, finding_at

_OTHER_BOOK = re.compile(r"\[[^\]]+\][^!]*!")


def check_written_formulas(scope: BookScope) -> Iterator[Finding]:
    """FO05 for an amount fetched from another workbook, FO06 for a formula that comes back to itself."""
    for flik in scope.flikar:
        written = {
            target.cell: (target, raw.formula)
            for target, raw in flik.raws()
            if raw.formula is not None and target.formula is None
        }
        for target, formula in written.values():
            if _OTHER_BOOK.search(formula):
                text = f"formeln ={formula} hämtar beloppet ur en annan bok."
                yield finding_at("FO05", flik.data, target, text, found=f"={formula}")
        if written:
            yield from _circular(flik, written)


def _circular(flik: FlikScope, written: Mapping[Cell, tuple[PlacedTarget, str]]) -> Iterator[Finding]:
    """One finding for each ring, at the first cell of it that somebody wrote."""
    reads: dict[Cell, frozenset[Cell]] = {
        cell: frozenset(part for part, _ in parts) for cell, parts in flik.data.layout.sums.items()
    }
    for cell, (_, formula) in written.items():
        reads[cell] = frozenset(_read_by(formula, flik))
    told: set[Cell] = set()
    for cell, (target, formula) in written.items():
        ring = _reached(cell, reads)
        if cell in ring and cell not in told:
            told |= {other for other in ring if cell in _reached(other, reads)}
            text = f"formeln ={formula} läser ett belopp som cellen själv ingår i."
            yield finding_at("FO06", flik.data, target, text, found=f"={formula}")


def _read_by(formula: str, flik: FlikScope) -> Iterator[Cell]:
    """The amount cells of the flik that a formula reads, whatever it does with them."""
    name, rectangles = flik.data.name, read_references(formula).rectangles
    for cell in flik.data.layout.targets_by_cell:
        if any(rectangle.covers(name, cell, name) for rectangle in rectangles):
            yield cell


def _reached(start: Cell, reads: Mapping[Cell, frozenset[Cell]]) -> frozenset[Cell]:
    """Every cell that a cell reads, directly or through others."""
    reached: set[Cell] = set()
    waiting = list(reads.get(start, ()))
    while waiting:
        cell = waiting.pop()
        if cell not in reached:
            reached.add(cell)
            waiting.extend(reads.get(cell, ()))
    return frozenset(reached)
