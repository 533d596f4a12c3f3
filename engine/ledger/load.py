"""Reading the exports into DuckDB, every amount, period and typ from its raw text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from engine.errors import UnreadableError
from engine.ledger.amount_text import MACROS
from engine.ledger.faults import FileFault
from engine.ledger.headings import OPTIONAL, REQUIRED, Headings
from engine.ledger.lines import clean_copy
from engine.ledger.opening import Opening, open_ledger
from engine.ledger.question import ReadBook, Typ
from engine.ledger.rows import LoadedFile, Rows
from engine.ledger.same_content import refuse_same_content
from engine.ledger.sources import Source
from engine.organisation import Kommun
from engine.text import fold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "320MB"
_FITS_IN_MEMORY = 40_000_000
"""Bytes of text up to which a database on disk only costs time."""
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


@contextmanager
def read_rows(
    paths: Sequence[Path], kommun: Kommun, typ: Typ | None = None, read_book: ReadBook | None = None
) -> Iterator[Rows]:
    """Read the exports into a DuckDB database that lives as long as the context; on disk when they are large.

    Args:
        paths: the exports, in any format; one that cannot be read is told in ``Rows.unread`` and the rest are read.
        kommun: gives accepted headings, typ values and bokslutsperioder.
        typ: what the amounts are in a file without a column typ.
        read_book: how to read an Excel export.
    """
    import duckdb

    with TemporaryDirectory(prefix="flikar-") as name:
        folder = Path(name)
        database = str(folder / "huvudbok.duckdb") if _size(paths) > _FITS_IN_MEMORY else ":memory:"
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": str(folder / "spill"),
        }
        with closing(duckdb.connect(database, config=config)) as connection:
            connection.execute(MACROS)
            connection.execute(_CREATE)
            yield _load_all(connection, paths, Opening(folder, kommun, typ, read_book))


def _size(paths: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _load_all(connection: "DuckDBPyConnection", paths: Sequence[Path], opening: Opening) -> Rows:
    opened, unread = _open_all(paths, opening)
    carried = _carried_columns([headings for _, headings in opened])
    for column in carried.values():
        connection.execute(f"ALTER TABLE rader ADD COLUMN {column} VARCHAR")
    load = _Load(connection, opening.folder, opening.kommun, opening.typ, carried)
    files: list[LoadedFile] = []
    for source, headings in opened:
        try:
            files.append(_load(load, source, headings, len(files)))
        except UnreadableError as error:
            unread.append(FileFault(source.name, error.fault, error.remedy))
    return Rows(connection, tuple(files), {column: key[0] for key, column in carried.items()}, tuple(unread))


def _open_all(paths: Sequence[Path], opening: Opening) -> tuple[list[tuple[Source, Headings]], list[FileFault]]:
    opened: list[tuple[Source, Headings]] = []
    unread: list[FileFault] = []
    for place, path in enumerate(paths):
        try:
            _refuse_again(path, paths[:place])
            source, headings = open_ledger(path, opening)
            refuse_same_content(source, [other for other, _ in opened])
            opened.append((source, headings))
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
    try:
        _insert(load, source, headings, number)
    except duckdb.InvalidInputException:
        clean = clean_copy(source, headings, load.folder)
        _insert(load, clean.source, clean.headings, number)
        return LoadedFile(source, headings, first, len(clean.lines), clean.faults, clean.lines)
    return LoadedFile(source, headings, first, _count(load.connection) - first, source.faults, source.places)


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
