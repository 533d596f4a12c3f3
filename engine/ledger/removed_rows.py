"""The removed rows one by one, with file, line and how each was matched; the table ``parade`` is already made."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.ledger.result import PairStatus, RemovedRow
from engine.ledger.rows import Rows

_BATCH = 20_000
_SELECT = """
SELECT e.fil, e.id, e.namnd, e.forvaltning, e.konto, e.ansvar, e.motpart, e.period, e.typ, e.ore,
  coalesce(trim(r.verifikation), ''), coalesce(trim(r.text), ''), p.satt, p.status, p.grupp, p.motrad, m.fil
FROM parade p JOIN egna e ON e.id = p.id JOIN rader r ON r.plats = p.id LEFT JOIN egna m ON m.id = p.motrad
WHERE list_contains($status, p.status) ORDER BY e.id
"""
_LARGEST = (
    """
WITH avvikande AS (
  SELECT p.id,
    row_number() OVER (PARTITION BY e.forvaltning, e.typ, e.period ORDER BY abs(e.ore) DESC, e.id) AS n
  FROM parade p JOIN egna e ON e.id = p.id
  WHERE p.status <> 'MATCHAD' AND (e.forvaltning, e.typ, e.period) IN (
    SELECT (forvaltning, typ, period) FROM egna WHERE intern GROUP BY forvaltning, typ, period HAVING sum(ore) <> 0))
""".replace("MATCHAD", PairStatus.MATCHAD)
    + _SELECT.replace("WHERE", "JOIN avvikande a ON a.id = p.id WHERE a.n <= $antal AND").replace(
        "BY e.id", "BY a.n, e.id"
    )
)
_SIDE = (
    "{0}.fil, {0}.id, {0}.namnd, {0}.forvaltning, {0}.konto, {0}.ansvar, {0}.motpart, {0}.period, {0}.typ, {0}.ore,"
    " coalesce(trim({0}r.verifikation), ''), coalesce(trim({0}r.text), '')"
)
_SIDES = """
SELECT l.grupp, l.status, p.satt, KOSTNAD, INTAKT FROM sida_vid_sida l
  JOIN parade p ON p.id = l.grupp
  LEFT JOIN egna k ON k.id = l.kostnad LEFT JOIN rader kr ON kr.plats = l.kostnad
  LEFT JOIN egna i ON i.id = l.intakt LEFT JOIN rader ir ON ir.plats = l.intakt
ORDER BY list_position($ordning, l.status), l.grupp, l.n
""".replace("KOSTNAD", _SIDE.format("k")).replace("INTAKT", _SIDE.format("i"))
_PAIR_ORDER = (PairStatus.BELOPP_SKILJER, PairStatus.ANNAN_PERIOD, PairStatus.MATCHAD)
EVERY_STATUS = tuple(PairStatus)
WITHOUT_COUNTERPART = tuple(status for status in PairStatus if not status.has_counterpart)


def removed_rows(rows: Rows, statuses: Collection[PairStatus] = EVERY_STATUS) -> Iterator[RemovedRow]:
    """The removed rows of the nämnd's förvaltningar that have one of these statuses, in input order."""
    return _read(rows, _SELECT, {"status": [status.value for status in statuses]})


def rows_without_counterpart(rows: Rows) -> tuple[RemovedRow, ...]:
    """The removed rows without a counterpart of the same amount, in input order."""
    return tuple(removed_rows(rows, WITHOUT_COUNTERPART))


def largest_rows(rows: Rows, most: int) -> Iterator[RemovedRow]:
    """For every förvaltning, typ and period whose removed rows do not sum to 0: the largest rows that explain it.

    They are those without a counterpart in the period, at most ``most`` for each.
    """
    return _read(rows, _LARGEST, {"status": [status.value for status in PairStatus], "antal": most})


@dataclass(frozen=True, slots=True)
class PairLine:
    """A cost beside an income; a group of more rows is several lines.

    Attributes:
        nummer: of the pair or group, from 1, in the order they are given.
        kostnad, intakt: one of them is None where a group has more of the other kind.
    """

    nummer: int
    kostnad: RemovedRow | None
    intakt: RemovedRow | None

    @property
    def row(self) -> RemovedRow:
        """The cost, else the income."""
        row = self.kostnad or self.intakt
        if row is None:
            raise ValueError("a pair without rows")
        return row


def count_pair_lines(rows: Rows) -> int:
    """How many lines ``side_by_side`` gives."""
    return int(rows.connection.execute("SELECT count(*) FROM sida_vid_sida").fetchall()[0][0])


def side_by_side(rows: Rows) -> Iterator[PairLine]:
    """Every pair and group, those whose amounts differ first, then those across periods, then in input order."""
    cursor = rows.connection.cursor().execute(_SIDES, {"ordning": [status.value for status in _PAIR_ORDER]})
    line_of = rows.line_lookup()
    number, last = 0, None
    while batch := cursor.fetchmany(_BATCH):
        for group, status, satt, *sides in batch:
            number += group != last
            last = group
            half = len(sides) // 2
            found = (satt, PairStatus(status), group)
            told = (_side(rows, line_of, side, found) for side in (sides[:half], sides[half:]))
            yield PairLine(number, *told)


def _side(
    rows: Rows, line_of: Callable[[int, int], int], side: Sequence[Any], found: tuple[str, PairStatus, int]
) -> RemovedRow | None:
    fil, rowid, *own = side
    if rowid is None:
        return None
    values = (*own, *found)
    return RemovedRow(rows.files[fil].source.name, line_of(fil, rowid), *values)


def _read(rows: Rows, sql: str, asked: dict[str, object]) -> Iterator[RemovedRow]:
    cursor = rows.connection.cursor().execute(sql, asked)
    line_of = rows.line_lookup()
    while batch := cursor.fetchmany(_BATCH):
        for fil, rowid, *own, status, group, motrad, motfil in batch:
            other = None if motrad is None else f"{rows.files[motfil].source.name}:{line_of(motfil, motrad)}"
            values = (*own, PairStatus(status), group, other)
            yield RemovedRow(rows.files[fil].source.name, line_of(fil, rowid), *values)
