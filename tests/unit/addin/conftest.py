"""An open workbook, on a computer that is set up for the demo kommun."""

from pathlib import Path

import pytest

from addin import session
from tests.support.books import KOMMUN_TOML, template
from tests.support.open_book import FileBook


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo kommun, whose submission folder is this test's own."""
    toml = tmp_path / "kommun" / "kommun.toml"
    toml.parent.mkdir()
    toml.write_text(KOMMUN_TOML.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("FLIKAR_KOMMUN", str(toml))
    monkeypatch.setattr(session, "_undo", {})
    monkeypatch.setattr(session, "_ledgers", {})


@pytest.fixture
def book(tmp_path: Path) -> FileBook:
    found = FileBook(template())
    found.folder = tmp_path
    return found
