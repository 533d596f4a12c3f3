"""Numbers as Swedish papers print them: read as a number, as none, or as ambiguous (domain: amounts and signs)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from engine.amounts.units import UNIT_NAMES, Unit, unit_named


@dataclass(frozen=True, slots=True)
class Number:
    """Text that is a number: its value as written, and the unit named beside it."""

    value: Decimal
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Text that is not a number."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Text that may be read as more than one number, with both readings (``1.234``)."""

    readings: tuple[Decimal, ...]


NumberReading = Number | NotANumber | Ambiguous

_UNIT = re.compile(rf"\s*({'|'.join(sorted(UNIT_NAMES, key=len, reverse=True))})\.?$", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+|\.\d+)?")
_PLAIN = re.compile(r"\d+")
_COMMA = re.compile(r"\d+,\d+|,\d+")
_POINT = re.compile(r"\d+\.\d+|\.\d+")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_SIGNS = "-\u2212\u2013\u2012\ufe63\uff0d"


def read_number(text: str) -> NumberReading:
    """Read a number as Swedish papers print them, or say that it is none, or that it is ambiguous.

    Understood: ``195 144`` with any space, ``-``, U+2212 and en dash as minus (also apart or trailing),
    ``(6 279)``, ``1.234,5``, and a unit behind. ``1.234`` is ambiguous: a thousand or a decimal.
    """
    body, unit = _strip_unit(_SPACE.sub(" ", text).strip())
    body, negative, valid = _strip_sign(body)
    if not unit:  # (6 279 tkr)
        body, unit = _strip_unit(body)
    if not valid or not body:
        return NotANumber()
    sign = -1 if negative else 1
    if re.fullmatch(r"\d{1,3}\.\d{3}", body) or (re.fullmatch(r"[1-9]\d{0,2},\d{3}", body) and not unit):
        whole = Decimal(re.sub(r"[.,]", "", body))
        return Ambiguous((sign * whole, sign * Decimal(body.replace(",", "."))))
    plain = _plain_digits(body)
    return NotANumber() if plain is None else Number(sign * Decimal(plain), unit)


def _strip_unit(body: str) -> tuple[str, Unit | None]:
    """The text before a unit, and the unit; None when none stands there."""
    match = _UNIT.search(body)
    return (body[: match.start()].strip(), unit_named(match.group(1))) if match else (body, None)


def _strip_sign(body: str) -> tuple[str, bool, bool]:
    """The digits, whether a minus stood with them, and whether the signs make sense together."""
    if body.startswith("(") and body.endswith(")"):
        inner = body[1:-1].strip()
        return inner, True, bool(inner) and inner[0] not in _SIGNS
    if body and body[0] in _SIGNS:
        return body[1:].strip(), True, len(body) > 1 and body[1:].strip()[:1] not in _SIGNS
    if body and body[-1] in _SIGNS:
        return body[:-1].strip(), True, True
    if body.startswith("+"):
        return body[1:].strip(), False, True
    return body, False, True


def _plain_digits(body: str) -> str | None:
    """``1 234,5`` and its kin as ``1234.5``; None when the body is no number."""
    if _PLAIN.fullmatch(body):
        return body
    if _GROUPED.fullmatch(body):
        return body.replace(" ", "").replace(",", ".")
    if _POINT_GROUPS.fullmatch(body):
        return body.replace(".", "").replace(",", ".")
    if _COMMA_GROUPS.fullmatch(body):
        return body.replace(",", "")
    if _COMMA.fullmatch(body) or _POINT.fullmatch(body):
        return body.replace(",", ".")
    return None
