"""Internal entries of both levels, both sides of each on one verifikation.

Interninternt is between ansvar of one förvaltning, whatever nämnd they answer to: both sides carry the
förvaltning's own motpart code and are stripped. Kommuninternt is between two förvaltningar and stays.
"""

from collections.abc import Iterator, Mapping
from random import Random

from workbooks.demo.chart import CHART, COST_GROUPS, INTAKTER
from workbooks.demo.facts import Cell
from workbooks.demo.postings import Posting, Voucher
from workbooks.demo.roster import CLOSING, OPENING, YEAR, Member, Roster, Slot, share_out, year_slots

_PERCENT_INTERNINTERNT = 8
_PERCENT_KOMMUNINTERNT = 3
_REAL_PAIR = (("6132", "70322", "180", 833_300), ("3153", "41612", "120", -833_300))
"""A real entry between two förvaltningar: konto, ansvar, motpart and öre of buyer and seller."""
_TEXTS = {"budget": "budget, syntetisk fördelning, internt", "utfall": "syntetiskt utfall, internt"}


def interninterna(rows: int, roster: Roster, rng: Random) -> Iterator[Voucher]:
    """About ``_PERCENT_INTERNINTERNT`` percent of ``rows``: sums to 0 per förvaltning, typ and period."""
    slots = (*year_slots(), Slot("utfall", OPENING), Slot("utfall", CLOSING))
    places = [(forvaltning, slot) for slot in slots for forvaltning in roster.forvaltningar]
    counts = share_out(rows * _PERCENT_INTERNINTERNT // 200, [1] * len(places))
    for (forvaltning, slot), count in zip(places, counts, strict=True):
        members = roster.of_forvaltning[forvaltning, slot.period]
        for _ in range(count):
            yield _entry(rng.choice(members), rng.choice(members), slot, rng.randint(50_000, 6_000_000), rng)


def kommuninterna(rows: int, targets: Mapping[Cell, int], roster: Roster, rng: Random) -> Iterator[Voucher]:
    """About ``_PERCENT_KOMMUNINTERNT`` percent of ``rows``, small beside the cells they are part of.

    Args:
        rows: of the whole ledger.
        targets: what each cell shall sum to, in öre.
        roster: who can be booked on.
        rng: draws the parties and the amounts.
    """
    yield _real_pair(roster)
    slots = year_slots()
    counts = share_out(rows * _PERCENT_KOMMUNINTERNT // 200, [1] * len(slots))
    for slot, count in zip(slots, counts, strict=True):
        for _ in range(count):
            buyer, seller = (
                rng.choice(roster.of_forvaltning[forvaltning, slot.period])
                for forvaltning in rng.sample(roster.forvaltningar, 2)
            )
            # all entries of a month together take less than half of any cell
            ore = 1 + _smallest(buyer, seller, slot, targets) * rng.randrange(100, 400) // (1000 * count)
            yield _entry(buyer, seller, slot, ore, rng)


def _smallest(buyer: Member, seller: Member, slot: Slot, targets: Mapping[Cell, int]) -> int:
    cells = [Cell(buyer.namnd, group, *slot) for group in COST_GROUPS]
    cells.append(Cell(seller.namnd, INTAKTER, *slot))
    return min(abs(targets[cell]) for cell in cells)


def _entry(buyer: Member, seller: Member, slot: Slot, ore: int, rng: Random) -> Voucher:
    """The buyer's cost and the seller's income; each row's motpart is the other's förvaltning."""
    cost, income = rng.choice(CHART[rng.choice(COST_GROUPS)]), rng.choice(CHART[INTAKTER])
    return (
        _side(buyer, cost, rng.choice(seller.codes), slot, ore),
        _side(seller, income, rng.choice(buyer.codes), slot, -ore),
    )


def _side(member: Member, konto: str, motpart: str, slot: Slot, ore: int) -> Posting:
    return Posting(
        namnd=member.namnd, forvaltning=member.forvaltning, konto=konto, ansvar=member.ansvar,
        motpart=motpart, period=slot.period, ore=ore, typ=slot.typ, text=_TEXTS[slot.typ],
    )  # fmt: skip


def _real_pair(roster: Roster) -> Voucher:
    """The one entry that is not made up, among the synthetic utfall of March."""
    slot = Slot("utfall", f"{YEAR}03")
    everyone = {
        member.ansvar: member
        for (_, period), members in roster.of_namnd.items()
        if period == slot.period
        for member in members
    }
    return tuple(_side(everyone[ansvar], konto, motpart, slot, ore) for konto, ansvar, motpart, ore in _REAL_PAIR)
