"""The year's follow-up: calendar, own checks, silenced findings and changes of the budget."""

from datetime import date
from decimal import Decimal

from pydantic import NaiveDatetime

from engine.organisation.fields import (
    Allvar,
    Kod,
    Kolumnslag,
    Lista,
    Number,
    OccasionCode,
    Period,
    RuleId,
    Section,
    Text,
    Tillfallestyp,
    Year,
)


class Kalenderpost(Section):
    """One occasion of the calendar.

    Attributes:
        tillfalle: the occasion's code (``engine.periods``), whatever name was written.
        inlamning: deadline in local time; None when there is none.
        diarium: the day it shall be in the diary.
    """

    ar: Year
    tillfalle: OccasionCode
    typ: Tillfallestyp
    inlamning: NaiveDatetime | None = None
    diarium: date | None = None


class Kontroll(Section):
    """A check of the kommun's own.

    Attributes:
        tillfallen: occasion codes; empty is every occasion.
        formel: what must hold; FALSE is the finding.
        text: the message.
    """

    id: RuleId
    tillfallen: Lista[OccasionCode] = ()
    allvar: Allvar = "fel"
    formel: Text
    text: Text


class Tystad(Section):
    """Findings that someone has accepted, with the reason; a place left out matches every place.

    Attributes:
        rad: the row's label.
        kolumn: the column kind.
        skal: why.
    """

    regel: RuleId
    namnd: Kod | None = None
    flik: Text | None = None
    rad: Text | None = None
    kolumn: Kolumnslag | None = None
    skal: Text


class Budgetandring(Section):
    """A change of the year's budget decision.

    Attributes:
        fran: the first period (ÅÅÅÅMM) it is in force.
        kommunbidrag, investering: tkr, added to the decision.
        beslut: who decided and when.
    """

    ar: Year
    namnd: Kod
    fran: Period
    kommunbidrag: Number = Decimal(0)
    investering: Number = Decimal(0)
    beslut: str = ""
