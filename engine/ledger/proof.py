"""The proof that what was removed is nothing: per row, per pair, per period; and what the accounts come to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.ledger.account_sums import (
    AccountSums,
    Claim,
    ClaimSum,
    account_sums,
    claims,
    unclaimed_codes,
    uncounted_amounts,
)
from engine.ledger.between import Between, between_forvaltningar
from engine.ledger.breakdown import Breakdown, Dimension, break_down
from engine.ledger.pairing import pair_removed
from engine.ledger.question import Question
from engine.ledger.removed_rows import largest_rows
from engine.ledger.result import CodeSum, PairStatus, RemovedRow, RowAmounts, row_as_json
from engine.ledger.rows import Rows
from engine.ledger.sums import flik_rows

_LARGEST = 5
_STATUSES = """
SELECT p.status, count(DISTINCT p.grupp), count(*), coalesce(sum(e.ore) FILTER (e.ore > 0), 0),
  coalesce(sum(e.ore) FILTER (e.ore < 0), 0)
FROM parade p JOIN egna e ON e.id = p.id GROUP BY p.status
"""
_PERIODS = """
SELECT e.forvaltning, e.typ, e.period, count(*), sum(e.ore), coalesce(sum(e.ore) FILTER (p.status = 'ANNAN'), 0)
FROM parade p JOIN egna e ON e.id = p.id GROUP BY ALL ORDER BY ALL
""".replace("ANNAN", PairStatus.ANNAN_PERIOD)


@dataclass(frozen=True, slots=True)
class StatusSum:
    """The removed rows of one status, over the whole of the nämnd's förvaltningar; öre in ledger sign.

    Attributes:
        par: how many pairs or groups; for one-sided rows, the rows.
        kostnad_ore, intakt_ore: the sums of the positive and of the negative rows.
    """

    status: PairStatus
    par: int = 0
    rader: int = 0
    kostnad_ore: int = 0
    intakt_ore: int = 0

    @property
    def ore(self) -> int:
        """What the rows come to; 0 for the statuses that have counterparts."""
        return self.kostnad_ore + self.intakt_ore

    def as_json(self) -> dict[str, int]:
        """The entry of ``par``."""
        return {
            "par": self.par, "rader": self.rader, "kostnad_ore": self.kostnad_ore, "intakt_ore": self.intakt_ore,
            "ore": self.ore,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """What was removed for one förvaltning, typ and period, over all its ansvar; öre in ledger sign.

    Attributes:
        ore: should be 0.
        annan_period_ore: the part of it whose counterpart stands in another period of the same year.
        storsta: the largest rows without a counterpart in the period, where ``ore`` is not 0.
    """

    forvaltning: str
    typ: str
    period: int
    rader: int
    ore: int
    annan_period_ore: int
    storsta: tuple[RemovedRow, ...] = ()

    @property
    def utan_motsvarighet_ore(self) -> int:
        """The part that lacks a counterpart in any period."""
        return self.ore - self.annan_period_ore

    def as_json(self) -> dict[str, object]:
        """The entry of ``perioder``."""
        return {
            "forvaltning": self.forvaltning, "typ": self.typ, "period": str(self.period), "rader": self.rader,
            "ore": self.ore, "annan_period_ore": self.annan_period_ore,
            "utan_motsvarighet_ore": self.utan_motsvarighet_ore,
            "storsta": [{**row_as_json(row), "status": row.status.value} for row in self.storsta],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class BridgeAmounts:
    """One line of the bridge in report sign (income +, cost −): what was removed, and what is left."""

    removed: RowAmounts
    kept: RowAmounts


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of a stripped ledger besides its RR.

    Attributes:
        par: one for each status.
        perioder: per förvaltning, typ and period that has removed rows.
        kommuninternt: what stays, with the kommun's other förvaltningar.
        kvar, borttagna: the nämnd's accounts by what they are to the RR.
        borttagna_okanda: accounts of removed rows that no row claims, or more than one.
        bro: label of the nämnd's own RR rows → what was removed and what is left.
        bro_utanfor: the same for what stands in no row of RR, by why.
        per: the RR below the nämnd, when it was asked for.
    """

    par: tuple[StatusSum, ...]
    perioder: tuple[PeriodSum, ...]
    kommuninternt: tuple[Between, ...]
    kvar: Mapping[Claim, ClaimSum]
    borttagna: Mapping[Claim, ClaimSum]
    borttagna_okanda: tuple[CodeSum, ...]
    bro: Mapping[str, BridgeAmounts]
    bro_utanfor: Mapping[Claim, BridgeAmounts]
    kontoplan: str
    per: Breakdown | None = None

    def as_json(self) -> dict[str, object]:
        """The keys that the contract does not name."""
        return {
            "par": {one.status.value: one.as_json() for one in self.par},
            "perioder": [one.as_json() for one in self.perioder],
            "kommuninternt": [one.as_json() for one in self.kommuninternt],
            "konton": {
                "kontoplan": self.kontoplan,
                "kvar": _claims_as_json(self.kvar),
                "borttagna": _claims_as_json(self.borttagna),
                "borttagna_okanda": [
                    {"konto": code.kod, "rader": code.rader, "belopp_ore": code.ore} for code in self.borttagna_okanda
                ],
            },
            **({"per": self.per.as_json()} if self.per else {}),
        }


