"""The help page: an example, what the command does, how it is called, its arguments and options."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperGroup, TyperOption

from engine.cli import swedish

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text
    from typer._click import Command, Context, HelpFormatter, Parameter

_WIDTH = 100
_Entry = tuple[str, str]


def write_help(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    """Write a command's help page to typer's formatter."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    width = min(Console().width, _WIDTH) if is_terminal else _WIDTH
    console = Console(
        file=StringIO(), force_terminal=is_terminal, width=width, markup=False, highlight=False, emoji=False
    )
    example, *paragraphs = (command.help or "").split("\n\n")
    with console.capture() as captured:
        console.print(_example(example), soft_wrap=True)  # a call is to be copied whole
        for block in _page(command, ctx, paragraphs):
            console.print(block)
    formatter.write("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _example(example: str) -> "Text":
    from rich.text import Text

    return Text.assemble((swedish.EXAMPLE, "bold"), " ", (example, "cyan"))


def _page(command: "Command", ctx: "Context", paragraphs: Iterable[str]) -> Iterator["RenderableType"]:
    from rich.text import Text

    yield ""
    for paragraph in paragraphs:
        yield Text(paragraph)
        yield ""
    yield Text.assemble((swedish.USAGE, "bold"), " ", _usage(command, ctx))
    for title, entries in _sections(command, ctx):
        yield ""
        yield Text(title, style="bold")
        yield _entry_table(entries)
    additions = tuple(getattr(command, "additions", ()))
    if additions:
        yield ""
        yield Text(f"{swedish.MORE_COMMANDS} {', '.join(additions)}")


def _usage(command: "Command", ctx: "Context") -> str:
    arguments = [_slot(param) for param in command.params if isinstance(param, TyperArgument)]
    tail = [swedish.COMMAND_SLOT] if isinstance(command, TyperGroup) else arguments
    return " ".join([ctx.command_path, swedish.OPTIONS_SLOT, *tail])


def _slot(argument: TyperArgument) -> str:
    name = argument.metavar or argument.name.upper()
    return name if argument.required else f"[{name}]"


def _sections(command: "Command", ctx: "Context") -> Iterator[tuple[str, Sequence[_Entry]]]:
    arguments = [(_slot(p), _told(p)) for p in command.params if isinstance(p, TyperArgument)]
    if arguments:
        yield swedish.ARGUMENTS, arguments
    options = [param for param in command.params if isinstance(param, TyperOption)]
    own = [_option_entry(param) for param in options if param.rich_help_panel != swedish.COMMON_OPTIONS]
    common = [_option_entry(param) for param in options if param.rich_help_panel == swedish.COMMON_OPTIONS]
    on_help = ("--help", swedish.HELP_ON_HELP)
    if own:
        yield swedish.OPTIONS, own if common else [*own, on_help]
    if common:
        yield swedish.COMMON_OPTIONS, [*common, on_help]
    if isinstance(command, TyperGroup):
        yield swedish.COMMANDS, list(_command_entries(command, ctx))


def _option_entry(option: TyperOption) -> _Entry:
    return " ".join([", ".join(option.opts), *([option.metavar] if option.metavar else [])]), _told(option)


def _told(param: "Parameter") -> str:
    required = [swedish.REQUIRED] if param.required and isinstance(param, TyperOption) else []
    repeatable = [swedish.REPEATABLE] if param.multiple else []
    return " ".join([getattr(param, "help", None) or "", *required, *repeatable])


def _command_entries(group: TyperGroup, ctx: "Context") -> Iterable[_Entry]:
    return ((name, group.commands[name].short_help or "") for name in group.list_commands(ctx))


def _entry_table(entries: Sequence[_Entry]) -> "Table":
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), pad_edge=True)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for entry in entries:
        table.add_row(*entry)
    return table
