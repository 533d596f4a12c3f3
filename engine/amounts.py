"""Amounts: öre underneath, whole thousands in flikar, and the one rounding (half away from zero).

Units: ``ore`` is an integer number of öre, ``tkr`` an integer number of thousands of kronor.
Source: domain.md section 5; Excel's ROUND.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

ORE_PER_TKR = 100_000
NBSP = "\u00a0"
MINUS = "\u2212"

type_number = int | float | Decimal | Fraction


def exact(value: type_number) -> Fraction:
    """The number as people wrote it: a float counts as its shortest decimal form, as Excel shows it."""
    if isinstance(value, float):
        return Fraction(Decimal(repr(value)))
    return Fraction(value)


def half_away(value: type_number) -> int:
    """Round to a whole number, half away from zero, as Excel's ROUND does."""
    number = exact(value)
    whole, rest = divmod(abs(number.numerator), number.denominator)
    rounded = whole + (1 if 2 * rest >= number.denominator else 0)
    return rounded if number >= 0 else -rounded


def tkr_from_ore(ore: int | Fraction) -> int:
    """Whole thousands of kronor, half away from zero."""
    return half_away(Fraction(ore, ORE_PER_TKR))


def ore_from_tkr(tkr: type_number) -> int:
    """Öre from thousands of kronor; more decimals than öre holds round half away from zero."""
    return half_away(exact(tkr) * ORE_PER_TKR)


def largest_remainder(total: int, parts: Sequence[Fraction]) -> tuple[int, ...] | None:
    """Whole numbers for ``parts`` that add up to ``total``, each its floor or one more.

    The floor is towards minus infinity; the missing units go one each to the largest fractions, ties in
    order; a whole amount never moves. None when no such sharing exists (contract.md section 5).
    """
    floors = [part.numerator // part.denominator for part in parts]
    missing = total - sum(floors)
    movable = sorted(
        (index for index, part in enumerate(parts) if part.denominator != 1),
        key=lambda index: (floors[index] - parts[index], index),
    )
    if not 0 <= missing <= len(movable):
        return None
    raised = set(movable[:missing])
    return tuple(floor + (index in raised) for index, floor in enumerate(floors))


@dataclass(frozen=True, slots=True)
class Number:
    """Text that is a number: its value as written, and the unit named beside it (``""`` when none)."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Text that is not a number."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Text that may be read as more than one number, with both readings (``1.234``)."""

    readings: tuple[Decimal, ...]


NumberReading = Number | NotANumber | Ambiguous

_UNITS = {"tkr": "tkr", "kr": "kr", "mkr": "mkr", "mnkr": "mkr", "miljoner": "mkr", "mdkr": "mdkr",
          "kronor": "kr", "sek": "kr", ":-": "kr"}  # fmt: skip
_UNIT = re.compile(r"\s*(tkr|kronor|kr|mkr|mnkr|miljoner(?: kronor)?|mdkr|sek|:-)\.?$", re.IGNORECASE)
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


def _strip_unit(body: str) -> tuple[str, str]:
    """The text before a unit, and the unit; ``""`` when none stands there."""
    match = _UNIT.search(body)
    return (body[: match.start()].strip(), _UNITS[match.group(1).lower().split(" ")[0]]) if match else (body, "")


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


_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Wide enough for any number that a cell can hold, with five decimals."""
_FIVE_DECIMALS = Decimal("0.00001")


def show_number(value: type_number, decimals: int | None = None) -> str:
    """A number as printed in Swedish papers: NBSP thousands, U+2212, decimal comma.

    Args:
        value: the number, in whatever unit the table is in.
        decimals: how many decimals; None shows those the number has, at most five.
    """
    number = Decimal(repr(value)) if isinstance(value, float) else _as_decimal(value)
    if decimals is None:
        shortest = number.quantize(_FIVE_DECIMALS, context=_WIDE).normalize(_WIDE)
        decimals = max(0, -int(shortest.as_tuple().exponent))
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    digits = f"{rounded.copy_abs():,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{digits}" if rounded < 0 else digits


def _as_decimal(value: int | Decimal | Fraction) -> Decimal:
    return (
        _WIDE.divide(Decimal(value.numerator), value.denominator) if isinstance(value, Fraction) else Decimal(value)
    )
