"""The balances per period of a SIE file (``#PSALDO``, ``#PBUDGET``) that a year's verifications do not give.

A balance without objects is the total of its account and period; those with objects divide it, sometimes in
several ways at once (per kostnadsställe and again per projekt). Only the balances that have an ansvar are rows; the
total says whether they are all of it, and which of several divisions is a whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.formats.sie_dimensions import Dimensions
from engine.ledger.formats.sie_text import Objects, Post
from engine.ledger.formats.sie_vouchers import ore_of

TYP_OF = {"#PSALDO": "utfall", "#PBUDGET": "budget"}


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance; ``amount`` is the text as it stands, cost +: what was booked in the period."""

    line: int
    typ: str
    year: str
    period: str
    konto: str
    objects: Objects
    amount: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the divisions of one total have in common."""
        return self.typ, self.period, self.konto


def balance_of(post: Post) -> Balance | None:
    """The balance of a ``#PSALDO`` or ``#PBUDGET``; None when fields are missing."""
    objects = post.objects(3)
    if objects is None or not post.text(4):
        return None
    return Balance(post.line, TYP_OF[post.label], post.text(0), post.text(1), post.text(2), objects, post.text(4))


def divided(name: str, balances: Sequence[Balance], dimensions: Dimensions) -> Iterator[Balance | RowFault]:
    """The balances that are rows, each account and period counted once; a fault where the figures do not say how."""
    groups: dict[tuple[str, str, str], list[Balance]] = defaultdict(list)
    for balance in balances:
        groups[balance.key].append(balance)
    for group in groups.values():
        placed = [one for one in group if dimensions.ansvar(one.objects)]
        if placed:
            yield from _whole(name, placed, next((one for one in group if not one.objects), None))


def _whole(name: str, placed: list[Balance], total: Balance | None) -> Iterator[Balance | RowFault]:
    unreadable = [one for one in placed if ore_of(one.amount) is None]
    divisions: dict[tuple[str, ...], list[Balance]] = defaultdict(list)
    for one in placed:
        divisions[tuple(sorted(number for number, _ in one.objects))].append(one)
    wanted = None if total is None else ore_of(total.amount)
    if unreadable or (len(divisions) == 1 and total is None):
        yield from placed
        return
    choices = [placed, *divisions.values()]
    fitting = [choice for choice in choices if _sum(choice) == wanted]
    if fitting:
        yield from fitting[0]
        return
    first = placed[0]
    told = f"konto {first.konto} {first.period}: saldona per objekt summerar inte till kontots saldo"
    yield row_fault(name, (total or first).line, FaultKind.SALDO, told)


def _sum(balances: Sequence[Balance]) -> int:
    return sum(ore_of(one.amount) or 0 for one in balances)
