"""Rows and the physical lines they begin on, by one pass over the text; walked only when there is something to tell.

DuckDB reads the rows. This pass agrees with it on what a row is: blank lines are none, and a quoted field may hold
line breaks. It also finds the rows that DuckDB refuses, one by one.
"""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from engine.errors import UnreadableError
from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.headings import Headings
from engine.ledger.sources import Source

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A copy of an export without its malformed rows.

    Attributes:
        lines: the physical line of each copied row in the original.
        faults: the rows that are not in the copy.
    """

    source: Source
    headings: Headings
    lines: Sequence[int]
    faults: tuple[RowFault, ...]


def clean_copy(source: Source, headings: Headings, folder: Path) -> CleanCopy:
    """Copy the well-formed rows of ``source`` into ``folder`` with one kind of line end.

    Raises:
        UnreadableError: a quoted field never ends, so that nobody can tell the rows apart.
    """
    copy = folder / f"{uuid4().hex}.csv"
    faults: list[RowFault] = []
    lines = array("Q")
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=headings.separator, lineterminator="\n")
        for rad, row in records(source, headings):
            if isinstance(row, RowFault):
                faults.append(row)
            elif len(row) == len(headings.columns):
                lines.append(rad)
                writer.writerow(row)
            elif not _is_blank(row):
                faults.append(width_fault(source, headings, rad, row))
    return CleanCopy(replace(source, path=copy), replace(headings, lines=0), lines, tuple(faults))


def physical_lines(source: Source, headings: Headings) -> Sequence[int]:
    """The physical line of every row of a file that DuckDB read as it is; 8 bytes a row."""
    rows = ((rad, row) for rad, row in records(source, headings) if not isinstance(row, RowFault))
    return array("Q", (rad for rad, row in rows if len(row) == len(headings.columns)))


def records(source: Source, headings: Headings) -> Iterator[tuple[int, list[str] | RowFault]]:
    """Every record with the line it begins on, blank lines too; a fault where the quotes make no sense."""
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(headings.lines):
            file.readline()
        reader = csv.reader(file, delimiter=headings.separator, strict=True)
        rad = headings.lines + 1
        while True:
            try:
                for row in reader:
                    yield rad, row
                    rad = headings.lines + reader.line_num + 1
            except csv.Error as error:
                yield rad, _quote_fault(source, rad, headings.lines + reader.line_num, error)
                rad = headings.lines + reader.line_num + 1
            else:
                return


def _quote_fault(source: Source, first: int, last: int, error: csv.Error) -> RowFault:
    if first != last or "unexpected end" in str(error):
        raise UnreadableError(
            source.name,
            f"citattecknet på rad {first} avslutas inte.",
            "Ta bort eller dubblera citattecknet i texten.",
        ) from error
    return row_fault(source.name, first, FaultKind.CITATTECKEN, str(error))


def _is_blank(row: list[str]) -> bool:
    return not any(field.strip() for field in row)


def width_fault(source: Source, headings: Headings, rad: int, row: list[str]) -> RowFault:
    """A row with another number of fields than there are headings; told as cut where the file ends in it."""
    shown = headings.separator.join(row)[:_SHOWN]
    cut = not source.ends_with_newline and rad > source.newlines and len(row) < len(headings.columns)
    kind = FaultKind.HALV_RAD if cut else FaultKind.FALT
    return row_fault(source.name, rad, kind, f"{len(row)} i stället för {len(headings.columns)} ({shown})")
