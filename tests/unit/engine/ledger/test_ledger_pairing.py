"""Every removed row gets a status: matched, matched across periods, amount differs or one-sided."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.findings import Finding
from engine.ledger import (
    PairStatus,
    Proof,
    Question,
    RemovedRow,
    ledger_findings,
    open_stripping,
    proof_findings,
    prove,
    removed_rows,
    side_by_side,
)
from engine.organisation import parse_kommun
from engine.periods import PeriodScope, occasion_named
from workbooks.catalog import build_catalog

Ask = Callable[..., Question]
HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
MATCHED, ACROSS, DIFFERS, ALONE = PairStatus


@dataclass(frozen=True)
class Paired:
    """What a ledger's removed rows came to, by physical line."""

    rows: dict[int, RemovedRow]
    proof: Proof
    findings: tuple[Finding, ...]
    lines: list[tuple[int, int | None, int | None]]

    @property
    def statuses(self) -> dict[int, PairStatus]:
        return {rad: row.status for rad, row in self.rows.items()}


def paired(lines: Sequence[str], question: Question) -> Paired:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.csv"
        path.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
        with open_stripping([path], question) as stripping:
            proof = prove(stripping.rows, question)
            rows = {row.rad: row for row in removed_rows(stripping.rows)}
            beside = [(p.nummer, _rad(p.kostnad), _rad(p.intakt)) for p in side_by_side(stripping.rows)]
            findings = (*ledger_findings(stripping.result), *proof_findings(proof))
    return Paired(rows, proof, findings, beside)


def _rad(row: RemovedRow | None) -> int | None:
    return None if row is None else row.rad


def cost(kronor: str, period: str = "202203", voucher: str = "", text: str = "") -> str:
    return f"6132;70322;120;{period};{kronor};utfall;{voucher};{text}"


def income(kronor: str, period: str = "202203", voucher: str = "", text: str = "") -> str:
    return f"3153;76000;121;{period};-{kronor};utfall;{voucher};{text}"


def test_each_status_has_its_rows_and_its_finding(ask: Ask) -> None:
    found = paired(
        [
            cost("1", voucher="A"), income("1", voucher="A"),
            cost("2", "202203", "B"), income("2", "202204", "B"),
            cost("3", voucher="C"), income("4", voucher="C"),
            cost("50", "202205"),
            cost("0", "202206"),
        ],
        ask(),
    )  # fmt: skip
    assert found.statuses == {
        2: MATCHED, 3: MATCHED, 4: ACROSS, 5: ACROSS, 6: DIFFERS, 7: DIFFERS, 8: ALONE, 9: MATCHED,
    }  # fmt: skip
    assert sorted(f.rule for f in found.findings) == ["IN01", "IN02", "IN08", "IN09"]
    sums = {one.status: (one.par, one.rader, one.ore) for one in found.proof.par}
    assert sums == {MATCHED: (2, 3, 0), ACROSS: (1, 2, 0), DIFFERS: (1, 2, -100), ALONE: (1, 1, 5000)}
    assert found.lines == [(1, 6, 7), (2, 4, 5), (3, 2, 3), (4, None, 9)]


def test_a_year_that_evens_out_over_its_periods_is_no_fault(ask: Ask) -> None:
    found = paired([cost("7", "202201", "A"), income("7", "202202", "A")], ask())
    (finding,) = found.findings
    assert (finding.rule, finding.severity) == ("IN08", "info")
    assert "202201 (7,00 kr), 202202 (−7,00 kr)" in finding.message
    assert [(p.period, p.ore, p.annan_period_ore, len(p.storsta)) for p in found.proof.perioder] == [
        (202201, 700, 700, 1), (202202, -700, -700, 1),
    ]  # fmt: skip


def test_a_pair_across_periods_is_a_remainder_when_the_other_is_not_counted(ask: Ask) -> None:
    found = paired([cost("7", "202208", "A"), income("7", "202209", "A")], ask())
    assert [f.rule for f in found.findings] == ["IN01", "IN02"]


def test_a_voucher_whose_sides_do_not_agree_is_one_finding_with_all_its_rows(ask: Ask) -> None:
    found = paired([cost("5", voucher="A"), cost("6", voucher="A"), income("10", voucher="A")], ask())
    assert set(found.statuses.values()) == {DIFFERS}
    (finding,) = [f for f in found.findings if f.rule == "IN09"]
    assert finding.found == 1
    assert all(f"rad {rad}: " in finding.message for rad in (2, 3, 4))
    assert found.lines == [(1, 3, 4), (1, 2, None)]


