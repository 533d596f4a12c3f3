"""A flik as the table people read."""

from collections.abc import Iterator

from engine.addresses import Cell
from engine.calc.values import FlikValues
from engine.data import PRELIMINARY, FlikData, RowView, TableView
from engine.layout import PlacedRow
from engine.model import ColumnKind, RowKind

_ROOM = (RowKind.BLANK, RowKind.CLOSING)
_PRELIMINARY_SENTENCES = {
    ColumnKind.UTFALL: "Utfallet är preliminärt.",
    ColumnKind.UTFALL_FG: "Förra årets utfall är preliminärt.",
}


def table_view(flik: FlikData, values: FlikValues, title: str, *, all_rows: bool) -> TableView:
    """The table of a flik, amounts in tkr.

    Args:
        flik: the recognised flik.
        values: its amounts.
        title: for captions.
        all_rows: keep empty project rows and categories without projects.
    """
    layout = flik.layout
    rows = [placed for placed in layout.rows if placed.row.kind not in _ROOM]
    shown = [placed for placed in rows if all_rows or _is_shown(flik, placed)]
    return TableView(
        code=layout.flik.table.code,
        title=title,
        flik=flik.name,
        headings=("Belopp i tkr", *(column.heading for column in layout.columns)),
        rows=tuple(_row_view(flik, values, placed) for placed in shown),
        note=" ".join(_notes(flik, values)),
    )


def _notes(flik: FlikData, values: FlikValues) -> Iterator[str]:
    """One sentence for every outcome with amounts that the nämnd has not decided yet."""
    for kind, sentence in _PRELIMINARY_SENTENCES.items():
        column = flik.layout.column(kind)
        if column is None or flik.marks.get(kind) != PRELIMINARY:
            continue
        if any(cell.column == column.number for cell in values.inputs):
            yield sentence


def _is_shown(flik: FlikData, placed: PlacedRow) -> bool:
    if placed.row.kind is RowKind.PROJECT:
        return bool(placed.label) or has_amounts(flik, placed)
    if placed.row.kind is RowKind.CATEGORY:
        return any(_is_shown(flik, project) for project in flik.layout.projects(placed.row.id))
    return True


def has_amounts(flik: FlikData, placed: PlacedRow) -> bool:
    """Whether any input cell of the row is filled."""
    return any(t.row is placed and t.formula is None and flik.is_filled(t.cell) for t in flik.layout.targets)


def _row_view(flik: FlikData, values: FlikValues, placed: PlacedRow) -> RowView:
    cells = (Cell(placed.number, column.number) for column in flik.layout.columns)
    amounts = tuple(_plain(values, cell) for cell in cells)
    return RowView(placed.label, placed.row.kind, amounts, comment_of(flik, placed))


def _plain(values: FlikValues, cell: Cell) -> int | float | None:
    value = values.values.get(cell)
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def comment_of(flik: FlikData, placed: PlacedRow) -> str:
    """What the comment cell beside a row says."""
    if flik.layout.comment_column is None:
        return ""
    said = flik.raw(Cell(placed.number, flik.layout.comment_column)).value
    return said.strip() if isinstance(said, str) else ""
