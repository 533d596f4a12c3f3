"""A long export: one value a row, in the columns Period, Enhet, Mått, Kolumn and Mätvärde.

Enhet is the ansvar, Mått the konto and Kolumn the typ; either of the first two may have its name behind the code.
Such values are usually accumulated, so that two periods in one file cannot be added: they are refused.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from engine.errors import UnreadableError
from engine.ledger.faults import RowFault
from engine.ledger.formats.copies import Record, write_copy
from engine.ledger.headings import SEPARATORS, Headings
from engine.ledger.lines import records, width_fault
from engine.ledger.sources import Source
from engine.text import fold

_LONG = {"period": "period", "enhet": "ansvar", "matt": "konto", "kolumn": "typ", "matvarde": "belopp"}
_CODES = ("ansvar", "konto")
_CODE_AND_NAME = re.compile(r"\s*(\d+)\s+\S.*", re.DOTALL)
_NO_PARTY = (
    "ett långt uttag (Period, Enhet, Mått, Kolumn, Mätvärde) saknar motpart; inga interninterna poster kan "
    "tas bort ur det."
)


def is_long(texts: Iterable[str]) -> bool:
    """Whether the headings are those of a long export."""
    return set(_LONG) <= {fold(text) for text in texts}


def long_headings(source: Source) -> Headings | None:
    """The headings of a long export with the contract's names; None when it is another kind of ledger."""
    for separator in SEPARATORS:
        with source.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=separator)
            try:
                row = next((row for row in reader if any(field.strip() for field in row)), [])
            except csv.Error:
                return None
            if is_long(row):
                return Headings(
                    separator, reader.line_num, tuple(_LONG.get(fold(text), text.strip()) for text in row)
                )
    return None


def as_ledger(source: Source, headings: Headings, folder: Path) -> Source:
    """The same rows in the contract's columns, with an empty motpart.

    Raises:
        UnreadableError: rows of more than one period.
    """
    rows = _Rows(source, headings)
    copy = write_copy(source.name, folder, (*headings.columns, *rows.added), rows, source.encoding)
    if len(rows.periods) > 1:
        shown = ", ".join(sorted(rows.periods)[:4])
        raise UnreadableError(
            source.name,
            f"ett långt uttag får ha en enda period; här finns {shown}. Värdena kan vara ackumulerade.",
            "Ta ut en period i taget.",
        )
    notes = (*source.notes, *([_NO_PARTY] if rows.added else []))
    faults = (*source.faults, *copy.faults)
    return replace(copy, faults=faults, notes=notes, ends_with_newline=source.ends_with_newline)


class _Rows:
    """The rows on their way through, and the periods they were seen to have."""

    def __init__(self, source: Source, headings: Headings) -> None:
        self.source = source
        self.headings = headings
        self.periods: set[str] = set()
        self.added = () if "motpart" in map(fold, headings.columns) else ("motpart",)
        self.period = headings.columns.index("period")
        self.codes = frozenset(place for place, column in enumerate(headings.columns) if column in _CODES)

    def __iter__(self) -> Iterator[Record | RowFault]:
        columns = self.headings.columns
        well_formed = 0
        for line, row in records(self.source, self.headings):
            if isinstance(row, RowFault):
                yield row
            elif len(row) == len(columns):
                rad = line if self.source.places is None else self.source.places[well_formed]
                well_formed += 1
                yield from self._record(rad, row)
            elif any(field.strip() for field in row):
                yield width_fault(self.source, self.headings, line, row)

    def _record(self, rad: int, row: list[str]) -> Iterator[Record]:
        if not any(field.strip() for field in row):
            return
        if row[self.period].strip():
            self.periods.add(row[self.period].strip())
        fields = (_code(field) if place in self.codes else field for place, field in enumerate(row))
        yield rad, (*fields, *("" for _ in self.added))


def _code(text: str) -> str:
    """The code of ``70322 Hemtjänst norr``; any other text as it stands."""
    match = _CODE_AND_NAME.fullmatch(text)
    return match.group(1) if match else text
