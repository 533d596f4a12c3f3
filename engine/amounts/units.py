"""Units of money: exact conversion between them, and rounding to one of them.

Öre are whole numbers underneath, thousands of kronor (tkr) are what flikar hold, and people write mkr for mnkr.
"""

from enum import Enum
from fractions import Fraction

from engine.amounts.rounding import exact, half_away, type_number


class Unit(Enum):
    """A unit, as people abbreviate it."""

    ORE = "öre"
    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"
    MDKR = "mdkr"

    @property
    def ore(self) -> int:
        """How many öre one of it is."""
        return _ORE[self]

    @property
    def told(self) -> str:
        """As people write it in a sentence: ``mkr`` for mnkr."""
        return "mkr" if self is Unit.MNKR else self.value


_ORE = {Unit.ORE: 1, Unit.KR: 100, Unit.TKR: 10**5, Unit.MNKR: 10**8, Unit.MDKR: 10**11}
ORE_PER_TKR = _ORE[Unit.TKR]

UNIT_NAMES = {
    "öre": Unit.ORE,
    **dict.fromkeys(("kr", "kronor", "sek", ":-"), Unit.KR),
    **dict.fromkeys(("tkr", "kkr", "ksek", "tusen kronor", "tusental kronor", "tusentals kronor"), Unit.TKR),
    **dict.fromkeys(("mnkr", "mkr", "msek", "miljoner", "miljoner kronor"), Unit.MNKR),
    **dict.fromkeys(("mdkr", "miljarder", "miljarder kronor"), Unit.MDKR),
}
"""Every way people write a unit, in small letters."""


def unit_named(name: str) -> Unit | None:
    """The unit people mean (``mkr`` and ``miljoner`` are mnkr); None for a word that is no unit."""
    return UNIT_NAMES.get(" ".join(name.casefold().split()))


def convert(value: type_number, from_unit: Unit, to_unit: Unit) -> Fraction:
    """The same amount in another unit, exactly."""
    return exact(value) * from_unit.ore / to_unit.ore


def rounded_to(value: type_number, from_unit: Unit, to_unit: Unit) -> int:
    """The same amount in whole units of another, half away from zero."""
    return half_away(convert(value, from_unit, to_unit))


def tkr_from_ore(ore: int | Fraction) -> int:
    """Whole thousands of kronor, half away from zero."""
    return rounded_to(ore, Unit.ORE, Unit.TKR)


def ore_from_tkr(tkr: type_number) -> int:
    """Öre from thousands of kronor; more decimals than öre holds round half away from zero."""
    return rounded_to(tkr, Unit.TKR, Unit.ORE)
