import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.amounts import MINUS, NBSP
from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.report import table_html

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>"
VIEW = TableView(
    "RR",
    "Resultaträkning, mars 2022",
    "1–11 RR skattefin övr jan-nov",
    ("Belopp i tkr", "Budget 2022"),
    (
        RowView("Personalkostnader", RowKind.INPUT, (-717534,), "Vakanser & sjukfrånvaro."),
        RowView("Finansnetto", RowKind.INPUT, (None,)),
        RowView("Årets resultat", RowKind.SUM, (0,)),
    ),
)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self._in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("th", "td")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data

    def with_tag(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_the_cells_show_the_view() -> None:
    assert Page(table_html(VIEW)).rows == [
        ["Belopp i tkr", "Budget 2022"],
        ["Personalkostnader", f"{MINUS}717{NBSP}534"],
        ["Finansnetto", ""],
        ["Årets resultat", "0"],
    ]


def test_the_table_can_be_understood_without_seeing_it() -> None:
    text = table_html(VIEW)
    page = Page(text)
    assert page.with_tag("html")[0]["lang"] == "sv"
    assert [cell["scope"] for cell in page.with_tag("th")] == ["col", "col", "row", "row", "row"]
    assert "<caption>Resultaträkning, mars 2022</caption>" in text
    assert len(page.with_tag("h1")) == 1


def test_sums_are_bold_and_amounts_stand_to_the_right() -> None:
    text = table_html(VIEW)
    assert "<b>Årets resultat</b>" in text
    assert "<b>Personalkostnader</b>" not in text
    assert all("text-align:right" in str(cell["style"]) for cell in Page(text).with_tag("td"))


def test_the_page_allows_styles_and_nothing_else() -> None:
    page = Page(table_html(VIEW))
    policies = [
        meta["content"] for meta in page.with_tag("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "base"}
    assert not re.search(r"url\(|https?:|@import", table_html(VIEW))


@pytest.mark.parametrize("field", ["title", "flik", "heading", "label", "comment"])
def test_hostile_text_is_shown_and_never_run(field: str) -> None:
    told = {name: HOSTILE if name == field else "x" for name in ("title", "flik", "heading", "label", "comment")}
    row = RowView(told["label"], RowKind.PROJECT, (1,), told["comment"])
    text = table_html(TableView("INV", told["title"], told["flik"], ("Belopp i tkr", told["heading"]), (row,)))
    page = Page(text)
    assert not page.with_tag("script")
    assert not page.with_tag("img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_control_characters_and_lone_surrogates_can_be_written_to_a_file(tmp_path: Path) -> None:
    row = RowView("a\x00b\ud800c", RowKind.PROJECT, (1,))
    text = table_html(TableView("INV", "t", "flik", ("Belopp i tkr", "Budget"), (row,)))
    (tmp_path / "t.html").write_text(text, encoding="utf-8")
    assert "a\ufffdb\ufffdc" in text


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_colour_has_contrast_on_every_background() -> None:
    text = re.sub(r"#fff\b", "#ffffff", table_html(VIEW))
    colours = set(re.findall(r"[ ;{]color: (#[0-9a-f]{6})", text))
    backgrounds = set(re.findall(r"background: ?(#[0-9a-f]{6})", text))
    assert len(colours) >= 3
    assert len(backgrounds) >= 3
    for colour in colours:
        for background in backgrounds:
            dark, light = sorted((_luminance(colour), _luminance(background)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (colour, background)
