"""How a forecast has changed since the latest follow-up."""

from engine.calc import Amount
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind
from engine.prose.spoken import spoken
from engine.prose.told import RowTold

K = ColumnKind


def change_of(told: RowTold) -> Amount | None:
    """The forecast − the earlier one; None without an earlier forecast."""
    return told.difference(K.PROGNOS, K.FOREGAENDE_PROGNOS, K.PROGNOSFORANDRING)


def change_sentence(told: RowTold) -> str | None:
    """``Prognosen har förbättrats med 6,8 mkr mot prognosen per april.``; None without an earlier forecast."""
    change = change_of(told)
    if change is None:
        return None
    size = spoken(change)
    if not size:
        return f"Ingen förändring mot {_forecast_in_one_word(told.latest)}."
    better, worse = ("förbättrats", "försämrats") if told.has_signs else ("höjts", "sänkts")
    return f"Prognosen har {better if change > 0 else worse} med {size} mot {_forecast_of(told.latest)}."


def _forecast_of(latest: Occasion | None) -> str:
    is_month = latest is not None and latest.kind in (OccasionKind.MANAD, OccasionKind.FORDJUPAD)
    return f"prognosen per {latest.title}" if latest and is_month else _forecast_in_one_word(latest)


def _forecast_in_one_word(latest: Occasion | None) -> str:
    if latest is None:
        return "föregående prognos"
    return f"{latest.title}{'s' if latest.kind is OccasionKind.DELAR else ''}prognosen"
