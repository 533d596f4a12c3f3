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
CREATE TABLE rader (fil USMALLINT, konto VARCHAR, ansvar VARCHAR, motpart VARCHAR, period INTEGER, typ VARCHAR,
  ore BIGINT, fel VARCHAR, felvarde VARCHAR, verksamhet VARCHAR, projekt VARCHAR, aktivitet VARCHAR, objekt VARCHAR,
  verifikation VARCHAR, text VARCHAR)
"""
_INSERT = f"""
INSERT INTO rader BY NAME
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
    connection: "DuckDBPyConnection", files: Sequence[LoadedFile], carried: Columns, question: Question
) -> None:
    """Make ``rader``, a row per data row of the files in input order."""
    connection.execute(_CREATE)
    for column in carried.values():
        connection.execute(f"ALTER TABLE rader ADD COLUMN {column} VARCHAR")
    for number, file in enumerate(files):
        _insert(connection, file, carried, question, number)


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


def _insert(
    connection: "DuckDBPyConnection", file: LoadedFile, carried: Columns, question: Question, number: int
) -> None:
    names = [carried.get(key, key[0]) for key in _keys(file.headings)]
    view_text(connection, *file.readable, names)
    everything = ", ".join("ratyp" if name == "typ" else name for name in names)
    typ = "" if file.headings.has_typ else question.typ
    values = accepted_texts(question.kommun, typ)
    connection.execute(_INSERT.replace("ALLA", everything).replace("FILNUMMER", str(number)), values)
