"""A rectangle of cells as a file writes it: ``A1:C5``, or ``A1`` for one cell."""

from collections.abc import Iterable

from engine.addresses import Cell, parse_cell

Corners = tuple[Cell, Cell]


def corners(area: str) -> Corners | None:
    """The upper left and the lower right cell; None when the text is no such area."""
    first_text, _, last_text = area.partition(":")
    first = parse_cell(first_text)
    last = parse_cell(last_text or first_text)
    return None if first is None or last is None else (first, last)


def holds(area: Corners, cell: Cell) -> bool:
    """Whether the cell is in the area."""
    first, last = area
    return first.row <= cell.row <= last.row and first.column <= cell.column <= last.column


def widened(area: Corners, cells: Iterable[Cell]) -> Corners:
    """The smallest area that holds the area and the cells."""
    every = [*area, *cells]
    rows, columns = [cell.row for cell in every], [cell.column for cell in every]
    return Cell(min(rows), min(columns)), Cell(max(rows), max(columns))
