"""The actions of the ribbon on the open workbook; VBA's one door calls ``dispatch`` with the tag of the button."""

from collections.abc import Callable, Mapping

from addin.books import OpenBook
from addin.groups import flikar, hjalp, kommun, kontroll, underlag, word
from addin.messages import joined
from addin.wording import in_excel
from engine.errors import FlikarError


def dispatch(tag: str) -> None:
    """Carry out the action of a button on the workbook in front."""
    from addin.host import active_book

    carry_out(tag, active_book())


def carry_out(tag: str, book: OpenBook) -> None:
    """Carry out an action; every failure becomes a Swedish message, and a bug a log as well."""
    try:
        OPEN_ACTIONS[tag](book)
    except FlikarError as error:
        book.say(joined([in_excel(str(error))]))
    except Exception as error:  # noqa: BLE001 the last door, as for the commands
        from engine.cli import swedish
        from engine.cli.exits import log_fault

        book.say(swedish.internal_fault(error, log_fault(error, f"tillägget, {tag}")))


OPEN_ACTIONS: Mapping[str, Callable[[OpenBook], None]] = {
    "las_in_huvudbok": underlag.read_ledger,
    "rensa_interninterna": underlag.strip,
    "fyll_flik": underlag.fill,
    "forklara_cell": underlag.explain,
    "ny_arbetsbok": flikar.new_book,
    "rulla_till_nasta": flikar.roll,
    "lagg_till_projektrad": flikar.add_project,
    "infoga_kommentarsutkast": flikar.draft_comments,
    "angra": flikar.undo,
    "kontrollera_flik": kontroll.check_flik,
    "kontrollera_arbetsbok": kontroll.check_whole,
    "nasta_fynd": kontroll.next_finding,
    "ratta_sakra_fel": kontroll.repair,
    "lamna_in": kontroll.submit,
    "kopiera_tabell": word.copy,
    "skapa_rapport": word.write,
    "konsolidera_mapp": kommun.consolidate,
    "regel_for_cellen": hjalp.rule_of_cell,
    "handbok": hjalp.handbook,
    "om": hjalp.about,
}
"""What a button can do to the open workbook, by tag."""
