"""``flikar tillagg`` and ``flikar kor``: the add-in built, checked and installed, and its actions on closed files."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.actions import KOR
from engine.cli.command import Call, Command, Group, Reply
from engine.cli.options import AnyTarget, given_path
from engine.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from addin.selftest import Trial

__all__ = ["KOR", "TILLAGG"]

Shown = Annotated[bool, typer.Option("--visa", help="Visar vad som skulle göras, utan att göra det.")]
AddinFile = Annotated[Path, typer.Argument(metavar="TILLÄGG", parser=given_path, help="Tilläggets fil (.xlam).")]


def build(call: Call, *, target: AnyTarget = None) -> Reply:  # noqa: ARG001 every command is given the call
    """Build the add-in."""
    from addin.package import build_addin, file_name
    from engine.files import write_atomically

    path = target or Path(file_name())
    content = build_addin()
    write_atomically(path, content)
    return Reply(EXIT_DONE, {"fil": str(path), "byte": len(content)}, human=lambda: [f"Skrev {path}"])


def check(call: Call, *, addin: AddinFile) -> Reply:  # noqa: ARG001 as above
    """Compare an add-in with what the sources give."""
    from addin.checking import addin_faults

    faults = addin_faults(addin)
    answer = {"fil": str(addin), "brister": list(faults)}
    return Reply(EXIT_FINDINGS if faults else EXIT_DONE, answer, human=lambda: _told(addin, faults))


def _told(addin: Path, faults: tuple[str, ...]) -> Iterator["RenderableType"]:
    from engine.cli.show_findings import one_line

    yield from (one_line(fault) for fault in faults)
    name = one_line(str(addin))
    count = "1 brist" if len(faults) == 1 else f"{len(faults)} brister"
    yield f"{name}: {count}." if faults else f"{name} är det tillägg som källan ger."


def installed(call: Call, *, visa: Shown = False) -> Reply:  # noqa: ARG001 as above
    """Install the add-in for the user, or show what that does."""
    from addin.installing import WindowsRegistry, install, install_lines, shown_place, this_place
    from addin.package import build_addin

    if visa:
        return _steps(install_lines(shown_place()), done=False)
    place = this_place()
    install(place, WindowsRegistry(), build_addin())
    return _steps(install_lines(place), done=True)


def uninstalled(call: Call, *, visa: Shown = False) -> Reply:  # noqa: ARG001 as above
    """Take the add-in away again, or show what that does."""
    from addin.installing import WindowsRegistry, shown_place, this_place, uninstall, uninstall_lines

    if visa:
        return _steps(uninstall_lines(shown_place()), done=False)
    place = this_place()
    uninstall(place, WindowsRegistry())
    return _steps(uninstall_lines(place), done=True)


def _steps(lines: tuple[str, ...], *, done: bool) -> Reply:
    return Reply(EXIT_DONE, {"gjort": done, "steg": list(lines)}, human=lambda: lines)


def try_out(call: Call, *, target: AnyTarget = None) -> Reply:  # noqa: ARG001 as above
    """Try what can be tried here, and write the report where it is asked for."""
    from addin.selftest import Verdict, self_test
    from engine.cli.output import json_text
    from engine.files import write_atomically

    trials = self_test()
    report = {"prov": [trial.as_json() for trial in trials]}
    if target is not None:
        write_atomically(target, json_text(report).encode())
    failed = any(trial.verdict is Verdict.FAILED for trial in trials)
    return Reply(EXIT_FINDINGS if failed else EXIT_DONE, report, human=lambda: _trials(trials))


def _trials(trials: tuple["Trial", ...]) -> Iterator["RenderableType"]:
    from engine.cli.show_blocks import table

    yield table(("Utfall", "Prov", ""), ((trial.verdict.value, trial.name, trial.said) for trial in trials))


BYGG = Command(
    name="bygg",
    run=build,
    example="flikar tillagg bygg -o flikar.xlam",
    summary="Bygger Excel-tillägget (.xlam) ur källan, lika byte för byte varje gång.",
    details="Utan -o heter filen flikar-<version>.xlam. Varken Excel eller Windows behövs.",
    is_of_kommun=False,
)
KONTROLLERA = Command(
    name="kontrollera",
    run=check,
    example="flikar tillagg kontrollera flikar.xlam",
    summary="Jämför ett tillägg med källan, så att ingen har lagt till eller ändrat något i det.",
    details=(
        "Varje del och modul jämförs, liksom versionen av xlwings, menyflikens knappar och deras åtgärder. "
        "Svaret är 1 när något skiljer."
    ),
    is_of_kommun=False,
)
INSTALLERA = Command(
    name="installera",
    run=installed,
    example="flikar tillagg installera --visa",
    summary="Installerar tillägget för den inloggade användaren; inga administratörsrättigheter behövs.",
    details=(
        "Tillägget läggs i den mapp som Excel startar ur, mappen blir en betrodd plats, och sökvägen till Python "
        "sparas bland användarens egna filer. Stäng Excel först. Bara på Windows; --visa går överallt."
    ),
    is_of_kommun=False,
)
AVINSTALLERA = Command(
    name="avinstallera",
    run=uninstalled,
    example="flikar tillagg avinstallera --visa",
    summary="Tar bort det som installationen gjorde.",
    details="Stäng Excel först. Arbetsböckerna rörs inte; de har inga makron. Bara på Windows; --visa går överallt.",
    is_of_kommun=False,
)
SJALVTEST = Command(
    name="sjalvtest",
    run=try_out,
    example="flikar tillagg sjalvtest -o rapport.json",
    summary="Prövar tillägget på den här datorn och säger vad som inte kunde prövas.",
    details="På Windows startas ett eget Excel som öppnar tillägget och räknar. Svaret är 1 när något är underkänt.",
    is_of_kommun=False,
)
TILLAGG = Group(
    name="tillagg",
    example="flikar tillagg bygg",
    summary="Excel-tillägget med menyfliken Uppföljning: bygg, kontrollera, installera och pröva.",
    commands=(BYGG, KONTROLLERA, INSTALLERA, AVINSTALLERA, SJALVTEST),
)
