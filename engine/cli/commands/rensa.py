"""``flikar rensa``: a ledger without interninterna poster."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import AnyOccasion, KeptTarget, Ledgers, Namnd, Per, RemovedTarget, Typ, WithoutCache
from engine.cli.output import share_bar
from engine.cli.show_stripped import show_stripped


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    ledgers: Ledgers,
    namnd: Namnd,
    tillfalle: AnyOccasion = None,
    target: KeptTarget = None,
    borttaget: RemovedTarget = None,
    per: Per = None,
    typ: Typ = None,
    utan_cache: WithoutCache = False,
) -> Reply:
    """Strip the ledger."""
    from engine.ledger import Reading, read_dimension
    from engine.pipeline.stripping import strip_ledger

    dimension = read_dimension(per) if per is not None else None
    with share_bar("Rensar huvudboken …") as watch:
        outcome = strip_ledger(
            call.setup, ledgers, namnd, year=call.year, occasion=tillfalle, typ=typ,
            skip_faults=call.skip_faults, kept_to=target, removed_to=borttaget, per=dimension,
            reading=Reading(watch, use_cache=not utan_cache),
        )  # fmt: skip
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_stripped(outcome))


def _always(_own: Own) -> bool:
    return True


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {
        "namnd": None, "ar": None, "tillfalle": None, "rader": None, "borttaget_ore": None, "borttaget": [],
        "utan_motsvarighet": [], "okanda_konton": [], "rr": {}, "par": {}, "perioder": [], "kommuninternt": [],
        "konton": None,
    }  # fmt: skip


RENSA = Command(
    name="rensa",
    run=run,
    example="flikar rensa huvudbok.csv --namnd VON --tillfalle delar -o rensad.csv --borttaget borttaget.xlsx",
    summary="Tar bort interninterna poster ur huvudboken och visar vad som togs bort.",
    details=(
        "Det borttagna ska summera till 0 för varje förvaltning och period; gör det inte det visas raderna som "
        "saknar motsvarighet. Varje borttagen rad paras med sin motsvarighet. Poster med kommunens andra "
        "förvaltningar är kvar och räknas upp. Det som blir kvar summeras till resultaträkningens rader i kronor, "
        "med --per även för varje verksamhet, ansvar, förvaltning eller projekt.\n\n"
        "Arbetsboken från --borttaget har bryggan från ekonomisystemet till rensat, paren, de ensidiga raderna och "
        "alla borttagna rader."
    ),
    needs_own_kommun=_always,
    json_when_unread=_when_unread,
)
