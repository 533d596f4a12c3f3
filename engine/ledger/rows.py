"""The rows of all the exports in one DuckDB table, with every amount, period and typ read from its raw text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from engine.errors import UnreadableError
from engine.ledger.amount_text import MACROS
from engine.ledger.faults import FaultKind, FileFault, RowFault, row_fault
from engine.ledger.headings import OPTIONAL, REQUIRED, Headings, read_headings
from engine.ledger.lines import clean_copy, physical_lines
from engine.ledger.question import Typ
from engine.ledger.sources import Source, open_source
from engine.organisation import Kommun
from engine.text import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "320MB"
_NEVER_IN_TEXT = "\x01"
"""Stands for NULL in the export, so that an empty field is empty text and not NULL."""

_CREATE = """
CREATE TABLE rader (fil USMALLINT, konto VARCHAR, ansvar VARCHAR, motpart VARCHAR, period INTEGER, typ VARCHAR,
  ore BIGINT, fel VARCHAR, felvarde VARCHAR, verksamhet VARCHAR, projekt VARCHAR, aktivitet VARCHAR, objekt VARCHAR,
  verifikation VARCHAR, text VARCHAR)
"""
_INSERT = """
INSERT INTO rader BY NAME
WITH trimmade AS (
  SELECT * REPLACE (utan_blanka(konto) AS konto, utan_blanka(ansvar) AS ansvar, utan_blanka(motpart) AS motpart,
    utan_blanka(period) AS period, utan_blanka(belopp) AS belopp, utan_blanka(typ) AS typ) FROM kalla),
tolkade AS (
  SELECT * EXCLUDE (typ), typ AS ratyp, ore_av(belopp) AS ore, lower(strip_accents(typ)) AS vikt,
    CASE WHEN $konstant <> '' THEN $konstant WHEN list_contains($utfall, vikt) THEN 'utfall'
      WHEN list_contains($budget, vikt) THEN 'budget' END AS typ,
    regexp_full_match(period, '(19|20)\\d{4}')
      AND (substr(period, 5) <= '12' OR list_contains($extra, substr(period, 5))) AS mojlig_period
  FROM trimmade),
domda AS (
  SELECT *, CASE
    WHEN konto = '' AND concat(ALLA) = '' THEN 'tom'
    WHEN konto = '' THEN 'konto' WHEN ansvar = '' THEN 'ansvar' WHEN NOT mojlig_period THEN 'period'
    WHEN typ IS NULL THEN 'typ' WHEN ore IS NULL THEN 'belopp' END AS fel
  FROM tolkade)
SELECT * EXCLUDE (period, belopp, ratyp, vikt, mojlig_period), $fil::USMALLINT AS fil,
  CASE WHEN fel IS NULL THEN period::INTEGER END AS period,
  CASE fel WHEN 'period' THEN period WHEN 'typ' THEN ratyp WHEN 'belopp' THEN belopp END AS felvarde
