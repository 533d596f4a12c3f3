"""Generates the demo municipality's ledger: budget 2022, and utfall 2021 and 2022, in kronor with ören.

The budget is made so that each nämnd's year, once interninterna poster are stripped, rounds to the Budget 2022
column of the demo figures, by independent and by summerbar rounding alike. The utfall is synthetic and says so
in the text of every row. All is drawn from one seeded generator: the same call gives the same bytes.

Exact by construction: what every nämnd, kontogrupp, typ and period shall sum to is decided first, in öre;
kommuninterna entries are booked against it, and ordinary rows share what is left, the last row the odd öre.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import isqrt
from pathlib import Path
from random import Random

from engine.amounts import ORE_PER_TKR
from workbooks.demo.chart import (
    CHART,
    FINANSNETTO,
    GROUP_OF,
    KOMMUNBIDRAG,
    LABELS,
    OPERATING_GROUPS,
    PERSONALKOSTNADER,
    UTANFOR_RR,
)
from workbooks.demo.facts import Cell, LedgerFacts, facts_of, periods
from workbooks.demo.figures import NAMNDER, budget_2022
from workbooks.demo.internals import interninterna, kommuninterna
from workbooks.demo.postings import Posting, Voucher, ledger_lines, write_lines
from workbooks.demo.roster import CLOSING, OPENING, SLICES, YEAR, Roster, make_roster, share_out
from workbooks.demo.units import Organisation, demo_organisation

DEFAULT_ROWS = 220_000
FEWEST_ROWS = 4_000
_SEED = 2022
_BELOW_HALF = ORE_PER_TKR // 2 - 1
_TEXTS = {"budget": "budget, syntetisk fördelning", "utfall": "syntetiskt utfall"}
_OUTSIDE_MUNICIPALITY = ("", "", "", "", "810", "820", "890", "910", "510", "610", "710")
_PAYS_BIDRAG = "KS"  # the other nämnder's kommunbidrag is not booked: it comes from kommun.toml
_PERCENT_OUTSIDE_RR = 1
_ROWS_OUTSIDE_YEAR = 40


def write_ledger(path: Path, *, rows: int = DEFAULT_ROWS) -> LedgerFacts:
    """Write a ledger without faults, and say what it holds.

    Args:
        path: the CSV file; its folder must exist.
        rows: exactly how many rows, at least ``FEWEST_ROWS``.

    Raises:
        NotWrittenError: the file could not be written.
    """
    organisation, vouchers = make_vouchers(rows)
    write_lines(path, ledger_lines(vouchers))
    return facts_of(list(chain.from_iterable(vouchers)), organisation)


def make_vouchers(rows: int) -> tuple[Organisation, list[Voucher]]:
    """The municipality and the ledger's vouchers by period, ``rows`` rows in all."""
    if rows < FEWEST_ROWS:
        raise ValueError(f"a ledger of {rows} rows cannot hold every nämnd, kontogrupp and month")
    rng = Random(_SEED)  # noqa: S311 (made-up figures that must come out the same each time)
    organisation = demo_organisation(rng)
    roster = make_roster(organisation)
    targets = _targets(rng)
    internal = [*interninterna(rows, roster, rng), *kommuninterna(rows, targets, roster, rng)]
    outside = [*_outside_rr(rows, roster, rng), *_outside_year(roster, rng)]
    other = [*internal, *outside, *_bidrag_and_finans(roster, rng)]
    left = _left_to_book(targets, internal, organisation)
    vouchers = [*other, *_ordinary(left, rows - sum(map(len, other)), roster, rng)]
    rng.shuffle(vouchers)
    vouchers.sort(key=lambda voucher: voucher[0].period)
    return organisation, vouchers


def _targets(rng: Random) -> dict[Cell, int]:
    """What each nämnd, kontogrupp, typ and month shall sum to when stripped: öre, ledger sign."""
    targets: dict[Cell, int] = {}
    for namnd in NAMNDER:
        budget = budget_year(namnd, rng)
        for group, ore in zip(OPERATING_GROUPS, budget, strict=True):
            outcome = ore * (985 + rng.randrange(40)) // 1000 + rng.randrange(ORE_PER_TKR)
            before = outcome * (945 + rng.randrange(35)) // 1000
            for (typ, year), total in zip(SLICES, (ore, outcome, before), strict=True):
                uneven = 0 if typ == "budget" else 60
                weights = [1000 + rng.randrange(-uneven, uneven + 1) for _ in range(12)]
                for period, part in zip(periods(year), share_out(total, weights), strict=True):
                    targets[Cell(namnd, group, typ, period)] = part
    return targets