def test_a_text_of_their_own_tells_a_pair_whose_amounts_differ(ask: Ask) -> None:
    found = paired([cost("5", voucher="A", text="hyra Solen"), income("4", voucher="B", text="hyra Solen")], ask())
    assert set(found.statuses.values()) == {DIFFERS}


def test_a_text_that_many_rows_have_tells_nothing(ask: Ask) -> None:
    other = [cost("9", voucher="C", text="hyra"), income("9", voucher="C", text="hyra")]
    found = paired([cost("5", voucher="A", text="hyra"), income("4", voucher="B", text="hyra"), *other], ask())
    assert found.statuses == {2: ALONE, 3: ALONE, 4: MATCHED, 5: MATCHED}
    assert [f.rule for f in found.findings] == ["IN01", "IN02", "IN02"]


def test_a_voucher_goes_before_a_text_and_a_text_before_an_amount(ask: Ask) -> None:
    rows = [
        cost("5", voucher="A", text="x"), cost("5", voucher="B", text="y"), cost("5"),
        income("5", text="y"), income("5"), income("5", voucher="A"),
    ]  # fmt: skip
    found = paired(rows, ask())
    assert {rad: row.satt for rad, row in found.rows.items()} == {
        2: "verifikation", 7: "verifikation", 3: "text", 5: "text", 4: "belopp", 6: "belopp",
    }  # fmt: skip


PARTS = """version = 1
[[namnder]]
kod = "N"
namn = "Nämnden"
forvaltningar = [
  { kod = "F", ansvar = ["1"], motpart = ["110"] },
  { kod = "F", ansvar = ["2"], motpart = ["120"] },
  { kod = "F", ansvar = ["3"] } ]
[kommun]
namn = "Provköping"
ar = 2022
"""


def _parts_question(extra: str = "") -> Question:
    kommun = parse_kommun(PARTS + extra, "kommun.toml")
    catalog = build_catalog(kommun)
    scope = PeriodScope(2022, occasion_named("delar"))
    return Question(kommun, kommun.namnd("N"), scope, catalog.ledger_labels, catalog.ledger_rows("skattefinansierad"))


def test_rows_that_name_each_other_go_before_rows_that_do_not() -> None:
    """Part 1 buys from part 2: its row has 120, and the seller's has 110."""
    rows = [
        "6132;1000;110;202203;5;utfall;;", "6132;1000;120;202203;5;utfall;;",
        "3153;2000;110;202203;-5;utfall;;", "3153;1000;110;202203;-5;utfall;;",
    ]  # fmt: skip
    found = paired(rows, _parts_question())
    beside = {row.rad: row.motrad for row in found.rows.values()}
    assert beside[3] is not None
    assert beside[3].endswith(":4")
    assert {row.satt for row in found.rows.values()} == {"belopp och motpart åt båda håll"}


def test_rows_that_do_not_name_each_other_are_no_pair_of_different_amounts() -> None:
    mirrored = ["6132;1000;120;202203;5;utfall;;avtal", "3153;2000;110;202203;-4;utfall;;avtal"]
    elsewhere = ["6132;1000;120;202203;5;utfall;;avtal", "3153;2000;120;202203;-4;utfall;;avtal"]
    nobody_knows = ["6132;3000;120;202203;5;utfall;;avtal", "3153;2000;110;202203;-4;utfall;;avtal"]
    assert set(paired(mirrored, _parts_question()).statuses.values()) == {DIFFERS}
    assert set(paired(elsewhere, _parts_question()).statuses.values()) == {ALONE}
    assert set(paired(nobody_knows, _parts_question()).statuses.values()) == {ALONE}


def test_groups_come_to_zero_to_the_ore_unless_the_kommun_says_otherwise() -> None:
    rows = ["6132;1000;120;202203;5,01;utfall;V;", "3153;2000;110;202203;-5;utfall;V;"]
    assert set(paired(rows, _parts_question()).statuses.values()) == {DIFFERS}
    tolerant = paired(rows, _parts_question("[regler]\nIN02 = { tolerans_kr = 0.05 }\n"))
    assert set(tolerant.statuses.values()) == {MATCHED}
    assert [f.rule for f in tolerant.findings] == ["IN01"]


