"""Last year's later months: in the season, in no count."""

from collections.abc import Callable

from engine.ledger import Stripped

Strip = Callable[..., Stripped]
COUNTED = ["5010;70322;;202203;100,00;utfall;;", "5010;70322;;202103;60,00;utfall;;"]
REST = [
    "5010;70322;;202111;40,00;utfall;;",
    "6132;70322;120;202112;500,00;utfall;;",  # interninternt: the motpart is its own förvaltning
    "5010;40000;;202112;900,00;utfall;;",  # another nämnd's
    "5010;70322;;202113;7,00;utfall;;",  # bokslutsperiod
    "5010;70322;;202111;5,00;budget;;",
]


def test_the_whole_year_is_stripped_and_the_namnds_own(stripped: Strip) -> None:
    result = stripped([*COUNTED, *REST])
    personal = result.rr["Personalkostnader"]
    assert (personal.foregaende_ore, personal.foregaende_helar_ore) == (-6_000, -10_000)
    assert result.rr["Övriga kostnader"].foregaende_helar_ore == 0


def test_the_counts_and_sums_of_the_contract_do_not_see_it(stripped: Strip) -> None:
    result = stripped([*COUNTED, *REST])
    assert result.as_json()["rader"] == {"in": 7, "namnden": 2, "borttagna": 0, "kvar": 2, "utanfor_period": 5}
    assert result.borttaget == ()
    assert stripped(COUNTED).as_json()["rr"] == result.as_json()["rr"]


def test_an_ansvar_nobody_owns_is_no_fault_in_months_nobody_asked_for(stripped: Strip) -> None:
    assert stripped([*COUNTED, "5010;99999;;202112;1,00;utfall;;"]).radfel == ()


def test_a_year_is_whole_when_every_month_is_there(stripped: Strip) -> None:
    year = [f"5010;70322;;2021{month:02};1,00;utfall;;" for month in range(1, 13)]
    assert stripped(year).har_foregaende_helar
    assert not stripped(year[:-1]).har_foregaende_helar


def test_arsbokslut_keeps_the_closing_period_out_of_the_whole_year(stripped: Strip) -> None:
    personal = stripped([*COUNTED, *REST], occasion="arsbokslut").rr["Personalkostnader"]
    assert (personal.foregaende_ore, personal.foregaende_helar_ore) == (-10_700, -10_000)
