"""Tabs renamed and respelled: names first, then labels and headings."""

import pytest

from tests.support.books import NAMND_OF, demo_setup, empty_book
from tests.support.damage import renamed, reread

RAW = empty_book(optional=True).raw
DECLARED = [flik.name for flik in demo_setup().catalog.flikar("skattefinansierad")]


@pytest.mark.parametrize(
    ("spelled", "declared"),
    [
        ("1-11 RR skattefin övr jan-nov", "1–11 RR skattefin övr jan-nov"),
        ("1–11 RR skattfin övriga jan–nov", "1–11 RR skattefin övr jan-nov"),
        ("1 − 11 rr SKATTEFIN övr", "1–11 RR skattefin övr jan-nov"),
        ("3 RR skattefin övr", "1–11 RR skattefin övr jan-nov"),
        ("3 RR", "1–11 RR skattefin övr jan-nov"),
        ("10 RR skattefin övr", "1–11 RR skattefin övr jan-nov"),
        ("RR skattefin mars", "1–11 RR skattefin övr jan-nov"),
        ("4 RR skattefin apr", "1–11 RR skattefin övr jan-nov"),
        ("8 RR skattefin övr delår", "8 RR skattefin övriga delår"),
        ("8 RR skattfin övr delårsbokslut", "8 RR skattefin övriga delår"),
        ("8RR skattefin övriga delår", "8 RR skattefin övriga delår"),
        ("RR delår", "8 RR skattefin övriga delår"),
        ("Resultaträkning delår", "8 RR skattefin övriga delår"),
        ("8 INV\u00a0skattfin övr", "8 inv skattefin övriga delår"),
        ("Investeringar delår", "8 inv skattefin övriga delår"),
        ("4 inv skattefin övriga april", "4 inv skattefin övr apr"),
        ("4 Förutbet skattefin ALLA apr", "4 förutb skattefin ALLA apr"),
        ("4 forutb. skattefin alla", "4 förutb skattefin ALLA apr"),
        ("8 Förutbet skattefin delår", "8 förutb skattefin ALLA delår"),
        ("12 RR skattefin övr årsbokslut", "12 RR skattefin övriga ÅB"),
        ("12 RR skattefin övr AB", "12 RR skattefin övriga ÅB"),
        ("12 inv skattfin övriga ÅB", "12 inv skattefin övr ÅB"),
        ("12 förutbet skattfin ALLA ÅB", "12 förutb skattefin ALLA ÅB"),
        ("12 prognossakerhet", "12 prognossäkerhet ALLA ÅB"),
        ("RR skattefin", "RR skattfin"),
        ("RR budget", "RR skattfin"),
        ("INV skattfin & avfall", "INV skattefin & avfall"),
        ("INV skattefin och avfall", "INV skattefin & avfall"),
        ("Förutb skattfin", "Förutbet skattefin"),
        ("Blad1", "8 RR skattefin övriga delår"),
        ("min egen tabell", "12 inv skattefin övr ÅB"),
    ],
)
def test_a_respelled_tab(spelled: str, declared: str) -> None:
    book = reread(renamed(RAW, {declared: spelled}))
    assert {flik.layout.flik.name: flik.name for flik in book.flikar} == {
        name: spelled if name == declared else name for name in DECLARED
    }
    assert book.doubles == {}


@pytest.mark.parametrize("verksamhet", NAMND_OF)
def test_tabs_without_names_are_told_by_labels_and_headings(verksamhet: str) -> None:
    raw = empty_book(NAMND_OF[verksamhet], optional=True).raw
    names = {sheet.name: f"Blad{number}" for number, sheet in enumerate(raw.sheets)}
    book = reread(renamed(raw, names), verksamhet=verksamhet)
    found = {flik.name: flik.layout.flik.name for flik in book.flikar}
    assert found == {names[f.name]: f.name for f in demo_setup().catalog.flikar(verksamhet)}


@pytest.mark.parametrize("verksamhet", NAMND_OF)
def test_the_tab_names_tell_the_verksamhet_when_nobody_else_does(verksamhet: str) -> None:
    assert reread(empty_book(NAMND_OF[verksamhet], optional=True).raw).verksamhet == verksamhet


def test_the_cover_is_no_flik() -> None:
    book = empty_book(optional=True)
    assert [flik.name for flik in book.flikar] == DECLARED
    others = [sheet.name for sheet in book.raw.sheets if sheet.name not in DECLARED]
    assert others == ["Försättsblad", "Budgetbrygga", "Historik", "Rullningslogg"]
