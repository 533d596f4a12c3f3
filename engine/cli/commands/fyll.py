"""``flikar fyll``: a workbook's input cells from a ledger and from tables."""

from functools import partial
from pathlib import Path

from engine.cli.asking import answered
from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import (
    Book,
    Drafts,
    FilledTarget,
    Huvudbok,
    Investments,
    Occasion,
    Proposals,
    Same,
    Tables,
    Typ,
    WithoutCache,
    WithoutTrail,
    given_path,
)
from engine.cli.output import share_bar
from engine.cli.show_filled import show_filled
from engine.errors import WrongCallError


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    book: Book,
    tillfalle: Occasion,
    huvudbok: Huvudbok = None,
    tabell: Tables = None,
    target: FilledTarget = None,
    typ: Typ = None,
    utkast: Drafts = False,
    forslag: Proposals = False,
    samma: Same = None,
    inv: Investments = False,
    utan_spar: WithoutTrail = False,
    utan_cache: WithoutCache = False,
) -> Reply:
    """Fill the workbook."""
    from engine.ledger import Reading
    from engine.pipeline.filling import fill_book, fill_questions

    tables = [flik_and_file(given) for given in tabell or ()]
    ask = partial(fill_questions, call.setup, book, tillfalle, year=call.year, tables=tables)
    answers = answered(call, samma, lambda said: ask(answers=said))
    with share_bar("Fyller boken …") as watch:
        outcome = fill_book(
            call.setup, book, tillfalle, year=call.year, ledgers=tuple(huvudbok or ()), tables=tables,
            target=target, typ=typ, skip_faults=call.skip_faults, drafts=utkast, proposals=forslag,
            answers=answers, investments=inv, trail=not utan_spar,
            reading=Reading(watch, use_cache=not utan_cache),
        )  # fmt: skip
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_filled(outcome))


def flik_and_file(given: str) -> tuple[str, Path]:
    """``FLIK=fil.csv`` parted at the first ``=``.

    Raises:
        WrongCallError: one of the two is missing.
    """
    flik, equals, file = given.partition("=")
    if not (flik.strip() and equals and file.strip()):
        raise WrongCallError(f'--tabell är "FLIK=fil.csv", inte ”{given}”.')
    return flik.strip(), given_path(file)


def _from_ledger(own: Own) -> bool:
    return bool(own.get("huvudbok"))


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {
        "ut": None, "namnd": None, "ar": None, "tillfalle": None, "celler": [], "flyttade": [],
        "inv_forslag": [], "spar": None,
    }  # fmt: skip


FYLL = Command(
    name="fyll",
    run=run,
    example="flikar fyll von-2022.xlsx --tillfalle delar --huvudbok huvudbok.csv "
    '--tabell "8 inv skattefin övriga delår=inv.csv"',
    summary="Fyller arbetsbokens inmatningsceller från huvudboken och från tabeller.",
    details=(
        "Huvudboken fyller resultaträkningen, rensad från interninterna poster och avrundad så att summorna går "
        "ihop. En tabell fyller de kolumner och rader den har. Med --utkast får tomma kommentarer ett utkast med "
        "det som siffrorna säger. Ett namn som liknar ett annat räknas som ett nytt om inte --samma, eller svaret på "
        "en fråga vid terminalen, säger att de är samma. Varifrån beloppen kommer sparas bredvid boken; flikar "
        "forklara visar det. Investeringar ur huvudboken är förslag tills --inv anges. Boken skrivs till en ny fil "
        "om inte -o säger annat."
    ),
    needs_own_kommun=_from_ledger,
    json_when_unread=_when_unread,
)
