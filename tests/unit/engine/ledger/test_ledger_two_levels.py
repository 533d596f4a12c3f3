"""Interninternt goes, kommuninternt stays: whatever the organisation is, and when it changes inside a year."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import Proof, Question, Stripped, open_stripping, prove
from engine.organisation import Kommun, parse_kommun
from engine.periods import PeriodScope, occasion_named
from workbooks.catalog import build_catalog

HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation"
TOML = """version = 1
namnder = [
  {{ kod = "FLER", namn = "Flera förvaltningar", forvaltningar = [
    {{ kod = "AF", ansvar = ["100-149", "160-199"], utom = ["120-121"], motpart = ["110", "111"] }},
    {{ kod = "BF", ansvar = ["120-121", "150-159"], motpart = ["120"] }},
    {{ kod = "AF", ansvar = ["900"], giltig_till = "202204" }} ] }},
  {{ kod = "DEL", namn = "Delar förvaltning", forvaltningar = [
    {{ kod = "CF", ansvar = ["200-249"], motpart = ["130", "131"] }},
    {{ kod = "CF", ansvar = ["900"], giltig_fran = "202205" }} ] }},
  {{ kod = "OCKSA", namn = "Delar samma", forvaltningar = [
    {{ kod = "CF", ansvar = ["250-299"], motpart = ["132"] }} ] }} ]
