"""``flikar rulla``: the workbook carried to its next occasion, or the last roll undone."""

from functools import partial

from engine.cli.asking import answered
from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import Book, LastYear, RolledTarget, RollTo, Same, Undo
from engine.cli.output import working
from engine.cli.show_rolled import show_rolled
from engine.errors import WrongCallError


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    book: Book,
    till: RollTo = None,
    tillbaka: Undo = False,
    fjolar: LastYear = None,
    target: RolledTarget = None,
    samma: Same = None,
) -> Reply:
    """Roll the workbook, or undo the last roll."""
    from engine.pipeline.rolling import roll_book, roll_questions, undo_roll

    if tillbaka == (till is not None):
        raise WrongCallError("Ange antingen --till TILLFÄLLE eller --tillbaka.")
    if tillbaka and (fjolar is not None or call.year is not None or samma):
        raise WrongCallError("--tillbaka tar varken --fjolar, --ar eller --samma.")
    if till is None:
        with working("Ångrar rullningen …"):
            outcome = undo_roll(call.setup, book, target=target)
    else:
        ask = partial(roll_questions, call.setup, book, till, year=call.year, last_year=fjolar)
        answers = answered(call, samma, lambda said: ask(answers=said))
        with working("Rullar boken …"):
            outcome = roll_book(
                call.setup, book, till, year=call.year, last_year=fjolar, target=target, answers=answers
            )
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_rolled(outcome))


def _when_unread(own: Own, _found: Findings) -> dict[str, object]:
    return {
        "ut": None, "namnd": None, "ar": None, "fran": None, "till": own.get("till"), "celler": [], "historik": 0,
        "spar": None,
    }  # fmt: skip


RULLA = Command(
    name="rulla",
    run=run,
    example="flikar rulla von-2022.xlsx --till delar -o von-2022-delar.xlsx",
    summary="Rullar arbetsboken till nästa tillfälle, eller ångrar den senaste rullningen.",
    details=(
        "Det som är ifyllt arkiveras på bladet Historik. Nästa tillfälles flikar får budget, projektnamn och den "
        "föregående prognosen; månadsflikens prognos och kommentarer töms. Med --fjolar hämtas fjolårets utfall. Med "
        "--ar för nästa år görs en ny bok med projekt, fjolårets belopp och historik. Ingenting skrivs över: finns "
        "det redan annat i cellerna avbryts rullningen, och den senaste rullningen kan ångras med --tillbaka. "
        "Projekt med snarlika namn är två om inte --samma, eller svaret på en fråga vid terminalen, säger annat."
    ),
    json_when_unread=_when_unread,
)
