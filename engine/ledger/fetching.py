"""The single rows of the exports, as the table ``rader``, for those who have something to tell about them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.ledger.headings import OPTIONAL, REQUIRED, Headings
from engine.ledger.judging import FAULT, READ, accepted_texts
from engine.ledger.question import Question
from engine.ledger.rows import LoadedFile
from engine.ledger.text_scan import view_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CREATE = """
CREATE OR REPLACE TABLE TABELL (
  fil USMALLINT, konto VARCHAR, ansvar VARCHAR, motpart VARCHAR, period INTEGER, typ VARCHAR,
  ore BIGINT, fel VARCHAR, felvarde VARCHAR, verksamhet VARCHAR, projekt VARCHAR, aktivitet VARCHAR, objekt VARCHAR,
  verifikation VARCHAR, text VARCHAR)
"""
_EVERY = "CREATE OR REPLACE VIEW rader AS SELECT *, rowid AS plats FROM alla_rader"
_NEAR = "CREATE OR REPLACE VIEW rader AS FROM nara_rader"
"""``plats`` is the place of a row among all rows of the files, from 0; of every row, ``rowid`` says it."""
_SOURCE = "CREATE OR REPLACE VIEW kalla AS FROM varje"
_COUNTED = """
CREATE OR REPLACE VIEW kalla AS
WITH utan AS (SELECT *, utan_blanka(ansvar) AS eget, utan_blanka(motpart) AS andras FROM varje),
numrerade AS (SELECT *, {first} + row_number() OVER () - 1 AS plats FROM utan)
SELECT * EXCLUDE (eget, andras) FROM numrerade WHERE {nearness}
"""
"""The codes are read below the numbering, where the condition cannot be moved to: there they are read once."""
_INSERT = f"""
INSERT INTO TABELL BY NAME
WITH {READ},
matta AS (SELECT * REPLACE (utan_blanka(belopp) AS belopp), radens_ore(belopp) AS ore FROM tolkade),
domda AS (
  SELECT *, CASE WHEN konto = '' AND concat(ALLA) = '' THEN 'tom' {FAULT} WHEN ore IS NULL THEN 'belopp' END AS fel
  FROM matta)
SELECT * EXCLUDE (period, belopp, ratyp, vikt, mojlig_period), FILNUMMER::USMALLINT AS fil,
  CASE WHEN fel IS NULL THEN period::INTEGER END AS period,
  CASE fel WHEN 'period' THEN period WHEN 'typ' THEN ratyp WHEN 'belopp' THEN belopp END AS felvarde
FROM domda
"""  # noqa: S608 parts of ours

Columns = Mapping[tuple[str, int], str]
"""(heading, which of those with that name in its file) → heading's column in ``rader``."""


def fetch_rows(
    connection: "DuckDBPyConnection", files: Sequence[LoadedFile], carried: Columns, question: Question,
    *, nearness: str | None,
) -> None:  # fmt: skip
    """Make ``rader``, a row per data row of the files in input order.

    Args:
        connection: where it is made.
        files: whose rows are fetched.
        carried: the columns that are only carried through.
        question: what the texts mean.
        nearness: a condition on the codes; rows that do not fulfil it are left out. None for every row.
    """
    table, view = ("alla_rader", _EVERY) if nearness is None else ("nara_rader", _NEAR)
    connection.execute(_CREATE.replace("TABELL", table))
    for column in (*carried.values(), *(() if nearness is None else ("plats",))):
        kind = "BIGINT" if column == "plats" else "VARCHAR"
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for number, file in enumerate(files):
        names = [carried.get(key, key[0]) for key in _keys(file.headings)]
        view_text(connection, *file.readable, names, "varje")
        connection.execute(_SOURCE if nearness is None else _COUNTED.format(first=file.first, nearness=nearness))
        _insert(connection, table, file.headings, names, question, number)
    connection.execute(view)


def near(question: Question) -> str:
    """The condition that a row's ansvar may be of the nämnd's förvaltningar, or its motpart is one of them."""
    parts = [
        part
        for namnd in question.kommun.namnder
        for part in namnd.forvaltningar
        if part.kod in question.forvaltningar
    ]
    ranges = dict.fromkeys(interval for part in parts for interval in part.ansvar.ranges)
    motparter = ", ".join(f"'{code}'" for part in parts for code in part.motpart)
    own = (f"substr(eget, 1, {len(r.low)}) BETWEEN '{r.low}' AND '{r.high}'" for r in ranges)
    return " OR ".join((*own, *((f"andras IN ({motparter})",) if motparter else ())))


def carried_columns(all_headings: Sequence[Headings]) -> Columns:
    """The columns that are only carried through, over all files."""
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


def _insert(  # noqa: PLR0913, PLR0917 what is put where
    connection: "DuckDBPyConnection", table: str, headings: Headings, names: Sequence[str], question: Question,
    number: int,
) -> None:  # fmt: skip
    everything = ", ".join("ratyp" if name == "typ" else name for name in names)
    typ = "" if headings.has_typ else question.typ
    values = accepted_texts(question.kommun, typ)
    sql = _INSERT.replace("TABELL", table).replace("ALLA", everything).replace("FILNUMMER", str(number))
    connection.execute(sql, values)
