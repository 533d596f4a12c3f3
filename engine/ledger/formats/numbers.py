"""A number stored as a binary number, as the text a person sees: the fifteen digits that such a number can hold.

``0.1 + 0.2`` is stored as 0.30000000000000004 and shown as 0,3 everywhere; the digits behind the fifteenth are an
artefact of the storing, not an amount. Digits before it are never touched: 1.005 stays 1.005 and is refused.
"""

from decimal import Decimal

LARGEST_WITH_ORE = 10**12
"""From here on fifteen digits no longer hold the öre with a digit to spare, and every stored digit counts."""


def number_text(value: float) -> str:
    """The digits with a decimal point, no exponent; a whole number without decimals."""
    if isinstance(value, int):
        return str(value)
    shown = f"{value:.15g}" if abs(value) < LARGEST_WITH_ORE else repr(value)
    text = format(Decimal(shown), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_noisy(value: float, text: str) -> bool:
    """Whether the number as stored has digits that ``text`` leaves out."""
    return isinstance(value, float) and float(text) != value
