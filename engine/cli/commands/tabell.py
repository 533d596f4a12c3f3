"""``flikar tabell``: one paste-ready table."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import AllRows, AnyTarget, Book, FlikName, Form
from engine.cli.show_made import show_made


def run(  # noqa: PLR0913 the options of the command
    call: Call, *, book: Book, flik: FlikName, form: Form, alla_rader: AllRows = False, target: AnyTarget = None
) -> Reply:
    """Export the table; without ``-o`` the text goes to stdout as it is."""
    from engine.cli.show_findings import finding_line
    from engine.pipeline.exporting import export_table

    made = export_table(call.setup, book, flik, form, all_rows=alla_rader, target=target, year=call.year)
    if made.text is None:
        return Reply(made.exit_code, made.as_json(), human=lambda: show_made(made.files, made.findings))
    remarks = tuple(finding_line(finding).plain for finding in made.findings)
    return Reply(made.exit_code, {**made.as_json(), "text": made.text}, raw=made.text, remarks=remarks)


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"filer": []}


TABELL = Command(
    name="tabell",
    run=run,
    example='flikar tabell von-2022.xlsx "8 RR skattefin övriga delår" --format docx -o rr.docx',
    summary="Gör en tabell av en flik, färdig att klistra in.",
    details="Utan -o skrivs html, md och csv till standard ut. csv är den form som flikar fyll läser.",
    json_when_unread=_when_unread,
)
