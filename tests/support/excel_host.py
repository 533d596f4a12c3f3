"""xlwings' own ``call_udf`` where there is no Windows, in a process of its own: JSON calls in, JSON answers out.

The stand-ins for pywin32 hold only what xlwings asks for when it is imported; COM itself is not tested by them.
"""

import ctypes
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

_ROOT = Path(__file__).parents[2]
_PARTS = (
    "pythoncom", "pywintypes", "win32api", "win32con", "win32event", "win32gui", "win32process", "win32timezone",
    "winerror", "win32com", "win32com.client", "win32com.client.dynamic", "win32com.server", "win32com.server.util",
    "win32com.server.dispatcher", "win32com.server.policy", "win32com.util",
)  # fmt: skip


def answers(calls: Sequence[Sequence[object]]) -> list[Any]:
    """What Excel's wrapper would get for each call (function name, then the arguments as COM hands them over).

    A call that fails in Python, which VBA shows as ``#VALUE!``, is answered with the exception's text in a dict.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.excel_host"],
        input=json.dumps(calls), capture_output=True, text=True, cwd=_ROOT, check=True,
    )  # fmt: skip
    found: list[Any] = json.loads(ran.stdout)
    return found


class _Anything(ModuleType):
    """A module in which every name exists."""

    def __getattr__(self, name: str) -> type[Exception]:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (Exception,), {})
        setattr(self, name, made)
        return made


def _genuine_call_udf() -> Callable[..., object]:
    import asyncio  # noqa: F401 before the platform is another

    import pandas as pd  # noqa: F401 the same

    for name in _PARTS:
        module = _Anything(name)
        module.__path__ = []
        sys.modules[name] = module
        parent, _, own = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], own, module)
    for name in ("oledll", "windll", "PyDLL"):
        setattr(ctypes, name, MagicMock())
    pythoncom = sys.modules["pythoncom"]
    pythoncom.__file__ = ""
    setattr(pythoncom, "TypeIIDs", MagicMock())  # noqa: B010
    sys.platform = "win32"
    found: Callable[..., object] = importlib.import_module("xlwings.udfs").call_udf
    return found


def _frozen(value: object) -> object:
    """Ranges arrive as tuples of tuples."""
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def main() -> None:
    """Answer the calls on stdin."""
    call_udf = _genuine_call_udf()
    found: list[object] = []
    for call in json.load(sys.stdin):
        try:
            found.append(call_udf("udfs.host", "flik", tuple(_frozen(argument) for argument in call)))
        except Exception as error:  # noqa: BLE001 whatever goes wrong in Python is VBA's to show
            found.append({"fel": f"{type(error).__name__}: {error}"})
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
