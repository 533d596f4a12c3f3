"""The rows of two flikar that are the same row: declared ones by their id, projects by category and name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from engine.data import FlikData
from engine.data.history import HistoryLine
from engine.layout import FlikLayout, PlacedRow, label_names
from engine.model import RowKind, Table
from engine.text import fold


class RowKey(NamedTuple):
    """What a row is called, whichever flik it stands in.

    Attributes:
        block: for a project, the id of the row that owns its block; else empty.
        name: the folded name of a project, the id of any other row.
        nth: 0 for the first project of that name in its block, 1 for the second.
    """

    block: str
    name: str
    nth: int = 0


def keyed_rows(layout: FlikLayout) -> Iterator[tuple[RowKey, PlacedRow]]:
    """Every declared row and every named project of a flik."""
    seen: Counter[tuple[str, str]] = Counter()
    for placed in layout.rows:
        if placed.row.id:
            yield RowKey("", placed.row.id), placed
        elif placed.row.kind is RowKind.PROJECT and placed.block and placed.label:
            yield _counted(seen, placed.block, placed.label), placed


def keyed_lines(lines: Iterable[HistoryLine], table: Table, year: int) -> Iterator[tuple[RowKey, HistoryLine]]:
    """Lines of one occasion, one table and one column kind, by the row they belong to.

    A label nobody declares any more becomes a key that no row has.
    """
    ids = row_ids(table, year)
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.group:
            yield _counted(seen, ids.get(fold(line.group), fold(line.group)), line.row), line
        else:
            yield RowKey("", ids.get(fold(line.row), fold(line.row))), line


def row_ids(table: Table, year: int) -> Mapping[str, str]:
    """The ids of the declared rows by their folded labels."""
    return {name: row.id for row in table.rows if row.id for name in label_names(row, year)}


def _counted(seen: Counter[tuple[str, str]], block: str, label: str) -> RowKey:
    name = fold(label)
    seen[block, name] += 1
    return RowKey(block, name, seen[block, name] - 1)


def group_of(layout: FlikLayout, placed: PlacedRow) -> str:
    """The label of the row that owns a project's block; empty for other rows."""
    owner = layout.row(placed.block) if placed.block else None
    return owner.label if owner else ""


def projects_of(flik: FlikData) -> Sequence[tuple[RowKey, str]]:
    """The named projects of a flik, top first."""
    return [(key, placed.label) for key, placed in keyed_rows(flik.layout) if key.block]
