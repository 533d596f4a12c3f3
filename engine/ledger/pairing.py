"""Matching the removed rows with their counterparts, the strongest evidence first.

Inside one förvaltning, typ and year: first equal and opposite amounts with the same verifikation, then whole
verifikationer that sum to 0, then equal and opposite amounts with the same text, or only in the same period; whole
periods that sum to 0; then the same across periods, last the whole year. Where a förvaltning's parts have motpart
codes of their own, rows that name each other go before rows that do not. What is left is a pair whose amounts differ
when everything else agrees, else one-sided. Each step numbers or sums rows inside a key, so that the work grows with
the rows and not with their square.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.ledger.result import PairStatus
from engine.ledger.sides import mark_sides
from engine.organisation import Kommun

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OPEN = "CREATE OR REPLACE TEMP TABLE traffar (id BIGINT, satt VARCHAR, status VARCHAR, grupp BIGINT)"
_CREATE = """
CREATE OR REPLACE TEMP TABLE oparade AS
SELECT e.id, e.forvaltning, e.typ, e.ar, e.period, e.ore, abs(e.ore) AS belopp,
  coalesce(trim(r.verifikation), '') AS verifikation, coalesce(trim(r.text), '') AS text,
  CASE WHEN $delar THEN a.sida ELSE 0 END AS egen_sida, CASE WHEN $delar THEN m.sida ELSE 0 END AS mot_sida
FROM egna e JOIN rader r ON r.plats = e.id
  LEFT JOIN egna_sidor a ON a.ansvar = e.ansvar AND a.period = e.period LEFT JOIN motsidor m ON m.motpart = e.motpart
WHERE e.intern AND (NOT $rester OR (e.forvaltning, e.typ, e.ar) IN (
  SELECT (forvaltning, typ, ar) FROM egna WHERE intern GROUP BY forvaltning, typ, ar HAVING sum(ore) <> 0))
"""
_PAIRS = """
CREATE OR REPLACE TEMP TABLE nya AS
WITH numrerade AS (
  SELECT id, forvaltning, typ, ar, belopp, NYCKEL AS nyckel,
    row_number() OVER (PARTITION BY forvaltning, typ, ar, ore, NYCKEL ORDER BY id) AS n
  FROM oparade WHERE VILLKOR)
SELECT unnest([min(id), max(id)]) AS id, min(id) AS grupp FROM numrerade
GROUP BY forvaltning, typ, ar, belopp, nyckel, n HAVING count(*) = 2
"""
_GROUPS = """
CREATE OR REPLACE TEMP TABLE nya AS
WITH summerade AS (
  SELECT id, min(id) OVER nyckeln AS grupp, sum(ore) OVER nyckeln AS summa, min(ore) OVER nyckeln AS minst,
    max(ore) OVER nyckeln AS storst, count(*) OVER nyckeln AS antal
  FROM oparade WHERE VILLKOR WINDOW nyckeln AS (PARTITION BY forvaltning, typ, ar, NYCKEL))
SELECT id, grupp FROM summerade WHERE minst < 0 AND storst > 0 AND GRANS
"""
_TAKE = "INSERT INTO traffar SELECT id, $satt, $status, grupp FROM nya"
_SHRINK = "CREATE OR REPLACE TEMP TABLE oparade AS SELECT * FROM oparade ANTI JOIN nya USING (id)"
_ZEROS = "CREATE OR REPLACE TEMP TABLE nya AS SELECT id, id AS grupp FROM oparade WHERE ore = 0"
_FINISH = """
INSERT INTO traffar SELECT id, NULL, 'ENSIDIG', id FROM oparade;
CREATE OR REPLACE TABLE parade AS
SELECT id, satt, status, grupp,
  CASE WHEN count(*) OVER g = 2 THEN CASE WHEN id = grupp THEN max(id) OVER g ELSE grupp END END AS motrad
FROM traffar WINDOW g AS (PARTITION BY grupp);
CREATE OR REPLACE VIEW sida_vid_sida AS
WITH numrerade AS (
  SELECT p.id, p.grupp, p.status, e.ore > 0 AS kostnad,
    row_number() OVER (PARTITION BY p.grupp, e.ore > 0 ORDER BY abs(e.ore) DESC, p.id) AS n
  FROM parade p JOIN egna e ON e.id = p.id WHERE p.status <> 'ENSIDIG')
SELECT grupp, n, any_value(status) AS status, max(id) FILTER (kostnad) AS kostnad,
  max(id) FILTER (NOT kostnad) AS intakt FROM numrerade GROUP BY grupp, n;
DROP TABLE nya; DROP TABLE oparade; DROP TABLE traffar;
""".replace("ENSIDIG", PairStatus.ENSIDIG)
_SAME_TEXT = """
CREATE OR REPLACE TEMP TABLE egna_texter AS
SELECT (e.forvaltning, e.typ, e.period, trim(r.text)) AS nyckel FROM egna e JOIN rader r ON r.plats = e.id
WHERE e.intern AND e.ore <> 0 AND (e.forvaltning, e.typ, e.period, trim(r.text)) IN (
  SELECT (forvaltning, typ, period, text) FROM oparade)
