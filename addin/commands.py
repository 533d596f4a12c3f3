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

__all__ = ["KOR", "TILLAGG"]

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
TILLAGG = Group(
    name="tillagg",
    example="flikar tillagg bygg",
    summary="Excel-tillägget med menyfliken Uppföljning: bygg och kontrollera.",
    commands=(BYGG, KONTROLLERA),
)
