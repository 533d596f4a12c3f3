"""Signs and deviations: + is favourable to the municipality in every table (domain: amounts and signs)."""

from fractions import Fraction

from engine.model import BETWEEN_YEARS, favourable_in
from udfs.declaring import Argument, Function, Kind
from udfs.setting import settings

TABLES = ("RR", "INV", "FORUTB", "PROGSAK")


def deviation(table: str, earlier: Fraction, later: Fraction) -> Fraction:
    """``later`` against ``earlier`` as the table's declared avvikelse has it."""
    first, second = favourable_in(table, settings()).ordered(later, earlier)
    return first - second


def _between_years(this_year: Fraction, last_year: Fraction) -> Fraction:
    first, second = BETWEEN_YEARS.ordered(this_year, last_year)
    return first - second


def _accuracy(forecast: Fraction, outcome: Fraction) -> Fraction:
    return deviation("PROGSAK", forecast, outcome)


def _change(forecast: Fraction, previous: Fraction) -> Fraction:
    return forecast - previous


def _is_large(deviation: Fraction, budget: Fraction) -> bool:
    """Both limits of ``storre_avvikelse`` are reached; a limit of 0 is not used, and with both 0 nothing is large."""
    limit = settings().storre_avvikelse
    size = abs(deviation)
    if not (limit.belopp_tkr or limit.procent):
        return False
    return size >= Fraction(limit.belopp_tkr) and size * 100 >= Fraction(limit.procent) * abs(budget)


FUNCTIONS = (
    Function(
        "FLIK_AVVIKELSE", "Avvikelsen som tabellen räknar den: plus är alltid gynnsamt för kommunen.",
        (
            Argument("tabell", Kind.CHOICE, "RR, INV, FORUTB eller PROGSAK.", TABLES),
            Argument("budget", Kind.AMOUNT, "Budget i tkr; i PROGSAK prognosen."),
            Argument("prognos", Kind.AMOUNT, "Prognos eller bokslut i tkr."),
        ),
        deviation, ('=FLIK_AVVIKELSE("INV",5300,3200)', "2100"),
    ),
    Function(
        "FLIK_DIFF", "Skillnaden mellan åren: årets belopp minus föregående års, i alla tabeller.",
        (
            Argument("i_ar", Kind.AMOUNT, "Årets belopp i tkr."),
            Argument("i_fjol", Kind.AMOUNT, "Föregående års belopp i tkr."),
        ),
        _between_years, ("=FLIK_DIFF(317,532)", "-215"),
    ),
    Function(
        "FLIK_PROGNOSSAKERHET", "Hur långt prognosen var från bokslutet, åt det håll kommunen har valt.",
        (
            Argument("prognos", Kind.AMOUNT, "Prognosen för årets resultat i tkr."),
            Argument("bokslut", Kind.AMOUNT, "Årets resultat i bokslutet i tkr."),
        ),
        _accuracy, ("=FLIK_PROGNOSSAKERHET(1200,1500)", "300"),
    ),
    Function(
        "FLIK_PROGNOSFORANDRING", "Hur prognosen har ändrats sedan den senaste uppföljningen.",
        (
            Argument("prognos", Kind.AMOUNT, "Den nya prognosen i tkr."),
            Argument("foregaende", Kind.AMOUNT, "Prognosen vid den senaste uppföljningen i tkr."),
        ),
        _change, ("=FLIK_PROGNOSFORANDRING(-724465,-717534)", "-6931"),
    ),
    Function(
        "FLIK_STOR_AVVIKELSE", "SANT när avvikelsen är så stor att den ska kommenteras, efter kommunens gränser.",
        (
            Argument("avvikelse", Kind.AMOUNT, "Avvikelsen i tkr."),
            Argument("budget", Kind.AMOUNT, "Budget i tkr; utelämnad är 0.", default=Fraction(0)),
        ),
        _is_large, ("=FLIK_STOR_AVVIKELSE(-6931,-717534)", "TRUE"),
    ),
)  # fmt: skip
