"""A page in a real browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
"""1280 pixels at 400 %."""


def chromium() -> str:
    """The browser; without it a test is skipped, but fails where ``CI`` says ``true``."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("chromium is missing, and without it nobody has looked at the page")
    if program is None:
        pytest.skip("chromium is not installed")
    return program


@contextmanager
def started_browser() -> Iterator[Browser]:
    program = chromium()
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=_FLAGS)
        yield started
        started.close()


def opened(browser: Browser, file: Path, *, with_axe: bool = False) -> tuple[Page, list[str]]:
    """The page, and every address that it asks for; axe has to be let past the page's content policy."""
    page = browser.new_context(bypass_csp=with_axe).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    return page, asked
