"""Väsentlighets- och riskanalys (domain: around the tables)."""

from fractions import Fraction

from udfs.declaring import Argument, Function, FunctionError, Kind
from udfs.values import CellError


def _value(likelihood: int, weight: int) -> Fraction:
    if not (1 <= likelihood <= 4 and 1 <= weight <= 4):
        raise FunctionError(CellError.NUM)
    return Fraction(likelihood * weight)


def _action(likelihood: int, weight: int) -> str:
    """1–4 nothing, 6–12 a goal or a control, 16 at once; a critical factor only where it is unlikely."""
    value = _value(likelihood, weight)
    if value == 16:
        return "omedelbar åtgärd"
    if value <= 4:
        return "ingen åtgärd"
    return (
        "mål, internkontrollpunkt eller kritisk verksamhetsfaktor"
        if likelihood <= 2
        else ("mål eller internkontrollpunkt")
    )


_ARGUMENTS = (
    Argument("sannolikhet", Kind.WHOLE, "1–4."),
    Argument("vasentlighet", Kind.WHOLE, "1–4."),
)

FUNCTIONS = (
    Function("FLIK_RISKVARDE", "Sannolikhet gånger väsentlighet, 1–16.", _ARGUMENTS, _value,
             ("=FLIK_RISKVARDE(3,4)", "12")),
    Function("FLIK_RISKATGARD", "Vad riskvärdet kräver.", _ARGUMENTS, _action,
             ("=FLIK_RISKATGARD(4,4)", "omedelbar åtgärd")),
)  # fmt: skip
