"""Formulas that several cells have in common: what must happen to the others when one cell is overwritten."""

from collections.abc import Collection, Iterable, Iterator

from engine.addresses import Cell
from engine.formula import moved
from engine.writer.patch.area import corners, holds
from engine.writer.patch.markup import element, quoted, tag_at, without_attributes
from engine.writer.patch.scan import Formula


def area_holding(formulas: Iterable[Formula], cell: Cell) -> str | None:
    """The area of the array formula or data table that the cell is one of several parts of, else None."""
    return next(
        (
            formula.area
            for formula in formulas
            if formula.kind in ("array", "dataTable") and _is_one_of_several(formula.area, cell)
        ),
        None,
    )


def _is_one_of_several(area: str, cell: Cell) -> bool:
    ends = corners(area)
    return ends is not None and ends[0] != ends[1] and holds(ends, cell)


def orphans_made_whole(
    xml: bytes, formulas: Iterable[Formula], overwritten: Collection[Cell]
) -> Iterator[tuple[Formula, bytes]]:
    """The cells that share a formula whose text stands in an overwritten cell, with their own formula instead.

    Every one becomes a plain formula rather than the next one the new bearer: readers disagree on whether the
    text is relative to the cell it stands in or to the corner of its ``ref``, and the two would then differ.
    """
    bearers: dict[str, Formula] = {}
    for formula in formulas:
        if formula.kind != "shared":
            continue
        if formula.text.strip():
            bearers[formula.group] = formula
            continue
        bearer = bearers.get(formula.group)
        if bearer is not None and bearer.cell in overwritten and formula.cell not in overwritten:
            text = moved(bearer.text, bearer.cell, formula.cell)
            tag = without_attributes(tag_at(xml, formula.start), b"t", b"ref", b"si")
            yield formula, element(tag, quoted(text))
