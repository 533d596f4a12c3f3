"""A row's amounts as sentences may use them: a blank cell is 0 only in a column that somebody has filled in."""

from collections.abc import Iterator, Mapping

from engine.addresses import Cell
from engine.calc import Amount, FlikValues
from engine.data import FlikData
from engine.layout import PlacedColumn, PlacedRow
from engine.model import ColumnKind


def row_figures(flik: FlikData, values: FlikValues, placed: PlacedRow) -> Mapping[ColumnKind, Amount]:
    """The row's amounts (tkr, report sign) by column kind, those beside the comments too.

    Left out: columns nobody has filled in, text and errors and what is computed from them, and every amount of a
    flik in another unit than thousands.
    """
    if not flik.is_in_thousands:
        return {}
    return dict(_figures(flik, values, placed))


def _figures(flik: FlikData, values: FlikValues, placed: PlacedRow) -> Iterator[tuple[ColumnKind, Amount]]:
    for column in (*flik.layout.columns, *flik.layout.beside):
        cell = Cell(placed.number, column.number)
        if cell not in flik.layout.targets_by_cell or not _is_used(flik, column):
            continue
        amount = _amount(flik, values, cell)
        if amount is not None:
            yield column.column.kind, amount


def _is_used(flik: FlikData, column: PlacedColumn) -> bool:
    """Whether people have filled in anything in a column that they fill in."""
    inputs = [t.cell for t in flik.layout.all_targets if t.column is column and t.formula is None]
    return not inputs or any(flik.is_filled(cell) for cell in inputs)


def _amount(flik: FlikData, values: FlikValues, cell: Cell) -> Amount | None:
    derived = values.derived.get(cell)
    if derived is not None:
        return values.values.get(cell) if derived.is_traceable else None
    if flik.is_filled(cell):
        return values.values.get(cell)
    is_total = flik.layout.targets_by_cell[cell].row.row.kind.is_summed
    return None if is_total else 0  # nothing is summed in a kept column, so a blank total there is not known
