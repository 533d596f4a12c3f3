"""Whose kommun the worksheet functions speak of: the one this computer is set up for, never one a workbook chooses.

``FLIKAR_KOMMUN`` names the file, else it is ``flikar/kommun.toml`` in the user's folder for settings. Functions that
need a kommun answer ``#N/A`` without one; the others use what the instructions say.
"""

import os
from functools import lru_cache
from pathlib import Path

from engine.errors import UnreadableError
from engine.organisation import Installningar, Kommun, read_kommun
from engine.pipeline.setup import Setup
from udfs.declaring import FunctionError
from udfs.values import CellError


def kommun_file() -> Path:
    """Where the kommun.toml of this computer's user lies."""
    named = os.environ.get("FLIKAR_KOMMUN")
    if named:
        return Path(named)
    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "flikar" / "kommun.toml"


def own_kommun() -> Kommun:
    """The kommun of this computer.

    Raises:
        FunctionError: ``#N/A`` where there is none, or it cannot be read.
    """
    found = kommun_or_none()
    if found is None:
        raise FunctionError(CellError.NA)
    return found


def settings() -> Installningar:
    """The kommun's settings; the defaults where there is no kommun."""
    found = kommun_or_none()
    return found.installningar if found else Installningar()


def own_setup() -> Setup:
    """The kommun of this computer with its flikar.

    Raises:
        FunctionError: ``#N/A`` where there is none.
    """
    return setup_of(own_kommun())


def setup_of(kommun: Kommun) -> Setup:
    """The kommun of this computer's file, with its flikar."""
    from workbooks.catalog import build_catalog

    return Setup(kommun, build_catalog(kommun), kommun_file().parent)


def kommun_or_none() -> Kommun | None:
    """The kommun of this computer; None where there is none, or it cannot be read."""
    path = kommun_file()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnreadableError):
        return None


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Kommun:
    return read_kommun(path)