[kommun]
namn = "Provköping"
ar = 2022
[installningar]
kommunintern_tolerans_kr = {tolerans}
"""
ANSVAR = {"AF": ("100", "149", "160", "199", "119", "122"), "BF": ("120", "121", "150", "159"),
          "CF": ("200", "249", "250", "299")}  # fmt: skip
CODES = {"AF": ("110", "111"), "BF": ("120",), "CF": ("130", "131", "132")}
NAMNDER = ("FLER", "DEL", "OCKSA")
PERIODS = ("202101", "202201", "202204", "202205", "202208")


def kommun(tolerans: str = "1") -> Kommun:
    return parse_kommun(TOML.format(tolerans=tolerans), "kommun.toml")


@dataclass(frozen=True)
class Row:
    konto: str
    ansvar: str
    motpart: str
    period: str
    ore: int
    voucher: str = ""

    @property
    def line(self) -> str:
        return f"{self.konto};{self.ansvar};{self.motpart};{self.period};{self.ore / 100:.2f};utfall;{self.voucher}"


def asked(rows: Sequence[Row], namnd: str, whose: Kommun | None = None) -> tuple[Stripped, Proof]:
    whose = whose or kommun()
    catalog = build_catalog(whose)
    scope = PeriodScope(2022, occasion_named("delar"))
    rr = catalog.ledger_rows("skattefinansierad")
    question = Question(whose, whose.namnd(namnd), scope, catalog.ledger_labels, rr)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.csv"
        path.write_text("\n".join([HEADING, *(row.line for row in rows), ""]), encoding="utf-8")
        with open_stripping([path], question) as stripping:
            return stripping.result, prove(stripping.rows, question)


def owner(ansvar: str, period: str) -> str:
    """The förvaltning, worked out by hand."""
    if ansvar == "900":
        return "AF" if period <= "202204" else "CF"
    return next(kod for kod, codes in ANSVAR.items() if ansvar in codes)


def namnd_of(ansvar: str, period: str) -> str:
    kod = owner(ansvar, period)
    if kod == "CF":
        return "OCKSA" if "250" <= ansvar <= "299" else "DEL"
    return "FLER"


def entries(dice: random.Random, count: int) -> Iterator[tuple[Row, Row]]:
    """Both sides of internal transactions between any two ansvar; each row's motpart is the other's förvaltning."""
    for number in range(count):
        period = dice.choice(PERIODS)
        everyone = [*sum(ANSVAR.values(), ()), "900"]
        buyer, seller = dice.choice(everyone), dice.choice(everyone)
        ore = dice.randint(1, 10**8)
        yield (
            Row("6132", buyer, dice.choice(CODES[owner(seller, period)]), period, ore, f"V{number}"),
            Row("3153", seller, dice.choice(CODES[owner(buyer, period)]), period, -ore, f"V{number}"),
        )


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 40))
def test_both_levels_for_every_namnd(seed: int, count: int) -> None:
    pairs = list(entries(random.Random(seed), count))  # noqa: S311 - a fixed ledger, not a secret
    rows = [row for pair in pairs for row in pair]
    inside = {id(row) for pair in pairs for row in pair if owner(pair[0].ansvar, row.period) == owner(
        pair[1].ansvar, row.period)}  # fmt: skip
    for namnd in NAMNDER:
        result, proof = asked(rows, namnd)
        own = [row for row in rows if namnd_of(row.ansvar, row.period) == namnd]
        assert result.rader.borttagna == sum(id(row) in inside for row in own)
        assert result.borttaget_ore == sum(row.ore for row in own if id(row) in inside)
        assert all(entry.ore == 0 for entry in result.borttaget)
        assert all(period.ore == 0 for period in proof.perioder)
        assert sum(one.rader for one in proof.kommuninternt) == sum(id(row) not in inside for row in own)
        assert all(one.skillnad_ore == 0 and one.inom_tolerans for one in proof.kommuninternt)
        between = Counter[tuple[str, str, int]]()
        for buyer, seller in pairs:
            for row, other in ((buyer, seller), (seller, buyer)):
                if id(row) not in inside and namnd_of(row.ansvar, row.period) == namnd:
                    key = (owner(row.ansvar, row.period), owner(other.ansvar, other.period), int(row.period[:4]))
                    between[key] += row.ore
        told = {(one.forvaltning, one.motforvaltning, one.ar): one.ore for one in proof.kommuninternt if one.ore}
        assert told == {key: ore for key, ore in between.items() if ore}


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_all_namnder_together_are_the_whole_ledger(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a fixed ledger, not a secret
    rows = [row for pair in entries(dice, 20) for row in pair]
    rows += [Row("5010", dice.choice(["100", "150", "900", "250"]), "", dice.choice(PERIODS), dice.randint(1, 10**6))
             for _ in range(10)]  # fmt: skip
    found = [asked(rows, namnd) for namnd in NAMNDER]
    assert sum(result.rader.namnden for result, _ in found) == len(rows)
    assert sum(result.borttaget_ore for result, _ in found) == 0
    kept = sum(claim.ore for _, proof in found for claim in proof.kvar.values())
    assert kept == sum(row.ore for row in rows)


def test_a_forvaltning_with_several_codes_is_one_party() -> None:
    result, _ = asked([Row("6132", "100", "111", "202201", 500), Row("3153", "199", "110", "202201", -500)], "FLER")
    assert [(one.forvaltning, one.rader, one.ore) for one in result.borttaget] == [("AF", 2, 0)]


def test_two_forvaltningar_of_one_namnd_are_two_parties() -> None:
    """AF buys from BF, both under FLER: kommuninternt, and it stays on both sides."""
    result, proof = asked(
        [Row("6132", "100", "120", "202201", 500), Row("3153", "150", "110", "202201", -500)], "FLER"
    )
    assert result.borttaget == ()
    assert [(one.forvaltning, one.motforvaltning, one.ore, one.skillnad_ore) for one in proof.kommuninternt] == [
        ("AF", "BF", 500, 0), ("BF", "AF", -500, 0),
    ]  # fmt: skip


def test_a_forvaltning_of_two_namnder_is_one_party() -> None:
    rows = [Row("6132", "200", "132", "202201", 500), Row("3153", "250", "130", "202201", -500)]
    for namnd, ore in (("DEL", 500), ("OCKSA", -500)):
        result, proof = asked(rows, namnd)
        assert result.borttaget_ore == ore
        assert proof.kommuninternt == ()
        assert [(one.rader, one.ore) for one in result.borttaget] == [(2, 0)]


@pytest.mark.parametrize("ansvar", ["120", "121"])
def test_an_ansvar_taken_out_is_not_internal(ansvar: str) -> None:
    row = Row("6132", ansvar, "110", "202201", 500)
    result, proof = asked([row], "FLER")
    assert result.rader.borttagna == 0
    told = [(one.forvaltning, one.motforvaltning, one.rader, one.motsidans_rader) for one in proof.kommuninternt]
    assert told == [("AF", "BF", 0, 1), ("BF", "AF", 1, 0)]


@pytest.mark.parametrize(("period", "namnd", "removed"), [("202204", "FLER", 1), ("202205", "FLER", 0),
                                                          ("202204", "DEL", 0), ("202205", "DEL", 0)])  # fmt: skip
def test_a_unit_that_moves_takes_its_internals_with_it(period: str, namnd: str, removed: int) -> None:
    """900 buys from AF: internal as long as it is AF's, kommuninternt from 202205."""
    rows = [Row("6132", "900", "110", period, 500)]
    result, proof = asked(rows, namnd)
    assert result.rader.borttagna == removed
    told = [(one.forvaltning, one.motforvaltning, one.rader, one.motsidans_rader) for one in proof.kommuninternt]
    assert told == {("202205", "FLER"): [("AF", "CF", 0, 1)], ("202205", "DEL"): [("CF", "AF", 1, 0)]}.get(
        (period, namnd), [])  # fmt: skip


@pytest.mark.parametrize(("tolerans", "agrees"), [("0", False), ("0.5", False), ("1", True), ("10", True)])
def test_the_tolerance_is_the_kommuns(tolerans: str, agrees: bool) -> None:
    rows = [Row("6132", "100", "130", "202201", 500_00), Row("3153", "200", "110", "202201", -499_00)]
    (one,) = asked(rows, "FLER", kommun(tolerans))[1].kommuninternt
    assert (one.skillnad_ore, one.inom_tolerans) == (100, agrees)


def test_rows_outside_the_periods_are_not_the_other_side() -> None:
    rows = [Row("6132", "100", "130", "202201", 500), Row("3153", "200", "110", "202209", -500)]
    (one,) = asked(rows, "FLER")[1].kommuninternt
    assert (one.motsidans_rader, one.skillnad_ore) == (0, 500)


def test_the_entries_are_of_both_levels() -> None:
    """The generator above makes what it is meant to."""
    levels: defaultdict[bool, int] = defaultdict(int)
    for buyer, seller in entries(random.Random(1), 200):  # noqa: S311 - a fixed ledger, not a secret
        levels[owner(buyer.ansvar, buyer.period) == owner(seller.ansvar, seller.period)] += 1
    assert min(levels[True], levels[False]) > 40
