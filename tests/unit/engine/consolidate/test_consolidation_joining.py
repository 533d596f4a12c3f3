"""Joining nämnder: exact sums, the same in whatever order, nothing that is missing counted as 0."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.consolidate import (
    SUMMARY_ROW,
    Contribution,
    ProjectAmounts,
    RowAmounts,
    TableContribution,
    consolidate,
    merged_order,
    summary_json,
    tables_json,
)
from engine.model import ColumnKind, RowKind

BUDGET, PROGNOS, UTFALL = ColumnKind.BUDGET, ColumnKind.PROGNOS, ColumnKind.UTFALL
ORDER = ("VON", "SN", "KUN", "BUN", "KS")
HEADINGS = {BUDGET: "Budget 2022", PROGNOS: "Prognos helår 2022"}
LABELS = ("Verksamhetens intäkter", "Personalkostnader", SUMMARY_ROW)

amounts = st.one_of(st.integers(-(10**9), 10**9), st.fractions(max_denominator=100_000))
cells = st.dictionaries(st.sampled_from(tuple(HEADINGS)), amounts)


def table(rows: dict[str, dict[ColumnKind, int | Fraction]], **other: object) -> TableContribution:
    parts: dict[str, object] = {
        "code": "RR", "title": "Resultaträkning", "flik": "RR", "headings": HEADINGS, "projects": (), "gaps": (),
        "empty": (), **other,
    }  # fmt: skip
    made = tuple(RowAmounts(label, RowKind.INPUT, found) for label, found in rows.items())
    return TableContribution(rows=made, **parts)  # type: ignore[arg-type]


@st.composite
def contributions(draw: st.DrawFn) -> list[Contribution]:
    namnder = draw(st.lists(st.sampled_from(ORDER), unique=True))
    made = []
    for namnd in namnder:
        labels = [label for label in LABELS if draw(st.booleans())]
        made.append(Contribution(namnd, (table({label: draw(cells) for label in labels}),)))
    return made


@given(contributions(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(given_: list[Contribution], random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert consolidate(shuffled, ORDER) == consolidate(given_, ORDER)


@given(contributions())
def test_every_sum_is_the_exact_sum_of_the_amounts_that_are_there(given_: list[Contribution]) -> None:
    joined = consolidate(given_, ORDER).table("RR")
    for row in joined.rows if joined else ():
        for kind in HEADINGS:
            filed = {
                each.namnd: found.amounts[kind]
                for each in given_
                for found in each.tables[0].rows
                if found.label == row.label and kind in found.amounts
            }
            assert row.amounts[kind] == filed
            assert row.total(kind) == sum((Fraction(amount) for amount in filed.values()), Fraction(0))


@given(contributions())
def test_the_namnder_together_are_the_parts_joined_one_after_another(given_: list[Contribution]) -> None:
    whole = consolidate(given_, ORDER)
    apart = [consolidate([each], ORDER) for each in given_]
    for kind in HEADINGS:
        for label in LABELS:
            assert total(whole, label, kind) == sum(total(each, label, kind) for each in apart)


def total(consolidation: object, label: str, kind: ColumnKind) -> int | Fraction:
    found = consolidation.table("RR")  # type: ignore[attr-defined]
    rows = [row for row in (found.rows if found else ()) if row.label == label]
    return rows[0].total(kind) if rows else 0


def test_a_namnd_without_the_row_is_not_in_it() -> None:
    given_ = [
        Contribution("SN", (table({"Personalkostnader": {BUDGET: -5}}),)),
        Contribution("VON", (table({"Verksamhetens intäkter": {BUDGET: 7}}),)),
    ]
    joined = consolidate(given_, ORDER)
    rr = tables_json(joined)["RR"]
    assert rr == {
        "Verksamhetens intäkter": {
            "budget": {"summa": 7, "namnder": {"VON": 7}}, "prognos": {"summa": 0, "namnder": {}},
        },
        "Personalkostnader": {
            "budget": {"summa": -5, "namnder": {"SN": -5}}, "prognos": {"summa": 0, "namnder": {}},
        },
    }  # fmt: skip
    assert tables_json(joined)["INV"] == {}
    assert joined.namnder == ("VON", "SN")


def test_whole_sums_of_decimals_are_whole_in_json() -> None:
    halves = [
        Contribution("VON", (table({SUMMARY_ROW: {BUDGET: Fraction(1, 2), PROGNOS: Fraction(1, 4)}}),)),
        Contribution("SN", (table({SUMMARY_ROW: {BUDGET: Fraction(1, 2), PROGNOS: 0}}),)),
    ]
    row = tables_json(consolidate(halves, ORDER))["RR"][SUMMARY_ROW]  # type: ignore[index]
    assert row["budget"] == {"summa": 1, "namnder": {"VON": 0.5, "SN": 0.5}}
    assert isinstance(row["budget"]["summa"], int)
    assert row["prognos"]["summa"] == 0.25


def test_rows_of_a_special_verksamhet_stand_where_they_belong() -> None:
    ordinary = ("Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Övriga kostnader", "Summa")
    special = ("Brukningsavgifter", "Verksamhetens intäkter", "Personalkostnader", "Kemikalier", "Summa")
    assert merged_order([ordinary, special]) == (
        "Brukningsavgifter", "Verksamhetens intäkter", "Personalkostnader", "Kemikalier", "Lokalhyror",
        "Övriga kostnader", "Summa",
    )  # fmt: skip


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True)))
def test_merging_keeps_every_element_once(sequences: list[list[str]]) -> None:
    merged = merged_order(sequences)
    assert sorted(merged) == sorted({element for sequence in sequences for element in sequence})
    if sequences:
        first = [element for element in merged if element in sequences[0]]
        assert first == sequences[0]


def test_two_contributions_of_one_namnd_are_refused() -> None:
    with pytest.raises(ValueError, match="VON"):
        consolidate([Contribution("VON", ()), Contribution("VON", ())], ORDER)


def test_driftsammandrag_compares_prognos_with_budget() -> None:
    given_ = [
        Contribution("SN", (table({SUMMARY_ROW: {BUDGET: -100, PROGNOS: -90}}),)),
        Contribution("VON", (table({SUMMARY_ROW: {BUDGET: -100}}),)),
        Contribution("KS", ()),
    ]
    assert summary_json(consolidate(given_, ORDER)) == [
        {"namnd": "VON", "budget": -100, "prognos": None, "avvikelse": None},
        {"namnd": "SN", "budget": -100, "prognos": -90, "avvikelse": 10},
        {"namnd": "KS", "budget": None, "prognos": None, "avvikelse": None},
    ]


def test_driftsammandrag_of_arsbokslut_has_the_outcome_and_no_prognos() -> None:
    bokslut = table({SUMMARY_ROW: {BUDGET: -100, UTFALL: -103}}, headings={BUDGET: "Budget", UTFALL: "Bokslut"})
    (line,) = summary_json(consolidate([Contribution("VON", (bokslut,))], ORDER))
    assert line == {"namnd": "VON", "budget": -100, "prognos": None, "utfall": -103, "avvikelse": -3}


def test_driftsammandrag_of_a_budget_has_nothing_to_compare_with() -> None:
    plan = table({SUMMARY_ROW: {BUDGET: -100}}, headings={BUDGET: "Budget"})
    (line,) = summary_json(consolidate([Contribution("VON", (plan,))], ORDER))
    assert line == {"namnd": "VON", "budget": -100, "prognos": None, "avvikelse": None}


def test_projects_keep_their_namnd_and_category() -> None:
    bed = ProjectAmounts("Reinvestering", "Sängar", {BUDGET: 750})
    inv = table({"Reinvestering": {BUDGET: 750}}, code="INV", projects=(bed,))
    joined = consolidate([Contribution("SN", (inv,)), Contribution("VON", (inv,))], ORDER).table("INV")
    assert joined is not None
    found = [(project.namnd, project.category, project.label, project.amounts) for project in joined.projects]
    assert found == [(namnd, "Reinvestering", "Sängar", {BUDGET: 750}) for namnd in ("VON", "SN")]
    assert joined.rows[0].total(BUDGET) == 1500
