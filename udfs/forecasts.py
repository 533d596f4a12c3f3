"""Proposals for the forecast of the year; the controller's own forecast is never written."""

from fractions import Fraction

from engine.calc import Booked, seasonal_proposal, straight_proposal
from udfs.declaring import Argument, Function, FunctionError, Kind, month_of
from udfs.values import CellError

_NONE = Fraction(0)


def _remaining_budget(outcome: Fraction, budget_period: Fraction, budget: Fraction) -> Fraction:
    found = straight_proposal(Booked(budget, budget_period, outcome, _NONE, None))
    if found is None:
        raise FunctionError(CellError.NA)
    return found


def _seasonal(outcome: Fraction, outcome_last: Fraction, whole_last: Fraction, month: int) -> Fraction:
    found = seasonal_proposal(Booked(None, _NONE, outcome, outcome_last, whole_last), month_of(month))
    if found is None:
        raise FunctionError(CellError.NA)
    return found


def _even(outcome: Fraction, month: int) -> Fraction:
    return outcome * 12 / month_of(month)


_OUTCOME = Argument("utfall", Kind.AMOUNT, "Utfallet till och med månaden.")
_MONTH = Argument("manad", Kind.WHOLE, "Den sista månaden med utfall, 1–12.")

FUNCTIONS = (
    Function(
        "FLIK_PROGNOS_BUDGET", "Förslag till helårsprognos: utfallet och budgeten för de månader som återstår.",
        (
            _OUTCOME,
            Argument("budget_period", Kind.AMOUNT, "Budgeten för samma månader som utfallet."),
            Argument("budget", Kind.AMOUNT, "Hela årets budget."),
        ),
        _remaining_budget, ("=FLIK_PROGNOS_BUDGET(-482976,-478356,-717534)", "-722154"),
    ),
    Function(
        "FLIK_PROGNOS_RAK", "Förslag till helårsprognos: utfallet i jämn takt hela året.", (_OUTCOME, _MONTH), _even,
        ("=FLIK_PROGNOS_RAK(-480000,8)", "-720000"),
    ),
    Function(
        "FLIK_PROGNOS_SASONG",
        "Förslag till helårsprognos: utfallet som samma andel av året som i fjol; #N/A när det inte går.",
        (
            _OUTCOME,
            Argument("utfall_fg", Kind.AMOUNT, "Fjolårets utfall för samma månader."),
            Argument("helar_fg", Kind.AMOUNT, "Fjolårets utfall för hela året."),
            _MONTH,
        ),
        _seasonal, ("=FLIK_PROGNOS_SASONG(-480000,-470000,-705000,8)", "-720000"),
    ),
)  # fmt: skip
