"""Rows that a kommun declares for its special verksamheter: in every flik of the table, with formulas that hold."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula import SumBlock
from engine.layout import template_layout
from engine.model import RowKind, Sign, Table
from engine.organisation import (
    INCOME_TOTAL,
    OWN_FLIKAR,
    SHARED_ROWS,
    USUAL_COSTS,
    Flik,
    Flikrad,
    Kommun,
    KommunTomlError,
    parse_kommun,
)
from tests.support.books import demo_setup
from workbooks.catalog import build_catalog
from workbooks.tables import RR, tables_of


def with_rows(verksamhet: str, tabell: str, rader: Sequence[Flikrad]) -> Kommun:
    declared = Flik.model_validate({"verksamhet": verksamhet, "tabell": tabell, "rader": tuple(rader)})
    return demo_setup().kommun.model_copy(update={"flikar": (declared,)})


def rows(*names: str, block: str | None = None) -> list[Flikrad]:
    return [Flikrad.model_validate({"namn": name, "block": block}) for name in names]


def table(code: str, rader: Sequence[Flikrad], verksamhet: str = "va") -> Table:
    return tables_of(verksamhet, with_rows(verksamhet, code, rader))[code]


def test_categories_of_inv_own_projects_and_make_the_total() -> None:
    inv = table("INV", rows("Ledningsnät", "Reinvestering", "Vattenverk"))
    assert [(row.label, row.slots, row.kind) for row in inv.rows] == [
        ("Ledningsnät", 3, RowKind.CATEGORY), ("Reinvestering", 5, RowKind.CATEGORY),
        ("Vattenverk", 3, RowKind.CATEGORY), ("Totala utgifter", 0, RowKind.SUM),
    ]  # fmt: skip
    assert all(isinstance(row.formula, SumBlock) for row in inv.rows[:3])
    assert {row.sign for row in inv.rows} == {Sign.INVESTMENT}


def test_named_incomes_stand_in_place_of_projects_in_forutbetalda() -> None:
    kommun = with_rows("va", "FORUTB", rows("Anläggningsavgifter", "Statsbidrag"))
    flik = next(f for f in build_catalog(kommun).flikar("va") if f.name == "8 förutb VA ALLA delår")
    assert [(row.label, row.slots) for row in flik.table.rows] == [
        ("Inkomster", 0), ("Anläggningsavgifter", 0), ("Statsbidrag", 0), ("- varav exploatering", 0),
        ("Totala inkomster", 0),
    ]  # fmt: skip
    layout = template_layout(flik, 2022)
    total = next(t for t in layout.targets if t.row.row.id == "totala_inkomster" and t.column.number == 2)
    assert layout.formula_text(total) == "SUM(B8:B9)", "the varav row is a part of the total, never added to it"


def test_a_block_without_declared_rows_keeps_the_usual_ones() -> None:
    rr = table("RR", rows("Brukningsavgifter", block="intakter"), "avfall")
    assert [row.label for row in rr.rows if row.kind is RowKind.INPUT] == [
        "Brukningsavgifter", *USUAL_COSTS, "Kommunbidrag", "Finansnetto",
    ]  # fmt: skip
    usual = {row.id: row.accounts for row in tables_of("skattefinansierad", demo_setup().kommun)["RR"].rows if row.id}
    assert all(row.accounts == usual[row.id] for row in rr.rows if row.id in usual and row.sign is Sign.COST)


def test_the_only_income_row_of_the_usual_name_is_that_row() -> None:
    rr = table("RR", rows("Verksamhetens intäkter", block="intakter"))
    assert (rr.rows[0].id, rr.rows[0].kind) == ("intakter", RowKind.INPUT)


@pytest.mark.parametrize("name", ["Intäkter", "Kostnader", "Nettokostnader", "Resultat", "Kommunbidrag!"])
def test_a_name_like_a_rows_id_does_not_take_the_id(name: str) -> None:
    rr = table("RR", rows(name, "Avgifter", block="intakter"))
    assert rr.rows[0].label == name
    assert [row.label for row in rr.rows if row.id == "kostnader"] == ["Verksamhetens kostnader"]


@pytest.mark.parametrize("code", SHARED_ROWS)
def test_the_names_that_are_taken_are_those_of_the_rows_that_stay(code: str) -> None:
    declared = rows("Rad ett", "Rad två", block="kostnader" if code == "RR" else None)
    if "va" not in OWN_FLIKAR[code] or code == "PERIOD":
        return
    stays = [row.label for row in table(code, declared).rows if row.label and not row.label.startswith("Rad ")]
    assert set(stays) - {INCOME_TOTAL} == set(SHARED_ROWS[code])


def test_the_usual_names_are_the_usual_rows() -> None:
    labels = [row.label for row in RR.rows]
    assert labels[0] == INCOME_TOTAL
    assert [label for label in labels if label in USUAL_COSTS] == list(USUAL_COSTS)


TEXT = """version = 1
flikar = [{{ verksamhet = "va", tabell = "{tabell}", rader = [{rader}] }}]
namnder = [{{ kod = "VA", namn = "VA-nämnden", verksamhet = "va" }}]
[kommun]
namn = "Provköping"
ar = 2024
"""
names = st.one_of(
    st.sampled_from([*SHARED_ROWS["RR"], *SHARED_ROWS["FORUTB"], *USUAL_COSTS, INCOME_TOTAL, "Kostnader"]),
    st.text("abc åÄö-!()'", min_size=1, max_size=12),
)


@given(st.sampled_from(["RR", "INV", "FORUTB"]), st.lists(st.tuples(names, st.booleans()), min_size=1, max_size=6))
def test_whatever_kommun_toml_accepts_can_be_declared(tabell: str, given_: list[tuple[str, bool]]) -> None:
    def row(name: str, *, is_income: bool) -> str:
        block = f', block = "{"intakter" if is_income else "kostnader"}"' if tabell == "RR" else ""
        return f'{{ namn = "{name}"{block} }}'

    listed = ", ".join(row(name, is_income=is_income) for name, is_income in given_)
    try:
        kommun = parse_kommun(TEXT.format(tabell=tabell, rader=listed), "kommun.toml")
    except KommunTomlError:
        return
    made = tables_of("va", kommun)[tabell]
    wanted = [rad.namn for rad in kommun.declared_rows("va", tabell)]
    assert [label for label in wanted if label not in {row.label for row in made.rows}] == []
    assert len(build_catalog(kommun).flikar("va")) == len(build_catalog(kommun).flikar("skattefinansierad"))
