"""Pages of Markdown as one page: every link leads to a place in it, and text stays text."""

import re

import pytest

from engine.report.handbook_page import handbook_html, slug

PAGES = {
    "a.md": "<!-- Skapad. -->\n\n# Å & Ä\n\n[b](b.md), [c](b.md#mål-1), [d](#två), [e](okänd.md), [f](b.md#två)\n\n"
            "## Två\n",
    "b.md": "# B\n\n## Mål 1\n\n## Två\n\n## Två\n\n### Tre\n\n![Bild](bilder/x.png) ![Borta](y.png)\n\n"
            "| x | y |\n| --- | --- |\n| 1 | `=A1` |\n\n```text\nen rad\n```\n",
}  # fmt: skip
PNG = b"\x89PNG"
HTML = handbook_html("Titel <b>", PAGES, {"bilder/x.png": PNG})


def test_links_between_pages_are_links_within_it() -> None:
    body = HTML.partition("<main")[2]
    assert re.findall(r'<a href="([^"]+)"', body) == ["#b", "#b-mål-1", "#a-två", "ok%C3%A4nd.md", "#b-två"]
    places = re.findall(r'<h\d id="([^"]+)"', body)
    assert places == ["a", "a-två", "b", "b-mål-1", "b-två", "b-två-1", "b-tre"]


def test_each_page_is_a_chapter_with_its_sections_in_the_contents() -> None:
    contents = HTML.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == ["a", "a-två", "b", "b-mål-1", "b-två", "b-två-1"]
    assert "<summary>Å &amp; Ä</summary>" in contents


def test_headings_are_one_level_down_under_the_title() -> None:
    assert re.findall(r"<h(\d)", HTML) == ["1", "2", "3", "2", "3", "3", "3", "4"]
    assert "<h1>Titel &lt;b&gt;</h1>" in HTML


def test_pictures_are_within_the_page() -> None:
    assert '<img src="data:image/png;base64,iVBORw==" alt="Bild" />' in HTML
    assert 'src="y.png"' in HTML, "one that is not there is left as it is, for a test of the real pages to find"


def test_html_is_shown_as_text_and_the_comment_of_a_generated_page_is_not() -> None:
    hostile = {"a.md": "# <script>x</script>\n\n<img src=x onerror=x>\n\n[x](javascript:x)\n\n    <b>\n"}
    made = handbook_html("Titel", hostile, {})
    assert not re.search(r"<script|<img|href=\"javascript|<b>", made)
    assert "&lt;script&gt;" in made
    assert "Skapad" not in HTML


def test_tables_and_code_scroll_by_the_keyboard_too() -> None:
    assert re.search(r'<div class="wide" role="group" aria-label="Tabell" tabindex="0">\s*<table>', HTML)
    assert '<th scope="col">x</th>' in HTML
    assert '<pre tabindex="0"><code' in HTML


@pytest.mark.parametrize(("heading", "place"), [
    ("Vad en huvudbok får vara", "vad-en-huvudbok-får-vara"), ("SU01", "su01"), ("kommun.toml", "kommuntoml"),
    ("På stängda böcker", "på-stängda-böcker"), ("A, b & c", "a-b--c"), ("FLIK_TKR", "flik_tkr"),
])  # fmt: skip
def test_places_are_called_as_githubs(heading: str, place: str) -> None:
    assert slug(heading) == place
