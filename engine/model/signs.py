"""The one sign contract: from ledger to report, and which way a difference is favourable (domain: amounts and signs).

In a ledger a cost is + and an income −. In a report a cost is −, an income and an investment +. Every avvikelse is
written so that + is favourable to the municipality: what decides the order of its two columns is its table.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import TypeVar

from engine.organisation import Installningar

_Amount = TypeVar("_Amount")


class Sign(StrEnum):
    """The sign an input row carries in the report."""

    COST = "cost"
    INCOME = "income"
    INVESTMENT = "investment"
    ANY = "any"

    @property
    def of_report(self) -> int:
        """The usual sign in the report: −1, +1, or 0 where both occur."""
        return {Sign.COST: -1, Sign.INCOME: 1, Sign.INVESTMENT: 1}.get(self, 0)

    @property
    def of_ledger(self) -> int:
        """What turns an amount of the ledger (cost +) into the report's: only investments are shown as booked."""
        return 1 if self is Sign.INVESTMENT else -1


class Favourable(Enum):
    """Which way an amount of a table has to move to be better for the municipality."""

    MORE = "more"
    LESS = "less"

    def ordered(self, later: _Amount, earlier: _Amount) -> tuple[_Amount, _Amount]:
        """Minuend and subtrahend of a difference that is + when ``later`` is better than ``earlier``."""
        return (later, earlier) if self is Favourable.MORE else (earlier, later)


BETWEEN_YEARS = Favourable.MORE
"""Diff. utfall is this year − last year in every table, also where less is favourable."""

_FORUTB: Mapping[str, Favourable] = {"prognos-budget": Favourable.MORE, "budget-prognos": Favourable.LESS}
_PROGSAK: Mapping[str, Favourable] = {"bokslut-prognos": Favourable.MORE, "prognos-bokslut": Favourable.LESS}


def favourable_in(code: str, settings: Installningar) -> Favourable:
    """How avvikelse points in a table: later (prognos, bokslut) − earlier (budget, prognos) where more is favourable.

    Args:
        code: ``RR``, ``INV``, ``FORUTB``, ``PROGSAK`` or ``PERIOD``.
        settings: decide the two that the instructions leave open.
    """
    return {
        "RR": Favourable.MORE,
        "PERIOD": Favourable.MORE,
        "INV": Favourable.LESS,
        "FORUTB": _FORUTB[settings.avvikelse_forutbetalda],
        "PROGSAK": _PROGSAK[settings.avvikelse_prognossakerhet],
    }[code]
