"""What a command is to the command line: frozen values, and one function that does the work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.findings import Finding

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.model import Catalog
    from engine.organisation import Kommun
    from engine.pipeline.setup import Setup

Own = Mapping[str, object]
"""A command's own arguments and options by parameter name."""
Findings = Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is told before its own arguments.

    Attributes:
        setup: the kommun and its flikar.
        year: ``--ar``; None lets the workbook or the kommun say.
        skip_faults: ``--hoppa-over``.
        may_ask: a person may be asked, if one is there; never with ``--json``.
    """

    setup: "Setup"
    year: int | None = None
    skip_faults: bool = False
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command has to say when it is done.

    Attributes:
        json: the keys of its JSON, without ``version`` and ``kommun``.
        human: makes the blocks of the Swedish text on stdout; called only when they are wanted.
        raw: text for stdout that is to come out exactly as it is, in place of the blocks.
        remarks: lines for stderr.
        as_json: the caller wants the JSON.
    """

    exit_code: int
    json: Mapping[str, object]
    human: Callable[[], Iterable["RenderableType"]] = tuple
    raw: str | None = None
    remarks: tuple[str, ...] = ()
    as_json: bool = False


def _never(_own: Own) -> bool:
    return False


def _nothing(_own: Own, _found: Findings) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        run: takes a ``Call`` and, by name, the parameters that its signature declares with typer's Annotated.
        example: a call as people type it, shown first in the help.
        summary: one Swedish sentence, also shown in the list of commands.
        details: more paragraphs of the help.
        needs_own_kommun: whether a call may not fall back on the built-in demo municipality.
        json_when_unread: the keys of the JSON when the whole command failed on something unreadable,
            of which it is given the findings; ``fynd`` is added.
        is_of_kommun: what it does depends on whose kommun it is; False needs no word of that it is the built-in one.
    """

    name: str
    run: Callable[..., Reply]
    example: str
    summary: str
    details: str = ""
    needs_own_kommun: Callable[[Own], bool] = _never
    json_when_unread: Callable[[Own, Findings], Mapping[str, object]] = _nothing
    is_of_kommun: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Commands under one word: ``flikar tillagg bygg``."""

    name: str
    example: str
    summary: str
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class Application:
    """What the engine does not know and is told by whoever puts the command line together.

    Attributes:
        build_catalog: the flikar of a kommun.
        built_in: the demo municipality.
        extra: more commands, listed after the engine's own.
    """

    build_catalog: Callable[["Kommun"], "Catalog"]
    built_in: Callable[[], "Kommun"]
    extra: tuple[Command | Group, ...] = ()
