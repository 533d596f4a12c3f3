"""The commands as typer knows them; built anew for every call, so that nothing is shared."""

from collections.abc import Callable
from functools import partial
from importlib.metadata import EntryPoint, PackageNotFoundError, version
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, cast

import typer

from engine.cli import swedish
from engine.cli.command import Application, Command, Group, Reply
from engine.cli.commands import COMMANDS
from engine.cli.execute import execute
from engine.cli.options import Common
from engine.cli.output import write_out
from engine.cli.parsing import FlikarCommand, FlikarGroup

if TYPE_CHECKING:
    from typer._click import Command as TyperCommand

NAME = "flikar"
_ROOT = Group(
    name=NAME,
    example="flikar kontrollera von-2022.xlsx --tillfalle delar",
    summary=(
        "Ekonomisk uppföljning för kommunala nämnder: årets arbetsböcker, huvudboken utan interninterna poster, "
        "kontroller, tabeller och rapporter till Word, och alla nämnder i en bok."
    ),
    commands=COMMANDS,
)


def build_app(application: Application) -> FlikarGroup:
    """The whole command line, ready to be called with ``standalone_mode=False``; a call returns its ``Reply``."""
    root = _typer_of(_ROOT, application)
    for extra in application.extra:
        _add(root, extra, application)
    built = cast("FlikarGroup", typer.main.get_command(root))
    built.load = partial(_load_addition, application)
    return built


def _typer_of(group: Group, application: Application) -> typer.Typer:
    made = typer.Typer(
        name=group.name,
        cls=FlikarGroup,
        help=f"{group.example}\n\n{group.summary}",
        short_help=group.summary,
        add_completion=False,
        invoke_without_command=True,
    )
    made.callback()(_show_help if group.name != NAME else _show_help_or_version)
    for command in group.commands:
        _add(made, command, application)
    return made


def _add(parent: typer.Typer, entry: Command | Group, application: Application) -> None:
    if isinstance(entry, Group):
        parent.add_typer(_typer_of(entry, application))
        return
    paragraphs = (entry.example, entry.summary, *([entry.details] if entry.details else []))
    parent.command(entry.name, cls=FlikarCommand, help="\n\n".join(paragraphs), short_help=entry.summary)(
        _callback(entry, application)
    )


def _callback(command: Command, application: Application) -> Callable[..., Reply]:
    """What typer calls: the command's own parameters and the common ones, which it tells apart."""
    common = signature(Common).parameters
    _call, *own = signature(command.run).parameters.values()
    parameters = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in (*own, *common.values())]

    def callback(**values: object) -> Reply:
        shared = Common(**{name: values.pop(name) for name in common})  # type: ignore[arg-type]
        return execute(command, application, shared, values)

    vars(callback)["__signature__"] = Signature(parameters)
    callback.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return callback


def _load_addition(application: Application, point: EntryPoint) -> "TyperCommand":
    """An installed command, imported because somebody called it."""
    holder = _typer_of(Group(NAME, "", "", ()), application)
    _add(holder, point.load(), application)
    built = cast("FlikarGroup", typer.main.get_command(holder))
    return built.commands[point.name]


def _show_help(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        write_out(f"{ctx.get_help()}\n")


def _show_help_or_version(
    ctx: typer.Context,
    *,
    show_version: Annotated[bool, typer.Option("--version", help=swedish.HELP_ON_VERSION)] = False,
) -> None:
    if show_version:
        write_out(f"{NAME} {_version()}\n")
        raise typer.Exit
    _show_help(ctx)


def _version() -> str:
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "(ej installerad)"
