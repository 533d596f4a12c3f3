"""The rows of all the exports, in groups and one by one, and the physical lines they stand on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from engine.ledger.cells import Cells
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
        first: the place (``plats``) of its first row in ``rader``; its rows follow each other in input order.
        rows: how many rows of the table are its, blank ones too.
        faults: its rows that are not in the table because nobody can tell their fields apart.
        known_lines: the physical line of each row in the table, where reading has already told.
        clean: what is read in its place, where some of its rows are malformed.
    """

    source: Source | Cells
    headings: Headings
    first: int
    rows: int
    faults: tuple[RowFault, ...] = ()
    known_lines: Sequence[int] | None = None
    clean: tuple[Source, Headings] | None = None

    @property
    def readable(self) -> tuple[Source | Cells, Headings]:
        """The text that DuckDB reads, in which every row is well-formed."""
        return self.clean or (self.source, self.headings)

    def lines(self) -> Sequence[int]:
        """The physical line of each of its rows; walked through only where a row may be more or less than a line."""
        if isinstance(self.source, Cells):
            return self.source.places
        if self.known_lines is not None:
            return self.known_lines
        first_line = self.headings.lines + 1
        data_lines = self.source.newlines + (not self.source.ends_with_newline) - self.headings.lines
        if data_lines == self.rows:
            return range(first_line, first_line + self.rows)
        return physical_lines(self.source, self.headings)


@dataclass(frozen=True)
class Rows:
    """Every export that could be read, in a database that is open as long as the caller needs it.

    Attributes:
        groups: the database with the table ``grupper``: the rows that mean the same to the question.
        files: in call order; the column ``fil`` of the tables is the place in this tuple.
        carried: column of ``rader`` → heading, for the columns that are only carried through.
        unread: the files that could not be read.
        fetch_every, fetch_near: make ``rader`` of every row, or of those near the nämnd's förvaltningar.
        mark: makes the table ``egna`` of them.
    """

    groups: "DuckDBPyConnection"
    files: tuple[LoadedFile, ...]
    carried: dict[str, str]
    unread: tuple[FileFault, ...]
    fetch_every: Callable[[], None]
    fetch_near: Callable[[], None]
    mark: Callable[[], None]

    @cached_property
    def single(self) -> "DuckDBPyConnection":
        """The same database with ``rader``, every single row.

        The exports are read a second time for it, so it is asked for when single rows are to be told of; before
        ``connection`` where that is needed too.
        """
        self.fetch_every()
        if "connection" in self.__dict__:
            self.mark()
        return self.groups

    @cached_property
    def connection(self) -> "DuckDBPyConnection":
        """The database with ``egna``, the rows of the nämnd's förvaltningar; after ``mark_belonging``.

        ``rader`` holds at least these and what others have booked with them.
        """
        if "single" not in self.__dict__:
            self.fetch_near()
        self.mark()
        return self.groups

    @property
    def of_everyone(self) -> "DuckDBPyConnection":
        """As ``connection``, with every row in ``rader``."""
        return self.single and self.connection

    def line_lookup(self) -> Callable[[int, int], int]:
        """A function that gives the physical line of (fil, plats); each file is walked at most once."""

        @cache
        def lines(fil: int) -> Sequence[int]:
            return self.files[fil].lines()

        return lambda fil, place: lines(fil)[place - self.files[fil].first]

    def row_faults(self) -> tuple[RowFault, ...]:
        """The rows that cannot be counted whatever the organisation says."""
        found = [fault for file in self.files for fault in file.faults]
        if not self._counted("fel IS NOT NULL OR lasbara < antal"):
            return tuple(found)
        marked = self.single.execute(
            "SELECT fil, plats, fel, felvarde, ore FROM rader WHERE fel NOT IN ('tom', 'dubbel')"
        ).fetchall()
        line_of = self.line_lookup()
        found += [
            row_fault(self.files[fil].source.name, line_of(fil, place), FaultKind(fel), value or "", ore)
            for fil, place, fel, value, ore in marked
        ]
        return tuple(found)

    def read_count(self) -> int:
        """How many data rows the files hold, faulty ones too; blank lines are no rows."""
        return self._counted("true") - self._blank() + sum(f.rader for file in self.files for f in file.faults)

    def _counted(self, condition: str) -> int:
        """The rows of the groups that fulfil a condition."""
        sql = f"SELECT coalesce(sum(antal), 0) FROM grupper WHERE {condition}"  # noqa: S608 conditions of ours
        return int(self.groups.execute(sql).fetchall()[0][0])

    def _blank(self) -> int:
        """Rows without anything in any field; only one without konto may be."""
        if not self._counted("fel = 'konto'"):
            return 0
        return int(self.single.execute("SELECT count(*) FROM rader WHERE fel = 'tom'").fetchall()[0][0])
