"""``flikar mall``: the year's workbook for one nämnd, or for all."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import All, OneNamnd, Period, TargetOrFolder, given_file
from engine.cli.show_made import show_made
from engine.errors import WrongCallError


def run(
    call: Call, *, namnd: OneNamnd = None, alla: All = False, period: Period = False, target: TargetOrFolder
) -> Reply:
    """Make the workbooks."""
    from engine.pipeline.making import make_books

    if alla == (namnd is not None):
        raise WrongCallError("Ange antingen --namnd KOD eller --alla.")
    made = make_books(call.setup, namnd, call.year, target if alla else given_file(target), optional=period)
    return Reply(made.exit_code, made.as_json(), human=lambda: show_made(made.files, made.findings))


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"filer": []}


MALL = Command(
    name="mall",
    run=run,
    example="flikar mall --namnd VON --ar 2022 -o von-2022.xlsx",
    summary="Gör årets arbetsbok för en nämnd, eller med --alla för alla nämnder.",
    details="Boken har en flik för varje tillfälle och tabell, levande formler och låsta summor utan lösenord.",
    json_when_unread=_when_unread,
)
