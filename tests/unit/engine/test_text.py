"""Names compared the way people mean them, and text made safe for files."""

import unicodedata

import pytest

from engine.text import clean, fold, nearest, printable, shielded, slug, unshielded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1–11 RR Skattefin  ÖVR", "1-11 rr skattefin ovr"),
        ("Köp av tjänster", "KÖP\u00a0AV\u202fTJÄNSTER"),
        ("Årets resultat", unicodedata.normalize("NFD", "Årets resultat")),
        ("− varav exploatering", "- varav exploatering"),
        ("\tFörutb\n", "forutb"),
        ("prognossäkerhet", "PROGNOSSAKERHET"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Reinvestering", "Investering"), ("RR skattfin", "RR skattefin"), ("8 RR", "18 RR")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_clean_keeps_case_and_letters() -> None:
    assert clean("  Köp\u00a0 av\ntja\u0308nster ") == "Köp av tjänster"


def test_the_nearest_name_comes_first_and_nonsense_has_none() -> None:
    assert nearest("Vårdarhjälpmedel", ["Sängar", "Vårdhjälpmedel", "Inventarier"])[0] == "Vårdhjälpmedel"
    assert nearest("zzzz", ["Sängar", "Inventarier"]) == ()
    assert nearest("x", ["Exploatering", "Skattefinansierat"]) == ()
    assert len(nearest("Plan", [f"Plan {n}" for n in range(9)])) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vård- och omsorgsnämnden", "vard-och-omsorgsnamnden"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-1"),
        ("lpt1", "lpt1-1"),
        ("", "namnlos"),
        ("\u202e!!", "namnlos"),
        ("VON", "von"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


def test_printable_replaces_what_xml_forbids() -> None:
    assert printable("a\x00b\x0bc\ufffe") == "a\ufffdb\ufffdc\ufffd"
    assert printable("rad\r\nrad\rrad\tåäö 🙂") == "rad\nrad\nrad\tåäö 🙂"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-5 % rabatt", "@SUM(A1)", "\tx", "\rx", "\nx", "'=1", "''-"])
def test_text_that_a_spreadsheet_would_run_is_shielded_and_comes_back(text: str) -> None:
    assert shielded(text) == f"'{text}"
    assert unshielded(shielded(text)) == text


@pytest.mark.parametrize("text", ["Sängar", "", "'citat'", "5-årig", "O'Brien"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert shielded(text) == text
    assert unshielded(text) == text
