"""The handbook that ``flikar handbok`` writes, in a real browser: offline, still, accessible, links leading on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.e2e.browsing import NARROW, WIDE, opened, started_browser
from tests.e2e.calling import asked, flikar


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbok")
    answer = asked("handbok", "-o", "handbok.html", cwd=folder)
    assert {key: answer[key] for key in ("fil", "oppnad")} == {"fil": "handbok.html", "oppnad": False}
    return folder / "handbok.html"


def test_the_call_says_where_it_lies(tmp_path: Path) -> None:
    answer = flikar("handbok", "-o", "handbok.html", cwd=tmp_path)
    assert (answer.code, answer.out) == (0, "Handboken ligger i handbok.html\n")
    refused = flikar("handbok", "-o", "finns/inte/handbok.html", cwd=tmp_path)
    assert refused.code == 4


def test_it_asks_the_net_for_nothing_and_shows_every_picture(browser: Browser, handbook: Path) -> None:
    page, wanted = opened(browser, handbook)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.reload()
    assert {address for address in wanted if not address.startswith("data:")} == {handbook.as_uri()}
    widths = page.locator("img").evaluate_all("images => images.map(image => image.naturalWidth)")
    assert len(widths) > 20
    assert all(widths)
    assert refused == [], "the content policy refuses nothing that the page needs"


def test_nothing_can_be_run(browser: Browser, handbook: Path) -> None:
    page, _ = opened(browser, handbook)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    page.wait_for_timeout(100)
    assert page.title().startswith("Handbok för flikar ")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, handbook: Path, viewport: ViewportSize) -> None:
    page, _ = opened(browser, handbook, with_axe=True)
    page.set_viewport_size(viewport)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_link_in_the_text_leads_to_its_chapter(browser: Browser, handbook: Path) -> None:
    page, _ = opened(browser, handbook)
    page.locator("main").get_by_role("link", name="reglerna", exact=True).first.click()
    heading = page.get_by_role("heading", name="Regler", exact=True)
    assert heading.evaluate("element => element.getBoundingClientRect().top") < 100
    page.locator("main").get_by_role("link", name="SU01", exact=True).first.click()
    assert page.url.endswith("#regler-su01")


def test_the_keyboard_reaches_the_text_first(browser: Browser, handbook: Path) -> None:
    page, _ = opened(browser, handbook)
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("element => element === document.activeElement")
    assert page.locator(".skip").is_visible()
