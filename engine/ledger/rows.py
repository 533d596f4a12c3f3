"""The rows of all the exports in one DuckDB table, and the physical lines they stand on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from engine.ledger.faults import FaultKind, FileFault, RowFault, row_fault
from engine.ledger.headings import Headings
from engine.ledger.lines import physical_lines
from engine.ledger.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One export in the table ``rader``.

    Attributes:
        first: the ``rowid`` of its first row; its rows follow each other in input order.
        rows: how many rows of the table are its, blank ones too.
        faults: its rows that are not in the table because nobody can tell their fields apart.
        known_lines: the physical line of each row in the table, where reading has already told.
    """

    source: Source
    headings: Headings
    first: int
    rows: int
    faults: tuple[RowFault, ...] = ()
    known_lines: Sequence[int] | None = None

    def lines(self) -> Sequence[int]:
        """The physical line of each of its rows; walked through only where a row may be more or less than a line."""
        if self.known_lines is not None:
            return self.known_lines
        first_line = self.headings.lines + 1
        data_lines = self.source.newlines + (not self.source.ends_with_newline) - self.headings.lines
        if data_lines == self.rows:
            return range(first_line, first_line + self.rows)
        return physical_lines(self.source, self.headings)


@dataclass(frozen=True, slots=True)
class Rows:
    """Every export that could be read, in the tables of ``connection``, which is open as long as the caller needs it.

    Attributes:
        files: in call order; the column ``fil`` of ``rader`` is the place in this tuple.
        carried: column of ``rader`` → heading, for the columns that are only carried through.
        unread: the files that could not be read.
    """

    connection: "DuckDBPyConnection"
    files: tuple[LoadedFile, ...]
    carried: dict[str, str]
    unread: tuple[FileFault, ...]

    def line_lookup(self) -> Callable[[int, int], int]:
        """A function that gives the physical line of (fil, rowid); each file is walked at most once."""

        @cache
        def lines(fil: int) -> Sequence[int]:
            return self.files[fil].lines()

        return lambda fil, rowid: lines(fil)[rowid - self.files[fil].first]

    def row_faults(self) -> tuple[RowFault, ...]:
        """The rows that cannot be counted whatever the organisation says."""
        marked = self.connection.execute(
            "SELECT fil, rowid, fel, felvarde, ore FROM rader WHERE fel NOT IN ('tom', 'dubbel')"
        ).fetchall()
        line_of = self.line_lookup()
        found = [fault for file in self.files for fault in file.faults]
        found += [
            row_fault(self.files[fil].source.name, line_of(fil, rowid), FaultKind(fel), value or "", ore)
            for fil, rowid, fel, value, ore in marked
        ]
        return tuple(found)

    def read_count(self) -> int:
        """How many data rows the files hold, faulty ones too; blank lines are no rows."""
        (filled,) = self.connection.execute(
            "SELECT count(*) FROM rader WHERE fel IS NULL OR fel <> 'tom'"
        ).fetchall()[0]
        return int(filled) + sum(fault.rader for file in self.files for fault in file.faults)
