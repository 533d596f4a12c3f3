"""Row labels of a sheet matched with the declared rows, projects between them included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.addresses import Cell
from engine.data import UnknownRow
from engine.layout import PlacedColumn, PlacedRow, label_names
from engine.layout.template import CLOSING, project_of
from engine.model import Row, RowKind, Table
from engine.reader.grid import Grid
from engine.text import fold


@dataclass(frozen=True, slots=True)
class MatchedRows:
    """How a sheet's rows answer to a table's.

    Attributes:
        rows: declared rows, projects and closing rows, from top to bottom.
        block_ends: per block the last row of its SUM range.
        unknown: rows with amounts that nobody declared.
    """

    rows: tuple[PlacedRow, ...]
    block_ends: Mapping[str, int]
    unknown: tuple[UnknownRow, ...]


def match_rows(grid: Grid, table: Table, columns: Sequence[PlacedColumn], year: int) -> MatchedRows:
    """Find every declared row by its label; rows between a block's owner and the next declared row are projects."""
    declared = _declared_rows(grid, table, year)
    placed: list[PlacedRow] = []
    unknown: list[UnknownRow] = []
    ends: dict[str, int] = {}
    for at, (number, row) in enumerate(declared):
        following = declared[at + 1][0] if at + 1 < len(declared) else None
        placed.append(PlacedRow(row, grid.labels[number], number))
        between = range(number + 1, following or (grid.last_row + 1 if row.slots else number + 1))
        if row.slots:
            placed.extend(_block(grid, row, between, columns))
            ends[row.id] = placed[-1].number
        else:
            unknown.extend(_unknown_rows(grid, between, columns))
    return MatchedRows(tuple(placed), ends, tuple(unknown))


def _declared_rows(grid: Grid, table: Table, year: int) -> list[tuple[int, Row]]:
    """The declared rows found, with their sheet rows; the first row of a label counts."""
    by_name = _rows_by_name(table, year)
    found: dict[str, tuple[int, Row]] = {}
    for number, label in grid.labels.items():
        row = by_name.get(fold(label).rstrip(":"))
        if row is not None:
            found.setdefault(row.id, (number, row))
    return sorted(found.values(), key=lambda item: item[0])


@lru_cache(maxsize=256)
def _rows_by_name(table: Table, year: int) -> Mapping[str, Row]:
    return {name: row for row in table.rows if row.label for name in label_names(row, year)}


def _amount_cells(grid: Grid, number: int, columns: Sequence[PlacedColumn]) -> tuple[Cell, ...]:
    cells = (Cell(number, column.number) for column in columns)
    return tuple(cell for cell in cells if cell in grid.sheet.cells)


def _block(grid: Grid, owner: Row, between: range, columns: Sequence[PlacedColumn]) -> Iterator[PlacedRow]:
    """Project rows, then the closing row: the last one when it is wholly empty."""
    project = project_of(owner)
    for number in between:
        label = grid.labels.get(number, "")
        is_closing = number == between[-1] and not label and not _amount_cells(grid, number, columns)
        yield PlacedRow(CLOSING if is_closing else project, label, number, owner.id)


def _unknown_rows(grid: Grid, between: range, columns: Sequence[PlacedColumn]) -> Iterator[UnknownRow]:
    for number in between:
        cells = _amount_cells(grid, number, columns)
        if cells:
            yield UnknownRow(grid.labels.get(number, ""), number, cells)


@lru_cache(maxsize=256)
def declared_labels(table: Table, year: int) -> frozenset[str]:
    """The folded labels of a table's rows."""
    return frozenset(
        name for row in table.rows if row.label and row.kind is not RowKind.BLANK for name in label_names(row, year)
    )
