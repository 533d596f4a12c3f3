"""Amounts: units, the one rounding, and numbers read and printed the Swedish way (domain: amounts and signs)."""

from engine.amounts.reading import Ambiguous, NotANumber, Number, NumberReading, read_number
from engine.amounts.rounding import (
    LARGEST_WITH_ORE,
    exact,
    half_away,
    largest_remainder,
    shown_digits,
    type_number,
)
from engine.amounts.showing import MINUS, NBSP, counted, kronor, show_number
from engine.amounts.units import ORE_PER_TKR, Unit, convert, ore_from_tkr, rounded_to, tkr_from_ore, unit_named

__all__ = [
    "LARGEST_WITH_ORE",
    "MINUS",
    "NBSP",
    "ORE_PER_TKR",
    "Ambiguous",
    "NotANumber",
    "Number",
    "NumberReading",
    "Unit",
    "convert",
    "counted",
    "exact",
    "half_away",
    "kronor",
    "largest_remainder",
    "ore_from_tkr",
    "read_number",
    "rounded_to",
    "show_number",
    "shown_digits",
    "tkr_from_ore",
    "type_number",
    "unit_named",
]
