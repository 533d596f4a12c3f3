"""Whether somebody has pressed Esc, asked of Windows itself: Excel does not hear its keys while a button works."""

import ctypes
import sys
from typing import Any

_ESCAPE = 0x1B
_DOWN_NOW_OR_SINCE = 0x8001


def escape_pressed(process: int, user32: Any = None) -> bool:  # noqa: ANN401 a library of Windows
    """Whether Esc is down, or has been since it was last asked, while a window of the process is in front.

    Args:
        process: Excel's; Esc in another program is not meant for it.
        user32: the library that knows; None takes that of Windows, and elsewhere nothing is pressed.
    """
    if user32 is None:
        if sys.platform != "win32":
            return False
        user32 = ctypes.windll.user32
    is_pressed = bool(user32.GetAsyncKeyState(_ESCAPE) & _DOWN_NOW_OR_SINCE)
    return is_pressed and _in_front(user32) == process


def _in_front(user32: Any) -> int:  # noqa: ANN401 as above
    """The process whose window has the keyboard."""
    process = ctypes.c_ulong()
    user32.GetWindowThreadProcessId(user32.GetForegroundWindow(), ctypes.byref(process))
    return process.value