def _claims_as_json(found: Mapping[Claim, ClaimSum]) -> dict[str, dict[str, int]]:
    return {
        claim.value: {"konton": one.konton, "rader": one.rader, "belopp_ore": one.ore} for claim, one in found.items()
    }


def prove(rows: Rows, question: Question, per: Dimension | None = None) -> Proof:
    """Pair every removed row and sum what there is to show; the tables of the stripping are still open."""
    pair_removed(rows.connection, question.kommun, only_remainders=False)
    sums = account_sums(rows)
    return Proof(
        par=_statuses(rows),
        perioder=_periods(rows),
        kommuninternt=between_forvaltningar(rows, question),
        kvar=claims(sums.kept, question),
        borttagna=claims(sums.removed, question),
        borttagna_okanda=unclaimed_codes(sums.removed, question),
        bro=_bridge(sums, question),
        bro_utanfor=_bridge_outside(sums, question),
        kontoplan=question.kommun.kontoplan,
        per=break_down(rows, question, per) if per else None,
    )


def _statuses(rows: Rows) -> tuple[StatusSum, ...]:
    found = {status: values for status, *values in rows.connection.execute(_STATUSES).fetchall()}
    return tuple(StatusSum(status, *found.get(status.value, ())) for status in PairStatus)


def _periods(rows: Rows) -> tuple[PeriodSum, ...]:
    periods = [PeriodSum(*row) for row in rows.connection.execute(_PERIODS).fetchall()]
    largest: defaultdict[tuple[str, str, int], list[RemovedRow]] = defaultdict(list)
    if any(one.ore for one in periods):
        for row in largest_rows(rows, _LARGEST):
            largest[row.forvaltning, row.typ, row.period].append(row)
    return tuple(replace(o, storsta=tuple(largest[o.forvaltning, o.typ, o.period])) for o in periods)


def _bridge(sums: AccountSums, question: Question) -> Mapping[str, BridgeAmounts]:
    kept, removed = flik_rows(sums.kept, question), flik_rows(sums.removed, question)
    return {label: BridgeAmounts(removed[label], kept[label]) for label in kept}


def _bridge_outside(sums: AccountSums, question: Question) -> Mapping[Claim, BridgeAmounts]:
    kept, removed = uncounted_amounts(sums.kept, question), uncounted_amounts(sums.removed, question)
    return {claim: BridgeAmounts(removed[claim], kept[claim]) for claim in kept}
