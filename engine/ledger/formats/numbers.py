"""A number stored as a binary number, as the text of an amount: 1.005 stays 1.005 and is refused."""

from decimal import Decimal

from engine.amounts import shown_digits


def number_text(value: float) -> str:
    """The digits with a decimal point, no exponent; a whole number without decimals."""
    if isinstance(value, int):
        return str(value)
    text = shown_digits(value)
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_noisy(value: float, text: str) -> bool:
    """Whether the number as stored has digits that ``text`` leaves out."""
    return isinstance(value, float) and float(text) != value
