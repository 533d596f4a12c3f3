"""Kommuninterna poster: what the nämnd's förvaltningar have with the kommun's other förvaltningar.

They stay in the nämnd's RR and are eliminated when the kommun is consolidated; here they are told of, each
förvaltning's rows against what the other has booked with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from engine.ledger.question import Question
from engine.ledger.rows import Rows

_OWN = """
SELECT forvaltning, motpart, typ, ar, egen, count(*), sum(ore) FROM egna
WHERE NOT intern AND list_contains($andras, motpart) GROUP BY ALL
"""
_OTHERS = """
SELECT ansvar, motpart, typ, period, count(*), sum(ore) FROM rader
WHERE fel IS NULL AND list_contains($egna, motpart) GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Between:
    """One förvaltning's rows with another, of one typ and year; öre in ledger sign.

    Attributes:
        forvaltning: one of the asked nämnd's.
        motforvaltning: the other.
        rader, ore: the asked nämnd's rows.
        forvaltningens_ore: the whole förvaltning's, all its nämnder.
        motsidans_rader, motsidans_ore: what the other förvaltning has booked with this one.
        inom_tolerans: the two sides come to 0 within the kommun's tolerance.
    """

    forvaltning: str
    motforvaltning: str
    typ: str
    ar: int
    rader: int
    ore: int
    forvaltningens_ore: int
    motsidans_rader: int
    motsidans_ore: int
    inom_tolerans: bool

    @property
    def skillnad_ore(self) -> int:
        """What is left when both sides are added; 0 when they agree."""
        return self.forvaltningens_ore + self.motsidans_ore

    def as_json(self) -> dict[str, object]:
        """The entry of ``kommuninternt``."""
        return {
            "forvaltning": self.forvaltning, "motforvaltning": self.motforvaltning, "typ": self.typ, "ar": self.ar,
            "rader": self.rader, "ore": self.ore, "forvaltningens_ore": self.forvaltningens_ore,
            "motsidans_rader": self.motsidans_rader, "motsidans_ore": self.motsidans_ore,
            "skillnad_ore": self.skillnad_ore, "inom_tolerans": self.inom_tolerans,
        }  # fmt: skip


_Key = tuple[str, str, str, int]
"""Own förvaltning, the other, typ and year."""
_Booked = tuple[_Key, bool, int, int]
"""Key, whether the asked nämnd's, rows and öre."""


def between_forvaltningar(rows: Rows, question: Question) -> tuple[Between, ...]:
    """Every förvaltning that the nämnd's have kommuninterna poster with, by typ and year."""
    booked, other = _booked(rows, question), _other_side(rows, question)
    own, whole = _own_side(booked), _whole_side(booked)
    tolerance = question.kommun.installningar.kommunintern_tolerans_kr * 100
    found = []
    for key in sorted({*whole, *other}):
        theirs = other.get(key, (0, 0))
        agrees = abs(whole[key] + theirs[1]) <= tolerance
        found.append(Between(*key, *own.get(key, (0, 0)), whole[key], *theirs, inom_tolerans=agrees))
    return tuple(found)


def _booked(rows: Rows, question: Question) -> list[_Booked]:
    """The rows of the nämnd's förvaltningar."""
    owner_of = _motpart_owners(question)
    theirs = [code for code, kod in owner_of.items() if kod]
    found = rows.connection.execute(_OWN, {"andras": theirs}).fetchall()
    return [((kod, owner_of[party], typ, ar), egen, rader, ore) for kod, party, typ, ar, egen, rader, ore in found]


def _own_side(booked: Iterable[_Booked]) -> Mapping[_Key, tuple[int, int]]:
    sums: defaultdict[_Key, list[tuple[int, int]]] = defaultdict(list)
    for key, egen, rader, ore in booked:
        if egen:
            sums[key].append((rader, ore))
    return {key: (sum(r for r, _ in found), sum(o for _, o in found)) for key, found in sums.items()}


def _whole_side(booked: Iterable[_Booked]) -> Counter[_Key]:
    sums = Counter[_Key]()
    for key, _, _, ore in booked:
        sums[key] += ore
    return sums


def _other_side(rows: Rows, question: Question) -> Mapping[_Key, tuple[int, int]]:
    """What others have booked with the nämnd's förvaltningar, by the nämnd's förvaltning first."""
    owner_of = _motpart_owners(question)
    ours = [code for code, kod in owner_of.items() if kod in question.forvaltningar]
    owner = cache(question.kommun.owner)
    sums: dict[_Key, tuple[int, int]] = {}
    for ansvar, party, typ, period, rader, ore in rows.connection.execute(_OTHERS, {"egna": ours}).fetchall():
        found = owner(ansvar, period) if question.counts(typ, period) else None
        if found is not None and found[1].kod != owner_of[party]:
            key = (owner_of[party], found[1].kod, typ, period // 100)
            before = sums.get(key, (0, 0))
            sums[key] = (before[0] + rader, before[1] + ore)
    return sums


def _motpart_owners(question: Question) -> Mapping[str, str]:
    """Motpart code → förvaltning, for every code of the kommun."""
    entries = (entry for namnd in question.kommun.namnder for entry in namnd.forvaltningar)
    return {code: entry.kod for entry in entries for code in entry.motpart}
