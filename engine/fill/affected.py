"""Which formulas of a workbook read a written cell, directly or over other formulas."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from engine.addresses import Cell
from engine.data import RawBook
from engine.formula import Reference, References, read_references

Place = tuple[str, Cell]
_Front = Mapping[str, AbstractSet[Cell]]
"""Cells by their tab's name, folded."""


def affected_formulas(raw: RawBook, written: frozenset[Place]) -> frozenset[Place]:
    """Every formula cell that is reached from the written ones, those left out."""
    formulas = dict(_references(raw))
    reached: set[Place] = set()
    front = set(written)
    while front:
        by_sheet = _by_sheet(front)
        front = {
            place
            for place, references in formulas.items()
            if place not in reached and place not in written and _reads(place[0], references, by_sheet)
        }
        reached |= front
    return frozenset(reached)


def _by_sheet(places: Iterable[Place]) -> _Front:
    found: dict[str, set[Cell]] = {}
    for sheet, cell in places:
        found.setdefault(sheet.casefold(), set()).add(cell)
    return found


def _references(raw: RawBook) -> Iterator[tuple[Place, References]]:
    names = {name.casefold(): text for name, text in raw.names.items()}
    for sheet in raw.sheets:
        for cell, found in sheet.cells.items():
            if found.formula is not None:
                yield (sheet.name, cell), _with_names(read_references(found.formula), names)


def _with_names(references: References, names: Mapping[str, str]) -> References:
    """The references with defined names (casefolded) replaced by what they stand for; an unknown may be anything."""
    for name in references.names:
        text = names.get(name.casefold())
        inner = read_references(text.lstrip("=")) if text is not None else None
        references = replace(
            references,
            rectangles=references.rectangles + (inner.rectangles if inner else ()),
            opaque=references.opaque or inner is None or inner.opaque or bool(inner.names),
        )
    return references


def _reads(own: str, references: References, front: _Front) -> bool:
    return references.opaque or any(_covers(rectangle, own, front) for rectangle in references.rectangles)


def _covers(rectangle: Reference, own: str, front: _Front) -> bool:
    sheet = (own if rectangle.sheet is None else rectangle.sheet).casefold()
    cells = front.get(sheet, frozenset())
    if rectangle.first == rectangle.last:
        return rectangle.first in cells
    return any(rectangle.covers(sheet, cell, own) for cell in cells)
