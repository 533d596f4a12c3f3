"""Which check formulas are let through, and what the others are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import ColumnKind
from engine.owncheck.grammar import FUNCTIONS, read_formula
from engine.owncheck.names import CellName, RefusedFormulaError, row_key

_A = "RR.Lokalhyror.Budget"


@pytest.mark.parametrize(
    ("formula", "said", "remedy"),
    [
        (f"SUMMA({_A})>1", "SUMMA", "SUM"),
        (f"OM({_A}>1,SANT,FALSKT)", "OM", "IF"),
        (f"{_A}>SANT", "SANT", "TRUE"),
        (f"AND({_A}>1;{_A}<2)", ";", "komma"),
        (f"{_A}>1,5", ",", "punkt"),
        (f"ABS({_A},1)>0", "ABS har 2 argument", "punkt"),
        (f"REPT({_A},9)=1", "REPT", "SUM"),
        (f'INDIRECT("A1")>{_A}', "INDIRECT", "SUM"),
        (f"A1>{_A}", "A1", "namn"),
        (f"SUM(A1:B2)>{_A}", "A1:B2", "namn"),
        (f"Blad1!A1>{_A}", "Blad1!A1", "namn"),
        (f"[1]Blad1!A1>{_A}", "[", "namn"),
        (f"{_A}:{_A}>1", ":", "namn"),
        ("lon>1", "lon", "RR."),
        ("RR.Lokalhyror>1", "RR.Lokalhyror", "RR."),
        ("Blad1!lon>1", "Blad1!lon", "RR."),
        ("RX.Lokalhyror.Budget>1", "RX", "RR"),
        ("RR.Lokalhyror.Bugdet>1", "Bugdet", "budget"),
        (f"{_A}", "vad som ska gälla", ">="),
        (f"{_A}>", "slutar", "fattas"),
        (f"({_A}>1", "parentes", ")"),
        (f"{_A}>1)", ")", "Excel"),
        (f"1<{_A}<2", "två jämförelser", "AND"),
        (f'{_A}="x"', '"x"', "belopp"),
        (f"{{1}}>{_A}", "{", "Excel"),
        (f"{_A}>1#", "#", "Excel"),
        (f"{'(' * 40}{_A}{')' * 40}>1", "parenteser", "32"),
        (f"{_A}>{'1+' * 1200}1", "tecken", "2000"),
    ],
)
def test_what_is_not_ours_is_refused_with_what_to_write(formula: str, said: str, remedy: str) -> None:
    with pytest.raises(RefusedFormulaError) as refused:
        read_formula(formula)
    assert said in refused.value.message
    assert remedy in refused.value.remedy


def test_names_are_read_tolerantly_and_asked_for_once() -> None:
    read = read_formula("= rr.köp_av_tjanster.PROGNOS >= RR.Köp_av_tjänster.Prognos * 1.1 + RR.Lokalhyror.Utfall_fg")
    assert [name.column for name in read.names] == [ColumnKind.PROGNOS, ColumnKind.PROGNOS, ColumnKind.UTFALL_FG]
    assert {name.row for name in read.names[:2]} == {"kop_av_tjanster"}
    assert read.plain == "BELOPP_0>=BELOPP_1*1.1+BELOPP_2"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("- varav exploatering", "varav_exploatering"), ("Bokslut {ar}", "bokslut"), ("Bokslut 2022", "bokslut"),
        ("Expansionsinvestering - Exploatering", "expansionsinvestering_exploatering"),
        ("Årets  resultat", "arets_resultat"),
    ],
)  # fmt: skip
def test_a_label_and_a_name_meet_in_one_key(label: str, key: str) -> None:
    assert row_key(label) == key


@given(st.text(alphabet="RIV.Lokalhyr_Budgetn()+-*/<>=,;:!0123456789 %\"'[]{}#&^åÄ", max_size=40))
def test_any_text_is_let_through_or_refused_and_nothing_else(text: str) -> None:
    try:
        read = read_formula(text)
    except RefusedFormulaError:
        return
    assert all(isinstance(name, CellName) for name in read.names)
    assert not set(read.plain) & set("!:[]{}#&\"'")


def test_no_function_makes_text_or_reads_cells() -> None:
    assert not set(FUNCTIONS) & {"REPT", "INDIRECT", "OFFSET", "CELL", "HYPERLINK", "WEBSERVICE", "EVALUATE"}
