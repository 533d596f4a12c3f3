"""The clipboard: opened with patience, emptied, filled in every form, and always closed."""

import sys

import pytest

from engine.clipboard import HTML, RTF, TEXT, BusyClipboardError, NoClipboardError, put, windows_clipboard
from tests.support.clipboard import ClipboardDouble

FORMS: dict[str, bytes | str] = {RTF: b"{\\rtf1}", HTML: b"Version:0.9", TEXT: "text"}


def test_every_form_is_there_and_what_was_there_is_gone() -> None:
    clipboard = ClipboardDouble()
    clipboard.held = {1: b"something else"}
    put(clipboard, FORMS)
    assert clipboard.by_name() == {"Rich Text Format": b"{\\rtf1}", "HTML Format": b"Version:0.9", "13": "text"}
    assert not clipboard.is_open


def test_it_is_waited_for_while_another_program_has_it() -> None:
    clipboard, waited = ClipboardDouble(busy=3), list[float]()
    put(clipboard, FORMS, waited.append)
    assert len(waited) == 3
    assert len(clipboard.held) == 3


def test_a_clipboard_that_never_opens_is_told_of() -> None:
    clipboard, waited = ClipboardDouble(busy=1000), list[float]()
    with pytest.raises(BusyClipboardError) as caught:
        put(clipboard, FORMS, waited.append)
    assert caught.value.exit_code == 4
    assert 0.2 < sum(waited) < 2
    assert clipboard.closed == 0


@pytest.mark.parametrize("form", [RTF, HTML, TEXT])
def test_it_is_closed_also_when_a_form_is_refused(form: str) -> None:
    clipboard = ClipboardDouble(refuses=form)
    with pytest.raises(BusyClipboardError):
        put(clipboard, FORMS)
    assert not clipboard.is_open
    assert clipboard.closed == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one")
def test_elsewhere_there_is_none() -> None:
    with pytest.raises(NoClipboardError) as caught:
        windows_clipboard()
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith("Urklipp går att skriva till bara på Windows.")
