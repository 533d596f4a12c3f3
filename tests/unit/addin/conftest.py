"""An open workbook, on a computer that is set up for the demo kommun."""

from pathlib import Path

import pytest

from addin import comparing, session
from tests.rules.sample_books import clean_book
from tests.support.books import KOMMUN_TOML, template
from tests.support.open_book import FileBook

LEDGER = """\
konto;ansvar;motpart;period;belopp;typ
5010;70100;;202203;1234567,50;utfall
3010;70100;;202204;-4321000,00;utfall
5010;70100;;202203;2000000,00;budget
"""


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo kommun, whose submission folder is this test's own."""
    toml = tmp_path / "kommun" / "kommun.toml"
    toml.parent.mkdir()
    toml.write_text(KOMMUN_TOML.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("FLIKAR_KOMMUN", str(toml))
    monkeypatch.setattr(session, "_undo", {})
    monkeypatch.setattr(session, "_ledgers", {})
    monkeypatch.setattr(comparing, "_compared", {})


@pytest.fixture
def book(tmp_path: Path) -> FileBook:
    found = FileBook(template())
    found.folder = tmp_path
    return found


@pytest.fixture
def filled(book: FileBook) -> FileBook:
    """The workbook with its delårsbokslut filled in."""
    book.content = clean_book()
    return book


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "huvudbok.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path
