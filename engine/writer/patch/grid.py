"""Cells that are not there yet: put in where their row and column belong."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from engine.addresses import Cell
from engine.writer.patch.area import corners, holds, widened
from engine.writer.patch.markup import Splice, closes_itself, element, prefix, tag_at, with_attribute
from engine.writer.patch.scan import RowSpan, SheetMap
from engine.writer.patch.values import Content


def inserted(
    xml: bytes, sheet: SheetMap, contents: Mapping[Cell, Content], heights: Mapping[int, int]
) -> Iterator[Splice]:
    """The splices that put missing cells in; those without content are passed over.

    A new row has its height, in points, if one is given.

    A new cell gets the style its row or its column gives to empty cells, as when somebody types there.
    """
    new = sorted(cell for cell, content in contents.items() if content.xml)
    before = prefix(tag_at(xml, sheet.grid.start))
    rows: list[tuple[int, bytes]] = []
    for number, group in groupby(new, key=lambda cell: cell.row):
        cells = [(cell.column, _new_cell(sheet, cell, contents[cell], before)) for cell in group]
        if number in sheet.rows:
            yield from _into_row(xml, sheet.rows[number], cells)
        else:
            joined = b"".join(xml for _, xml in cells)
            tag = b'<%srow r="%d">' % (before, number)
            high = with_attribute(tag, b"ht", str(heights[number])) if number in heights else tag
            rows.append((number, element(high, joined)))
    yield from _into_grid(xml, sheet, rows)
    yield from _dimension(xml, sheet, new)


def with_content(tag: bytes, content: Content) -> bytes:
    """The cell element of this start tag with a new inside; ``tag`` has no ``t``."""
    kind = tag if content.kind is None else with_attribute(tag, b"t", content.kind)
    return element(kind, content.xml)


def _new_cell(sheet: SheetMap, cell: Cell, content: Content, before: bytes) -> bytes:
    tag = b'<%sc r="%s">' % (before, str(cell).encode())
    style = _style(sheet, cell)
    return with_content(tag if style is None else with_attribute(tag, b"s", style), content)


def _style(sheet: SheetMap, cell: Cell) -> str | None:
    row = sheet.rows.get(cell.row)
    if row is not None and row.attributes.get("customFormat") in ("1", "true"):
        return row.attributes.get("s")
    return next((group.style for group in sheet.columns if group.first <= cell.column <= group.last), None)


def _into_row(xml: bytes, row: RowSpan, cells: list[tuple[int, bytes]]) -> Iterator[Splice]:
    tag = tag_at(xml, row.start)
    new_tag = _with_spans(tag, row.attributes.get("spans", ""), [column for column, _ in cells])
    if closes_itself(tag):
        yield Splice(row.start, row.end, element(new_tag, b"".join(new for _, new in cells)))
        return
    if new_tag != tag:
        yield Splice(row.start, row.start + len(tag), new_tag)
    for column, new in cells:
        place = next((start for other, start in row.cells if other > column), row.inner_end)
        yield Splice(place, place, new)


def _with_spans(tag: bytes, spans: str, columns: list[int]) -> bytes:
    """The row's tag with a ``spans`` hint that holds the new columns, if it has the hint at all."""
    told = [int(number) for number in spans.replace(":", " ").split()]
    if not told or all(min(told) <= column <= max(told) for column in columns):
        return tag
    every = [*told, *columns]
    return with_attribute(tag, b"spans", f"{min(every)}:{max(every)}")


def _into_grid(xml: bytes, sheet: SheetMap, rows: list[tuple[int, bytes]]) -> Iterator[Splice]:
    tag = tag_at(xml, sheet.grid.start)
    if rows and closes_itself(tag):
        yield Splice(sheet.grid.start, sheet.grid.end, element(tag, b"".join(new for _, new in rows)))
        return
    for number, new in rows:
        place = next((start for other, start in sheet.row_starts if other > number), sheet.grid_inner_end)
        yield Splice(place, place, new)


def _dimension(xml: bytes, sheet: SheetMap, new: list[Cell]) -> Iterator[Splice]:
    """The declared used area widened to the new cells: some readers see nothing outside it."""
    if sheet.dimension is None:
        return
    area = corners(sheet.dimension_area)
    if area is not None and not all(holds(area, cell) for cell in new):
        first, last = widened(area, new)
        tag = tag_at(xml, sheet.dimension)
        wide = with_attribute(tag, b"ref", f"{first}:{last}")
        yield Splice(sheet.dimension, sheet.dimension + len(tag), wide)
