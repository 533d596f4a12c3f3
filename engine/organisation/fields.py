"""The kinds of value a kommun.toml holds, and the frozen model every section of it is.

Values are strict: a code is text in quotes, an amount a number; nothing is coerced.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, PlainValidator, Strict

from engine.errors import UnknownNameError
from engine.organisation.codes import CodeRange, read_range
from engine.organisation.faults import RejectedValueError, UnknownKeyError
from engine.periods import occasion_named
from engine.text import clean

_KOD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RULE_ID = re.compile(r"[A-Z]{2}[0-9]{2}")
_PERIOD = re.compile(r"[12][0-9]{3}(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"[12][0-9]{3}")
_CLOSING = re.compile(r"1[3-9]|[2-9][0-9]")

_Item = TypeVar("_Item")

Allvar = Literal["fel", "varning", "info"]
Verksamhet = Literal["skattefinansierad", "va", "avfall", "samhallsbyggnad"]
EgenVerksamhet = Literal["va", "avfall", "samhallsbyggnad"]
Tabell = Literal["RR", "INV", "FORUTB", "PROGSAK"]
Tillfallestyp = Literal["budget", "manad", "fordjupad", "delar", "arsbokslut"]
Kolumnslag = Literal[
    "budget", "prognos", "avvikelse", "utfall", "utfall_fg", "diff", "budget_fg",
    "plan1", "plan2", "plan3", "plan4",
]  # fmt: skip


class Section(BaseModel):
    """A part of kommun.toml: frozen, strict, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _text(value: str) -> str:
    cleaned = clean(value)
    if not cleaned:
        raise RejectedValueError("en text som inte är tom")
    return cleaned


def _not_empty(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    if not items:
        raise RejectedValueError("minst en post")
    return items


def _kod(value: str) -> str:
    if not _KOD.fullmatch(value):
        raise RejectedValueError("en kod av bokstäverna A–Z och siffror", "Skriv å och ä som A, ö som O.")
    return value


def _rule_id(value: str) -> str:
    if not _RULE_ID.fullmatch(value):
        raise RejectedValueError('två stora bokstäver och två siffror ("EG01")')
    return value


def _occasion(value: str) -> str:
    try:
        return occasion_named(value).code
    except UnknownNameError as unknown:
        raise RejectedValueError("ett uppföljningstillfälle", unknown.remedy) from None


def _period(value: object) -> int:
    if not isinstance(value, str) or not _PERIOD.fullmatch(value):
        raise RejectedValueError(
            'en period ÅÅÅÅMM inom citattecken, månad 01–12 ("202206")', "Bokslutsperioder följer december."
        )
    return int(value)


def _closing_period(value: str) -> str:
    if not _CLOSING.fullmatch(value):
        raise RejectedValueError('två siffror efter årets månader ("13")', "00 räknas aldrig.")
    return value


def _year(value: int) -> int:
    if not _YEAR.fullmatch(str(value)):
        raise RejectedValueError("ett årtal med fyra siffror")
    return value


def _year_key(value: object) -> int:
    if not isinstance(value, str) or not _YEAR.fullmatch(value):
        raise RejectedValueError("ett årtal med fyra siffror")
    return int(value)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise RejectedValueError("ett tal utan citattecken, med punkt före decimalerna")
    return Decimal(value)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise RejectedValueError("ett tal som är noll eller större")
    return value


def _parameter(value: object) -> int | float | str:
    if isinstance(value, Decimal) and value.is_finite():
        return float(value)
    if isinstance(value, int | str) and not isinstance(value, bool):
        return value
    raise RejectedValueError("ett tal eller en text")


def _interval(value: object) -> CodeRange:
    if isinstance(value, CodeRange):
        return value
    if not isinstance(value, str):
        raise RejectedValueError("en kod inom citattecken", f'Skriv "{value}".' if type(value) is int else "")
    return read_range(value)


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """A validator for the keys of a table whose values have one type; the type of the key stays ``str``."""
    known = tuple(names)

    def check(value: str) -> str:
        if value not in known:
            raise UnknownKeyError(known)
        return value

    return check


# TOML has lists and the models hold tuples; only this step is allowed to convert.
Lista = Annotated[tuple[_Item, ...], Strict(strict=False)]
NonEmpty = Annotated[tuple[_Item, ...], Strict(strict=False), AfterValidator(_not_empty)]
Text = Annotated[str, AfterValidator(_text)]
Kod = Annotated[str, AfterValidator(_kod)]
RuleId = Annotated[str, AfterValidator(_rule_id)]
OccasionCode = Annotated[str, AfterValidator(_occasion)]
Period = Annotated[int, PlainValidator(_period)]
ClosingPeriod = Annotated[str, AfterValidator(_closing_period)]
Year = Annotated[int, AfterValidator(_year)]
YearKey = Annotated[int, PlainValidator(_year_key)]
Number = Annotated[Decimal, PlainValidator(_number)]
NotNegative = Annotated[Decimal, PlainValidator(_number), AfterValidator(_not_negative)]
Parameter = Annotated[int | float | str, PlainValidator(_parameter)]
Intervals = Lista[Annotated[CodeRange, PlainValidator(_interval), PlainSerializer(str)]]
