"""The command and group classes that typer builds with: our help, our words, several values after one option."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from typer import TyperException
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from engine.cli import swedish
from engine.cli.help import write_help
from engine.errors import UnknownNameError, WrongCallError
from engine.text import nearest

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter, Parameter

ENTRY_POINTS = "flikar.kommandon"


class FlikarCommand(TyperCommand):
    """A command whose help and complaints are in Swedish."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse; what is left over is a wrong call."""
        ctx.allow_extra_args = True
        with naming_the_command(ctx):
            left = super().parse_args(ctx, spread_values(args, self.params))
        if left:
            raise WrongCallError(swedish.unexpected(left), swedish.see_help(ctx.command_path))
        return left

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """``--help`` as a flag that is down until somebody raises it."""
        return _lowered(super().get_help_option(ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Our layout."""
        write_help(self, ctx, formatter)


class FlikarGroup(TyperGroup):
    """Commands under one word; an unknown one is looked for among the installed additions, by name."""

    load: "Callable[[EntryPoint], Command] | None" = None

    @cached_property
    def additions(self) -> dict[str, EntryPoint]:
        """The installed commands that are not the engine's, not yet loaded."""
        if self.load is None:
            return {}
        return {point.name: point for point in entry_points(group=ENTRY_POINTS) if point.name not in self.commands}

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """A command by name; an addition is imported only now."""
        found = super().get_command(ctx, cmd_name)
        if found is None and self.load is not None and cmd_name in self.additions:
            return self.load(self.additions[cmd_name])
        return found

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, Command | None, list[str]]":
        """The command that the first word names.

        Raises:
            UnknownNameError: there is none; the message offers the nearest.
        """
        if args[0].startswith("-") or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        names = [*self.commands, *self.additions]
        raise UnknownNameError("Kommandot", args[0], nearest(args[0], names), names)

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """``--help`` as a flag that is down until somebody raises it."""
        return _lowered(super().get_help_option(ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Our layout."""
        write_help(self, ctx, formatter)


def _lowered(flag: TyperOption | None) -> TyperOption | None:
    """The flag with a value of its own; typer would import pydantic to make a value of None."""
    if flag is not None:
        flag.default = False
    return flag


@contextmanager
def naming_the_command(ctx: "Context") -> Iterator[None]:
    """Tell a complaint of typer's parser which command it is about; it does not always know."""
    try:
        yield
    except TyperException as fault:
        if getattr(fault, "ctx", ctx) is None:
            vars(fault)["ctx"] = ctx
        raise


class _Piece(NamedTuple):
    """An option with its value, or one plain word (``option`` None).

    Attributes:
        is_spread: the option is repeated before a word that followed its first value.
    """

    option: str | None
    words: tuple[str, ...]
    is_spread: bool = False


def spread_values(args: Sequence[str], params: Iterable["Parameter"]) -> list[str]:
    """``--huvudbok A B`` as ``--huvudbok A --huvudbok B``, for options whose metavar ends in an ellipsis.

    When nothing is left for a required argument, the last value is taken to be it: ``--huvudbok A BOK``.
    """
    parameters = tuple(params)
    options = [param for param in parameters if isinstance(param, TyperOption)]
    spreading = {name for param in options if (param.metavar or "").endswith("…") for name in param.opts}
    valued = {name for param in options if not param.is_flag for name in param.opts}
    wants_argument = any(isinstance(param, TyperArgument) and param.required for param in parameters)
    return _joined(_spread(_pieces(args, valued), spreading), wants_argument=wants_argument)


def _pieces(args: Sequence[str], valued: Container[str]) -> Iterator[_Piece]:
    words = iter(args)
    for word in words:
        if word == "--":
            yield _Piece(word, (word,))
            yield from (_Piece(None, (rest,)) for rest in words)
        elif not word.startswith("-") or word == "-":
            yield _Piece(None, (word,))
        elif word in valued:
            yield _Piece(word, (word, *islice(words, 1)))
        else:
            yield _Piece(word.partition("=")[0], (word,))


def _spread(pieces: Iterable[_Piece], spreading: Container[str]) -> Iterator[_Piece]:
    current: str | None = None
    for piece in pieces:
        if piece.option is not None:
            current = piece.option if piece.option in spreading else None
        yield _Piece(current, (current, *piece.words), is_spread=True) if current and not piece.option else piece


def _joined(pieces: Iterable[_Piece], *, wants_argument: bool) -> list[str]:
    found = list(pieces)
    spread = [place for place, piece in enumerate(found) if piece.is_spread]
    if wants_argument and spread and all(piece.option for piece in found):
        last = spread[-1]
        found[last] = _Piece(None, found[last].words[1:])
    return [word for piece in found for word in piece.words]
