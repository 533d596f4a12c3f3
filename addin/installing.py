"""The add-in installed for one user, without an administrator: what is written, where, and how it is taken away.

The steps are values, so that they can be shown without being taken, and are the same on every system.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import Protocol

from addin.sources import PROJECT
from engine.errors import NotWrittenError, WrongCallError, os_reason
from engine.files import make_folder, write_atomically

ADDIN = f"{PROJECT}.xlam"
"""Without the version, so that the next one takes the place of this one."""
TRUSTED = rf"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations\{PROJECT}"
"""Under HKEY_CURRENT_USER, for Excel 2016 and later."""
_CODE_PAGE = "cp1252"
"""In which VBA reads a text file on a western computer."""


class Registry(Protocol):
    """The registry of the user."""

    def put(self, key: str, values: Mapping[str, str | int]) -> None:
        """Make a key with values."""

    def remove(self, key: str) -> None:
        """Take a key away; one that is not there is no fault."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things lie for one user.

    Attributes:
        roaming: the user's folder for settings (``APPDATA``).
        profile: the user's own folder (``USERPROFILE``).
        python: the interpreter that Excel is to start.
    """

    roaming: PurePath
    profile: PurePath
    python: PurePath

    @property
    def start_folder(self) -> PurePath:
        """What Excel opens by itself when it starts."""
        return self.roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> PurePath:
        """The add-in."""
        return self.start_folder / ADDIN

    @property
    def settings(self) -> PurePath:
        """The file where the add-in looks for the interpreter."""
        return self.profile / f".{PROJECT}" / f"{PROJECT}.conf"


def this_place() -> Place:
    """Where things lie for the user of this computer.

    Raises:
        WrongCallError: it is not Windows.
    """
    if sys.platform != "win32":
        raise WrongCallError(
            "Excel-tillägget installeras bara på Windows.", "Med --visa visas vad som skulle göras; ingenting ändras."
        )
    python = Path(sys.executable).with_name("pythonw.exe")
    return Place(Path(os.environ["APPDATA"]), Path(os.environ["USERPROFILE"]), python)


def shown_place() -> Place:
    """The places by the names that Windows has for them."""
    python = PureWindowsPath("<mappen med flikar>") / "Scripts" / "pythonw.exe"
    return Place(PureWindowsPath("%APPDATA%"), PureWindowsPath("%USERPROFILE%"), python)


def settings_text(place: Place) -> str:
    """The add-in's settings file as VBA's ``Input`` reads it."""
    return f'"INTERPRETER_WIN","{place.python}"\r\n'


def trusted_values(place: Place) -> Mapping[str, str | int]:
    """The trusted location: the folder that Excel starts from, and none below it."""
    return {"Path": str(place.start_folder), "Description": PROJECT, "AllowSubFolders": 0}


def install(place: Place, registry: Registry, addin: bytes) -> None:
    """Put the add-in in its place, with its settings and a trusted location.

    Raises:
        NotWrittenError: a file cannot be written, or the interpreter's path has characters that VBA cannot read.
    """
    try:
        settings = settings_text(place).encode(_CODE_PAGE)
    except UnicodeEncodeError as error:
        raise NotWrittenError(Path(place.settings), f"{place.python} har tecken som Excel inte kan läsa") from error
    for path, content in ((place.settings, settings), (place.addin, addin)):
        make_folder(Path(path.parent))
        write_atomically(Path(path), content)
    registry.put(TRUSTED, trusted_values(place))


def uninstall(place: Place, registry: Registry) -> tuple[PurePath, ...]:
    """Take away what the installation made; returns the files that were there.

    Raises:
        NotWrittenError: a file is in use.
    """
    there = tuple(path for path in (place.addin, place.settings) if Path(path).exists())
    for path in there:
        try:
            Path(path).unlink()
        except OSError as error:
            raise NotWrittenError(Path(path), os_reason(error)) from error
    own = Path(place.settings.parent)
    if own.is_dir() and not any(own.iterdir()):
        own.rmdir()
    registry.remove(TRUSTED)
    return there


def install_lines(place: Place) -> tuple[str, ...]:
    """What the installation does, in Swedish."""
    values = ", ".join(f"{name} = {value}" for name, value in trusted_values(place).items())
    return (
        f"Skriver {place.settings}: {settings_text(place).strip()}",
        f"Skriver {place.addin}",
        rf"Skriver HKEY_CURRENT_USER\{TRUSTED}: {values}",
    )


def uninstall_lines(place: Place) -> tuple[str, ...]:
    """What the removal does, in Swedish."""
    return (
        f"Tar bort {place.addin}",
        f"Tar bort {place.settings} och mappen, om den är tom",
        rf"Tar bort HKEY_CURRENT_USER\{TRUSTED}",
    )


class WindowsRegistry:
    """The registry of the user of this computer."""

    def put(self, key: str, values: Mapping[str, str | int]) -> None:
        """Make a key with values."""
        if sys.platform == "win32":
            import winreg

            with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened:
                for name, value in values.items():
                    kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
                    winreg.SetValueEx(opened, name, 0, kind, value)

    def remove(self, key: str) -> None:
        """Take a key away."""
        if sys.platform == "win32":
            import contextlib
            import winreg

            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
