"""What a generated ledger holds, summed row by row without the engine: the answer to compare with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from workbooks.demo.chart import GROUP_OF, LABELS
from workbooks.demo.postings import Posting
from workbooks.demo.units import Organisation

Key = TypeVar("Key")


class Cell(NamedTuple):
    """One nämnd's kontogrupp, typ and period (``ÅÅÅÅMM``)."""

    namnd: str
    kontogrupp: str
    typ: str
    period: str


class Share(NamedTuple):
    """The rows of one nämnd under one förvaltning, of one typ and period."""

    namnd: str
    forvaltning: str
    typ: str
    period: str


class Tally(NamedTuple):
    """How many rows, and what they sum to in öre with ledger sign."""

    rows: int
    ore: int


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What stands in a generated ledger.

    Attributes:
        rows, konton, ansvar: how many rows, and how many different konton and ansvar.
        stripped: what is left when interninterna are removed (kommuninterna stay), by cell; öre with
            ledger sign, konton outside RR under ``utanfor_rr``.
        all_rows: every row, interninterna too, by nämnd, förvaltning, typ and period.
        internal: the interninterna alone, in the same way; over a förvaltning's nämnder they sum to 0.
    """

    rows: int
    konton: int
    ansvar: int
    stripped: Mapping[Cell, Tally]
    all_rows: Mapping[Share, Tally]
    internal: Mapping[Share, Tally]


def facts_of(postings: Sequence[Posting], organisation: Organisation) -> LedgerFacts:
    """Sum the rows."""
    amounts: defaultdict[tuple[str, str, str, str, str, bool], list[int]] = defaultdict(list)
    for row in postings:
        own = row.motpart in organisation.motparter[row.forvaltning]
        place = (row.namnd, row.forvaltning, GROUP_OF[row.konto], row.typ, row.period, own)
        amounts[place].append(row.ore)
    tallies = {place: Tally(len(ores), sum(ores)) for place, ores in amounts.items()}
    return LedgerFacts(
        rows=len(postings),
        konton=len({row.konto for row in postings}),
        ansvar=len({row.ansvar for row in postings}),
        stripped=_merged((Cell(n, g, t, p), tally) for (n, _, g, t, p, own), tally in tallies.items() if not own),
        all_rows=_merged((Share(n, f, t, p), tally) for (n, f, _, t, p, _own), tally in tallies.items()),
        internal=_merged((Share(n, f, t, p), tally) for (n, f, _, t, p, own), tally in tallies.items() if own),
    )


def _merged(tallies: Iterable[tuple[Key, Tally]]) -> dict[Key, Tally]:
    """One tally a key."""
    merged: dict[Key, Tally] = {}
    for key, tally in tallies:
        before = merged.get(key, Tally(0, 0))
        merged[key] = Tally(before.rows + tally.rows, before.ore + tally.ore)
    return merged


def periods(year: int, through: int = 12) -> tuple[str, ...]:
    """ÅR01 … ÅRM as ``ÅÅÅÅMM``."""
    return tuple(f"{year}{month:02}" for month in range(1, through + 1))


def rr_ore(facts: LedgerFacts, namnd: str, typ: str, counted: Iterable[str]) -> dict[str, int]:
    """One RR column of the stripped ledger: exact öre by input label, report sign (kostnader negative)."""
    wanted = tuple(counted)
    return {
        label: -sum(
            facts.stripped[cell].ore
            for cell in (Cell(namnd, group, typ, period) for period in wanted)
            if cell in facts.stripped
        )
        for group, label in LABELS.items()
    }
