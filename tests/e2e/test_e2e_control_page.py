"""The page of `flikar kontrollera --html` in a real browser: still, offline, accessible, sifted by CSS alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e.browsing import NARROW, WIDE, opened, started_browser
from tests.e2e.calling import flikar
from tests.e2e.surgery import Book
from tests.e2e.town import DELAR

FLIK = DELAR["OMN"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture
def report(folder: Path) -> Path:
    """Two faulty workbooks, one that cannot be read, and one with a hostile name and text."""
    hostile = folder / "<img src=x onerror=alert(1)>.xlsx"
    book = Book(folder / "delar/omn.xlsx").put(FLIK, "C10", 4321).put(FLIK, "C12", -3999.4)
    book.put(FLIK, "C9", "<script>alert(1)</script>").recalculated().save(hostile)
    others = [folder / f"delar/{code.lower()}.xlsx" for code in DELAR if code != "OMN"]
    faulty = Book(others[0]).put(DELAR[next(code for code in DELAR if code != "OMN")], "C13", -1)
    faulty.recalculated().save(folder / "summa.xlsx")
    (folder / "trasig.xlsx").write_bytes(b"nej")
    answer = flikar("kontrollera", hostile.name, "summa.xlsx", "trasig.xlsx", "--html", "ut.html", cwd=folder)
    assert answer.code == 3
    return folder / "ut.html"


def visible(page: Page, selector: str) -> int:
    return sum(found.is_visible() for found in page.locator(selector).all())


def test_it_asks_the_net_for_nothing_and_runs_nothing(browser: Browser, report: Path) -> None:
    page, asked = opened(browser, report)
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.wait_for_timeout(100)
    assert asked == [report.as_uri()]
    assert said == []
    text = report.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert not re.search(r"@import|url\(|<link", text)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(browser: Browser, report: Path, viewport: ViewportSize) -> None:
    page, _ = opened(browser, report, with_axe=True)
    page.set_viewport_size(viewport)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_at_400_percent_nothing_is_cut_off(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_choices_show_just_what_they_say(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    everything = page.locator(".f").count()
    assert visible(page, ".f") == everything > 3
    page.uncheck("#s-fel")
    assert visible(page, ".f") == page.locator(".f:not(.fel)").count() > 0
    page.check("#s-fel")
    page.check("#f-SU")
    assert visible(page, ".f") == page.locator(".f.fam-SU").count() == 1
    assert visible(page, ".namnd") == 1
    page.check("#f-alla")
    page.check("#n-0")
    assert visible(page, ".namnd") == 1
    assert visible(page, ".f") == page.locator(".namnd.n-0 .f").count()


def test_the_keyboard_reaches_the_findings_first(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("element => element === document.activeElement")
    assert page.locator(".skip").is_visible()
    outline = page.locator(".skip").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"


def test_every_place_is_a_link_to_its_cell(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    links = [link.get_attribute("href") or "" for link in page.locator(".f .top a").all()]
    assert links
    assert all(re.search(r"\.xlsx#%278%20RR.*%27%21[A-Z]+\d+$", link) for link in links if "%21" in link)
    assert page.locator("html").get_attribute("lang") == "sv"


def test_it_prints(browser: Browser, report: Path) -> None:
    page, _ = opened(browser, report)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert visible(page, ".sift") == 0
    assert visible(page, ".f") == page.locator(".f").count()
