"""``flikar konsolidera``: all nämnder in one workbook."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import Occasion, Sources, Target, Workers
from engine.cli.output import progress_bar
from engine.cli.show_consolidated import show_consolidated


def run(call: Call, *, sources: Sources, tillfalle: Occasion, target: Target, arbetare: Workers = None) -> Reply:
    """Consolidate."""
    from engine.pipeline.consolidating import consolidate_books

    with progress_bar("Konsoliderar") as advance:
        outcome = consolidate_books(
            call.setup, sources, tillfalle, target, year=call.year, workers=arbetare or 1, each=advance
        )
    return Reply(outcome.exit_code, outcome.as_json(), human=lambda: show_consolidated(outcome))


def _always(_own: Own) -> bool:
    return True


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {
        "ar": None, "tillfalle": None, "filer": [], "saknas": [],
        "tabeller": {"RR": {}, "INV": {}, "FORUTB": {}}, "driftsammandrag": [],
    }  # fmt: skip


KONSOLIDERA = Command(
    name="konsolidera",
    run=run,
    example="flikar konsolidera inlamnat/ --tillfalle delar -o kommun.xlsx",
    summary="Lägger samman alla nämnders arbetsböcker till en bok med summor och driftsammandrag.",
    details=(
        "Ett blad i boken säger för varje fil vad som lästes och inte. Två filer från samma nämnd räknas inte. "
        "Kommuninterna poster elimineras inte."
    ),
    needs_own_kommun=_always,
    json_when_unread=_when_unread,
)
