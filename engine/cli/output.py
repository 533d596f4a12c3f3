"""What goes to stdout and to stderr: one JSON object, or Swedish text; never half of it."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TextIO

from engine.errors import NotWrittenError, os_reason

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_UNWRAPPED = 10_000
"""Columns for text that goes to a file or a pipe, where a line must not be broken."""


class Advance(Protocol):
    """Told of every item that is done."""

    def __call__(self, item: str, /) -> None:
        """One more is done."""


def use_utf8() -> None:
    """Make both streams UTF-8 whatever the locale says; a file name that is no text is shown escaped.

    A process without a stream (a closed one, a windowed Python) gets one that leads nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def json_text(answer: Mapping[str, object]) -> str:
    """The answer as one JSON object and a line break."""
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def human_text(blocks: Iterable["RenderableType"], stream: IO[str]) -> str:
    """The blocks as text: coloured and wrapped for a terminal, plain and unwrapped for anything else."""
    console = console_for(stream, StringIO())
    with console.capture() as captured:
        for block in blocks:
            console.print(block, soft_wrap=isinstance(block, str))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def console_for(stream: IO[str], file: IO[str] | None = None) -> "Console":
    """A console with the manners of a stream, writing to ``file`` or to the stream itself."""
    from rich.console import Console

    is_terminal = stream.isatty()
    return Console(
        file=file or stream,
        force_terminal=is_terminal,
        color_system="auto" if is_terminal and "NO_COLOR" not in os.environ else None,
        width=None if is_terminal else _UNWRAPPED,
        markup=False,
        highlight=False,
        emoji=False,
    )


def write_out(text: str) -> None:
    """Write to stdout.

    Raises:
        NotWrittenError: stdout is full or closed.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = _nowhere()  # Python flushes stdout once more at exit
        raise NotWrittenError("standard ut", os_reason(error)) from error


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def say(*lines: str) -> None:
    """Write lines to stderr."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


@contextmanager
def progress_bar(title: str, total: int | None = None) -> Iterator[Advance]:
    """A bar on stderr while the context lasts, on a terminal only; ``total`` None when nobody knows."""
    if not sys.stderr.isatty():
        yield _in_silence
        return
    from rich.progress import Progress

    with Progress(console=console_for(sys.stderr), transient=True) as progress:
        task = progress.add_task(title, total=total)

        def advance(_item: str, /) -> None:
            progress.advance(task)

        yield advance


def _in_silence(_item: str, /) -> None:
    """Nobody is watching."""


@contextmanager
def share_bar(title: str) -> Iterator[Callable[[float], None] | None]:
    """A bar on stderr for work that is told of as a share, 0 to 1; None when nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console_for(sys.stderr), transient=True) as progress:
        task = progress.add_task(title, total=1.0)

        def tell(share: float) -> None:
            progress.update(task, completed=share)

        yield tell


@contextmanager
def working(title: str) -> Iterator[None]:
    """A sign of life on stderr while the context lasts, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    with console_for(sys.stderr).status(title):
        yield
