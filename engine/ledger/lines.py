"""Rows and the physical lines they begin on, by one pass over the text; walked only when there is something to tell.

DuckDB reads the rows. This pass agrees with it on what a row is: blank lines are none, and a quoted field may hold
line breaks. It also finds the rows that DuckDB refuses, one by one.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from uuid import uuid4

from engine.errors import UnreadableError
from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.headings import Headings
from engine.ledger.sources import Source

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Row:
    rad: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A copy of an export without its malformed rows, and those rows as faults."""

    source: Source
    headings: Headings
    faults: tuple[RowFault, ...]


def clean_copy(source: Source, headings: Headings, folder: Path) -> CleanCopy:
    """Copy the well-formed rows of ``source`` into ``folder`` with one kind of line end.

    Raises:
        UnreadableError: a quoted field never ends, so that nobody can tell the rows apart.
    """
    copy = folder / f"{uuid4().hex}.csv"
    faults: list[RowFault] = []
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=headings.separator, lineterminator="\n")
        for row in _rows(source, headings):
            if isinstance(row, RowFault):
                faults.append(row)
            else:
                writer.writerow(row.fields)
    return CleanCopy(replace(source, path=copy), replace(headings, lines=0), tuple(faults))


def physical_lines(source: Source, headings: Headings, ordinals: Iterable[int]) -> dict[int, int]:
    """The physical line of each well-formed row, by its place among them (0 is the first)."""
    wanted = frozenset(ordinals)
    last = max(wanted, default=-1)
    rows = (row for row in _rows(source, headings) if isinstance(row, _Row))
    return {ordinal: row.rad for ordinal, row in enumerate(islice(rows, last + 1)) if ordinal in wanted}


def _rows(source: Source, headings: Headings) -> Iterator[_Row | RowFault]:
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(headings.lines):
            file.readline()
        reader = csv.reader(file, delimiter=headings.separator, strict=True)
        while True:
            rad = headings.lines + reader.line_num + 1
            try:
                fields = next(reader, None)
            except csv.Error as error:
                yield _quote_fault(source, rad, headings.lines + reader.line_num, error)
                continue
            if fields is None:
                return
            yield from _judged(source, headings, rad, fields)


def _quote_fault(source: Source, first: int, last: int, error: csv.Error) -> RowFault:
    if first != last or "unexpected end" in str(error):
        raise UnreadableError(
            source.name,
            f"citattecknet på rad {first} avslutas inte.",
            "Ta bort eller dubblera citattecknet i texten.",
        ) from error
    return row_fault(source.name, first, FaultKind.CITATTECKEN, str(error))


def _judged(source: Source, headings: Headings, rad: int, fields: list[str]) -> Iterator[_Row | RowFault]:
    """The row, its fault, or nothing for a blank line."""
    if len(fields) == len(headings.columns):
        yield _Row(rad, tuple(fields))
    elif any(field.strip() for field in fields):
        yield _width_fault(source, headings, rad, fields)


def _width_fault(source: Source, headings: Headings, rad: int, fields: list[str]) -> RowFault:
    shown = headings.separator.join(fields)[:_SHOWN]
    cut = not source.ends_with_newline and rad > source.newlines and len(fields) < len(headings.columns)
    kind = FaultKind.HALV_RAD if cut else FaultKind.FALT
    return row_fault(source.name, rad, kind, f"{len(fields)} i stället för {len(headings.columns)} ({shown})")
