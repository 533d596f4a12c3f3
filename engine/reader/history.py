"""The lists *Historik* and *Rullningslogg* read back by their headings, wherever they have been moved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from engine.addresses import Cell, parse_cell
from engine.amounts import exact
from engine.data.book import EMPTY
from engine.data.cells import CellValue, RawBook, RawSheet
from engine.data.history import History, HistoryLine, ListPlace, LoggedChange, RollLog
from engine.errors import UnreadableError
from engine.layout import history as words
from engine.layout.history import HISTORY, ROLL_LOG, ListLayout, kind_named
from engine.periods import Occasion, read_occasion_label
from engine.text import fold

_Read = TypeVar("_Read")


class DamagedListError(UnreadableError):
    """Somebody has changed a list that only a roll writes, so that it no longer says what was filed."""

    def __init__(self, path: str, sheet: str, fault: str) -> None:
        remedy = f"Återställ bladet {sheet} från en tidigare version av boken."
        super().__init__(path, f"bladet {sheet} går inte att läsa: {fault}", remedy)


def read_history(raw: RawBook) -> tuple[HistoryLine, ...]:
    """What was filed at each occasion, in the order of the list; empty for a workbook without *Historik*.

    Raises:
        UnreadableError: a row of the list is not what a roll writes.
    """
    history = read_history_list(raw)
    return history.lines if history else ()


def read_history_list(raw: RawBook) -> History | None:
    """The sheet *Historik*; None when the workbook has none.

    Raises:
        UnreadableError: a row of the list is not what a roll writes.
    """
    found = _listed(raw, HISTORY)
    return None if found is None else History(found.place, found.rows(_history_line))


def read_roll_log(raw: RawBook) -> RollLog | None:
    """The sheet *Rullningslogg*; None when the workbook has none.

    Raises:
        UnreadableError: a row of the list is not what a roll writes.
    """
    found = _listed(raw, ROLL_LOG)
    return None if found is None else RollLog(found.place, found.rows(_logged_change))


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list on its sheet, before anyone asks what its rows say."""

    path: str
    sheet: RawSheet
    heading_row: int
    place: ListPlace

    def rows(self, read: Callable[[Mapping[str, CellValue]], _Read]) -> tuple[tuple[int, _Read], ...]:
        return tuple(self._rows(read))

    def _rows(self, read: Callable[[Mapping[str, CellValue]], _Read]) -> Iterator[tuple[int, _Read]]:
        for number in range(self.heading_row + 1, self.place.next_row):
            fields = {
                heading: self.sheet.cells.get(Cell(number, column), EMPTY).value
                for heading, column in self.place.columns.items()
            }
            if all(field is None for field in fields.values()):
                continue
            try:
                yield number, read(fields)
            except ValueError as error:
                raise DamagedListError(self.path, self.place.sheet, f"rad {number} {error}") from error


def _listed(raw: RawBook, layout: ListLayout) -> _Listed | None:
    sheet = next((sheet for sheet in raw.sheets if fold(sheet.name) == fold(layout.sheet)), None)
    if sheet is None:
        return None
    wanted = {fold(column.heading): column.heading for column in layout.columns}
    headings = _heading_rows(sheet, wanted)
    row = max(headings, key=lambda number: len(headings[number]), default=0)
    columns = headings.get(row, {})
    missing = [heading for heading in wanted.values() if heading not in columns]
    if missing:
        raise DamagedListError(raw.path, sheet.name, f"kolumnen {', '.join(missing)} saknas.")
    own = set(columns.values())
    standing = (cell.row for cell, found in sheet.cells.items() if cell.column in own and found.value is not None)
    return _Listed(raw.path, sheet, row, ListPlace(sheet.name, columns, max(standing) + 1))


def _heading_rows(sheet: RawSheet, wanted: Mapping[str, str]) -> dict[int, dict[str, int]]:
    """The known headings of every row that has any, with their columns."""
    found: dict[int, dict[str, int]] = {}
    for cell, raw in sorted(sheet.cells.items()):
        heading = wanted.get(fold(raw.value)) if isinstance(raw.value, str) else None
        if heading is not None:
            found.setdefault(cell.row, {}).setdefault(heading, cell.column)
    return found


def _history_line(fields: Mapping[str, CellValue]) -> HistoryLine:
    kind, amount = _text(fields, words.COLUMN), fields[words.AMOUNT]
    known = kind_named(kind)
    if (kind and known is None) or (known is None) != (amount is None):
        raise ValueError(f"har kolumnen ”{kind}” och beloppet ”{'' if amount is None else amount}”.")
    return HistoryLine(
        year=_whole(fields, words.YEAR),
        occasion=_occasion(fields),
        table=_text(fields, words.TABLE),
        group=_text(fields, words.GROUP),
        row=_text(fields, words.ROW),
        kind=known,
        amount=None if amount is None else _amount(amount),
        comment=_text(fields, words.COMMENT),
        roll=None if fields[words.ROLL] is None else _whole(fields, words.ROLL),
    )


def _logged_change(fields: Mapping[str, CellValue]) -> LoggedChange:
    return LoggedChange(
        roll=_whole(fields, words.ROLL),
        year=_whole(fields, words.YEAR),
        origin=_text(fields, words.ORIGIN),
        target=_text(fields, words.TARGET),
        flik=_text(fields, words.FLIK),
        cell=parse_cell(_text(fields, words.CELL)),
        group=_text(fields, words.GROUP),
        row=_text(fields, words.ROW),
        column=_text(fields, words.COLUMN),
        before=fields[words.BEFORE],
        after=fields[words.AFTER],
    )


def _occasion(fields: Mapping[str, CellValue]) -> Occasion:
    said = _text(fields, words.OCCASION)
    read = read_occasion_label(said)
    if read is None:
        raise ValueError(f"har tillfället ”{said}”, som inte finns.")
    return read[0]


def _text(fields: Mapping[str, CellValue], heading: str) -> str:
    value = fields[heading]
    return "" if value is None else str(value)


def _whole(fields: Mapping[str, CellValue], heading: str) -> int:
    value = fields[heading]
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"har ”{value}” i kolumnen {heading}.")  # noqa: TRY004 becomes a fault of the list
    return value


def _amount(value: CellValue) -> int | Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"har beloppet ”{value}”, som inte är ett tal.")  # noqa: TRY004 becomes a fault of the list
    return value if isinstance(value, int) else exact(value)
