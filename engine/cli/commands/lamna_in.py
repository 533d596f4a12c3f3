"""``flikar lamna-in``: check, seal and file a workbook, or take the last submission back."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import Book, Earlier, Huvudbok, Occasion, SubmissionFolder, UndoSubmission
from engine.cli.output import working
from engine.cli.show_submitted import show_submitted, show_undone


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    book: Book,
    tillfalle: Occasion,
    mot: Earlier = None,
    huvudbok: Huvudbok = None,
    mapp: SubmissionFolder = None,
    angra: UndoSubmission = False,
) -> Reply:
    """File the workbook, or undo."""
    from datetime import datetime

    from engine.pipeline.submitting import submission_folder, submit_book, undo_submission

    folder = submission_folder(call.setup, mapp)
    if angra:
        undone = undo_submission(call.setup, book, tillfalle, year=call.year, folder=folder)
        return Reply(undone.exit_code, undone.as_json(), human=lambda: show_undone(undone))
    with working("Kontrollerar och lämnar in …"):
        now = datetime.now().astimezone()
        submitted = submit_book(
            call.setup, book, tillfalle, year=call.year, folder=folder, now=now, earlier=tuple(mot or ()),
            ledgers=tuple(huvudbok or ()),
        )  # fmt: skip
    return Reply(submitted.exit_code, submitted.as_json(), human=lambda: show_submitted(submitted))


def _always(_own: Own) -> bool:
    return True


def _when_unread(own: Own, _found: Findings) -> dict[str, object]:
    return {
        "inlamnad": False, "fil": str(own["book"]), "namnd": None, "ar": None, "tillfalle": own.get("tillfalle"),
        "kopia": None, "kvitto": None,
    }  # fmt: skip


LAMNA_IN = Command(
    name="lamna-in",
    run=run,
    example="flikar lamna-in von-2022.xlsx --tillfalle delar",
    summary="Kontrollerar boken och lämnar in en förseglad kopia, med kvitto, om den är utan fel.",
    details=(
        "Vid fel lämnas ingenting in. Boken kontrolleras som med kontrollera --inlamning, också mot --mot och "
        "--huvudbok. Kopian är skrivskyddad och ligger i mappen under [inlamning] i kommun.toml, "
        "eller i --mapp. En andra inlämning ersätter den första, som står kvar, och kvittot säger vilka belopp som "
        "har ändrats. Med --angra tas den senaste tillbaka, så länge ingen har konsoliderat den."
    ),
    needs_own_kommun=_always,
    json_when_unread=_when_unread,
)
