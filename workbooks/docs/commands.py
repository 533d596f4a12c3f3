"""``kommandon.md``: the help of every command, word for word."""

from contextlib import redirect_stdout
from io import StringIO

from engine.cli import run
from engine.cli.app import NAME, build_app
from workbooks.__main__ import APPLICATION
from workbooks.docs.markdown import page

_INTRO = "Samma text som `flikar --help` och `flikar KOMMANDO --help` visar."


def commands_page() -> str:
    """The page."""
    names = tuple(build_app(APPLICATION).commands)
    commands = (f"## {name}\n\n{_fenced(help_text(name))}" for name in names)
    return page("# Kommandon", _INTRO, _fenced(help_text()), *commands)


def help_text(*command: str) -> str:
    """What ``--help`` prints.

    Raises:
        ValueError: the help itself failed.
    """
    said = StringIO()
    with redirect_stdout(said):
        code = run(APPLICATION, [*command, "--help"])
    if code:
        raise ValueError(f"{NAME} {' '.join(command)} --help ended with {code}")
    return said.getvalue()


def _fenced(text: str) -> str:
    return f"```text\n{text.strip()}\n```"
