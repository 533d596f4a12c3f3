"""``flikar forklara``: where an amount comes from, and what has changed in the ledger since."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import AnyOccasion, Book, CellAddress, ChangedLedger, LedgerRows, Typ
from engine.cli.output import working
from engine.errors import WrongCallError


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    book: Book,
    cell: CellAddress = None,
    rader: LedgerRows = False,
    andrat: ChangedLedger = None,
    tillfalle: AnyOccasion = None,
    typ: Typ = None,
) -> Reply:
    """Explain a cell, or compare the ledger now with the one that the book was filled from."""
    if (cell is None) == (not andrat):
        raise WrongCallError("Ange en cell, eller --andrat HUVUDBOK.", 'Skriv till exempel "8 RR!E7".')
    if cell is None:
        return _changes(call, book, andrat, rader=rader, tillfalle=tillfalle, typ=typ)
    if tillfalle is not None or typ is not None or call.skip_faults:
        raise WrongCallError("--tillfalle, --typ och --hoppa-over hör till --andrat.")
    from engine.cli.show_explained import show_explained
    from engine.pipeline.explaining import explain_cell

    explained = explain_cell(call.setup, book, cell, year=call.year, with_rows=rader)
    return Reply(explained.exit_code, explained.as_json(), human=lambda: show_explained(explained))


def _changes(  # noqa: PLR0913 the options of the command
    call: Call, book: Book, andrat: ChangedLedger, *, rader: bool, tillfalle: str | None, typ: str | None
) -> Reply:
    from engine.cli.show_changes import show_changes
    from engine.pipeline.ledger_changes import ledger_changes

    with working("Jämför med huvudboken …"):
        outcome = ledger_changes(
            call.setup, book, tuple(andrat or ()), occasion=tillfalle, year=call.year, typ=typ,
            skip_faults=call.skip_faults, with_rows=rader,
        )  # fmt: skip
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_changes(outcome))


def _from_ledger(own: Own) -> bool:
    return bool(own.get("andrat"))


def _when_unread(own: Own, _found: Findings) -> dict[str, object]:
    about: dict[str, object] = {"andrat": []} if own.get("andrat") else {"flik": None, "cell": None, "kalla": None}
    return {"bok": str(own.get("book")), "namnd": None, "ar": None, **about}


FORKLARA = Command(
    name="forklara",
    run=run,
    example='flikar forklara von-2022-ifylld.xlsx "8 RR skattefin övriga delår!E7"',
    summary="Visar varifrån ett belopp i en ifylld bok kommer, eller vad som ändrats i huvudboken sedan dess.",
    details=(
        "Svaret hämtas ur spåret som fyll skrev bredvid boken, så huvudboken behövs inte: regeln, summorna per konto "
        "och ansvar, de borttagna interninterna posterna och avrundningen, och med --rader raderna en och en. En "
        "summa eller avvikelse förklaras av cellerna som dess formel tar. Med --andrat jämförs spåret med huvudboken "
        "som den är nu, rad för rad i fliken."
    ),
    needs_own_kommun=_from_ledger,
    json_when_unread=_when_unread,
)
