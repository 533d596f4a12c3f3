"""``flikar kontrollera``: the rules."""

from typing import cast

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import AnyOccasion, Books, Workers
from engine.cli.output import progress_bar
from engine.cli.show_checked import show_checked
from engine.findings import count_severities


def run(call: Call, *, books: Books, tillfalle: AnyOccasion = None, arbetare: Workers = None) -> Reply:
    """Check the workbooks."""
    from engine.pipeline.checking import check_books, usual_workers

    workers = arbetare or usual_workers(len(books))
    with progress_bar("Kontrollerar", len(books)) as advance:
        outcome = check_books(call.setup, books, occasion=tillfalle, year=call.year, workers=workers, each=advance)
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_checked(outcome))


def _when_unread(own: Own, found: Findings) -> dict[str, object]:
    """Every file is an entry, though none was opened."""
    nothing = {"flikar": 0, "celler": 0, "fel_celler": 0, "utan_cache": 0}
    files = [
        {"fil": path, "namnd": None, "ar": None, "tillfalle": own.get("tillfalle"), "last": nothing, "fynd": []}
        for path in cast("list[str]", own["books"])
    ]
    return {"filer": files, "summa": count_severities(found)}


KONTROLLERA = Command(
    name="kontrollera",
    run=run,
    example="flikar kontrollera von-2022.xlsx sn-2022.xlsx --tillfalle delar",
    summary="Kontrollerar arbetsböcker: summor, tecken, tusental, formler, text i stället för tal.",
    details=(
        "Varje anmärkning har en plats och en åtgärd. Utan --tillfalle kontrolleras varje flik som är ifylld. "
        "Reglerna finns i flikar regler."
    ),
    json_when_unread=_when_unread,
)
