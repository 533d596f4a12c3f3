"""``flikar tabell``: one paste-ready table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import AllRows, AnyTarget, Book, FlikName, Form
from engine.cli.show_made import show_made
from engine.errors import WrongCallError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.pipeline.exporting import Exported


def run(  # noqa: PLR0913 the options of the command
    call: Call, *, book: Book, flik: FlikName, form: Form, alla_rader: AllRows = False, target: AnyTarget = None
) -> Reply:
    """Export the table; without ``-o`` the text goes to stdout as it is."""
    from engine.cli.show_findings import finding_line
    from engine.pipeline.exporting import CLIPBOARD, copy_table, export_table

    if form == CLIPBOARD:
        if target is not None:
            raise WrongCallError(f"--format {CLIPBOARD} skriver ingen fil.", "Utelämna -o.")
        copied = copy_table(call.setup, book, flik, all_rows=alla_rader, year=call.year)
        return Reply(copied.exit_code, copied.as_json(), human=lambda: _told(copied))
    made = export_table(call.setup, book, flik, form, all_rows=alla_rader, target=target, year=call.year)
    if made.text is None:
        return Reply(made.exit_code, made.as_json(), human=lambda: show_made(made.files, made.findings))
    remarks = tuple(finding_line(finding).plain for finding in made.findings)
    return Reply(made.exit_code, {**made.as_json(), "text": made.text}, raw=made.text, remarks=remarks)


def _told(copied: "Exported") -> Iterator["RenderableType"]:
    from engine.cli.show_findings import finding_lines, one_line

    yield f"{one_line(copied.title)} är kopierad. Klistra in i Word med Ctrl+V."
    yield from finding_lines(copied.findings)


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"filer": []}


TABELL = Command(
    name="tabell",
    run=run,
    example='flikar tabell von-2022.xlsx "8 RR skattefin övriga delår" --format docx -o rr.docx',
    summary="Gör en tabell av en flik, färdig att klistra in.",
    details=(
        "Utan -o skrivs html, md och csv till standard ut. csv är den form som flikar fyll läser. Med urklipp, som "
        "finns på Windows, klistras tabellen in direkt i Word."
    ),
    json_when_unread=_when_unread,
)