def budget_year(namnd: str, rng: Random) -> tuple[int, ...]:
    """The year's budget per kontogrupp: öre, ledger sign, off the whole thousands but rounding to them.

    A row, the kostnader together and the net are each less than half a thousand from their published whole
    thousands; then both ways of rounding give the published column.
    """
    published = budget_2022(namnd)
    while True:
        offsets = [rng.randint(-_BELOW_HALF, _BELOW_HALF) for _ in OPERATING_GROUPS]
        if abs(sum(offsets[1:])) <= _BELOW_HALF and abs(sum(offsets)) <= _BELOW_HALF:
            return tuple(
                -(published[LABELS[group]] * ORE_PER_TKR + offset)
                for group, offset in zip(OPERATING_GROUPS, offsets, strict=True)
            )


def _left_to_book(
    targets: dict[Cell, int], internal: Sequence[Voucher], organisation: Organisation
) -> dict[Cell, int]:
    """The targets less the kommuninterna entries; interninterna are stripped and do not count."""
    booked: Counter[Cell] = Counter()
    for row in chain.from_iterable(internal):
        if row.motpart not in organisation.motparter[row.forvaltning]:
            booked[Cell(row.namnd, GROUP_OF[row.konto], row.typ, row.period)] += row.ore
    return {cell: ore - booked[cell] for cell, ore in targets.items()}


def _ordinary(left: dict[Cell, int], rows: int, roster: Roster, rng: Random) -> Iterator[Voucher]:
    """Rows with parties outside the municipality; larger cells get more of them, each at least one."""
    extra = share_out(rows - len(left), [isqrt(abs(ore)) + 1 for ore in left.values()])
    for (cell, ore), more in zip(left.items(), extra, strict=True):
        yield from _cell_rows(cell, ore, 1 + more, roster, rng)


def _cell_rows(cell: Cell, ore: int, rows: int, roster: Roster, rng: Random) -> Iterator[Voucher]:
    members = roster.of_namnd[cell.namnd, cell.period]
    parties = ("",) if cell.kontogrupp == PERSONALKOSTNADER else _OUTSIDE_MUNICIPALITY
    konton, text, random = CHART[cell.kontogrupp], _TEXTS[cell.typ], rng.random
    for amount in share_out(ore, [_row_weight(random()) for _ in range(rows)]):
        member = members[int(random() * len(members))]
        konto, party = konton[int(random() * len(konton))], parties[int(random() * len(parties))]
        yield (
            Posting(cell.namnd, member.forvaltning, konto, member.ansvar, party, cell.period, amount,
                    cell.typ, text),
        )  # fmt: skip


def _row_weight(chance: float) -> int:
    """A row's part of its cell; one in thirty is a small repayment, against the cell's own sign."""
    return -int(chance * 1000) - 10 if chance < 1 / 30 else 200 + int(chance * 1000)


def _bidrag_and_finans(roster: Roster, rng: Random) -> Iterator[Voucher]:
    """Kommunbidrag in twelfths for the one nämnd that books it, and some interest in its utfall."""
    month = budget_2022(_PAYS_BIDRAG)["Kommunbidrag"] * ORE_PER_TKR // 12
    for typ, year in SLICES:
        for period in periods(year):
            paid = month if year == YEAR else month * 97 // 100
            yield (_central(roster, KOMMUNBIDRAG, typ, period, -paid),)
            if typ == "utfall":
                yield (_central(roster, FINANSNETTO, typ, period, rng.randrange(10_000, 400_000)),)


def _central(roster: Roster, group: str, typ: str, period: str, ore: int) -> Posting:
    member = roster.of_namnd[_PAYS_BIDRAG, period][0]
    return Posting(member.namnd, member.forvaltning, CHART[group][0], member.ansvar, "", period, ore, typ,
                   _TEXTS[typ])  # fmt: skip


def _outside_rr(rows: int, roster: Roster, rng: Random) -> Iterator[Voucher]:
    """Balance and internal-distribution accounts, which RR knows of and does not show."""
    for _ in range(rows * _PERCENT_OUTSIDE_RR // 100):
        period = rng.choice(periods(rng.choice((YEAR - 1, YEAR))))
        yield (_any_row(rng.choice(CHART[UTANFOR_RR]), period, roster, rng),)


def _outside_year(roster: Roster, rng: Random) -> Iterator[Voucher]:
    """Opening balances (ÅÅÅÅ00, never counted) and closing entries (ÅÅÅÅ13, in årsbokslut only)."""
    for index in range(_ROWS_OUTSIDE_YEAR):
        group = OPERATING_GROUPS[index % len(OPERATING_GROUPS)]
        yield (_any_row(rng.choice(CHART[UTANFOR_RR]), OPENING, roster, rng),)
        yield (_any_row(rng.choice(CHART[group]), CLOSING, roster, rng),)


def _any_row(konto: str, period: str, roster: Roster, rng: Random) -> Posting:
    member = rng.choice(roster.of_namnd[rng.choice(NAMNDER), period])
    ore = rng.randint(-5_000_000, 5_000_000)
    return Posting(member.namnd, member.forvaltning, konto, member.ansvar, "", period, ore, "utfall",
                   _TEXTS["utfall"])  # fmt: skip
