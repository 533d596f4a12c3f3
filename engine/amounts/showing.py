"""Numbers printed the Swedish way."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from engine.amounts.rounding import type_number

NBSP = "\u00a0"
MINUS = "\u2212"

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Wide enough for any number that a cell can hold, with five decimals."""
_FIVE_DECIMALS = Decimal("0.00001")


def show_number(value: type_number, decimals: int | None = None) -> str:
    """A number as printed in Swedish papers: NBSP thousands, U+2212, decimal comma.

    Args:
        value: the number, in whatever unit the table is in.
        decimals: how many decimals; None shows those the number has, at most five.
    """
    if isinstance(value, int) and not decimals:
        return _signed(f"{abs(value):,}".replace(",", NBSP), is_negative=value < 0)
    number = Decimal(repr(value)) if isinstance(value, float) else _as_decimal(value)
    if decimals is None:
        shortest = number.quantize(_FIVE_DECIMALS, context=_WIDE).normalize(_WIDE)
        decimals = max(0, -int(shortest.as_tuple().exponent))
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    digits = f"{rounded.copy_abs():,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return _signed(digits, is_negative=rounded < 0)


def kronor(ore: int) -> str:
    """An amount in öre as kronor with two decimals."""
    return show_number(Fraction(ore, 100), 2)


def _signed(digits: str, *, is_negative: bool) -> str:
    return f"{MINUS}{digits}" if is_negative else digits


def _as_decimal(value: int | Decimal | Fraction) -> Decimal:
    return (
        _WIDE.divide(Decimal(value.numerator), value.denominator) if isinstance(value, Fraction) else Decimal(value)
    )


def counted(number: int, one: str, many: str) -> str:
    """A number of things with its word: ``1 rad``, ``9 rader``."""
    return f"{show_number(number)} {one if number == 1 else many}"
