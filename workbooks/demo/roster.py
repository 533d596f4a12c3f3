"""Who can be booked on when: the ansvar of each nämnd and förvaltning, period by period."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbooks.demo.facts import periods
from workbooks.demo.units import Organisation

YEAR = 2022
SLICES = (("budget", YEAR), ("utfall", YEAR), ("utfall", YEAR - 1))
"""What the ledger holds: typ and year, twelve months of each."""
OPENING, CLOSING = f"{YEAR}00", f"{YEAR}13"


class Slot(NamedTuple):
    """A typ (``budget`` or ``utfall``) and a period (``ÅÅÅÅMM``)."""

    typ: str
    period: str


class Member(NamedTuple):
    """An ansvar, its owners in the period it was looked up for, and its förvaltning's own motpart codes."""

    namnd: str
    forvaltning: str
    ansvar: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The ansvar that can be booked on, by owner and period."""

    of_namnd: Mapping[tuple[str, str], Sequence[Member]]
    of_forvaltning: Mapping[tuple[str, str], Sequence[Member]]
    forvaltningar: tuple[str, ...]


def make_roster(organisation: Organisation) -> Roster:
    """The roster of every period that the ledger uses."""
    of_namnd: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    of_forvaltning: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for period in (*periods(YEAR - 1), OPENING, *periods(YEAR), CLOSING):
        for unit in organisation.units:
            if unit.first <= period <= unit.last:
                codes = organisation.motparter[unit.forvaltning]
                members = [Member(unit.namnd, unit.forvaltning, ansvar, codes) for ansvar in unit.ansvar]
                of_namnd[unit.namnd, period] += members
                of_forvaltning[unit.forvaltning, period] += members
    return Roster(dict(of_namnd), dict(of_forvaltning), tuple(organisation.motparter))


def year_slots() -> tuple[Slot, ...]:
    """Every month of every slice."""
    return tuple(Slot(typ, period) for typ, year in SLICES for period in periods(year))


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers in proportion to ``weights`` that add up to ``total``; the last takes the odd units."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights[:-1]]
    return [*parts, total - sum(parts)]