GROUP BY ALL HAVING count(*) = 2
"""

_MIRRORED = "CASE WHEN ore > 0 THEN (egen_sida, mot_sida) ELSE (mot_sida, egen_sida) END"
_KNOWN_SIDES = "egen_sida IS NOT NULL AND mot_sida IS NOT NULL"
_OWN_TEXT = "text <> '' AND (forvaltning, typ, period, text) IN (SELECT nyckel FROM egna_texter)"
"""A text that two rows of the period have and no others: what many rows say tells nothing of who met whom."""
_EXACT = "abs(summa) <= $tolerans"


@dataclass(frozen=True, slots=True)
class _Step:
    """One way of finding counterparts.

    Attributes:
        name: what people read.
        key, condition: SQL over the table ``oparade``.
        limit: for steps that take whole groups, what a group must come to; empty for steps that take pairs.
    """

    name: str
    key: str
    condition: str = "true"
    limit: str = ""
    status: PairStatus = PairStatus.MATCHAD

    @property
    def sql(self) -> str:
        """The statement that finds ``nya``: rows and the group each belongs to."""
        template = _GROUPS.replace("GRANS", self.limit) if self.limit else _PAIRS
        return template.replace("NYCKEL", self.key).replace("VILLKOR", self.condition)

    def mirrored(self) -> "_Step":
        """The same where the rows also name each other's part of the förvaltning."""
        return replace(self, name=f"{self.name} och motpart åt båda håll", key=f"({self.key}, {_MIRRORED})",
                       condition=f"{self.condition} AND {_KNOWN_SIDES}")  # fmt: skip


_VOUCHER, _TEXT = "verifikation <> ''", "text <> ''"
_ACROSS = PairStatus.ANNAN_PERIOD
_STEPS = (
    _Step("verifikation", "(period, verifikation)", _VOUCHER),
    _Step("verifikationens summa", "(period, verifikation)", _VOUCHER, _EXACT),
    _Step("text", "(period, text)", _TEXT),
    _Step("belopp", "period"),
    _Step("verifikation i annan period", "verifikation", _VOUCHER, status=_ACROSS),
    _Step("verifikationens summa i flera perioder", "verifikation", _VOUCHER, _EXACT, status=_ACROSS),
    _Step("periodens summa", "period", limit=_EXACT),
    _Step("text i annan period", "text", _TEXT, status=_ACROSS),
    _Step("belopp i annan period", "0", status=_ACROSS),
    _Step("årets summa", "0", limit=_EXACT, status=_ACROSS),
)
_DIFFERING = (
    _Step("samma verifikation", "verifikation", _VOUCHER, "true", PairStatus.BELOPP_SKILJER),
    _Step(
        "samma period, text och motpart åt båda håll",
        f"(period, text, {_MIRRORED})",
        f"{_KNOWN_SIDES} AND {_OWN_TEXT}",
        "antal = 2",
        PairStatus.BELOPP_SKILJER,
    ),
)


def pair_removed(connection: "DuckDBPyConnection", kommun: Kommun, *, only_remainders: bool) -> None:
    """Make the table ``parade``: the removed rows, the status and group of each, and how it was matched (``satt``).

    The view ``sida_vid_sida`` has the costs and incomes of every pair and group beside each other.

    Args:
        connection: holds ``rader`` and ``egna``.
        kommun: says who has which motpart, and with which tolerance a group sums to 0.
        only_remainders: leave out the förvaltningar, typer and years whose removed rows sum to 0.
    """
    has_parts = mark_sides(connection, kommun)
    connection.execute(_OPEN)
    connection.execute(_CREATE, {"rester": only_remainders, "delar": has_parts})
    connection.execute(_ZEROS)
    _take(connection, "noll", PairStatus.MATCHAD)
    tolerance = _tolerance(kommun)
    for step in _steps(has_parts=has_parts):
        if not _both_signs_left(connection):
            break
        if step is _DIFFERING[1]:
            connection.execute(_SAME_TEXT)
        connection.execute(step.sql, {"tolerans": tolerance} if "$tolerans" in step.sql else {})
        _take(connection, step.name, step.status)
    connection.execute(_FINISH)


def _steps(*, has_parts: bool) -> Iterator[_Step]:
    for step in _STEPS:
        if has_parts and not step.limit:
            yield step.mirrored()
        yield step
    yield from _DIFFERING


def _tolerance(kommun: Kommun) -> int:
    """Öre within which a group of internals counts as 0; öre-exact unless the kommun has said otherwise."""
    setting = kommun.regler.get("IN02")
    return int(Decimal(str(setting.parametrar.get("tolerans_kr", 0))) * 100) if setting else 0


def _both_signs_left(connection: "DuckDBPyConnection") -> bool:
    """Whether rows of both signs are left, so that anything more can be matched."""
    found = connection.execute("SELECT DISTINCT sign(ore) FROM oparade").fetchall()
    return len(found) == 2


def _take(connection: "DuckDBPyConnection", way: str, status: PairStatus) -> None:
    connection.execute(_TAKE, {"satt": way, "status": status.value})
    connection.execute(_SHRINK)
