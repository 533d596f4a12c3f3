"""Amounts in öre to whole thousands: the cases where rows and totals pull in different directions."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.calc import Rounded, derived_values, round_column
from engine.layout import FlikLayout, template_layout
from tests.support.books import demo_setup

FLIK = next(f for f in demo_setup().catalog.flikar("skattefinansierad") if f.name == "8 RR skattefin övriga delår")
LAYOUT = template_layout(FLIK, 2022)
VA = template_layout(demo_setup().catalog.flikar("va")[6], 2022)


def rounded(tkr: dict[str, str], used: FlikLayout = LAYOUT) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """Inputs and sums in whole thousands, and the rows that were moved; amounts are given in tkr."""
    column = used.column("utfall")
    assert column is not None
    targets = {t.cell: t.row.row.id for t in used.targets if t.column is column}
    inputs = [t.cell for t in used.targets if t.column is column and t.formula is None]
    ore = {cell: Fraction(tkr.get(targets[cell], "0")) * 100_000 for cell in inputs}
    result = round_column(used, column, ore, additive=True)
    sums = derived_values(used, {cell: amount.tkr for cell, amount in result.items()})
    return (
        {targets[cell]: amount.tkr for cell, amount in result.items() if amount.tkr},
        {targets[cell]: int(value) for cell, value in sums.items() if cell in targets},
        [targets[cell] for cell, amount in result.items() if amount.moved],
    )


def test_rows_give_way_to_the_right_total() -> None:
    inputs, sums, moved = rounded({"personalkostnader": "-1.4", "lokalhyror": "-1.4", "kop_av_tjanster": "-1.4"})
    assert sums["kostnader"] == sums["nettokostnader"] == sums["resultat"] == -4
    assert inputs == {"personalkostnader": -1, "lokalhyror": -1, "kop_av_tjanster": -2}
    assert moved == ["kop_av_tjanster"]


def test_of_equal_fractions_the_first_rows_are_raised() -> None:
    inputs, sums, moved = rounded({"personalkostnader": "-1.5", "lokalhyror": "-1.5"})
    assert sums["kostnader"] == -3
    assert inputs == {"personalkostnader": -1, "lokalhyror": -2}
    assert moved == ["personalkostnader"]


def test_a_tie_with_a_whole_kommunbidrag_moves_the_nettokostnad() -> None:
    """99,5 is 100 and 200 does not move, so −100,5 is written as −100 though it rounds to −101."""
    inputs, sums, moved = rounded({"intakter": "50", "personalkostnader": "-150.5", "kommunbidrag": "200"})
    assert sums == {"kostnader": -150, "nettokostnader": -100, "resultat": 100}
    assert inputs == {"intakter": 50, "personalkostnader": -150, "kommunbidrag": 200}
    assert moved == ["personalkostnader"]


def test_a_kommunbidrag_with_a_fraction_gives_way_to_the_sum_row() -> None:
    inputs, sums, _ = rounded({"personalkostnader": "-100.5", "kommunbidrag": "200.2"})
    assert sums == {"kostnader": -101, "nettokostnader": -101, "resultat": 100}
    assert inputs["kommunbidrag"] == 201


def test_an_amount_that_is_whole_stays_where_others_move() -> None:
    inputs, _, moved = rounded({"intakter": "10.3", "personalkostnader": "-4", "lokalhyror": "-2.3"})
    assert inputs == {"intakter": 10, "personalkostnader": -4, "lokalhyror": -2}
    assert moved == []


def test_sum_rows_over_sum_rows_share_when_a_kommun_declares_its_income_rows() -> None:
    inputs, sums, _ = rounded({"brukningsavgifter": "10.5", "personalkostnader": "-4.5"}, VA)
    assert sums["resultat"] == 6
    assert sums["intakter"] + sums["kostnader"] == 6
    assert inputs["brukningsavgifter"] + inputs["personalkostnader"] == 6


def test_a_flik_without_its_total_row_keeps_the_sums_it_has() -> None:
    torn = replace(LAYOUT, rows=tuple(row for row in LAYOUT.rows if row.row.id != "resultat"))
    inputs, sums, _ = rounded({"personalkostnader": "-1.4", "lokalhyror": "-1.4", "kommunbidrag": "2.6"}, torn)
    assert sums["kostnader"] == sums["nettokostnader"] == -3
    assert inputs["kommunbidrag"] == 3


@pytest.mark.parametrize(("ore", "tkr", "moved"), [(149_999, 1, False), (150_000, 1, True), (-150_000, -2, False)])
def test_moved_is_told_against_the_amounts_own_rounding(ore: int, tkr: int, *, moved: bool) -> None:
    assert Rounded(Fraction(ore), tkr).moved is moved
