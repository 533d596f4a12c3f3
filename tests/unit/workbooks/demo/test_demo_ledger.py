"""The generated ledger against a second, plain reading of the file and of kommun.toml."""

import csv
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from engine.amounts import ORE_PER_TKR, half_away, largest_remainder, tkr_from_ore
from workbooks.demo.chart import GROUP_OF, LABELS
from workbooks.demo.facts import LedgerFacts, periods, rr_ore
from workbooks.demo.figures import NAMNDER, budget_2022
from workbooks.demo.ledger import write_ledger

SMALL = 6_000
COSTS = ("Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader")


@dataclass(frozen=True)
class Written:
    path: Path
    facts: LedgerFacts
    rows: list[dict[str, str]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The ledger of the demo, in its full size."""
    path = tmp_path_factory.mktemp("demo") / "huvudbok.csv"
    facts = write_ledger(path)
    with path.open(encoding="utf-8", newline="") as file:
        return Written(path, facts, list(csv.DictReader(file, delimiter=";")))


@pytest.fixture(scope="module")
def declared() -> dict[str, Any]:
    return tomllib.loads((files("workbooks.demo") / "kommun.toml").read_text(encoding="utf-8"))


def ore(text: str) -> int:
    whole, decimals = text.split(",")
    return int(whole + decimals)


def owners(declared: dict[str, Any], ansvar: str, period: str) -> list[tuple[str, str]]:
    """Every nämnd and förvaltning that claims the ansvar in the period."""
    return [
        (namnd["kod"], entry["kod"])
        for namnd in declared["namnder"]
        for entry in namnd["forvaltningar"]
        if entry.get("giltig_fran", "0") <= period <= entry.get("giltig_till", "9")
        and any(inside(interval, ansvar) for interval in entry["ansvar"])
        and not any(inside(interval, ansvar) for interval in entry.get("utom", []))
    ]


def inside(interval: str, number: str) -> bool:
    first, _, last = interval.partition("-")
    return first <= number[: len(first)] <= (last or first)


def motparter(declared: dict[str, Any]) -> dict[str, str]:
    """The förvaltning of each motpart code."""
    return {
        code: entry["kod"]
        for namnd in declared["namnder"]
        for entry in namnd["forvaltningar"]
        for code in entry.get("motpart", [])
    }


def test_size(ledger: Written) -> None:
    assert len(ledger.rows) == ledger.facts.rows >= 200_000
    assert len({row["konto"] for row in ledger.rows}) == ledger.facts.konton >= 150
    assert len({row["ansvar"] for row in ledger.rows}) == ledger.facts.ansvar >= 300


def test_every_ansvar_has_one_owner_in_its_period(ledger: Written, declared: dict[str, Any]) -> None:
    seen = {(row["ansvar"], row["period"]) for row in ledger.rows}
    found = {place: owners(declared, *place) for place in seen}
    assert all(len(owner) == 1 for owner in found.values())
    assert {owner[0][0] for owner in found.values()} == set(NAMNDER)
    assert found["75000", "202206"] == [("VON", "VOF")]
    assert found["75999", "202207"] == [("SN", "SOF")]
    assert found["71990", "202203"] == [("SN", "SOF")]


def test_every_konto_lies_in_its_kontogrupp(declared: dict[str, Any]) -> None:
    for konto, group in GROUP_OF.items():
        claiming = [
            name
            for name, entry in declared["kontogrupper"].items()
            if any(inside(interval, konto) for interval in entry["konton"])
            and not any(inside(interval, konto) for interval in entry.get("utom", []))
        ]
        assert claiming == [group]


def test_interninterna_balance_and_share_verifikation(ledger: Written, declared: dict[str, Any]) -> None:
    code_of = motparter(declared)
    per_place: Counter[tuple[str, str, str]] = Counter()
    per_voucher: defaultdict[str, list[int]] = defaultdict(list)
    shared_by_namnder = set()
    for row in ledger.rows:
        ((namnd, forvaltning),) = owners(declared, row["ansvar"], row["period"]) if row["motpart"] else [("", "")]
        if row["motpart"] and code_of.get(row["motpart"]) == forvaltning:
            per_place[forvaltning, row["typ"], row["period"]] += ore(row["belopp"])
            per_voucher[row["verifikation"]].append(ore(row["belopp"]))
            shared_by_namnder.add((forvaltning, namnd))
    assert set(per_place.values()) == {0}
    assert {forvaltning for forvaltning, _, _ in per_place} == set(code_of.values())
    assert {typ for _, typ, _ in per_place} == {"budget", "utfall"}
    assert all(len(amounts) == 2 and sum(amounts) == 0 for amounts in per_voucher.values())
    assert {("SBF", "MSN"), ("SBF", "SBN"), ("SBF", "EXP")} <= shared_by_namnder


def test_every_motpart_of_the_municipality_is_known(ledger: Written, declared: dict[str, Any]) -> None:
    used = {row["motpart"] for row in ledger.rows if row["motpart"]}
    assert {code for code in used if code[0] in "1234"} == set(motparter(declared))
    assert {code[0] for code in used} >= {"5", "6", "8", "9"}


def test_the_real_pair_stands_there(ledger: Written) -> None:
    real = [row for row in ledger.rows if row["belopp"] in {"8333,00", "-8333,00"}]
    places = [(row["konto"], row["ansvar"], row["motpart"], row["belopp"]) for row in real]
    assert ("6132", "70322", "180", "8333,00") in places
    assert ("3153", "41612", "120", "-8333,00") in places
    assert len({row["verifikation"] for row in real if row["konto"] in {"6132", "3153"}}) == 1


def test_facts_agree_with_a_plain_reading_of_the_file(ledger: Written, declared: dict[str, Any]) -> None:
    code_of = motparter(declared)
    owner_of = {
        place: owners(declared, *place)[0] for place in {(row["ansvar"], row["period"]) for row in ledger.rows}
    }
    stripped: Counter[tuple[str, str, str, str]] = Counter()
    internal = 0
    for row in ledger.rows:
        namnd, forvaltning = owner_of[row["ansvar"], row["period"]]
        if code_of.get(row["motpart"]) == forvaltning:
            internal += 1
        else:
            stripped[namnd, GROUP_OF[row["konto"]], row["typ"], row["period"]] += ore(row["belopp"])
    assert {cell: tally.ore for cell, tally in ledger.facts.stripped.items()} == dict(stripped)
    assert sum(tally.rows for tally in ledger.facts.internal.values()) == internal
    assert sum(tally.rows for tally in ledger.facts.all_rows.values()) == len(ledger.rows)


@pytest.mark.parametrize("namnd", NAMNDER)
def test_the_stripped_budget_rounds_to_the_figures_both_ways(ledger: Written, namnd: str) -> None:
    exact = rr_ore(ledger.facts, namnd, "budget", periods(2022))
    published = budget_2022(namnd)
    labels = ["Verksamhetens intäkter", *COSTS]
    assert all(exact[label] % ORE_PER_TKR for label in labels)
    assert {label: tkr_from_ore(exact[label]) for label in labels} == {label: published[label] for label in labels}
    assert summerbar(exact) == [published[label] for label in labels]
    assert tkr_from_ore(sum(exact[label] for label in labels)) == published["Verksamhetens nettokostnader"]


def summerbar(exact: dict[str, int]) -> list[int]:
    """The five rows, rounded so that they add up: net first, then kostnader, then the rows of kostnader."""
    tkr = {label: Fraction(amount, ORE_PER_TKR) for label, amount in exact.items()}
    costs = half_away(sum(tkr[label] for label in COSTS))
    net = half_away(tkr["Verksamhetens intäkter"] + sum(tkr[label] for label in COSTS))
    revenue = largest_remainder(net - costs, [tkr["Verksamhetens intäkter"]])
    rows = largest_remainder(costs, [tkr[label] for label in COSTS])
    assert revenue is not None
    assert rows is not None
    return [*revenue, *rows]


def test_von_rounds_to_the_numbers_in_print(ledger: Written) -> None:
    exact = rr_ore(ledger.facts, "VON", "budget", periods(2022))
    assert [tkr_from_ore(amount) for amount in exact.values()] == [
        195_144, -717_534, -93_004, -160_751, -77_411, 0, 0,
    ]  # fmt: skip
    assert exact["Kommunbidrag"] == 0


def test_kommunbidrag_is_booked_by_one_namnd_only(ledger: Written) -> None:
    for namnd in NAMNDER:
        booked = rr_ore(ledger.facts, namnd, "budget", periods(2022))["Kommunbidrag"]
        assert booked == (100_764 * ORE_PER_TKR if namnd == "KS" else 0)


def test_utfall_is_plausible_and_named_synthetic(ledger: Written) -> None:
    assert all("syntetiskt utfall" in row["text"] for row in ledger.rows if row["typ"] == "utfall")
    for namnd in NAMNDER:
        budget = rr_ore(ledger.facts, namnd, "budget", periods(2022))
        utfall = rr_ore(ledger.facts, namnd, "utfall", periods(2022, 8))
        before = rr_ore(ledger.facts, namnd, "utfall", periods(2021, 8))
        for label in list(LABELS.values())[:5]:
            assert 0.6 < utfall[label] / budget[label] < 0.72
            assert 0.9 < before[label] / utfall[label] < 1


def test_periods_and_typer(ledger: Written) -> None:
    held = {(row["typ"], row["period"]) for row in ledger.rows}
    assert {period for typ, period in held if typ == "budget"} == set(periods(2022))
    assert {period for typ, period in held if typ == "utfall"} == {
        *periods(2021), *periods(2022), "202200", "202213",
    }  # fmt: skip


def test_konton_outside_rr_are_there(ledger: Written) -> None:
    assert {row["konto"][0] for row in ledger.rows if GROUP_OF[row["konto"]] == "utanfor_rr"} == {"1", "2", "9"}


def test_the_same_call_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert write_ledger(first, rows=SMALL) == write_ledger(second, rows=SMALL)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes().splitlines()) == SMALL + 1


def test_a_small_ledger_has_the_same_budget(tmp_path: Path, ledger: Written) -> None:
    small = write_ledger(tmp_path / "small.csv", rows=SMALL)
    assert budgets(small) == budgets(ledger.facts)


def budgets(facts: LedgerFacts) -> list[dict[str, int]]:
    return [rr_ore(facts, namnd, "budget", periods(2022)) for namnd in NAMNDER]


def test_too_small_a_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        write_ledger(tmp_path / "tiny.csv", rows=100)
    assert not list(tmp_path.iterdir())
