"""Whether two förvaltningars kommuninterna poster can be held against each other, and which rows lack an opposite.

A controller's export holds one nämnd's rows; then the other side is not missing from the books, only from the file.
So a pair is compared when the ledger holds rows on every ansvar interval of both förvaltningar, and rows of the typ.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.ledger.between import Between, between_forvaltningar
from engine.ledger.question import Question
from engine.ledger.rows import Rows
from engine.organisation import Kommun

_MOST_LEADING = 3
_HELD = """
SELECT forvaltning, typ, ar, count(*) FILTER (motforvaltning <> forvaltning) FROM raknade
WHERE forvaltning IS NOT NULL GROUP BY ALL
"""
_LEADING = """
WITH sidor AS (
  SELECT id, fil, forvaltning, konto, ansvar, period, ore,
    row_number() OVER (PARTITION BY forvaltning, ore ORDER BY period, id) AS n
  FROM raknade WHERE typ = $typ AND ar = $ar AND NOT okand_motpart
    AND ((forvaltning = $den_ena AND motforvaltning = $den_andra)
      OR (forvaltning = $den_andra AND motforvaltning = $den_ena)))
SELECT fil, id, forvaltning, konto, ansvar, period, ore, count(*) OVER () FROM sidor s
WHERE NOT EXISTS (FROM sidor m WHERE m.forvaltning <> s.forvaltning AND m.ore = -s.ore AND m.n = s.n)
ORDER BY abs(ore) DESC, id LIMIT $antal
"""


@dataclass(frozen=True, slots=True)
class LeadingRow:
    """A row without a row of the opposite amount at the other förvaltning; öre in ledger sign.

    Attributes:
        rad: the physical line in ``fil``.
    """

    fil: str
    rad: int
    forvaltning: str
    konto: str
    ansvar: str
    period: int
    ore: int


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """One nämnd's förvaltning and another, of one typ and year.

    Attributes:
        sides: what each has booked with the other.
        lacks: why the two cannot be held against each other, in words; None when they can.
        leading: the largest rows without an opposite, where the sides do not come to 0.
        leading_count: how many such rows there are.
    """

    sides: Between
    lacks: str | None = None
    leading: tuple[LeadingRow, ...] = ()
    leading_count: int = 0

    @property
    def is_off(self) -> bool:
        """The two sides can be held against each other, and do not come to 0 within the kommun's tolerance."""
        return self.lacks is None and not self.sides.inom_tolerans


def compared_pairs(rows: Rows, question: Question, typs: Collection[str]) -> tuple[ComparedPair, ...]:
    """The pairs of the nämnd's förvaltningar in the year of the question.

    Args:
        rows: a stripped ledger that is still open.
        question: the nämnd, the year and the periods.
        typs: ``utfall``, ``budget`` or both.
    """
    year = question.scope.year
    held = _Held.of(rows, question)  # needs every row, and before those near the nämnd have been read by themselves
    sides = [one for one in between_forvaltningar(rows, question) if one.typ in typs and one.ar == year]
    return tuple(_compared(rows, one, held.lacks(one)) for one in sides)


def _compared(rows: Rows, sides: Between, lacks: str | None) -> ComparedPair:
    if lacks is not None or sides.inom_tolerans:
        return ComparedPair(sides, lacks)
    found = list(_leading(rows, sides))
    return ComparedPair(sides, None, tuple(row for row, _ in found), found[0][1] if found else 0)


def _leading(rows: Rows, sides: Between) -> Iterator[tuple[LeadingRow, int]]:
    asked = {
        "typ": sides.typ, "ar": sides.ar, "den_ena": sides.forvaltning, "den_andra": sides.motforvaltning,
        "antal": _MOST_LEADING,
    }  # fmt: skip
    line_of = rows.line_lookup()
    for fil, rowid, *values, count in rows.connection.execute(_LEADING, asked).fetchall():
        yield LeadingRow(rows.files[fil].source.name, line_of(fil, rowid), *values), count


@dataclass(frozen=True, slots=True)
class _Held:
    """What the exports hold of each förvaltning.

    Attributes:
        missing: förvaltning → its first ansvar interval, among those it has at the end of the period, without a row.
        internal: (förvaltning, typ, year) → rows with another förvaltning; no key where it has no rows at all.
    """

    missing: Mapping[str, str]
    internal: Mapping[tuple[str, str, int], int]

    @classmethod
    def of(cls, rows: Rows, question: Question) -> "_Held":
        found = rows.of_everyone.execute("SELECT DISTINCT ansvar FROM rader WHERE fel IS NULL").fetchall()
        internal = {(kod, typ, ar): count for kod, typ, ar, count in rows.connection.execute(_HELD).fetchall()}
        ansvar = frozenset(code for (code,) in found)
        last = question.scope.year * 100 + question.scope.occasion.month
        return cls(dict(_missing(question.kommun, ansvar, last)), internal)

    def lacks(self, sides: Between) -> str | None:
        """Why the sides cannot be held against each other.

        A budget is often made without motpart: then the other side is not missing, it was never written down.
        """
        for kod in (sides.motforvaltning, sides.forvaltning):
            if kod in self.missing:
                return f"rader på {kod}:s ansvar {self.missing[kod]}"
            if (kod, sides.typ, sides.ar) not in self.internal:
                return f"{sides.typ} för {kod}"
            if sides.typ == "budget" and not self.internal[kod, sides.typ, sides.ar]:
                return f"motpart på {kod}:s budget"
        return None


def _missing(kommun: Kommun, ansvar: frozenset[str], period: int) -> Iterator[tuple[str, str]]:
    """Förvaltning and interval, for every interval valid in the period that has no row; the first one comes last."""
    entries = [entry for namnd in kommun.namnder for entry in namnd.forvaltningar]
    for entry in reversed(entries):
        first, last = entry.validity
        for interval in reversed(entry.ansvar.ranges if first <= period <= last else ()):
            if not any(interval.contains(code) and entry.ansvar.contains(code) for code in ansvar):
                yield entry.kod, str(interval)
