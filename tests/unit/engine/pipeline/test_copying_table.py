"""``flikar tabell --format urklipp`` where there is a clipboard: what it holds, and what is said."""

from pathlib import Path

import pytest

from engine.cli import run
from tests.support.books import template
from tests.support.clipboard import ClipboardDouble
from workbooks.__main__ import APPLICATION

CALL = ["tabell", "von.xlsx", "8 RR", "--format", "urklipp", "--kommun", "demo"]


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClipboardDouble:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "von.xlsx").write_bytes(template())
    double = ClipboardDouble()
    monkeypatch.setattr("engine.clipboard.windows_clipboard", lambda: double)
    return double


def test_it_says_what_was_copied_and_writes_no_file(
    clipboard: ClipboardDouble, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(APPLICATION, CALL) == 0
    assert capsys.readouterr().out == "Resultaträkning, delår 2022 är kopierad. Klistra in i Word med Ctrl+V.\n"
    assert list(clipboard.by_name()) == ["Rich Text Format", "HTML Format", "13"]
    assert clipboard.closed == 1
    assert [path.name for path in tmp_path.iterdir()] == ["von.xlsx"]


def test_a_file_beside_it_is_refused(clipboard: ClipboardDouble, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(APPLICATION, [*CALL, "-o", "t.rtf"]) == 2
    assert "--format urklipp skriver ingen fil. Utelämna -o." in capsys.readouterr().err
    assert clipboard.held == {}


def test_a_clipboard_that_takes_nothing_is_told_of(
    clipboard: ClipboardDouble, capsys: pytest.CaptureFixture[str]
) -> None:
    clipboard.refuses = "HTML Format"
    assert run(APPLICATION, CALL) == 4
    assert "Urklipp tog inte emot tabellen" in capsys.readouterr().err
    assert not clipboard.is_open
