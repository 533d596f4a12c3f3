"""``flikar projektrad``: a new project on an empty row of a flik."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import Book, ProjectName, ProjectPlace, ProjectTarget

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.pipeline.adding import AddedProject


def run(call: Call, *, book: Book, cell: ProjectPlace, namn: ProjectName, target: ProjectTarget = None) -> Reply:
    """Add the project."""
    from engine.pipeline.adding import add_project

    added = add_project(call.setup, book, cell, namn, year=call.year, target=target)
    return Reply(added.exit_code, added.as_json(), human=lambda: _told(added))


def _told(added: "AddedProject") -> Iterator["RenderableType"]:
    from engine.cli.show_findings import count_words, finding_lines, one_line, written_lines

    cell = added.cell
    yield one_line(f"{cell.flik}!{cell.cell}: ”{cell.after}” under {added.block}")
    yield from finding_lines(added.findings)
    yield from written_lines(added.target, added.trail)
    yield f"{count_words(added.findings)}."


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"ut": None, "namnd": None, "ar": None, "kategori": None, "celler": [], "spar": None}


PROJEKTRAD = Command(
    name="projektrad",
    run=run,
    example='flikar projektrad von-2022.xlsx "8 inv skattefin övriga delår!A22" --namn "Sängar Almgården"',
    summary="Lägger ett nytt projekt på den första tomma raden i sin kategori.",
    details=(
        "Cellen är vilken som helst i kategorin. Ett projekt som redan står i kategorin läggs inte till igen. Är "
        "kategorin full skrivs ingenting, och svaret säger på vilken rad en ny behöver infogas; i Excel gör "
        "knappen Lägg till projektrad det."
    ),
    json_when_unread=_when_unread,
)
