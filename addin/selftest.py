"""``flikar tillagg sjalvtest``: what can be tried on this computer is tried, and the rest is named.

On Windows a real Excel is started with the add-in and asked to compute; elsewhere that is told of as not tried.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import EXIT_DONE


class Verdict(StrEnum):
    """How a trial went."""

    PASSED = "godkänt"
    FAILED = "underkänt"
    NOT_TRIED = "inte prövat"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried.

    Attributes:
        said: what was wrong, or why it was not tried; empty when it passed.
    """

    name: str
    verdict: Verdict
    said: str = ""

    def as_json(self) -> dict[str, str]:
        """The keys of the report."""
        return {"prov": self.name, "utfall": self.verdict.value, "sagt": self.said}


EXCEL_TRIAL = "Excel öppnar tillägget och räknar ett tal, en matris och ett fel"
ONLY_BY_HAND = (
    "Menyfliken Uppföljning syns och knapparna svarar",
    "Dialogrutorna visas på svenska framför Excel",
)
_Check = Callable[[], Iterable[str]]
_PATIENCE = 120
"""Seconds that the functions may take."""
_PROJECT = ("--cell", "8 inv!A22", "--namn", "Prov")


def self_test(
    on_excel: Callable[[Path], Iterable[str]] | None = None, *, is_windows: bool = sys.platform == "win32"
) -> tuple[Trial, ...]:
    """Every trial.

    Args:
        on_excel: tries an add-in's file in a real Excel and tells what was wrong; None takes ``addin.host``'s.
        is_windows: whether there can be an Excel.
    """
    tried = tuple(_tried(name, check) for name, check in _CHECKS.items())
    by_hand = tuple(Trial(name, Verdict.NOT_TRIED, "Prövas för hand, se checklistan.") for name in ONLY_BY_HAND)
    if not is_windows:
        return (*tried, Trial(EXCEL_TRIAL, Verdict.NOT_TRIED, "Kräver Windows med Excel."), *by_hand)
    return (*tried, _in_excel(on_excel or _host_trial), *by_hand)


def _tried(name: str, check: _Check) -> Trial:
    if check is _library and sys.platform != "win32":
        return Trial(name, Verdict.NOT_TRIED, "Kräver Windows.")
    try:
        faults = tuple(check())
    except Exception as error:  # noqa: BLE001 what fails is what the trial is for
        faults = (f"{type(error).__name__}: {error}",)
    return Trial(name, Verdict.FAILED, " ".join(faults)) if faults else Trial(name, Verdict.PASSED)


def _in_excel(on_excel: Callable[[Path], Iterable[str]]) -> Trial:
    from addin.package import build_addin

    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / "flikar.xlam"
        path.write_bytes(build_addin())
        return _tried(EXCEL_TRIAL, lambda: on_excel(path))


def _host_trial(path: Path) -> Iterable[str]:
    from addin.host import tried_in_excel

    return tried_in_excel(path)


def _same_twice() -> Iterator[str]:
    from addin.package import build_addin

    if build_addin() != build_addin():
        yield "Två byggen ur samma källa skiljer."


def _as_the_source() -> Iterable[str]:
    from addin.checking import addin_faults
    from addin.package import build_addin

    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / "flikar.xlam"
        path.write_bytes(build_addin())
        return addin_faults(path)


def _every_function() -> Iterator[str]:
    from addin.sources import own_modules
    from udfs.registry import REGISTRY
    from udfs.wrappers import MODULE

    text = own_modules()[MODULE]
    for name in REGISTRY:
        if f"Public Function {name}(" not in text:
            yield f"Funktionen {name} saknas i tilläggets VBA."


def _functions_answer() -> Iterable[str]:
    """In a process of their own, as in Excel, with the built-in kommun."""
    from importlib.resources import as_file, files

    with as_file(files("workbooks.demo") / "kommun.toml") as kommun:
        asked = [sys.executable, "-m", "udfs.examples"]
        done = subprocess.run(  # noqa: S603 our own interpreter
            asked, capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False,
            env={**os.environ, "FLIKAR_KOMMUN": str(kommun), "PYTHONUTF8": "1"},
        )  # fmt: skip
    return done.stdout.splitlines() if done.returncode == 0 else [done.stderr.strip()]


def _actions_work() -> Iterator[str]:
    """The add-in's actions on a closed workbook of the built-in kommun, where they need no question answered."""
    from engine.cli.app import build_app
    from workbooks.__main__ import APPLICATION

    app = build_app(APPLICATION)
    with TemporaryDirectory(prefix="flikar-") as folder:
        book, more = Path(folder) / "bok.xlsx", Path(folder) / "projekt.xlsx"
        for tag, words in (
            ("ny_arbetsbok", [str(book), "--namnd", "VON"]),
            ("lagg_till_projektrad", [str(book), *_PROJECT, "-o", str(more)]),
            ("kontrollera_arbetsbok", [str(more)]),
            ("skapa_rapport", [str(more), "--tillfalle", "delar", "-o", str(Path(folder) / "rapport.docx")]),
        ):
            reply = app(["kor", tag, *words, "--kommun", "demo"], standalone_mode=False)
            if reply.exit_code != EXIT_DONE:
                yield f"{tag} slutar med {reply.exit_code}."


def _library() -> Iterator[str]:
    """The DLL that VBA loads lies beside the interpreter, or a folder above it."""
    name = f"xlwings64-{version('xlwings')}.dll"
    beside = Path(sys.executable).parent
    if not any((folder / name).exists() for folder in (beside, beside.parent)):
        yield f"{name} saknas bredvid {sys.executable}."


_CHECKS: dict[str, _Check] = {
    "Två byggen är lika byte för byte": _same_twice,
    "Tillägget är det som källan ger": _as_the_source,
    "Varje funktion finns i tilläggets VBA": _every_function,
    "Varje funktions exempel ger det som står": _functions_answer,
    "Knapparnas åtgärder arbetar på en stängd bok": _actions_work,
    "Biblioteket som Excel laddar finns": _library,
}
