"""Rows that two exports both have: found before anything is summed, so that nothing is counted twice.

A row repeats one of an earlier file when every column of it is the same; two equal rows in one file are two rows.
Where the files write their rows differently (one has sums, the other every verification) it is the sums per konto
and ansvar that give them away: when most of those that both files have in a period are equal, the later file's
rows behind the equal sums are repeated. Files that merely divide a ledger between them have neither.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.grouping import group_rows
from engine.ledger.rows import Rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REPEATED = "dubbel"
"""What ``rader.fel`` says of a row that an earlier file has."""

_OPTIONAL = ("verksamhet", "projekt", "aktivitet", "objekt", "verifikation", "text")
_IDENTITY = ("typ", "period", "ansvar", "konto", "motpart", "ore", *_OPTIONAL)

_PERIODS_SHARED = """
SELECT 1 FROM grupper WHERE fel IS NULL GROUP BY typ, period HAVING min(fil) <> max(fil) LIMIT 1
"""
_SHARED = """
CREATE TEMP TABLE delade AS
SELECT typ, period, ansvar FROM rader WHERE fel IS NULL GROUP BY ALL HAVING min(fil) <> max(fil)
"""
_COMPARED = """
CREATE TEMP TABLE jamforda AS
WITH nycklade AS (SELECT *, hash(IDENTITET) AS nyckel FROM (
  SELECT r.plats AS id, r.fil, r.typ, r.period, r.ansvar, r.konto, r.motpart, r.ore, VALFRIA I_DELADE)),
flera AS (SELECT nyckel FROM nycklade GROUP BY nyckel HAVING min(fil) <> max(fil))
SELECT * EXCLUDE (nyckel), row_number() OVER (PARTITION BY fil, IDENTITET ORDER BY id) AS n
FROM nycklade JOIN flera USING (nyckel)
"""
_REPEATED = """
CREATE TEMP TABLE upprepade AS
SELECT s.id, min(t.fil) AS tidigare FROM jamforda s JOIN jamforda t USING (n, IDENTITET) WHERE t.fil < s.fil
GROUP BY s.id
"""
_SAME_SUMS = """
INSERT INTO upprepade
WITH summor AS (
  SELECT r.fil, r.typ, r.period, r.ansvar, r.konto, sum(r.ore) AS ore I_DELADE GROUP BY ALL HAVING sum(r.ore) <> 0),
par AS (
  SELECT s.fil, t.fil AS tidigare, s.typ, s.period, s.ansvar, s.konto, s.ore = t.ore AS lika
  FROM summor s JOIN summor t USING (typ, period, ansvar, konto) WHERE t.fil < s.fil),
misstankta AS (
  SELECT fil, tidigare, typ, period FROM par GROUP BY ALL HAVING 2 * count(*) FILTER (lika) > count(*))
SELECT r.plats, min(p.tidigare) FROM rader r JOIN par p USING (fil, typ, period, ansvar, konto)
  JOIN misstankta m USING (fil, tidigare, typ, period)
WHERE p.lika AND r.fel IS NULL AND r.plats NOT IN (SELECT id FROM upprepade) GROUP BY r.plats
"""
_MARK = "UPDATE alla_rader SET fel = $fel WHERE rowid IN (SELECT id FROM upprepade)"
_TOLD = """
SELECT r.fil, u.tidigare, r.typ, r.period, sum(r.ore), list(r.plats ORDER BY r.plats)
FROM upprepade u JOIN rader r ON r.plats = u.id GROUP BY ALL ORDER BY ALL
"""
_VOUCHERS = """
WITH nummer AS (
  SELECT DISTINCT r.fil, r.typ, r.period, r.ansvar, r.verifikation I_DELADE AND r.verifikation <> '')
SELECT s.fil, t.fil, count(DISTINCT (s.period, s.verifikation)), min(s.verifikation)
FROM nummer s JOIN nummer t USING (typ, period, ansvar, verifikation) WHERE t.fil < s.fil GROUP BY ALL ORDER BY ALL
"""
_PARTS = {
    "IDENTITET": ", ".join(_IDENTITY),
    "VALFRIA": ", ".join(f"coalesce(r.{column}, '') AS {column}" for column in _OPTIONAL),
    "I_DELADE": "FROM rader r JOIN delade USING (typ, period, ansvar) WHERE r.fel IS NULL AND r.ore <> 0",
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """The rows of one typ and period that a file repeats of an earlier one.

    Attributes:
        fil, tidigare: the later file and the earlier, as the caller gave them.
        ore: what the repeated rows sum to, ledger sign.
        rader: where they stand in the later file.
    """

    fil: str
    tidigare: str
    typ: str
    period: int
    ore: int
    rader: tuple[int, ...]

    def as_json(self) -> dict[str, object]:
        """As in the JSON of ``rensa``."""
        return {
            "fil": self.fil, "tidigare": self.tidigare, "typ": self.typ, "period": str(self.period),
            "belopp_ore": self.ore, "rader": list(self.rader),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SharedVouchers:
    """Verifications that two files have different rows of, in the same period and ansvar.

    Attributes:
        antal: how many.
        exempel: one of them.
    """

    fil: str
    tidigare: str
    antal: int
    exempel: str


def mark_repeated(rows: Rows) -> tuple[tuple[Overlap, ...], tuple[SharedVouchers, ...]]:
    """Mark the rows of ``rader`` that an earlier file has, so that they are counted once.

    Returns:
        what was marked, and the verifications that two files share beside that.
    """
    if len(rows.files) < 2 or not _share_a_period(rows) or not _any_shared(rows.single):
        return (), ()
    connection = rows.single
    for statement in (_COMPARED, _REPEATED, _SAME_SUMS):
        connection.execute(_sql(statement))
    overlaps = _told(rows)
    if overlaps:
        connection.execute(_MARK, {"fel": REPEATED})
        group_rows(connection)
    names = [file.source.name for file in rows.files]
    shared = connection.execute(_sql(_VOUCHERS)).fetchall()
    return overlaps, tuple(SharedVouchers(names[later], names[first], *rest) for later, first, *rest in shared)


def _sql(template: str) -> str:
    for name, part in _PARTS.items():
        template = template.replace(name, part)
    return template


def _share_a_period(rows: Rows) -> bool:
    """Whether two files have rows of one typ and period, which the groups tell without the single rows."""
    return bool(rows.groups.execute(_PERIODS_SHARED).fetchall())


def _any_shared(connection: "DuckDBPyConnection") -> bool:
    connection.execute(_SHARED)
    return bool(connection.execute("SELECT 1 FROM delade LIMIT 1").fetchall())


def _told(rows: Rows) -> tuple[Overlap, ...]:
    names = [file.source.name for file in rows.files]
    line_of = rows.line_lookup()
    return tuple(
        Overlap(names[later], names[first], typ, period, int(ore), tuple(line_of(later, rowid) for rowid in rowids))
        for later, first, typ, period, ore, rowids in rows.single.execute(_TOLD).fetchall()
    )
