"""The previous year's months after the occasion's: in no count and no output, but a year's season needs them.

The rows are stripped of interninterna poster like the counted ones; what is wrong with them is told of when their own
occasion is asked for.
"""

from engine.ledger.belonging import fill_table, owners_of, period_counts, states_of
from engine.ledger.question import Question
from engine.ledger.rows import Rows
from engine.ledger.sums import KeptSum

_TABLES = """
CREATE TABLE resten_perioder (period INTEGER, lage INTEGER);
CREATE TABLE resten_agare (ansvar VARCHAR, lage INTEGER, namnd VARCHAR, forvaltning VARCHAR);
"""
_KEPT = """
SELECT r.konto, r.typ, r.period, sum(r.antal), sum(r.ore)
FROM lasbara r JOIN resten_perioder p ON p.period = r.period
  JOIN resten_agare a ON a.ansvar = r.ansvar AND a.lage = p.lage
  JOIN motparter m ON m.motpart = r.motpart
WHERE r.fel IS NULL AND r.typ = 'utfall' AND a.namnd = $namnd AND NOT m.fel
  AND NOT coalesce(m.forvaltning = a.forvaltning, false)
GROUP BY ALL ORDER BY ALL
"""


def rest_of_previous_year(rows: Rows, question: Question) -> tuple[KeptSum, ...]:
    """The nämnd's kept utfall of the previous year's months that the occasion does not count."""
    scope = question.scope
    rest = {
        count.period
        for count in period_counts(rows)
        if count.typ == "utfall" and count.period in scope.utfall_fg_helar - scope.utfall_fg
    }
    if not rest:
        return ()
    connection = rows.groups
    connection.execute(_TABLES)
    states = states_of(question.kommun, rest)
    ansvar = [
        code for (code,) in connection.execute("SELECT DISTINCT ansvar FROM lasbara WHERE fel IS NULL").fetchall()
    ]
    fill_table(connection, "resten_perioder", list(states.items()))
    fill_table(connection, "resten_agare", owners_of(question.kommun, ansvar, states.values()))
    return tuple(KeptSum(*row) for row in connection.execute(_KEPT, {"namnd": question.namnd.kod}).fetchall())


def has_whole_previous_year(rows: Rows, question: Question) -> bool:
    """Whether the files have outcome in every month of the previous year, whoever's."""
    booked = {count.period for count in period_counts(rows) if count.typ == "utfall"}
    return question.scope.utfall_fg_helar <= booked
