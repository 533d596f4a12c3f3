"""Excel formula text as tokens: enough to see which cells it refers to and whether it is a plain sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    CELL = auto()
    RANGE = auto()
    FUNCTION = auto()
    NUMBER = auto()
    NAME = auto()
    OPERATOR = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``sheet`` is the tab a reference names, unquoted, or None (``[1]Blad1``: in another workbook)."""

    kind: Kind
    text: str
    sheet: str | None = None


_SHEET = r"(?:(?P<sheet>'(?:[^']|'')+'|(?:\[[0-9]+\])?[^\W\d][\w.]*)!)?"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_LINES = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]+:\$?[0-9]+"
_TOKEN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<range>{_SHEET}(?P<corners>{_CELL}:{_CELL}|{_LINES})(?![\w(.]))
  | (?P<cell>{_SHEET.replace("sheet", "sheet1")}(?P<corner>{_CELL})(?![\w(.!]))
  | (?P<function>[^\W\d][\w.]*\()
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?[^\W\d\\][\w.\\?]*)
  | (?P<operator>[-+*/^&%(),;=<>])
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SHORT = 200
"""So many characters have the formulas of a table; longer ones are not kept."""
_KINDS = {
    "text": Kind.TEXT, "range": Kind.RANGE, "cell": Kind.CELL, "function": Kind.FUNCTION, "number": Kind.NUMBER,
    "name": Kind.NAME, "operator": Kind.OPERATOR, "other": Kind.OTHER,
}  # fmt: skip


def tokens(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula without its ``=``; white space is left out."""
    return _tokens_again(formula) if len(formula) <= _SHORT else tuple(_tokens(formula))


@lru_cache(maxsize=4096)  # every workbook of a kommun has the same few hundred formulas
def _tokens_again(formula: str) -> tuple[Token, ...]:
    return tuple(_tokens(formula))


def _tokens(formula: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(formula):
        group = match.lastgroup if match.lastgroup in _KINDS or match.lastgroup == "space" else None
        name = group or ("range" if match["range"] else "cell")
        if name == "space":
            continue
        sheet = match["sheet"] or match["sheet1"]
        text = match["corners"] or match["corner"] or match[name]
        yield Token(_KINDS[name], text, _unquoted(sheet) if sheet else None)


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
