"""The clipboard of Windows: one thing in several forms, of which each program takes the one that it knows best."""

import sys
from collections.abc import Callable, Mapping
from time import sleep
from typing import Any, Protocol

from engine.errors import EXIT_NOT_WRITTEN, FlikarError, WrongCallError

HTML, RTF = "HTML Format", "Rich Text Format"
"""Names under which Windows knows the forms."""
TEXT = "text"
"""Plain text, which has a number of its own (``CF_UNICODETEXT``)."""
_UNICODE_TEXT = 13
_TRIES, _PAUSE = 10, 0.05
"""Another program may have the clipboard open; it has for a moment only. Seconds."""


class Clipboard(Protocol):
    """What is used of pywin32's ``win32clipboard``."""

    error: type[Exception]

    def OpenClipboard(self) -> None: ...  # noqa: N802, D102 pywin32's own names, as below
    def EmptyClipboard(self) -> None: ...  # noqa: N802, D102
    def CloseClipboard(self) -> None: ...  # noqa: N802, D102
    def RegisterClipboardFormat(self, name: str, /) -> int: ...  # noqa: N802, D102
    def SetClipboardData(self, form: int, data: Any, /) -> Any: ...  # noqa: N802, D102, ANN401


class NoClipboardError(WrongCallError):
    """This is not Windows."""

    def __init__(self) -> None:
        super().__init__(
            "Urklipp går att skriva till bara på Windows.",
            "Ta ut en fil i stället: flikar tabell BOK FLIK --format docx -o FIL.",
        )


class BusyClipboardError(FlikarError):
    """Another program has the clipboard open, or it took nothing."""

    exit_code = EXIT_NOT_WRITTEN

    def __init__(self) -> None:
        super().__init__("Urklipp tog inte emot tabellen; ett annat program använder det.", "Försök igen.")


def windows_clipboard() -> Clipboard:
    """The clipboard of this computer.

    Raises:
        NoClipboardError: there is none that can be written to.
    """
    if sys.platform == "win32":
        import win32clipboard

        return win32clipboard
    raise NoClipboardError


def put(clipboard: Clipboard, forms: Mapping[str, bytes | str], wait: Callable[[float], None] = sleep) -> None:
    """Put the forms on the clipboard in place of what is there; it is closed again however that goes.

    Args:
        clipboard: where they go.
        forms: by name, the best first; ``TEXT`` is a str, the others are bytes.
        wait: what passes the time between two tries.

    Raises:
        BusyClipboardError: it could not be opened, or did not take a form.
    """
    _open(clipboard, wait)
    try:
        clipboard.EmptyClipboard()
        for name, data in forms.items():
            number = _UNICODE_TEXT if name == TEXT else clipboard.RegisterClipboardFormat(name)
            clipboard.SetClipboardData(number, data)
    except clipboard.error as error:
        raise BusyClipboardError from error
    finally:
        clipboard.CloseClipboard()


def _open(clipboard: Clipboard, wait: Callable[[float], None]) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            clipboard.OpenClipboard()
        except clipboard.error as error:
            if not tries_left:
                raise BusyClipboardError from error
            wait(_PAUSE)
        else:
            return
