"""Tab names as people spell them: which table and which month a name speaks of."""

import re
from typing import NamedTuple

from engine.model import Flik
from engine.periods import MONTHS
from engine.text import fold

_TOKEN = re.compile(r"[a-z]+|\d+")
_TABLES = (("rr", "RR"), ("resultat", "RR"), ("inv", "INV"), ("forutb", "FORUTB"), ("prognossak", "PROGSAK"))
_OWN = ("4", "8", "12")
"""Months that have flikar of their own; the others share the monthly one."""
_NUMBERS = {str(number): str(number) if str(number) in _OWN else "1" for number in range(1, 13)}
_MONTHS = {
    **{name: _NUMBERS[str(n)] for n, month in enumerate(MONTHS, 1) for name in (month, month[:3])},
    "delar": "8", "delarsbokslut": "8", "ab": "12", "arsbokslut": "12", "bokslut": "12", "budget": "0",
}  # fmt: skip
_PERIOD = {"period", "periodbudget", "perioden"}
_SPECIAL = {"va": "va", "avfall": "avfall", "sbn": "samhallsbyggnad", "sbk": "samhallsbyggnad"}


class SpokenName(NamedTuple):
    """What a tab name says: the table's code, the month (``0`` budget, ``1`` monthly), a special verksamhet."""

    table: str | None
    month: str | None
    special: str | None


def spoken(name: str) -> SpokenName:
    """Read a tab name tolerantly (skattfin/skattefin, övr/övriga, ``-`` for ``–``)."""
    tokens = _TOKEN.findall(fold(name))
    table = next((code for token in tokens for start, code in _TABLES if _starts(token, start)), None)
    if table is None and _PERIOD.intersection(tokens):
        table = "PERIOD"  # ”8 RR period” is still an RR
    is_shared = "skattefin" in tokens or "skattfin" in tokens
    special = None if is_shared else next((_SPECIAL[token] for token in tokens if token in _SPECIAL), None)
    return SpokenName(table, _month(tokens, has_target=is_shared or special is not None), special)


def _starts(token: str, start: str) -> bool:
    return token == start if start == "rr" else token.startswith(start)


def _month(tokens: list[str], *, has_target: bool) -> str | None:
    first = _NUMBERS.get(tokens[0]) if tokens else None
    if first is not None and (has_target or tokens[0] in ("1", *_OWN)):
        return first
    named = next((_MONTHS[token] for token in tokens if token in _MONTHS), None)
    return named or ("0" if has_target else None)


def is_name_of(name: str, flik: Flik) -> bool:
    """Whether a tab name, tolerantly read, is the flik's."""
    said, declared = spoken(name), spoken(flik.name)
    return said.table is not None and said.month is not None and said[:2] == declared[:2]
