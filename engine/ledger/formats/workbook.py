"""An Excel export: the sheet that has the ledger's headings, wherever on it they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from engine.addresses import Cell
from engine.data import RawBook, RawCell, RawSheet
from engine.errors import UnreadableError
from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.formats.copies import Record, write_copy
from engine.ledger.formats.long_form import is_long
from engine.ledger.formats.numbers import is_noisy, number_text
from engine.ledger.headings import REQUIRED, missing_columns, names_by_spelling
from engine.ledger.sources import Source
from engine.text import clean, fold

_ROWS_LOOKED_AT = 200
_RECOGNISED = 3
"""So many of the contract's headings make a row the heading row of a ledger, though something is missing."""
_DAYS = range(20_000, 80_000)
"""Days that a period stored as a date may be: 1954–2119. A period written ÅÅÅÅMM is larger."""
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A row that may be the heading row of a ledger."""

    sheet: RawSheet
    row: int
    texts: Mapping[int, str]
    columns: tuple[str, ...]

    @property
    def recognised(self) -> int:
        return sum(column in REQUIRED for column in self.columns)


@dataclass(slots=True)
class _Told:
    """What was met on the way that the user should know."""

    noisy: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)


def open_sheet(
    book: RawBook, name: str, folder: Path, accepted: Mapping[str, tuple[str, ...]], *, typ_given: bool
) -> Source:
    """The rows below the heading row, as UTF-8 text; numbers as their digits, texts as they stand.

    Args:
        book: the workbook as read.
        name: the file as the caller gave it.
        folder: where the copy is made.
        accepted: the headings that kommun.toml accepts for a column.
        typ_given: no column typ is needed.

    Raises:
        UnreadableError: no sheet has the headings, several have, or a formula has no stored value.
    """
    heading = _the_heading(book, name, accepted, typ_given=typ_given)
    columns = range(min(heading.texts), max(heading.texts) + 1)
    told = _Told()
    names = names_by_spelling(accepted)
    periods = [number for number, text in heading.texts.items() if names.get(fold(text)) == "period"]
    reading = _SheetReading(book, heading, name, columns, frozenset(periods), told)
    source = write_copy(name, folder, [heading.texts.get(number, "") for number in columns], reading.rows())
    return replace(source, notes=_notes(book, heading, told))


def _the_heading(book: RawBook, name: str, accepted: Mapping[str, tuple[str, ...]], *, typ_given: bool) -> _Heading:
    names = names_by_spelling(accepted)
    found = [heading for sheet in book.sheets for heading in _headings_of(sheet, names)]
    complete = [
        one for one in found if is_long(one.texts.values()) or not missing_columns(one.columns, typ_given=typ_given)
    ]
    first = {one.sheet.name: one for one in reversed(complete)}
    if len(first) > 1:
        sheets = ", ".join(sheet.name for sheet in book.sheets if sheet.name in first)
        raise UnreadableError(
            name, f"flera flikar har en huvudboks rubriker: {sheets}.", "Spara den flik som gäller i en egen bok."
        )
    if first:
        return next(iter(first.values()))
    best = max(found, key=lambda one: one.recognised, default=None)
    if best is None or best.recognised < _RECOGNISED:
        sheets = ", ".join(sheet.name for sheet in book.sheets) or "inga"
        raise UnreadableError(
            name,
            f"ingen flik har en rad med huvudbokens rubriker ({', '.join(REQUIRED)}); flikarna är {sheets}.",
            "Rätta rubrikerna, eller ange dem under [huvudbok] kolumner i kommun.toml.",
        )
    return best


def _headings_of(sheet: RawSheet, names: Mapping[str, str]) -> Iterator[_Heading]:
    rows: dict[int, dict[int, str]] = {}
    for cell, raw in sheet.cells.items():
        if cell.row <= _ROWS_LOOKED_AT and isinstance(raw.value, str) and clean(raw.value):
            rows.setdefault(cell.row, {})[cell.column] = clean(raw.value)
    for row, texts in sorted(rows.items()):
        yield _Heading(sheet, row, texts, tuple(names.get(fold(text), text) for text in texts.values()))


@dataclass(frozen=True, slots=True)
class _SheetReading:
    """One sheet on its way into rows."""

    book: RawBook
    heading: _Heading
    name: str
    columns: range
    periods: frozenset[int]
    told: _Told

    def rows(self) -> Iterator[Record | RowFault]:
        """Every row below the headings that has anything in it."""
        by_row: dict[int, dict[int, str]] = {}
        for cell, raw in self.heading.sheet.cells.items():
            if cell.row > self.heading.row and (text := self._text(cell, raw)):
                by_row.setdefault(cell.row, {})[cell.column] = text
        for row, texts in sorted(by_row.items()):
            if not any(text.strip() for text in texts.values()):
                continue
            outside = sorted(set(texts) - set(self.columns))
            if outside:
                yield self._outside(row, outside[0], texts[outside[0]])
            else:
                yield row, [texts.get(column, "") for column in self.columns]

    def _outside(self, row: int, column: int, text: str) -> RowFault:
        place = f"cell {Cell(row, column)} ligger utanför rubrikerna ({text[:60]})"
        return row_fault(self.name, row, FaultKind.FALT, place)

    def _text(self, cell: Cell, raw: RawCell) -> str:
        if raw.error is not None:
            return raw.error
        if raw.uncached:
            raise UnreadableError(
                self.name,
                f"fliken {self.heading.sheet.name}, cell {cell}: formeln har inget sparat värde.",
                "Öppna boken i Excel, spara den och försök igen.",
            )
        if isinstance(raw.value, bool):
            return "SANT" if raw.value else "FALSKT"
        if isinstance(raw.value, int | float):
            return self._number(cell, raw.value)
        return raw.value or ""

    def _number(self, cell: Cell, value: float) -> str:
        if cell.column in self.periods and int(value) in _DAYS:
            self.told.dates.append(cell.row)
            day = (_EPOCH_1904 if self.book.date1904 else _EPOCH_1900) + timedelta(days=int(value))
            return f"{day:%Y%m}"
        text = number_text(value)
        if is_noisy(value, text):
            self.told.noisy.append(cell.row)
        return text


def _notes(book: RawBook, heading: _Heading, told: _Told) -> tuple[str, ...]:
    notes = []
    others = ", ".join(sheet.name for sheet in book.sheets if sheet is not heading.sheet and sheet.cells)
    if others:
        notes.append(
            f"raderna är lästa ur fliken {heading.sheet.name}; utan huvudboksrubriker och inte lästa: {others}."
        )
    if told.dates:
        count, first = len(told.dates), min(told.dates)
        notes.append(f"perioden är ett datum i {count} rader (först rad {first}) och läst som dess månad.")
    if told.noisy:
        count, first = len(told.noisy), min(told.noisy)
        notes.append(f"{count} tal har brus efter femtonde siffran (först rad {first}) och är lästa utan det.")
    return tuple(notes)
