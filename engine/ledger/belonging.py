"""Which nämnd and förvaltning every row belongs to, and whether its motpart is that förvaltning itself.

The organisation is asked once for each code that occurs, never once a row; the answers are small tables that the
rows are joined with.
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
CREATE VIEW raknade AS
SELECT r.rowid AS id, r.fil, r.konto, r.ansvar, r.motpart, r.period, r.typ, p.ar, r.ore,
  a.namnd, a.forvaltning, m.forvaltning AS motforvaltning, a.namnd IS NULL AS utan_namnd, m.fel AS okand_motpart
FROM rader r JOIN perioder p ON p.typ = r.typ AND p.period = r.period
  JOIN agare a ON a.ansvar = r.ansvar AND a.lage = p.lage
  JOIN motparter m ON m.motpart = r.motpart
WHERE r.fel IS NULL;
"""
_CHOSEN = """
CREATE TABLE egna AS
SELECT id, fil, konto, ansvar, motpart, period, typ, ar, ore, namnd, forvaltning, namnd = $namnd AS egen,
  coalesce(motforvaltning = forvaltning, false) AS intern
FROM raknade WHERE list_contains($forvaltningar, forvaltning) AND NOT okand_motpart
"""


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many readable rows there are of one typ and period."""

    typ: str
    period: int
    rows: int


def mark_belonging(rows: Rows, question: Question) -> tuple[RowFault, ...]:
    """Make the table ``egna``: the counted rows of the nämnd's förvaltningar.

    Its column ``egen`` says that the row is the nämnd's own, ``intern`` that it is interninternt.

    Returns:
        the rows of counted periods whose ansvar or motpart the organisation does not know.
    """
    connection = rows.connection
    connection.execute(_LOOKUPS)
    counted = [count for count in period_counts(rows) if question.counts(count.typ, count.period)]
    states = states_of(question.kommun, {count.period for count in counted})
    fill_table(connection, "perioder", [(c.typ, c.period, c.period // 100, states[c.period]) for c in counted])
    fill_table(connection, "agare", owners_of(connection, question.kommun, states.values()))
    fill_table(connection, "motparter", _parties(question.kommun, _distinct(connection, "motpart")))
    connection.execute(_CHOSEN, {"namnd": question.namnd.kod, "forvaltningar": list(question.forvaltningar)})
    return _unknown(rows)


def period_counts(rows: Rows) -> list[PeriodCount]:
    """The typ and period of every readable row, counted ones and others."""
    found = rows.connection.execute(
        "SELECT typ, period, count(*) FROM rader WHERE fel IS NULL GROUP BY ALL ORDER BY ALL"
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


def owners_of(connection: "DuckDBPyConnection", kommun: Kommun, states: Iterable[int]) -> list[tuple[object, ...]]:
    """For every ansvar of the files and each of the states: the nämnd and the förvaltning that have it."""
    periods = sorted(set(states))
    ansvar = _distinct(connection, "ansvar")
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


def _distinct(connection: "DuckDBPyConnection", column: str) -> list[str]:
    found = connection.table("rader").filter("fel IS NULL").project(column).distinct().fetchall()
    return sorted(code for (code,) in found)


def fill_table(connection: "DuckDBPyConnection", table: str, values: Sequence[tuple[object, ...]]) -> None:
    """One statement with a list per column; row by row DuckDB is slow."""
    if not values:
        return
    columns = [list(column) for column in zip(*values, strict=True)]
    marks = ", ".join("unnest(?)" for _ in columns)
    connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


def _unknown(rows: Rows) -> tuple[RowFault, ...]:
    found = rows.connection.execute(
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
