"""Which nämnd and förvaltning the rows belong to, and whether their motpart is that förvaltning itself.

The organisation is asked once for each code that occurs, never once a row; the answers are small tables that the
groups of rows are joined with, and the single rows when they are fetched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.question import Question
from engine.ledger.rows import Rows
from engine.organisation import Kommun

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOOKUPS = """
CREATE TABLE perioder (typ VARCHAR, period INTEGER, ar INTEGER, lage INTEGER);
CREATE TABLE agare (ansvar VARCHAR, lage INTEGER, namnd VARCHAR, forvaltning VARCHAR);
CREATE TABLE motparter (motpart VARCHAR, forvaltning VARCHAR, fel BOOLEAN);
"""
_COUNTED = """
CREATE OR REPLACE VIEW VY AS
SELECT ID, r.fil, r.konto, r.ansvar, r.motpart, r.period, r.typ, p.ar, r.ore,
  a.namnd, a.forvaltning, m.forvaltning AS motforvaltning, a.namnd IS NULL AS utan_namnd, m.fel AS okand_motpart
FROM TABELL r JOIN perioder p ON p.typ = r.typ AND p.period = r.period
  JOIN agare a ON a.ansvar = r.ansvar AND a.lage = p.lage
  JOIN motparter m ON m.motpart = r.motpart
WHERE r.fel IS NULL;
"""
_CHOSEN = """
CREATE OR REPLACE TABLE TABELL AS
SELECT ID, fil, konto, ansvar, motpart, period, typ, ar, ore, namnd, forvaltning, namnd = $namnd AS egen,
  coalesce(motforvaltning = forvaltning, false) AS intern
FROM VY WHERE list_contains($forvaltningar, forvaltning) AND NOT okand_motpart
"""


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many readable rows there are of one typ and period."""

    typ: str
    period: int
    rows: int


def mark_belonging(rows: Rows, question: Question) -> tuple[RowFault, ...]:
    """Make the table ``egna_grupper``: the groups of the nämnd's förvaltningar in counted periods.

    Its column ``egen`` says that the rows are the nämnd's own, ``intern`` that they are interninterna, ``antal`` how
    many they are; ``ore`` is their sum.

    Returns:
        the rows of counted periods whose ansvar or motpart the organisation does not know.
    """
    connection = rows.groups
    connection.execute(_LOOKUPS)
    counted = [count for count in period_counts(rows) if question.counts(count.typ, count.period)]
    states = states_of(question.kommun, {count.period for count in counted})
    fill_table(connection, "perioder", [(c.typ, c.period, c.period // 100, states[c.period]) for c in counted])
    _know_codes(connection, question.kommun, "grupper")
    connection.execute("CREATE VIEW lasbara AS SELECT * REPLACE (lasbara AS antal) FROM grupper WHERE lasbara > 0")
    _choose(connection, question, "lasbara", "raknade_grupper", "egna_grupper", "r.antal")
    return _unknown(rows)


def mark_rows(connection: "DuckDBPyConnection", question: Question) -> None:
    """Make the table ``egna``: the counted rows of the nämnd's förvaltningar, of the table ``rader``.

    Its columns ``egen`` and ``intern`` say what they say of groups; ``id`` is the ``plats`` of the row.
    """
    _know_codes(connection, question.kommun, "rader")
    _choose(connection, question, "rader", "raknade", "egna", "r.plats AS id")


def _choose(  # noqa: PLR0913, PLR0917 the names of what is made
    connection: "DuckDBPyConnection", question: Question, table: str, view: str, chosen: str, column: str
) -> None:
    connection.execute(_COUNTED.replace("VY", view).replace("TABELL", table).replace("ID", column, 1))
    own = column.rsplit(" AS ", maxsplit=1)[-1].removeprefix("r.")
    sql = _CHOSEN.replace("TABELL", chosen).replace("VY", view).replace("ID", own, 1)
    connection.execute(sql, {"namnd": question.namnd.kod, "forvaltningar": list(question.forvaltningar)})


def _know_codes(connection: "DuckDBPyConnection", kommun: Kommun, table: str) -> None:
    """Ask the organisation about the codes of a table that have not been asked about."""
    states = {lage for (lage,) in connection.execute("SELECT DISTINCT lage FROM perioder").fetchall()}
    fill_table(connection, "agare", owners_of(kommun, _new(connection, table, "ansvar", "agare"), states))
    fill_table(connection, "motparter", _parties(kommun, _new(connection, table, "motpart", "motparter")))


def _new(connection: "DuckDBPyConnection", table: str, column: str, known: str) -> list[str]:
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE fel IS NULL AND {column} NOT IN (SELECT {column} FROM {known})"  # noqa: S608 names of ours
    ).fetchall()
    return sorted(code for (code,) in found)


def period_counts(rows: Rows) -> list[PeriodCount]:
    """The typ and period of every readable row, counted ones and others."""
    found = rows.groups.execute(
        "SELECT typ, period, sum(lasbara) FROM grupper WHERE fel IS NULL AND lasbara > 0 GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [PeriodCount(*row) for row in found]


def states_of(kommun: Kommun, periods: set[int]) -> dict[int, int]:
    """For each period one period that stands for all those in which the same förvaltningar are valid."""
    limits = {limit for namnd in kommun.namnder for part in namnd.forvaltningar for limit in part.validity}
    standing: dict[tuple[bool, ...], int] = {}
    result = {}
    for period in sorted(periods):
        month = period // 100 * 100 + min(period % 100, 12)
        key = tuple(month < limit for limit in sorted(limits)) + tuple(month == limit for limit in sorted(limits))
        result[period] = standing.setdefault(key, period)
    return result


def owners_of(kommun: Kommun, ansvar: Iterable[str], states: Iterable[int]) -> list[tuple[object, ...]]:
    """For every ansvar and each of the states: the nämnd and the förvaltning that have it."""
    periods = sorted(set(states))
    found = ((code, period, kommun.owner(code, period)) for code in ansvar for period in periods)
    return [
        (code, period, owner[0].kod, owner[1].kod) if owner else (code, period, None, None)
        for code, period, owner in found
    ]


def _parties(kommun: Kommun, motparter: Iterable[str]) -> list[tuple[object, ...]]:
    return [
        (code, own, own is None and kommun.motpartsslag_of(code) == "kommun")
        for code, own in ((code, kommun.forvaltning_of_motpart(code)) for code in motparter)
    ]


def fill_table(connection: "DuckDBPyConnection", table: str, values: Sequence[tuple[object, ...]]) -> None:
    """One statement with a list per column; row by row DuckDB is slow."""
    if not values:
        return
    columns = [list(column) for column in zip(*values, strict=True)]
    marks = ", ".join("unnest(?)" for _ in columns)
    connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


def _unknown(rows: Rows) -> tuple[RowFault, ...]:
    if not rows.groups.execute("FROM raknade_grupper WHERE utan_namnd OR okand_motpart LIMIT 1").fetchall():
        return ()
    found = rows.of_everyone.execute(
        "SELECT fil, id, utan_namnd, ansvar, motpart, ore FROM raknade WHERE utan_namnd OR okand_motpart"
        " ORDER BY fil, id"
    ).fetchall()
    line_of = rows.line_lookup()
    return tuple(
        row_fault(
            rows.files[fil].source.name,
            line_of(fil, rowid),
            FaultKind.UTAN_NAMND if no_owner else FaultKind.OKAND_MOTPART,
            ansvar if no_owner else motpart,
            ore,
        )
        for fil, rowid, no_owner, ansvar, motpart, ore in found
    )
