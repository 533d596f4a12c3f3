"""One call carried out: whose kommun, the command, and the answer in its final shape."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli import swedish
from engine.cli.command import Application, Call, Command, Own, Reply
from engine.cli.kommun import FILE_NAME, choose_kommun
from engine.cli.options import Common
from engine.errors import EXIT_UNREADABLE, DeclarationError, FlikarError, UnreadableError
from engine.findings import Finding, make_finding

if TYPE_CHECKING:
    from engine.organisation import Kommun
    from engine.pipeline.setup import Setup

VERSION = 1
"""Of the JSON's shape."""


def execute(command: Command, application: Application, common: Common, own: Own) -> Reply:
    """Carry out a command.

    Raises:
        FlikarError: wrong call, or something could not be written; what cannot be read becomes a reply.
    """
    kommun: Kommun | None = None
    try:
        kommun = choose_kommun(common.kommun, application.built_in, needs_own=command.needs_own_kommun(own))
        setup = _setup(kommun, application, common.kommun)
        reply = command.run(Call(setup, common.ar, common.hoppa_over, may_ask=not common.as_json), **own)
    except FlikarError as error:
        if error.exit_code != EXIT_UNREADABLE:
            raise
        found = unread_findings(error)
        keys = {**command.json_when_unread(own, found), "fynd": [finding.as_json() for finding in found]}
        reply = Reply(EXIT_UNREADABLE, keys, remarks=(str(error),))
    name = kommun.display_name if kommun else None
    notice = (swedish.built_in_notice(),) if command.is_of_kommun and kommun and kommun.inbyggd else ()
    answer = {"version": VERSION, "kommun": name, **reply.json}
    return replace(reply, json=answer, remarks=(*notice, *reply.remarks), as_json=common.as_json)


def _setup(kommun: "Kommun", application: Application, given: str | None) -> "Setup":
    from engine.pipeline.setup import Setup, check_own_checks, check_rule_names

    check_rule_names(kommun, given or FILE_NAME)
    try:
        folder = Path() if kommun.inbyggd else Path(given or FILE_NAME).parent
        setup = Setup(kommun, application.build_catalog(kommun), folder)
    except DeclarationError as error:
        if kommun.inbyggd:
            raise
        raise UnreadableError(given or FILE_NAME, f"raderna under [[flikar]] går inte ihop: {error}") from error
    check_own_checks(setup, given or FILE_NAME)
    return setup


def unread_findings(error: FlikarError) -> tuple[Finding, ...]:
    """What cannot be read, as findings; a kommun.toml has one for each of its faults."""
    from engine.organisation import KommunTomlError

    if isinstance(error, KommunTomlError):
        return tuple(make_finding("LA01", f"{error.path}: {fault}", remedy=_TOML_REMEDY) for fault in error.faults)
    return (make_finding("LA01", error.message, remedy=error.remedy or None),)


_TOML_REMEDY = "Rätta raden i kommun.toml och kör igen."
