"""The nämnd's rows by account, kept and removed, and who claims every account."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.ledger.question import Question
from engine.ledger.result import CodeSum, RowAmounts
from engine.ledger.rows import Rows
from engine.ledger.sums import KeptSum, amounts_of

_SQL = """
SELECT intern, konto, typ, period, count(*), sum(ore) FROM egna WHERE egen GROUP BY ALL ORDER BY ALL
"""


class Claim(StrEnum):
    """What an account is to the RR."""

    EN_RAD = "en_rad"
    UTANFOR_RR = "utanfor_rr"
    INGEN_RAD = "ingen_rad"
    FLERA_RADER = "flera_rader"

    @property
    def words(self) -> str:
        """The claim as people read it."""
        return _TITLES[self]


_TITLES = {
    Claim.EN_RAD: "på en rad i RR",
    Claim.UTANFOR_RR: "utanför RR",
    Claim.INGEN_RAD: "utan rad i RR",
    Claim.FLERA_RADER: "på flera rader i RR",
}


@dataclass(frozen=True, slots=True)
class ClaimSum:
    """How many accounts and rows, and their öre in ledger sign."""

    konton: int
    rader: int
    ore: int


@dataclass(frozen=True, slots=True)
class AccountSums:
    """The nämnd's rows in counted periods by account, typ and period.

    Attributes:
        kept, removed: in ledger sign; together every row of the nämnd.
    """

    kept: tuple[KeptSum, ...]
    removed: tuple[KeptSum, ...]


def account_sums(rows: Rows) -> AccountSums:
    """Sum the nämnd's rows by account."""
    kept: list[KeptSum] = []
    removed: list[KeptSum] = []
    for intern, *values in rows.connection.execute(_SQL).fetchall():
        (removed if intern else kept).append(KeptSum(*values))
    return AccountSums(tuple(kept), tuple(removed))


def claim_of(konto: str, question: Question) -> Claim:
    """What an account is to the RR of the nämnd; exactly one of the four."""
    if question.row_of(konto) is not None:
        return Claim.EN_RAD
    claimants = question.claimants(konto)
    if len(claimants) > 1:
        return Claim.FLERA_RADER
    return Claim.UTANFOR_RR if claimants else Claim.INGEN_RAD


def claims(sums: Sequence[KeptSum], question: Question) -> Mapping[Claim, ClaimSum]:
    """Accounts, rows and öre under each claim; together they are all the rows."""
    by_claim = _by_claim(sums, question)
    return {
        claim: ClaimSum(len({one.konto for one in found}), sum(one.rader for one in found), sum(o.ore for o in found))
        for claim, found in by_claim.items()
    }


def uncounted_amounts(sums: Sequence[KeptSum], question: Question) -> Mapping[Claim, RowAmounts]:
    """The amounts that stand in no row of RR, by why, in report sign (income +, cost −)."""
    return {
        claim: amounts_of(_in_report_sign(found), question.scope)
        for claim, found in _by_claim(sums, question).items()
        if claim is not Claim.EN_RAD
    }


def _in_report_sign(sums: Sequence[KeptSum]) -> Mapping[tuple[str, int], int]:
    totals = Counter[tuple[str, int]]()
    for one in sums:
        totals[one.typ, one.period] -= one.ore
    return totals


def unclaimed_codes(sums: Iterable[KeptSum], question: Question) -> tuple[CodeSum, ...]:
    """The accounts that no row claims, or more than one, with rows and öre in ledger sign."""
    found: dict[str, tuple[int, int]] = {}
    for one in sums:
        if claim_of(one.konto, question) in (Claim.INGEN_RAD, Claim.FLERA_RADER):
            rader, ore = found.get(one.konto, (0, 0))
            found[one.konto] = (rader + one.rader, ore + one.ore)
    return tuple(CodeSum(kod, rader, ore, question.claimants(kod)) for kod, (rader, ore) in sorted(found.items()))


def _by_claim(sums: Sequence[KeptSum], question: Question) -> Mapping[Claim, list[KeptSum]]:
    claim_by_account = {konto: claim_of(konto, question) for konto in {one.konto for one in sums}}
    by_claim: dict[Claim, list[KeptSum]] = {claim: [] for claim in Claim}
    for one in sums:
        by_claim[claim_by_account[one.konto]].append(one)
    return by_claim
