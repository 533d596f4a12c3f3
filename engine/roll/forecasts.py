"""The forecast of the latest follow-up, kept beside the new one so that the change comes out by itself."""

from collections.abc import Iterator, Sequence

from engine.addresses import Cell
from engine.amounts import half_away
from engine.data.history import HistoryLine
from engine.layout import PlacedRow
from engine.model import ColumnKind, Table
from engine.periods import Occasion
from engine.roll.carrying import Amounts, Room, rolled_cell
from engine.roll.origins import Places
from engine.roll.plan import CarriedFrom, Rolled, is_restorable
from engine.roll.refusals import RollRefusedError
from engine.roll.rows import RowKey, keyed_lines


def latest_forecast(lines: Sequence[HistoryLine], table: Table, year: int, before: Occasion) -> Sequence[HistoryLine]:
    """The forecast lines of a table at the latest follow-up filed before an occasion; empty when there is none."""
    filed = [
        line
        for line in lines
        if (line.year, line.table, line.kind) == (year, table.code, ColumnKind.PROGNOS)
        and line.occasion.rank < before.rank
    ]
    last = max((line.occasion.rank for line in filed), default=None)
    return [line for line in filed if line.occasion.rank == last]


def forecast_projects(lines: Sequence[HistoryLine], table: Table, year: int) -> Iterator[tuple[RowKey, str]]:
    """The projects that a forecast names."""
    return ((key, line.row) for key, line in keyed_lines(lines, table, year) if key.block)


def forecast_amounts(lines: Sequence[HistoryLine], table: Table, year: int) -> Amounts:
    """The forecast by row."""
    return {key: line.amount for key, line in keyed_lines(lines, table, year) if line.amount is not None}


def keep_forecast(room: Room, amounts: Amounts, places: Places) -> Rolled:
    """*Föregående prognos* in every row, with the place that it is carried from.

    What an earlier roll kept there goes; it is in *Historik*.

    Raises:
        RollRefusedError: somebody has put a formula into one of the cells, which could not be put back.
    """
    column = room.flik.layout.column(ColumnKind.FOREGAENDE_PROGNOS)
    if column is None:
        return Rolled()
    rows = {placed.number: placed for placed in room.rows.values()}
    cells = []
    for target in room.flik.layout.beside_targets:
        if target.column is column:
            own = rows.get(target.cell.row)
            amount = room.amount_at(own, amounts) if own is not None else None
            after = None if amount is None else half_away(amount)
            source = _place(room, own, places) if own is not None else None
            cells.append(rolled_cell(room, target.row, column, after, source))
    changed = tuple(cell for cell in cells if cell.before != cell.after)
    _refuse_formulas(room, [cell.cell for cell in changed])
    return Rolled(changed)


def _place(room: Room, placed: PlacedRow, places: Places) -> CarriedFrom | None:
    """Where the amount of a row stands, under whichever of its names."""
    return next((places[key] for key, other in room.rows.items() if other is placed and key in places), None)


def _refuse_formulas(room: Room, cells: Sequence[Cell]) -> None:
    bound = [cell for cell in cells if not is_restorable(room.flik.raw(cell))]
    if bound:
        raise RollRefusedError(
            f"{room.flik.name}: Föregående prognos har egna formler, som skulle gå förlorade:",
            "Ersätt dem med sina värden eller töm cellerna.",
            map(str, bound),
        )
