"""What was filed at another occasion, wherever it is remembered, in one form that can be compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, comment_of
from engine.data import FlikData
from engine.data.history import HistoryLine
from engine.layout import PlacedRow, label_names
from engine.model import ColumnKind, RowKind, Table
from engine.periods import Occasion
from engine.text import fold


class RowName(NamedTuple):
    """A row, whichever flik it stands in: a declared one by its id, a project by its block and folded name."""

    block: str
    name: str


@dataclass(frozen=True, slots=True)
class FiledTable:
    """One table of one occasion.

    Attributes:
        source: where it stands, as it follows ”i”: ``Historik``, ``von-april.xlsx``.
        table: its code.
        amounts: tkr with report sign.
        comments: by row.
        is_printed: a table of a report, whose amounts are whole thousands as printed.
    """

    source: str
    year: int
    occasion: Occasion
    table: str
    amounts: Mapping[tuple[RowName, ColumnKind], Amount]
    comments: Mapping[RowName, str] = field(default_factory=dict)
    is_printed: bool = False

    def has(self, kind: ColumnKind) -> bool:
        """Whether any amount of the kind is known."""
        return any(known is kind for _, known in self.amounts)


def row_name(placed: PlacedRow) -> RowName | None:
    """What a row is called; None for a row without a name."""
    if placed.row.id:
        return RowName("", placed.row.id)
    is_named = placed.row.kind is RowKind.PROJECT and placed.block and placed.label
    return RowName(placed.block or "", fold(placed.label)) if is_named else None


def filed_flik(flik: FlikData, values: FlikValues, source: str) -> FiledTable | None:
    """A flik of another workbook, or another flik of this one; None when it does not say its occasion."""
    occasion = flik.own_occasion
    if occasion is None or not flik.is_in_thousands:
        return None
    names = {placed.number: name for placed in flik.layout.rows if (name := row_name(placed)) is not None}
    filled = {cell.column for cell in values.inputs}
    amounts = {
        (names[target.row.number], target.column.column.kind): values.values.get(target.cell, 0)
        for target in flik.layout.targets
        if target.row.number in names and target.column.number in filled
    }
    comments = {names[row.number]: comment_of(flik, row) for row in flik.layout.rows if row.number in names}
    return FiledTable(source, flik.layout.year, occasion, flik.layout.flik.table.code, amounts, comments)


def filed_in_history(lines: Iterable[HistoryLine], tables: Mapping[str, Table], source: str) -> Iterator[FiledTable]:
    """Every table that the list *Historik* remembers, of every year."""
    groups: dict[tuple[int, Occasion, str], list[HistoryLine]] = {}
    for line in lines:
        groups.setdefault((line.year, line.occasion, line.table), []).append(line)
    for (year, occasion, code), found in groups.items():
        if code in tables:
            ids = {name: row.id for row in tables[code].rows if row.id for name in label_names(row, year)}
            named = [(_line_name(line, ids), line) for line in found]
            yield FiledTable(
                source, year, occasion, code,
                {(name, line.kind): line.amount for name, line in named if line.kind and line.amount is not None},
                {name: line.comment for name, line in named if line.comment},
            )  # fmt: skip


def _line_name(line: HistoryLine, ids: Mapping[str, str]) -> RowName:
    row = fold(line.row)
    return RowName(ids.get(fold(line.group), fold(line.group)), row) if line.group else RowName("", ids.get(row, row))


def standing(flik: FlikData, values: FlikValues, kind: ColumnKind) -> Iterator[tuple[RowName, Cell, Amount]]:
    """The cells of a column that people fill in, with a name for their row; an empty one counts as 0.

    A sum that is kept, not worked out, counts where it is filled.
    """
    column = flik.layout.column(kind)
    for placed in flik.layout.rows if column else ():
        name = row_name(placed)
        cell = Cell(placed.number, column.number) if column else Cell(1, 1)
        target = flik.layout.targets_by_cell.get(cell)
        is_own = placed.row.kind.is_filled_by_people or flik.is_filled(cell)
        if name is not None and target is not None and target.formula is None and is_own:
            yield name, cell, values.values.get(cell, 0)
