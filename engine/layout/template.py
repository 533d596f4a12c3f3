"""The places a new workbook gives a flik's rows and columns."""

from collections.abc import Iterator
from functools import cache, lru_cache

from engine.addresses import Cell
from engine.layout.placed import FlikLayout, PlacedColumn, PlacedRow
from engine.model import Flik, Row, RowKind, Sign

TITLE_CELL = Cell(1, 1)
NAMND_CELL = Cell(2, 2)
OCCASION_CELL = Cell(3, 2)
NOTE_CELL = Cell(4, 1)
HEADING_ROW = 6
CLOSING = Row(kind=RowKind.CLOSING)


@lru_cache(maxsize=256)  # every nämnd gets the same flikar
def template_layout(flik: Flik, year: int) -> FlikLayout:
    """The layout that ``mall`` writes: labels in A, amounts from B, the comments after them."""
    rows = tuple(_placed(flik, year))
    columns = tuple(
        PlacedColumn(column, column.shown(year), number) for number, column in enumerate(flik.columns, start=2)
    )
    last = rows[-1].number
    ends = {placed.block: placed.number for placed in rows if placed.block and placed.row.kind is RowKind.CLOSING}
    return FlikLayout(
        flik=flik,
        sheet=flik.name,
        year=year,
        heading_row=HEADING_ROW,
        label_column=1,
        rows=rows,
        columns=columns,
        comment_column=2 + len(columns),
        occasion_cell=OCCASION_CELL,
        block_ends=ends,
        beside=tuple(
            PlacedColumn(column, column.shown(year), number)
            for number, column in enumerate(flik.beside, start=3 + len(columns))
        ),
        check_row=last + 2,
    )


def _placed(flik: Flik, year: int) -> Iterator[PlacedRow]:
    number = HEADING_ROW
    for row in flik.table.rows:
        number += 1
        yield PlacedRow(row, row.shown(year), number)
        if not row.slots:
            continue
        for _ in range(row.slots):
            number += 1
            yield PlacedRow(project_of(row), "", number, row.id)
        number += 1
        yield PlacedRow(CLOSING, "", number, row.id)


def project_of(owner: Row) -> Row:
    """The declaration of a project row: people fill it in, with the sign of the row that owns its block."""
    return _project(owner.sign)


@cache  # one declaration for all of them, so that two layouts with the same rows are equal
def _project(sign: Sign) -> Row:
    return Row(kind=RowKind.PROJECT, sign=sign)
