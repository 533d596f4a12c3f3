"""Every help page and every complaint about a call is Swedish, and every page begins with an example."""

import re
import shlex
from pathlib import Path

import pytest

from engine.cli import run
from engine.cli.app import build_app
from workbooks.__main__ import APPLICATION

ENGLISH = re.compile(
    r"(?i)\b(usage|options?|arguments|commands?|required|default|show|this|message|exit|error|missing|such|try|"
    r"invalid|value|env|var|help for|unexpected|extra|got|takes?|requires?|choose|did you|mean|possible|install|"
    r"completion|path|file|integer|list|bool|str|int|the|and|for|with|not|is|of)\b"
)
_NAMES = re.compile(r"--[a-z-]+|\b[\w-]+\.(?:xlsx|csv|docx|toml)\b")
COMMANDS = tuple(build_app(APPLICATION).commands)
_FAULTS: tuple[list[str], ...] = (
    ["--nix"],
    ["--ar"],
    ["--ar", "x"],
    ["--json=1"],
    ["--kommun"],
    ["a", "b", "c", "d"],
    [],
    ["-q"],
)
_RIGHT = (["regler"], ["demo"], ["handbok"], ["kontrollera", "a", "b", "c", "d"])
_OF_COMMANDS = [[command, *fault] for command in COMMANDS for fault in _FAULTS]
CALLS = [["--nix"], ["nix"], ["kontrolera"], *(call for call in _OF_COMMANDS if call not in _RIGHT)]


def english_words(text: str) -> list[str]:
    """Words of typer's and rich's own, once the names of options and files are taken away."""
    return [match.group() for match in ENGLISH.finditer(_NAMES.sub("", text))]


PAGES: list[list[str]] = [[], *([command] for command in COMMANDS)]


def test_the_search_finds_typers_words() -> None:
    said = "Usage: flikar [OPTIONS] COMMAND [ARGS]...\nShow this message and exit. [required]"
    assert {"Usage", "OPTIONS", "COMMAND", "Show", "required"} <= set(english_words(said))


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_every_help_is_swedish_and_begins_with_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(APPLICATION, [*command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Exempel: flikar")
    assert english_words(said) == []
    assert "Användning: flikar" in said
    assert "completion" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(APPLICATION, [command, "--help"])
    said = capsys.readouterr().out
    assert all(option in said for option in ("--kommun", "--ar", "--json", "--hoppa-over", "--debug"))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_every_help_can_be_parsed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(APPLICATION, [command, "--help"])
    example = capsys.readouterr().out.splitlines()[0].removeprefix("Exempel: flikar ")
    name, *args = shlex.split(example)
    assert name == command
    parser = build_app(APPLICATION).commands[name]
    parser.make_context(name, args)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_complaint_is_swedish(
    call: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(APPLICATION, call) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert english_words(said.err) == []
