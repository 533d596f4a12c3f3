"""Occasions (uppföljningstillfällen), years and the periods each of them counts.

Source: contract.md section 2, domain.md section 2.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from engine.errors import UnknownNameError
from engine.text import fold, nearest

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december")  # fmt: skip


class OccasionKind(StrEnum):
    """What an occasion asks for; the names are those of kommun.toml's kalender."""

    BUDGET = "budget"
    MANAD = "manad"
    FORDJUPAD = "fordjupad"
    DELAR = "delar"
    ARSBOKSLUT = "arsbokslut"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One reporting occasion.

    Attributes:
        code: what ``--tillfalle`` and the JSON say: ``mars``, ``april``, ``delar``, ``arsbokslut``, ``budget``.
        kind: decides flikar and columns.
        month: M, the last month whose outcome counts; 12 for the budget.
    """

    code: str
    kind: OccasionKind
    month: int

    @property
    def title(self) -> str:
        """The occasion as people read it: ``mars``, ``delår``, ``årsbokslut``, ``budget``."""
        return {"delar": "delår", "arsbokslut": "årsbokslut"}.get(self.code, self.code)

    @property
    def rank(self) -> int:
        """The order in which occasions of one year are filed; the budget comes first."""
        return 0 if self.kind is OccasionKind.BUDGET else self.month

    @property
    def decision_month(self) -> int:
        """Through which month changes of the decided budget count; the budget itself is measured by none."""
        return 0 if self.kind is OccasionKind.BUDGET else self.month

    def report_title(self, year: int) -> str:
        """What a report for the occasion is called: ``Delårsbokslut 2022``, ``Månadsuppföljning mars 2022``."""
        match self.kind:
            case OccasionKind.DELAR:
                return f"Delårsbokslut {year}"
            case OccasionKind.FORDJUPAD:
                return f"Fördjupad månadsuppföljning {self.title} {year}"
            case OccasionKind.MANAD:
                return f"Månadsuppföljning {self.title} {year}"
            case _:
                return f"{self.title.capitalize()} {year}"

    def label(self, year: int) -> str:
        """What the flik's cell *Tillfälle* says: ``mars 2022``."""
        return f"{self.title} {year}"


def _month_occasion(month: int) -> Occasion:
    kind = {4: OccasionKind.FORDJUPAD, 8: OccasionKind.DELAR, 12: OccasionKind.ARSBOKSLUT}.get(
        month, OccasionKind.MANAD
    )
    code = {8: "delar", 12: "arsbokslut"}.get(month, MONTHS[month - 1])
    return Occasion(code, kind, month)


BUDGET = Occasion("budget", OccasionKind.BUDGET, 12)
WHOLE_YEAR = Occasion("", OccasionKind.MANAD, 12)
"""No occasion: the twelve months, without bokslutsperioder."""
OCCASIONS = (BUDGET, *(_month_occasion(month) for month in range(1, 13)))
_BY_NAME = {
    **{occasion.code: occasion for occasion in OCCASIONS},
    **{MONTHS[occasion.month - 1]: occasion for occasion in OCCASIONS[1:]},
    "delarsbokslut": OCCASIONS[8], "bokslut": OCCASIONS[12],
}  # fmt: skip


def occasion_named(name: str) -> Occasion:
    """The occasion of ``--tillfalle``; month names, ``delar``, ``arsbokslut`` and ``budget``.

    Raises:
        UnknownNameError: no such occasion; the message offers the nearest.
    """
    found = _BY_NAME.get(fold(name))
    if found is None:
        raise UnknownNameError("Tillfället", name, nearest(name, _BY_NAME), _BY_NAME)
    return found


_LEADING = re.compile(
    r"(?:(?:fordjupad )?manadsuppfoljning )?(?:(?:delarsbokslut|arsbokslut|bokslut) (?=per ))?"
    r"(?:per )?(?:\d{1,2} )?(?=[a-z])"
)
"""What people write before the occasion: ``per 31 mars 2022``, ``månadsuppföljning mars 2022``."""


def read_occasion_label(text: str) -> tuple[Occasion, int | None] | None:
    """The occasion and year that a cell *Tillfälle* names (``mars 2022``); None when it names none."""
    words = _LEADING.sub("", fold(text), count=1).split(" ")
    occasion = _BY_NAME.get(words[0])
    if occasion is None or len(words) > 2:
        return None
    if len(words) == 1:
        return occasion, None
    return (occasion, int(words[1])) if words[1].isdigit() and len(words[1]) == 4 else None


def read_year(text: str) -> int | None:
    """A year written with four digits, 1900 or later; None for anything else."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and text >= "1900" else None


_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def occasion_label_of_day(serial: float, *, date1904: bool = False) -> str | None:
    """The label of the month that a day falls in; None for a number that is no day of this century.

    Excel makes a date of ``mars 2022`` when somebody types it into a cell that is not text.

    Args:
        serial: the day as a workbook counts it.
        date1904: the workbook counts from 1904.
    """
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    if not (_FIRST_DAY - start).days <= serial <= (_LAST_DAY - start).days:
        return None
    day = start + timedelta(days=int(serial))
    return _month_occasion(day.month).label(day.year)


def nearest_occasion(text: str, among: Iterable[Occasion]) -> Occasion | None:
    """The occasion whose name is most like what somebody wrote; its year does not count."""
    named = {occasion.title: occasion for occasion in among}
    near = nearest(re.sub(r"[\d.]+", "", text), named, limit=1)
    return named[near[0]] if near else None


@dataclass(frozen=True, slots=True)
class PeriodScope:
    """The periods (``ÅÅÅÅMM`` as integers) that an occasion counts in one year.

    Attributes:
        year: ÅR.
        occasion: decides M and whether bokslutsperioder count.
        closing: months such as 13 that count in årsbokslut only.
    """

    year: int
    occasion: Occasion
    closing: tuple[int, ...] = (13,)

    def _through(self, year: int, month: int) -> frozenset[int]:
        return frozenset(year * 100 + m for m in range(1, month + 1))

    def _outcome(self, year: int) -> frozenset[int]:
        counted = self._through(year, self.occasion.month)
        if self.occasion.kind is OccasionKind.ARSBOKSLUT:
            counted |= {year * 100 + month for month in self.closing}
        return counted

    @property
    def utfall(self) -> frozenset[int]:
        """ÅR01–ÅRM, with bokslutsperioder in årsbokslut."""
        return self._outcome(self.year)

    @property
    def utfall_fg(self) -> frozenset[int]:
        """F01–FM, with bokslutsperioder in årsbokslut."""
        return self._outcome(self.year - 1)

    @property
    def utfall_fg_helar(self) -> frozenset[int]:
        """F01–F12, whatever the occasion."""
        return self._through(self.year - 1, 12)

    @property
    def budget(self) -> frozenset[int]:
        """The whole year, ÅR01–ÅR12."""
        return self._through(self.year, 12)

    @property
    def budget_period(self) -> frozenset[int]:
        """ÅR01–ÅRM."""
        return self._through(self.year, self.occasion.month)

    @property
    def budget_fg(self) -> frozenset[int]:
        """The whole previous year's budget, read at the budget occasion only."""
        return self._through(self.year - 1, 12) if self.occasion.kind is OccasionKind.BUDGET else frozenset()