@dataclass(frozen=True)
class Planted:
    """A generated ledger and the status that every internal row of it must get, by physical line."""

    lines: list[str]
    statuses: dict[int, PairStatus]


def planted(seed: int, pairs: int, broken: float) -> Planted:
    """Good pairs, a share of them broken in one of three ways; every amount is its own."""
    dice = random.Random(seed)  # noqa: S311 - a fixed ledger, not a secret
    amounts = dice.sample(range(1000, 10_000_000), 2 * pairs)
    rows: list[tuple[str, PairStatus]] = []
    for number in range(pairs):
        ore, other = amounts[2 * number], amounts[2 * number + 1]
        period, later = f"2022{dice.randint(1, 4):02}", f"2022{dice.randint(5, 8):02}"
        voucher, text = dice.choice([f"V{number}", f"V{number}", ""]), dice.choice(["hyra", f"post {number}", ""])
        buy = cost(f"{ore / 100:.2f}", period, voucher, text)
        kind = dice.choice([ACROSS, DIFFERS, ALONE]) if dice.random() < broken else MATCHED
        if kind is DIFFERS and not voucher:
            kind = ALONE
        if kind is ALONE:
            rows.append((dice.choice([buy, income(f"{ore / 100:.2f}", period, voucher, text)]), ALONE))
            continue
        sell_ore, sell_period = (other if kind is DIFFERS else ore), (later if kind is ACROSS else period)
        rows += [(buy, kind), (income(f"{sell_ore / 100:.2f}", sell_period, voucher, text), kind)]
    dice.shuffle(rows)
    return Planted([line for line, _ in rows], {rad: kind for rad, (_, kind) in enumerate(rows, start=2)})


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), broken=st.sampled_from([0.0, 0.05, 0.5]))
def test_every_planted_fault_is_found_and_nothing_else(ask: Ask, seed: int, broken: float) -> None:
    made = planted(seed, 60, broken)
    found = paired(made.lines, ask())
    assert found.statuses == made.statuses
    told = Counter(f.rule for f in found.findings)
    kinds = Counter(made.statuses.values())
    assert told["IN02"] == kinds[ALONE]
    assert told["IN09"] == kinds[DIFFERS] // 2
    assert told["IN08"] == bool(kinds[ACROSS])
    assert told["IN01"] == bool(kinds[ALONE] or kinds[DIFFERS])
    assert set(told) <= {"IN01", "IN02", "IN08", "IN09"}


_rows = st.lists(
    st.tuples(
        st.integers(-400, 400), st.sampled_from(["202201", "202202", "202107"]), st.sampled_from(["", "V1", "V2"]),
        st.sampled_from(["", "hyra"]), st.sampled_from(["utfall", "budget"]),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rows=_rows)
def test_what_is_matched_comes_to_nothing_and_what_is_not_is_the_remainder(
    ask: Ask, rows: list[tuple[int, ...]]
) -> None:
    lines = [f"6132;70322;120;{period};{ore / 100:.2f};{typ};{v};{t}" for ore, period, v, t, typ in rows]
    found = paired(lines, ask())
    assert sum(one.rader for one in found.proof.par) == len(found.rows) == sum(p.rader for p in found.proof.perioder)
    groups: dict[int, list[RemovedRow]] = {}
    for row in found.rows.values():
        groups.setdefault(row.grupp, []).append(row)
    for group in groups.values():
        assert len({row.status for row in group}) == 1
        if group[0].status.has_counterpart:
            assert sum(row.ore for row in group) == 0
        if group[0].status is MATCHED:
            assert len({row.period for row in group}) == 1
        if group[0].status is ALONE:
            assert len(group) == 1
    for period in found.proof.perioder:
        mine = [r for r in found.rows.values() if (r.typ, r.period) == (period.typ, period.period)]
        assert sum(row.ore for row in mine) == period.ore
        assert sum(row.ore for row in mine if not row.status.has_counterpart) == period.utan_motsvarighet_ore


def test_the_same_rows_in_another_order_have_the_same_statuses(ask: Ask) -> None:
    made = planted(7, 300, 0.3)
    by_line = Counter(zip(made.lines, made.statuses.values(), strict=True))
    shuffled = random.Random(1).sample(made.lines, len(made.lines))  # noqa: S311 - a fixed order
    found = paired(shuffled, ask())
    assert Counter((shuffled[rad - 2], status) for rad, status in found.statuses.items()) == by_line
