"""``flikar demo``: everything the product does, on the published figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.amounts import kronor
from engine.cli.command import Call, Command, Reply
from engine.cli.options import given_path
from engine.cli.show_blocks import whole
from engine.errors import WrongCallError

if TYPE_CHECKING:
    from workbooks.demo.chain import Demo

_MOST_LINES = 6
Folder = Annotated[Path, typer.Option("-o", metavar="MAPP", parser=given_path, help="Mappen där allt läggs.")]


def run(call: Call, *, folder: Folder = Path("demo")) -> Reply:
    """Run the chain and say what it made."""
    from engine.cli.output import say
    from workbooks.demo.chain import run_demo

    if not call.setup.kommun.inbyggd:
        raise WrongCallError("flikar demo visar den inbyggda kommunen.", "Lägg till --kommun demo.")
    demo = run_demo(call.setup, folder, say)
    return Reply(demo.exit_code, demo.as_json(), human=lambda: _told(demo))


def _told(demo: "Demo") -> Iterator[str]:
    yield "Det här finns nu:"
    yield from _made_lines(demo)
    warnings = [finding for finding in demo.findings if finding.severity == "varning"]
    faults = [finding for finding in demo.findings if finding.severity == "fel"]
    yield f"Kedjan över {len(demo.checked.files)} arbetsböcker: {len(faults)} fel, {len(warnings)} varningar."
    for finding in (*faults, *warnings):
        yield f"  {finding.severity} {finding.rule} {finding.place}: {finding.message}"
    yield from _explained(demo)
    found = sum(bool(planted.said) for planted in demo.planted)
    yield f"Planterade fel i den andra huvudboken: {found} av {len(demo.planted)} hittade."
    for planted in demo.planted:
        yield f"  {'hittat' if planted.said else 'MISSAT'}: {planted.said or planted.expected}"


def _explained(demo: "Demo") -> Iterator[str]:
    """Where one amount comes from, as ``flikar forklara`` tells it in full."""
    told = demo.explained.explanation
    yield f"Varifrån kommer {told.flik}!{told.cell}, {told.row}, {told.heading}?"
    yield f"  {told.told} {whole(told.counted)} rader, {kronor(told.ore or 0)} kr."
    yield f'  Allt om beloppet: flikar forklara {demo.explained.book} "{told.flik}!{told.cell}" --rader'


def _made_lines(demo: "Demo") -> Iterator[str]:
    """One line a file; a folder with many of one kind is one line."""
    by_place: dict[tuple[str, Path], list[str]] = {}
    for made in demo.files:
        by_place.setdefault((made.role, Path(made.path).parent), []).append(made.path)
    for (role, folder), paths in by_place.items():
        shown = paths if len(paths) <= _MOST_LINES else [f"{folder}/ ({len(paths)} filer)"]
        for path in shown:
            yield f"  {role:<14} {path}"


DEMO = Command(
    name="demo",
    run=run,
    example="flikar demo -o demo",
    summary="Hela kedjan på publicerade siffror, från mall och huvudbok till Word och konsolidering.",
)
