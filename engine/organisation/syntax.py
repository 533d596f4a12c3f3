"""TOML's own faults in Swedish, with the line tomllib tells only inside its message."""

import re
from collections.abc import Mapping

from engine.organisation.faults import Fault

_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_SHOWN = 60
# tomllib's messages by how they begin: what it expected, and what usually helps.
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "Cannot overwrite a value": ("en nyckel som inte redan är satt", "Nyckeln står två gånger i tabellen."),
    "Duplicate inline table key": ("en nyckel som inte redan är satt", "Nyckeln står två gånger inom { }."),
    "Cannot declare": ("en tabell som inte redan finns", "Samma [rubrik] står två gånger."),
    "Cannot mutate immutable": ("en tabell som går att fylla på", "En tabell inom { } skrivs på ett ställe."),
    "Expected '=' after a key": ("ett likhetstecken efter nyckeln", ""),
    "Expected newline or end of document": ("en ny rad efter värdet", "Skriv en nyckel per rad."),
    "Expected ']": ("en avslutande hakparentes i rubriken", ""),
    "Unclosed array": ("ett komma eller en avslutande hakparentes", "Kontrollera att varje [ har sin ]."),
    "Unclosed inline table": ("ett komma eller en avslutande klammer", "Kontrollera att varje { har sin }."),
    "Unterminated string": ("ett avslutande citattecken", ""),
    'Expected "\'"': ("ett avslutande citattecken", ""),
    "Expected '\"": ("ett avslutande citattecken", ""),
    "Illegal character": ("en text utan radbrytning eller styrtecken", "Avslutas texten med citattecken?"),
    "Unescaped '\\'": ("ett giltigt tecken efter \\", "Skriv \\\\ för ett omvänt snedstreck."),
    "Invalid initial character for a key": ("en nyckel", "Nycklar med å, ä, ö skrivs inom citattecken."),
    "Invalid statement": ("nyckel = värde, eller [rubrik]", ""),
    "Invalid date or datetime": ("ett datum som finns", ""),
    "Invalid value": ("ett värde", "Text skrivs inom citattecken."),
}


def syntax_fault(message: str, text: str) -> Fault:
    """The fault that a message of ``tomllib`` describes, on the line it names (the last one at the end)."""
    lines = text.split("\n")
    position = _POSITION.search(message)
    number = int(position.group(1)) if position and position.group(1) else max(1, len(text.splitlines()))
    stands = lines[number - 1].strip()[:_SHOWN] if number <= len(lines) else ""
    expected, remedy = _explained(_POSITION.sub("", message))
    return Fault(number, "", f"”{stands}”" if stands else "en tom rad", expected, remedy)


def _explained(message: str) -> tuple[str, str]:
    for beginning, explained in _EXPECTED.items():
        if message.startswith(beginning):
            return explained
    return "giltig TOML", f"(TOML-läsaren: {message})"
