"""The generated pages are those the declarations give today; ``make docs`` writes them anew."""

from pathlib import Path

import pytest

from addin.docs import pages as ribbon_pages
from engine.cli.app import build_app
from engine.findings import CATALOGUE
from udfs.docs import functions_page
from workbooks.__main__ import APPLICATION
from workbooks.docs import pages
from workbooks.docs.pictures import PICTURES, PRINTED

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {**pages(), "funktioner.md": functions_page(), **ribbon_pages()}


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run make docs"


def test_making_the_pages_twice_gives_the_same() -> None:
    assert {**pages(), "funktioner.md": functions_page(), **ribbon_pages()} == PAGES


def test_every_rule_is_explained() -> None:
    for rule in CATALOGUE:
        section = PAGES["regler.md"].partition(f"### {rule.id}\n")[2].partition("\n#")[0]
        assert all(text in section for text in (rule.sentence, rule.cause, rule.remedy, rule.wrong, rule.right))


def test_every_flik_is_listed() -> None:
    catalog = APPLICATION.build_catalog(APPLICATION.built_in())
    for verksamhet in catalog.books:
        assert all(flik.name in PAGES["flikar.md"] for flik in catalog.flikar(verksamhet))


def test_a_flik_of_the_page_has_its_formulas_and_signs() -> None:
    section = PAGES["flikar.md"].partition("### 8 RR skattefin övriga delår\n")[2].partition("\n#")[0]
    assert "| 9 | Personalkostnader | minus | B9 | C9 | `=C9-B9` | E9 | F9 | `=E9-F9` |" in section
    assert "`=SUM(B9:B12)`" in section


def test_every_command_is_listed() -> None:
    headings = {line.removeprefix("## ") for line in PAGES["kommandon.md"].splitlines() if line.startswith("## ")}
    assert headings == set(build_app(APPLICATION).commands)


def test_the_pictures_are_small_pngs() -> None:
    pictures = sorted((DOCS / "bilder").iterdir())
    assert {picture.name for picture in pictures} == {each.name for each in (*PICTURES, *PRINTED)}
    for picture in pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= 150_000


def test_every_picture_of_the_year_stands_on_the_page_with_its_alt_text() -> None:
    occasions = {"budget", "mars", "april", "delar", "arsbokslut"}
    assert {flik.occasion for flik in PRINTED if flik.sheet == "Försättsblad"} == occasions
    for flik in PRINTED:
        assert f"![{flik.alt}](bilder/{flik.name})" in PAGES["bilder.md"]
