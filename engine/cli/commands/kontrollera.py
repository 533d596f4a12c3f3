"""``flikar kontrollera``: the rules."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import (
    AnyOccasion,
    Books,
    Copies,
    Earlier,
    Filing,
    Huvudbok,
    Page,
    Repair,
    RepairTarget,
    Since,
    Workers,
)
from engine.cli.output import progress_bar
from engine.cli.show_checked import show_checked
from engine.errors import WrongCallError
from engine.findings import count_severities

if TYPE_CHECKING:
    from pathlib import Path

    from engine.pipeline.check_outputs import CheckReport
    from engine.pipeline.comparing_findings import EarlierFile


def run(  # noqa: PLR0913 the options of the command
    call: Call,
    *,
    books: Books,
    tillfalle: AnyOccasion = None,
    html: Page = None,
    kopia: Copies = None,
    sedan: Since = None,
    ratta: Repair = False,
    target: RepairTarget = None,
    arbetare: Workers = None,
    mot: Earlier = None,
    huvudbok: Huvudbok = None,
    inlamning: Filing = False,
) -> Reply:
    """Check the workbooks."""
    from engine.pipeline.check_outputs import report_check
    from engine.pipeline.checking import check_books, usual_workers
    from engine.pipeline.evidence import Against

    if ratta != (target is not None):
        raise WrongCallError("--ratta och -o MAPP hör ihop: de rättade böckerna läggs i mappen.")
    earlier = None if sedan is None else _earlier(sedan)
    workers = arbetare or usual_workers(len(books))
    now = datetime.now() if inlamning else None  # noqa: DTZ005 the calendar has local time
    with progress_bar("Kontrollerar", len(books)) as advance:
        outcome = check_books(
            call.setup, books, occasion=tillfalle, year=call.year, workers=workers, each=advance,
            against=Against(tuple(mot or ()), tuple(huvudbok or ()), now), skip_faults=call.skip_faults,
        )  # fmt: skip
    report = report_check(
        call.setup, outcome, occasion=tillfalle, year=call.year, earlier=earlier, copies=kopia, page=html,
        repaired_to=target,
    )  # fmt: skip
    return told(call, report)


def told(call: Call, report: "CheckReport") -> Reply:
    """The answer that tells of a check."""
    names = {namnd.kod: namnd.namn for namnd in call.setup.kommun.namnder}
    return Reply(report.exit_code, report.as_json(), human=lambda: show_checked(report, names))


def _earlier(given: "Path") -> "tuple[EarlierFile, ...]":
    from engine.pipeline.comparing_findings import read_earlier

    return read_earlier(given)


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
        "Anmärkningarna kan också bli en sida (--html) eller en flik i en kopia av boken (--kopia), och jämföras med "
        "en tidigare kontroll (--sedan). Med --ratta -o rättas en kopia där det är säkert: tal som är "
        "text, decimaler, ett glömt minus, en formel som ersatts av sitt värde; resten föreslås. "
        "Med --mot jämförs boken också med tidigare böcker, fjolårets bok och rapporter, med --huvudbok RR med den "
        "rensade huvudboken, och nämndernas kommuninterna poster med varandra. "
        "Reglerna finns i flikar regler."
    ),
    needs_own_kommun=lambda own: bool(own.get("huvudbok")),
    json_when_unread=_when_unread,
)
