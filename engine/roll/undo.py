"""The last roll undone: every cell as it was, its lines and its log taken away; nothing newer is written over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.data import FlikData
from engine.data.history import LoggedChange, LoggedValue
from engine.layout import PlacedRow
from engine.layout.history import COMMENT, HISTORY_SHEET, LABEL, MARK, OCCASION, kind_named
from engine.model import ColumnKind
from engine.roll.lists import summary
from engine.roll.plan import RolledCell, constant, is_restorable
from engine.roll.refusals import RollRefusedError
from engine.roll.rows import group_of
from engine.roll.standing import Standing
from engine.text import fold


@dataclass(frozen=True, slots=True)
class Undoing:
    """What it takes to undo a roll.

    Attributes:
        number: of the roll.
        origin, target: the occasions it went between, as the log has them.
        cells: back to what they were.
        history_rows, log_rows: sheet rows to empty.
    """

    number: int
    origin: str
    target: str
    cells: tuple[RolledCell, ...]
    history_rows: tuple[int, ...]
    log_rows: tuple[int, ...]


def undo_last(standing: Standing) -> Undoing:
    """Undo the last roll.

    Raises:
        RollRefusedError: there is none, it made the workbook, or a cell or a line has changed since.
    """
    last = standing.log.last
    if not last:
        raise RollRefusedError("Boken har ingen rullning att ångra.", "")
    if not any(change.flik == HISTORY_SHEET for change in last):
        raise RollRefusedError(
            f"Boken gjordes av rullningen till {last[0].target}; det finns inget före den i boken.",
            "Ta bort boken och utgå från förra årets.",
        )
    changes = [change for change in last if change.flik != HISTORY_SHEET]
    cells, lost = _restored(standing, changes)
    rows = _filed_rows(standing, last)
    if lost:
        raise RollRefusedError(
            f"Rullningen till {last[0].target} kan inte ångras: celler har ändrats sedan dess, och det nya skulle gå "
            "förlorat:",
            "Spara det nya på annat håll och töm cellerna, eller behåll rullningen.",
            lost,
        )
    number = standing.log.last_number
    log_rows = tuple(row for row, change in standing.log.rows if change.roll == number)
    return Undoing(number, last[0].origin, last[0].target, cells, rows, log_rows)


def _filed_rows(standing: Standing, last: Sequence[LoggedChange]) -> tuple[int, ...]:
    number = standing.log.last_number
    filed = [(row, line) for row, line in standing.history.rows if line.roll == number]
    told = next(change.after for change in last if change.flik == HISTORY_SHEET)
    if summary([line for _, line in filed]) != told:
        raise RollRefusedError(
            f"Raderna i {standing.history.place.sheet} från rullningen till {last[0].target} har ändrats sedan dess "
            f"({told} då, {len(filed)} rader nu).",
            "Återställ bladet från en tidigare version av boken.",
        )
    return tuple(row for row, _ in filed)


def _restored(standing: Standing, changes: Sequence[LoggedChange]) -> tuple[tuple[RolledCell, ...], list[str]]:
    cells: list[RolledCell] = []
    lost: list[str] = []
    for change in changes:
        flik = _flik_of(standing, change)
        cell = _place(flik, change) if flik else None
        if flik is None or cell is None:
            lost.append(f"{change.flik}!{change.cell} {change.row} finns inte längre")
            continue
        raw = flik.raw(cell)
        if constant(raw) != change.after or not is_restorable(raw):
            lost.append(f"{flik.name}!{cell} {change.row}, {change.column}: {_shown(raw.formula or constant(raw))}")
        cells.append(_back(flik, cell, change))
    return tuple(cells), lost


def _shown(value: LoggedValue) -> str:
    return "tom" if value is None else str(value)


def _back(flik: FlikData, cell: Cell, change: LoggedChange) -> RolledCell:
    kind = kind_named(change.column)
    column = kind.value if kind and change.column not in (OCCASION, COMMENT, LABEL, MARK) else change.column
    return RolledCell(
        flik.name, change.flik, cell, change.group, change.row, column, before=change.after, after=change.before
    )


def _flik_of(standing: Standing, change: LoggedChange) -> FlikData | None:
    return standing.book.flik(change.flik)


def _place(flik: FlikData, change: LoggedChange) -> Cell | None:
    """Where the cell stands now: rows may have been inserted and columns moved since."""
    if change.column == OCCASION:
        return flik.layout.occasion_cell
    if change.column == MARK:
        return flik.layout.mark_cells.get(ColumnKind.UTFALL_FG)
    row = _row(flik, change)
    column = _column(flik, change)
    return None if row is None or column is None else Cell(row, column)


def _column(flik: FlikData, change: LoggedChange) -> int | None:
    if change.column == LABEL:
        return flik.layout.label_column
    if change.column == COMMENT:
        return flik.layout.comment_column
    kind = kind_named(change.column)
    placed = flik.layout.column(kind) if kind else None
    return placed.number if placed else None


def _row(flik: FlikData, change: LoggedChange) -> int | None:
    """The row of the same name in the same category; among several, the one that has not moved."""
    logged_row = change.cell.row if change.cell else None
    if not change.row:
        return logged_row
    found = [placed.number for placed in _candidates(flik, change)]
    if logged_row in found:
        return logged_row
    return found[0] if len(found) == 1 else None


def _candidates(flik: FlikData, change: LoggedChange) -> Iterator[PlacedRow]:
    wanted = fold(change.row), fold(change.group)
    return (
        placed for placed in flik.layout.rows if (fold(placed.label), fold(group_of(flik.layout, placed))) == wanted
    )
