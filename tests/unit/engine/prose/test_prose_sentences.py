"""The factual sentences: the published ones come out of the published amounts, and the direction is always right."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calc import Amount
from engine.data.comments import is_draft
from engine.layout import template_layout
from engine.model import ColumnKind, Flik, Sign
from engine.periods import Occasion, occasion_named
from engine.prose import (
    RowTold,
    Subject,
    change_sentence,
    comment_draft,
    comparison_sentence,
    deviation_sentence,
    subject_of,
)
from tests.support.books import demo_setup

K = ColumnKind
BUDGET, MARS, APRIL, DELAR, BOKSLUT = map(occasion_named, ("budget", "mars", "april", "delar", "arsbokslut"))
amounts = st.one_of(st.integers(-(10**7), 10**7), st.integers(-100, 100), st.fractions(-1000, 1000))


def told(  # the parts of a row
    row: str, occasion: Occasion, figures: dict[ColumnKind, Amount], code: str = "RR", latest: Occasion | None = None
) -> RowTold:
    """A declared row of VON with figures of a test."""
    flik = next(flik for flik in flikar() if flik.table.code == code)
    placed = template_layout(flik, 2022).row(row)
    assert placed is not None
    subject = subject_of(flik.table, placed)
    return RowTold(table=code, occasion=occasion, subject=subject, figures=figures, latest=latest)


def flikar() -> tuple[Flik, ...]:
    return demo_setup().catalog.flikar("skattefinansierad")


def forecast(budget: Amount, prognos: Amount, deviation: Amount | None = None) -> dict[ColumnKind, Amount]:
    return {K.BUDGET: budget, K.PROGNOS: prognos, K.AVVIKELSE: prognos - budget if deviation is None else deviation}


@pytest.mark.parametrize(
    ("row", "budget", "prognos", "quoted"),
    [
        ("intakter", 195144, 217796, "Intäkterna prognostiseras avvika positivt med 22,7 mkr."),
        ("personalkostnader", -717534, -724465, "Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr."),
        ("lokalhyror", -93004, -93004, "Ingen avvikelse förväntas."),
        ("kop_av_tjanster", -160751, -171895, "Köp av tjänster prognostiseras avvika negativt med 11,1 mkr."),
        ("ovriga_kostnader", -77411, -81988, "Övriga kostnader prognostiseras avvika negativt med 4,6 mkr."),
    ],
)
def test_the_published_sentences_of_mars(row: str, budget: int, prognos: int, quoted: str) -> None:
    assert deviation_sentence(told(row, MARS, forecast(budget, prognos))) == quoted


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (-11144, -4400, "Prognosen har förbättrats med 6,7 mkr mot prognosen per april."),
        (-6931, -9600, "Prognosen har försämrats med 2,7 mkr mot prognosen per april."),
        (-6931, -6931, "Ingen förändring mot aprilprognosen."),
    ],
)
def test_the_change_since_the_latest_follow_up(before: int, now: int, said: str) -> None:
    figures: dict[ColumnKind, Amount] = {K.PROGNOS: now, K.FOREGAENDE_PROGNOS: before}
    assert change_sentence(told("personalkostnader", DELAR, figures, latest=APRIL)) == said


def test_a_change_names_the_delar_and_an_unknown_occasion() -> None:
    figures: dict[ColumnKind, Amount] = {K.PROGNOS: 500, K.FOREGAENDE_PROGNOS: 500}
    assert change_sentence(told("intakter", DELAR, figures, latest=DELAR)) == "Ingen förändring mot delårsprognosen."
    assert change_sentence(told("intakter", DELAR, figures)) == "Ingen förändring mot föregående prognos."
    figures[K.PROGNOS] = 512
    said = change_sentence(told("totala_utgifter", DELAR, figures, "INV"))
    assert said == "Prognosen har höjts med 12 tkr mot föregående prognos."
    assert change_sentence(told("intakter", DELAR, {K.PROGNOS: 5})) is None


@pytest.mark.parametrize(
    ("code", "row", "occasion", "figures", "said"),
    [
        ("INV", "totala_utgifter", APRIL, forecast(5300, 3200, 2100),
         "Investeringsutgifterna prognostiseras bli 2,1 mkr lägre än budget."),
        ("INV", "reinvestering", APRIL, forecast(300, 700, -400),
         "Reinvesteringarna prognostiseras bli 0,4 mkr högre än budget."),
        ("FORUTB", "totala_inkomster", APRIL, forecast(400, 388, 12),
         "De förutbetalda intäkterna prognostiseras bli 12 tkr lägre än budget."),
        ("RR", "kommunbidrag", BOKSLUT, {K.BUDGET: 900, K.UTFALL: 880, K.AVVIKELSE: -20},
         "Kommunbidraget avviker negativt med 20 tkr mot budget."),
        ("RR", "resultat", BOKSLUT, {K.BUDGET: 0, K.UTFALL: 0}, "Ingen avvikelse mot budget."),
        ("INV", "image", BOKSLUT, {K.BUDGET: 900, K.UTFALL: 800},
         "Imageinvesteringarna blev 0,1 mkr lägre än budget."),
        ("RR", "resultat", DELAR, {K.BUDGET_PERIOD: 100, K.UTFALL: 40, K.AVVIKELSE: -60},
         "Årets resultat avviker negativt med 0,1 mkr mot periodbudgeten."),
    ],
)  # fmt: skip
def test_each_table_and_occasion_has_its_words(
    code: str, row: str, occasion: Occasion, figures: dict[ColumnKind, Amount], said: str
) -> None:
    assert deviation_sentence(told(row, occasion, figures, code)) == said


def test_where_nothing_deviates_the_row_can_be_named() -> None:
    calm = told("resultat", MARS, forecast(0, 0))
    assert deviation_sentence(calm, named=True) == "Årets resultat förväntas inte avvika från budget."


@pytest.mark.parametrize(
    ("row", "now", "before", "said"),
    [
        ("personalkostnader", -472114, -460877, "Personalkostnaderna för perioden är 11,2 mkr högre än"),
        ("personalkostnader", -460877, -472114, "Personalkostnaderna för perioden är 11,2 mkr lägre än"),
        ("intakter", 130597, 128201, "Intäkterna för perioden är 2,4 mkr högre än"),
        ("finansnetto", -12, 0, "Finansnettot för perioden är 12 tkr sämre än"),
        ("personalkostnader", -9, -9, "Personalkostnaderna för perioden är oförändrade mot"),
        ("kommunbidrag", 9, 9, "Kommunbidraget för perioden är oförändrat mot"),
    ],
)
def test_the_outcome_against_last_years(row: str, now: int, before: int, said: str) -> None:
    figures: dict[ColumnKind, Amount] = {K.UTFALL: now, K.UTFALL_FG: before, K.DIFF: now - before}
    assert comparison_sentence(told(row, DELAR, figures)) == f"{said} samma period föregående år."


def test_a_row_nobody_has_worded_is_told_of_without_agreement() -> None:
    subject = Subject("Slamtömning", "Slamtömning", None, Sign.COST)
    figures: dict[ColumnKind, Amount] = {K.UTFALL: -9, K.UTFALL_FG: -9}
    row = RowTold(table="RR", occasion=BOKSLUT, subject=subject, figures=figures)
    assert comparison_sentence(row) == "Ingen skillnad mot föregående år."


def test_a_wrong_table_and_a_missing_amount_are_not_described() -> None:
    assert deviation_sentence(told("intakter", MARS, forecast(100, 200, 90))) is None
    assert deviation_sentence(told("intakter", MARS, forecast(100, 100, 1))) is None
    assert deviation_sentence(told("intakter", MARS, {K.BUDGET: 100})) is None
    assert deviation_sentence(told("intakter", BUDGET, {K.BUDGET: 100, K.PROGNOS: 90})) is None
    assert comparison_sentence(told("intakter", DELAR, {K.UTFALL: 100})) is None
    assert comment_draft(told("finansnetto", MARS, forecast(0, 0))) is None


def test_a_draft_is_marked_and_holds_every_sentence() -> None:
    figures = {**forecast(-100, -160), K.FOREGAENDE_PROGNOS: -100, K.UTFALL: -80, K.UTFALL_FG: -20}
    draft = comment_draft(told("lokalhyror", DELAR, figures, latest=MARS))
    assert draft is not None
    assert draft.text == (
        "Utkast: Lokalhyrorna prognostiseras avvika negativt med 0,1 mkr. Prognosen har försämrats med 0,1 mkr mot "
        "prognosen per mars. Lokalhyrorna för perioden är 0,1 mkr högre än samma period föregående år."
    )
    assert is_draft(draft.text)
    assert not is_draft(draft.text.removeprefix("Utkast: "))


@given(amounts, amounts, st.sampled_from(("RR", "INV", "FORUTB")))
def test_size_and_direction_are_those_of_the_table(budget: Amount, prognos: Amount, code: str) -> None:
    row = {"RR": "intakter", "INV": "totala_utgifter", "FORUTB": "totala_inkomster"}[code]
    deviation = budget - prognos if code == "INV" else prognos - budget
    said = deviation_sentence(told(row, MARS, forecast(budget, prognos, deviation), code)) or ""
    found = re.search(r"([\d\xa0]+(?:,\d)?) (mkr|tkr)", said)
    if found is None:
        assert said == "Ingen avvikelse förväntas."
        assert abs(Fraction(deviation)) < Fraction(1, 2)
        return
    size = Fraction(found[1].replace("\xa0", "").replace(",", "."))
    unit, half = (1000, 50) if found[2] == "mkr" else (1, Fraction(1, 2))
    assert abs(size * unit - abs(Fraction(deviation))) <= half
    favourable = {"RR": "positivt", "INV": "lägre", "FORUTB": "högre"}[code]
    assert (favourable in said) == (deviation > 0)
    assert "-" not in said
    assert "\u2212" not in said


def test_every_declared_row_with_amounts_has_a_subject() -> None:
    for flik in flikar():
        for row in flik.table.rows:
            if flik.table.code != "PROGSAK" and (row.kind.is_filled_by_people or row.kind.is_summed):
                assert row.subject, f"{flik.name}: {row.label}"
