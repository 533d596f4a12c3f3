"""The page about the ribbon names every option that no button takes, and no other."""

import pytest

from addin.docs import NO_BUTTON
from engine.cli.app import build_app
from workbooks.__main__ import APPLICATION

TAKEN = {
    "kontrollera": {"--html", "--ratta", "-o", "--mot", "--huvudbok"},
    "konsolidera": {"--tillfalle", "-o"},
    "lamna-in": {"--tillfalle", "--mot", "--huvudbok", "--angra"},
    "mall": {"--namnd", "-o"},
    "fyll": {"--tillfalle", "--huvudbok", "--tabell", "-o", "--utkast", "--forslag", "--samma", "--inv"},
    "rensa": {"--namnd", "--tillfalle", "--borttaget"},
    "forklara": set(),
    "tabell": set(),
    "rulla": {"--till", "--tillbaka", "--fjolar", "-o", "--samma"},
    "projektrad": {"--namn", "-o"},
    "rapport": {"--tillfalle", "-o"},
}
"""What the buttons ask for, propose or do by themselves, by command."""
COMMANDS = build_app(APPLICATION).commands


def _options(command: str) -> set[str]:
    return {option for param in COMMANDS[command].params for option in param.opts if option.startswith("-")}


COMMON = set.intersection(*(_options(command) for command in TAKEN))


@pytest.mark.parametrize("command", TAKEN)
def test_every_option_is_a_buttons_or_said_to_be_none(command: str) -> None:
    told = [option for name, options, _why in NO_BUTTON if name == command for option in options]
    assert len(told) == len(set(told))
    assert set(told) | TAKEN[command] == _options(command) - COMMON
    assert not set(told) & TAKEN[command]


def test_only_commands_with_a_button_are_told_of() -> None:
    assert {name for name, _options_of, _why in NO_BUTTON} <= set(TAKEN)
