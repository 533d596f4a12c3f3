"""The nämnd's ledger rows behind the figures of a filled flik, the removed ones too, as one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.belonging import fill_table
from engine.ledger.investments import investment_accounts
from engine.ledger.question import Question
from engine.ledger.rows import LoadedFile, Rows
from engine.ledger.trail.values import Behind, TrailColumn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLE = "spar_rader"
COLUMNS = """omgang INTEGER, grupp VARCHAR, typ VARCHAR, period INTEGER, konto VARCHAR, ansvar VARCHAR,
  motpart VARCHAR, verksamhet VARCHAR, projekt VARCHAR, verifikation VARCHAR, text VARCHAR, ore BIGINT,
  intern BOOLEAN, fil VARCHAR, rad BIGINT"""
CONTENT = """
printf('%x', coalesce(sum(md5_number_lower(concat_ws(chr(31), grupp, typ, period, konto, ansvar, motpart, verksamhet,
  projekt, verifikation, text, ore, intern, fil, rad))), 0))"""
"""A hash of rows whatever their order: the sum of the rows' own hashes."""
BEHIND = f"""
count(*) FILTER (NOT intern), coalesce(sum(ore) FILTER (NOT intern), 0), count(*) FILTER (intern),
coalesce(sum(ore) FILTER (intern), 0), {CONTENT}"""
_CREATE = f"""
CREATE OR REPLACE TABLE {TABLE} ({COLUMNS});
CREATE OR REPLACE TABLE spar_konton (konto VARCHAR, grupp VARCHAR, projekt VARCHAR);
CREATE OR REPLACE TABLE spar_perioder (typ VARCHAR, period INTEGER);
CREATE OR REPLACE TABLE spar_filer (fil USMALLINT, namn VARCHAR, forskjutning BIGINT);
CREATE OR REPLACE TABLE spar_radnummer (id BIGINT, rad BIGINT);
"""
_GATHER = f"""
INSERT INTO {TABLE} BY NAME
SELECT $omgang AS omgang, k.grupp, e.typ, e.period, e.konto, e.ansvar, e.motpart,
  coalesce(r.verksamhet, '') AS verksamhet, coalesce(trim(r.projekt), '') AS projekt,
  coalesce(r.verifikation, '') AS verifikation, coalesce(r.text, '') AS text, e.ore, e.intern, f.namn AS fil,
  coalesce(e.id + f.forskjutning, n.rad) AS rad
FROM egna e JOIN rader r ON r.plats = e.id
  JOIN spar_konton k ON k.konto = e.konto AND (k.projekt IS NULL OR k.projekt = coalesce(trim(r.projekt), ''))
  JOIN spar_perioder p ON p.typ = e.typ AND p.period = e.period
  JOIN spar_filer f ON f.fil = e.fil
  LEFT JOIN spar_radnummer n ON n.id = e.id
WHERE e.egen
"""  # noqa: S608 names of ours, no values
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows a trail is to hold.

    Attributes:
        columns: what the filled columns count.
        projects: the group of each projekt whose INV rows were filled.
    """

    columns: tuple[TrailColumn, ...]
    projects: Mapping[str, str]


def gather_rows(
    rows: Rows, question: Question, wanted: Wanted, *, number: int = 1
) -> Mapping[tuple[str, str], Behind]:
    """Make the table ``spar_rader`` and say what stands behind each (group, column kind).

    Args:
        rows: the stripped ledger, still open.
        question: what was asked of it.
        wanted: which of its rows.
        number: the fill's, which the rows are given.
    """
    connection = rows.connection
    connection.execute(_CREATE)
    periods = {(column.typ, period) for column in wanted.columns for period in column.perioder}
    fill_table(connection, "spar_konton", _accounts(rows, question, wanted.projects))
    fill_table(connection, "spar_perioder", sorted(periods))
    for place, file in enumerate(rows.files):
        _tell_lines(connection, place, file)
    connection.execute(_GATHER, {"omgang": number})
    return {
        (group, column.kolumn): behind for column in wanted.columns for group, behind in _behind(connection, column)
    }


def _accounts(rows: Rows, question: Question, projects: Mapping[str, str]) -> list[tuple[object, ...]]:
    """Each account with the group it belongs to; an investment account has one for each projekt."""
    found = rows.connection.execute("SELECT DISTINCT konto FROM egna WHERE egen ORDER BY konto").fetchall()
    claimed = ((konto, question.row_of(konto)) for (konto,) in found)
    rr: list[tuple[object, ...]] = [(konto, row.id, None) for konto, row in claimed if row is not None]
    investments = investment_accounts(rows, question) if projects else ()
    return rr + [(konto, group, code) for konto in investments for code, group in projects.items()]


def _tell_lines(connection: "DuckDBPyConnection", place: int, file: LoadedFile) -> None:
    """The physical lines: one number where they follow each other, else one for every row."""
    lines = file.lines()
    is_even = isinstance(lines, range)
    offset = lines.start - file.first if isinstance(lines, range) else None
    connection.execute("INSERT INTO spar_filer VALUES (?, ?, ?)", [place, file.source.name, offset])
    if not is_even:
        _insert_lines(connection, file.first, lines)


def _insert_lines(connection: "DuckDBPyConnection", first: int, lines: Sequence[int]) -> None:
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        fill_table(connection, "spar_radnummer", [(first + start + at, rad) for at, rad in enumerate(batch)])


def _behind(connection: "DuckDBPyConnection", column: TrailColumn) -> list[tuple[str, Behind]]:
    found = connection.execute(
        f"SELECT grupp, {BEHIND} FROM {TABLE} WHERE typ = ? AND list_contains(?, period) GROUP BY grupp",  # noqa: S608
        [column.typ, list(column.perioder)],
    ).fetchall()
    return [(group, behind_of(values)) for group, *values in found]


def behind_of(values: Sequence[object]) -> Behind:
    """The values that the SQL ``BEHIND`` gives."""
    return Behind.model_validate(dict(zip(Behind.model_fields, values, strict=True)))
