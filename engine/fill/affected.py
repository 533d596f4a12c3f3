"""Which formulas of a workbook read a written cell, directly or over other formulas."""

import re
from collections.abc import Iterable, Mapping
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
    formulas = _Formulas(raw)
    reached: set[Place] = set()
    front = set(written)
    while front:
        by_sheet = _by_sheet(front)
        front = {
            place
            for place, references in formulas.that_may_read(by_sheet)
            if place not in reached and place not in written and _reads(place[0], references, by_sheet)
        }
        reached |= front
    return frozenset(reached)


_PLAIN = re.compile(
    r"""(?:\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?![\w(.!])|(?:SUM|IF|IFERROR|AND|COUNT|COUNTA|ABS)\(|FALSE(?![\w(.!])"""
    r"""|"[^"]*"|[0-9.]+(?![\w(!])|[-+*/:,()=<>])*+"""
)
"""Cells of the own sheet, numbers, texts, and functions that read nothing but what they are given."""


class _Formulas:
    """The formulas of a workbook; one that reads its own sheet alone is looked into when that has changed."""

    def __init__(self, raw: RawBook) -> None:
        self._names = {name.casefold(): text for name, text in raw.names.items()}
        self._known: dict[Place, References] = {}
        self._own_sheet: dict[str, list[tuple[Place, str]]] = {}
        for sheet in raw.sheets:
            for cell, found in sheet.cells.items():
                if found.formula is not None:
                    self._add((sheet.name, cell), found.formula)

    def _add(self, place: Place, formula: str) -> None:
        if _PLAIN.fullmatch(formula):
            self._own_sheet.setdefault(place[0].casefold(), []).append((place, formula))
        else:
            self._known[place] = _with_names(read_references(formula), self._names)

    def that_may_read(self, front: _Front) -> Iterable[tuple[Place, References]]:
        """The formulas that changes on these sheets may reach."""
        for sheet in front:
            for place, formula in self._own_sheet.pop(sheet, ()):
                self._known[place] = read_references(formula)
        return self._known.items()


def _by_sheet(places: Iterable[Place]) -> _Front:
    found: dict[str, set[Cell]] = {}
    for sheet, cell in places:
        found.setdefault(sheet.casefold(), set()).add(cell)
    return found


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
