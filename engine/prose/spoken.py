"""An amount as a sentence says it: without a sign, in the unit people would choose."""

from fractions import Fraction

from engine.amounts import half_away, show_number
from engine.calc import Amount

_SMALLEST_IN_MKR = 50
"""From here on (tkr) one decimal of mkr is not 0,0."""


def spoken(tkr: Amount) -> str:
    """``6,9 mkr`` from 50 tkr on, ``12 tkr`` below; empty for what rounds to nothing. The sign is left out."""
    size = abs(Fraction(tkr))
    if size >= _SMALLEST_IN_MKR:
        return f"{show_number(size / 1000, 1)} mkr"
    whole = half_away(size)
    return f"{whole} tkr" if whole else ""
