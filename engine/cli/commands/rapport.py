"""``flikar rapport``: the Word report of an occasion."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import Book, Occasion, Target
from engine.cli.show_made import show_made


def run(call: Call, *, book: Book, tillfalle: Occasion, target: Target) -> Reply:
    """Write the report."""
    from engine.pipeline.reporting import write_report

    made = write_report(call.setup, book, tillfalle, target, year=call.year)
    return Reply(made.exit_code, made.as_json(), human=lambda: show_made(made.files, made.findings))


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"filer": []}


RAPPORT = Command(
    name="rapport",
    run=run,
    example="flikar rapport von-2022.xlsx --tillfalle delar -o delar.docx",
    summary="Gör tillfällets rapport i Word, med flikarnas tabeller som riktiga Wordtabeller.",
    json_when_unread=_when_unread,
)
