"""Matching the removed rows with their counterparts, the strongest evidence first.

Inside one förvaltning, typ and year: first equal and opposite amounts with the same verifikation, then whole
verifikationer that sum to 0, then equal and opposite amounts with the same text, or only in the same period, then
across periods, last whole periods that sum to 0. Each step numbers rows inside a key, so that the work grows with the
rows and not with their square.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CREATE = """
CREATE OR REPLACE TABLE parade AS
SELECT e.id, e.forvaltning, e.typ, e.ar, e.period, e.ore, coalesce(trim(r.verifikation), '') AS verifikation,
  coalesce(trim(r.text), '') AS text, CASE WHEN e.ore = 0 THEN 'noll' END AS satt, NULL::BIGINT AS motrad
FROM egna e JOIN rader r ON r.rowid = e.id
WHERE e.intern AND (NOT $rester OR (e.forvaltning, e.typ, e.ar) IN (
  SELECT (forvaltning, typ, ar) FROM egna WHERE intern GROUP BY forvaltning, typ, ar HAVING sum(ore) <> 0))
"""
_MATCH = """
CREATE OR REPLACE TEMP TABLE funna AS
WITH numrerade AS (
  SELECT id, forvaltning, typ, ar, ore, NYCKEL AS nyckel,
    row_number() OVER (PARTITION BY forvaltning, typ, ar, ore, NYCKEL ORDER BY id) AS n
  FROM parade WHERE satt IS NULL AND VILLKOR)
SELECT k.id AS kostnad, i.id AS intakt FROM numrerade k JOIN numrerade i
  ON i.forvaltning = k.forvaltning AND i.typ = k.typ AND i.ar = k.ar AND i.ore = -k.ore AND i.nyckel = k.nyckel
  AND i.n = k.n
WHERE k.ore > 0
"""
_KEEP_PAIRS = """
UPDATE parade SET satt = $satt, motrad = p.motrad
FROM (SELECT kostnad AS id, intakt AS motrad FROM funna UNION ALL SELECT intakt, kostnad FROM funna) p
WHERE parade.id = p.id
"""
_KEEP_GROUPS = """
UPDATE parade SET satt = $satt
FROM (SELECT forvaltning, typ, ar, NYCKEL AS nyckel FROM parade WHERE satt IS NULL AND VILLKOR
  GROUP BY ALL HAVING sum(ore) = 0) g
WHERE parade.satt IS NULL AND VILLKOR AND parade.forvaltning = g.forvaltning AND parade.typ = g.typ
  AND parade.ar = g.ar AND NYCKEL = g.nyckel
"""


@dataclass(frozen=True, slots=True)
class _Step:
    """One way of finding counterparts; ``key`` and ``condition`` are SQL over the table ``parade``."""

    name: str
    key: str
    condition: str = "true"
    groups: bool = False


_VOUCHER = "verifikation <> ''"
_STEPS = (
    _Step("verifikation", "(period, verifikation)", _VOUCHER),
    _Step("verifikationens summa", "(period, verifikation)", _VOUCHER, groups=True),
    _Step("text", "(period, text)", "text <> ''"),
    _Step("belopp", "period"),
    _Step("verifikation i annan period", "verifikation", _VOUCHER),
    _Step("verifikationens summa i flera perioder", "verifikation", _VOUCHER, groups=True),
    _Step("text i annan period", "text", "text <> ''"),
    _Step("belopp i annan period", "0"),
    _Step("periodens summa", "period", groups=True),
)


def pair_removed(connection: "DuckDBPyConnection", *, only_remainders: bool) -> None:
    """Make the table ``parade``: the removed rows, how each was matched (``satt``, NULL: not) and with which row.

    Args:
        connection: holds ``rader`` and ``egna``.
        only_remainders: leave out the förvaltningar, typer and years whose removed rows sum to 0.
    """
    connection.execute(_CREATE, {"rester": only_remainders})
    for step in _STEPS:
        if not _unmatched_signs(connection):
            return
        _take(connection, step)


def _unmatched_signs(connection: "DuckDBPyConnection") -> bool:
    """Whether rows of both signs are left, so that anything more can be matched."""
    found = connection.execute("SELECT DISTINCT sign(ore) FROM parade WHERE satt IS NULL").fetchall()
    return len(found) == 2


def _take(connection: "DuckDBPyConnection", step: _Step) -> None:
    if step.groups:
        connection.execute(_sql(_KEEP_GROUPS, step), {"satt": step.name})
    else:
        connection.execute(_sql(_MATCH, step))
        connection.execute(_KEEP_PAIRS, {"satt": step.name})


def _sql(template: str, step: _Step) -> str:
    return template.replace("NYCKEL", step.key).replace("VILLKOR", step.condition)
