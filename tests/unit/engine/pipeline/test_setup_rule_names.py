"""Rules that kommun.toml names must exist."""

import pytest

from engine.errors import UnreadableError
from engine.organisation import Kommun
from engine.pipeline.setup import check_rule_names
from tests.rules.sample_books import demo_kommun


def test_the_demo_kommun_names_rules_that_exist() -> None:
    check_rule_names(demo_kommun())


def test_a_rule_of_the_kommuns_own_is_known() -> None:
    check_rule_names(demo_kommun(replacing={'regel = "TE01"': 'regel = "EG01"'}))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("TE02 = {", "TE09 = {", r"\[regler\] TE09"), ('regel = "TE01"', 'regel = "TE19"', r"tystade\[0\]")],
)
def test_an_unknown_rule_is_refused_with_the_nearest(old: str, new: str, place: str) -> None:
    with pytest.raises(UnreadableError, match=rf"{place}: regeln .* finns inte\. Närmast är .*TE0\d") as caught:
        check_rule_names(demo_kommun(replacing={old: new}), "min.toml")
    assert caught.value.exit_code == 3
    assert str(caught.value).startswith("min.toml: ")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ('TE02 = { allvar = "info", faktor = 5 }', r"TE02: parametern ”faktor” finns inte\. Närmast är allvar"),
        ("TK02 = { faktorn = 5 }", r"TK02: parametern ”faktorn” finns inte\. Närmast är faktor\."),
        ('TK02 = { faktor = "stor" }', "TK02: faktor ska vara ett tal från 0 och uppåt, inte ”stor”"),
        ("AV13 = { tolerans_tkr = -1 }", "AV13: tolerans_tkr ska vara ett tal"),
    ],
)
def test_a_parameter_that_the_rule_does_not_have_is_refused_with_the_nearest(new: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        check_rule_names(_with(new))


def test_the_parameters_a_rule_has_are_taken() -> None:
    check_rule_names(_with('TE02 = { allvar = "varning" }\nAV13 = { tolerans_tkr = 2 }'))


def _with(text: str) -> Kommun:
    return demo_kommun(replacing={'TE02 = { allvar = "varning" }\nTK02 = { faktor = 500 }': text})
