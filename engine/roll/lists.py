"""Rows put at the end of the lists that a workbook keeps, and taken away again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.addresses import Cell
from engine.data import SetCell
from engine.data.history import HistoryLine, ListPlace, LoggedChange, LoggedValue
from engine.layout import history as words
from engine.layout.heights import comment_height
from engine.layout.history import COLUMN_NAMES, HISTORY_SHEET
from engine.model import ColumnKind
from engine.roll.plan import RolledCell, amount_value

_Fields = Mapping[str, LoggedValue]


def add_history(place: ListPlace, lines: Sequence[HistoryLine]) -> tuple[SetCell, ...]:
    """The lines below everything that stands in *Historik*."""
    return tuple(_added(place, [_history_fields(line) for line in lines]))


def add_log(place: ListPlace, changes: Sequence[LoggedChange]) -> tuple[SetCell, ...]:
    """The changes below everything that stands in *Rullningslogg*."""
    return tuple(_added(place, [_log_fields(change) for change in changes]))


def take_away(place: ListPlace, rows: Iterable[int]) -> tuple[SetCell, ...]:
    """The rows of a list emptied."""
    return tuple(SetCell(place.sheet, Cell(row, column), None) for row in rows for column in place.columns.values())


def _added(place: ListPlace, rows: Sequence[_Fields]) -> Iterator[SetCell]:
    for number, fields in enumerate(rows, start=place.next_row):
        for heading, value in fields.items():
            if value is not None:
                height = comment_height(value) if heading == words.COMMENT else None
                yield SetCell(place.sheet, Cell(number, place.columns[heading]), value, height)


def _history_fields(line: HistoryLine) -> _Fields:
    return {
        words.YEAR: line.year,
        words.OCCASION: line.occasion.title,
        words.TABLE: line.table,
        words.GROUP: line.group or None,
        words.ROW: line.row or None,
        words.COLUMN: COLUMN_NAMES[line.kind] if line.kind else None,
        words.AMOUNT: None if line.amount is None else amount_value(line.amount),
        words.COMMENT: line.comment or None,
        words.ROLL: line.roll,
    }


def _log_fields(change: LoggedChange) -> _Fields:
    return {
        words.ROLL: change.roll,
        words.YEAR: change.year,
        words.ORIGIN: change.origin,
        words.TARGET: change.target,
        words.FLIK: change.flik or None,
        words.CELL: str(change.cell) if change.cell else None,
        words.GROUP: change.group or None,
        words.ROW: change.row or None,
        words.COLUMN: change.column or None,
        words.BEFORE: change.before,
        words.AFTER: change.after,
    }


def logged(
    head: tuple[int, int, str, str], cells: Sequence[RolledCell], lines: Sequence[HistoryLine]
) -> tuple[LoggedChange, ...]:
    """A roll as the log tells it: every cell, and last what was filed.

    Args:
        head: the roll's number, ÅR, and the two occasions as people read them.
        cells: the cells it changed.
        lines: the lines it filed.
    """
    changes = (
        LoggedChange(
            *head, cell.declared, cell.cell, cell.group, cell.row, _column_name(cell), cell.before, cell.after
        )
        for cell in cells
    )
    return (*changes, LoggedChange(*head, HISTORY_SHEET, None, "", "", "", None, summary(lines)))


def _column_name(cell: RolledCell) -> str:
    return COLUMN_NAMES[ColumnKind(cell.column)] if cell.column in set(ColumnKind) else cell.column


def summary(lines: Sequence[HistoryLine]) -> str:
    """How many lines were filed, with a checksum that shows if any of them has been changed since."""
    told = (_history_fields(line).values() for line in lines)
    text = "\n".join("\t".join("" if field is None else repr(field) for field in fields) for fields in told)
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]
    return f"{len(lines)} rader, kontrollsumma {digest}"