FROM domda
"""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One export in the table ``rader``.

    Attributes:
        first: the ``rowid`` of its first row; its rows follow each other in input order.
        rows: how many rows of the table are its, blank ones too.
        faults: its rows that are not in the table because nobody can tell their fields apart.
    """

    source: Source
    headings: Headings
    first: int
    rows: int
    faults: tuple[RowFault, ...]

    def lines(self, rowids: Sequence[int]) -> dict[int, int]:
        """The physical line of each of these ``rowid``."""
        data_lines = self.source.newlines + (not self.source.ends_with_newline) - self.headings.lines
        if not self.faults and data_lines == self.rows:
            return {rowid: rowid - self.first + self.headings.lines + 1 for rowid in rowids}
        by_ordinal = physical_lines(self.source, self.headings, (rowid - self.first for rowid in rowids))
        return {self.first + ordinal: line for ordinal, line in by_ordinal.items()}


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

    def lines(self, places: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Physical lines by ``rowid`` for pairs of (fil, rowid)."""
        by_file: dict[int, list[int]] = {}
        for fil, rowid in places:
            by_file.setdefault(fil, []).append(rowid)
        return {
            rowid: line for fil, ids in by_file.items() for rowid, line in self.files[fil].lines(ids).items()
        }

    def row_faults(self) -> tuple[RowFault, ...]:
        """The rows that cannot be counted whatever the organisation says."""
        marked = self.connection.execute(
            "SELECT fil, rowid, fel, felvarde, ore FROM rader WHERE fel IS NOT NULL AND fel <> 'tom'"
        ).fetchall()
        lines = self.lines([(fil, rowid) for fil, rowid, *_ in marked])
        found = [fault for file in self.files for fault in file.faults]
        found += [
            row_fault(self.files[fil].source.name, lines[rowid], FaultKind(fel), value or "", ore)
            for fil, rowid, fel, value, ore in marked
        ]
        return tuple(found)

    def read_count(self) -> int:
        """How many data rows the files hold, faulty ones too; blank lines are no rows."""
        (filled,) = self.connection.execute(
            "SELECT count(*) FROM rader WHERE fel IS NULL OR fel <> 'tom'"
        ).fetchall()[0]
        return int(filled) + sum(len(file.faults) for file in self.files)


@contextmanager
def read_rows(paths: Sequence[Path], kommun: Kommun, typ: Typ | None = None) -> Iterator[Rows]:
    """Read the exports into a DuckDB database on disk that lives as long as the context.

    Args:
        paths: CSV files; a file that cannot be read is told in ``Rows.unread`` and the rest are read.
        kommun: gives accepted headings, typ values and bokslutsperioder.
        typ: what the amounts are in a file without a column typ.
    """
    import duckdb

    with TemporaryDirectory(prefix="flikar-") as name:
        folder = Path(name)
        with closing(duckdb.connect(str(folder / "huvudbok.duckdb"))) as connection:
            connection.execute(f"SET memory_limit = '{_MEMORY}'")
            connection.execute(MACROS)
            connection.execute(_CREATE)
            yield _load_all(connection, paths, folder, kommun, typ)


def _load_all(
    connection: "DuckDBPyConnection", paths: Sequence[Path], folder: Path, kommun: Kommun, typ: Typ | None
) -> Rows:
    opened, unread = _open_all(paths, folder, kommun, typ)
    carried = _carried_columns([headings for _, headings in opened])
    for column in carried.values():
        connection.execute(f"ALTER TABLE rader ADD COLUMN {column} VARCHAR")
    load = _Load(connection, folder, kommun, typ, carried)
    files: list[LoadedFile] = []
    for source, headings in opened:
        try:
            files.append(_load(load, source, headings, len(files)))
        except UnreadableError as error:
            unread.append(FileFault(source.name, error.fault, error.remedy))
    return Rows(connection, tuple(files), {column: key[0] for key, column in carried.items()}, tuple(unread))


def _open_all(
    paths: Sequence[Path], folder: Path, kommun: Kommun, typ: Typ | None
) -> tuple[list[tuple[Source, Headings]], list[FileFault]]:
    opened: list[tuple[Source, Headings]] = []
    unread: list[FileFault] = []
    for place, path in enumerate(paths):
        try:
            _refuse_again(path, paths[:place])
            source = open_source(path, folder)
            opened.append((source, read_headings(source, kommun.huvudbok.kolumner, typ_given=typ is not None)))
        except UnreadableError as error:
            unread.append(FileFault(str(path), error.fault, error.remedy))
    return opened, unread


def _refuse_again(path: Path, earlier: Sequence[Path]) -> None:
    if path.resolve() in {other.resolve() for other in earlier}:
        raise UnreadableError(path, "samma fil är angiven två gånger.", "Ange varje fil en gång.")


def _carried_columns(all_headings: Sequence[Headings]) -> dict[tuple[str, int], str]:
    """(heading, which of those with that name in its file) → column of ``rader``, over all files."""
    keys = dict.fromkeys(key for headings in all_headings for key in _keys(headings) if key[0] not in _KNOWN)
    return {key: f"x{number}" for number, key in enumerate(keys)}


_KNOWN = frozenset((*REQUIRED, *OPTIONAL))


def _keys(headings: Headings) -> list[tuple[str, int]]:
    seen = Counter[str]()
    keys = []
    for column in headings.columns:
        keys.append((column, seen[column]))
        seen[column] += 1
    return keys


@dataclass(frozen=True, slots=True)
class _Load:
    """What loading every file needs."""

    connection: "DuckDBPyConnection"
    folder: Path
    kommun: Kommun
    typ: Typ | None
    carried: dict[tuple[str, int], str]


def _load(load: _Load, source: Source, headings: Headings, number: int) -> LoadedFile:
    """Insert one file; where DuckDB refuses a row, the malformed rows are found and left out first."""
    import duckdb

    first = _count(load.connection)
    faults: tuple[RowFault, ...] = ()
    try:
        _insert(load, source, headings, number)
    except duckdb.InvalidInputException:
        clean = clean_copy(source, headings, load.folder)
        faults = clean.faults
        _insert(load, clean.source, clean.headings, number)
    return LoadedFile(source, headings, first, _count(load.connection) - first, faults)


def _count(connection: "DuckDBPyConnection") -> int:
    return int(connection.execute("SELECT count(*) FROM rader").fetchall()[0][0])


def _insert(load: _Load, source: Source, headings: Headings, number: int) -> None:
    names = [load.carried.get(key, key[0]) for key in _keys(headings)]
    relation = load.connection.read_csv(
        str(source.path), sep=headings.separator, header=False, skiprows=headings.lines, auto_detect=False,
        columns=dict.fromkeys(names, "VARCHAR"), quotechar='"', escapechar='"', na_values=[_NEVER_IN_TEXT],
        strict_mode=True, null_padding=False,
    )  # fmt: skip
    if not headings.has_typ:
        relation = relation.project("*, '' AS typ")
    relation.create_view("kalla", replace=True)
    given = "" if headings.has_typ else load.typ
    everything = ", ".join("ratyp" if name == "typ" else name for name in names)
    values = {**_accepted(load.kommun), "konstant": given, "fil": number}
    load.connection.execute(_INSERT.replace("ALLA", everything), values)


def _accepted(kommun: Kommun) -> dict[str, list[str]]:
    """Folded spellings of utfall and budget, and the months beyond 12 that exist."""
    values = kommun.huvudbok.typvarden
    spellings = {name: [fold(text) for text in (name, *values.get(name, ()))] for name in ("utfall", "budget")}
    return spellings | {"extra": list(kommun.huvudbok.bokslutsperioder)}
