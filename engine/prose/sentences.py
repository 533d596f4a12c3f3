"""The three factual sentences about a row: deviation, change of the forecast, comparison between the years.

The direction is in the words, never in a sign. Every difference is taken from the two amounts it is made of; where
the table itself says another one, nothing is said: a wrong table is put right before it is described.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.calc import Amount
from engine.model import ColumnKind, Sign
from engine.periods import Occasion, OccasionKind
from engine.prose.spoken import spoken
from engine.prose.subjects import Subject

K = ColumnKind
_ROUNDING = 1
"""A printed difference may lie so far (tkr) from that of the amounts as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """A row to be told of.

    Attributes:
        table: the table's code; in RR + is favourable, in INV and FORUTB the amounts are just higher or lower.
        occasion: what is reported.
        subject: what the sentences are about.
        figures: the row's amounts in tkr with report sign; a kind that is not here is not known.
        latest: the occasion of ``foregaende_prognos``; None when the workbook does not say.
    """

    table: str
    occasion: Occasion
    subject: Subject
    figures: Mapping[ColumnKind, Amount]
    latest: Occasion | None = None

    def difference(self, now: ColumnKind, before: ColumnKind, shown: ColumnKind) -> Amount | None:
        """``now`` − ``before``; None when one is not known, or the table shows another size in ``shown``."""
        if now not in self.figures or before not in self.figures:
            return None
        found = self.figures[now] - self.figures[before]
        printed = self.figures.get(shown, found)
        return found if abs(abs(printed) - abs(found)) <= _ROUNDING else None

    @property
    def is_closed(self) -> bool:
        """The year is over: what is compared is the outcome."""
        return self.occasion.kind is OccasionKind.ARSBOKSLUT

    @property
    def deviation(self) -> Amount | None:
        """Forecast − budget, or outcome − budget when the year is over."""
        if self.occasion.kind is OccasionKind.BUDGET:
            return None
        return self.difference(K.UTFALL if self.is_closed else K.PROGNOS, K.BUDGET, K.AVVIKELSE)


def deviation_sentence(told: RowTold, *, named: bool = False) -> str | None:
    """``Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr.``; ``Ingen avvikelse förväntas.``

    Args:
        told: the row.
        named: name the row where nothing deviates too, as a sentence without a heading must.
    """
    deviation = told.deviation
    if deviation is None:
        return None
    size, subject = spoken(deviation), told.subject.text
    if not size:
        return _no_deviation(told, named=named)
    if told.table == "RR":
        way = "positivt" if deviation > 0 else "negativt"
        verb = f"avviker {way} med {size} mot budget" if told.is_closed else f"prognostiseras avvika {way} med {size}"
        return f"{subject} {verb}."
    verb = "blev" if told.is_closed else "prognostiseras bli"
    return f"{subject} {verb} {size} {'högre' if deviation > 0 else 'lägre'} än budget."


def _no_deviation(told: RowTold, *, named: bool) -> str:
    if named:
        return f"{told.subject.text} {'avviker inte' if told.is_closed else 'förväntas inte avvika'} från budget."
    return "Ingen avvikelse mot budget." if told.is_closed else "Ingen avvikelse förväntas."


def change_sentence(told: RowTold) -> str | None:
    """``Prognosen har förbättrats med 6,8 mkr mot prognosen per april.``; None without an earlier forecast."""
    change = told.difference(K.PROGNOS, K.FOREGAENDE_PROGNOS, K.PROGNOSFORANDRING)
    if change is None:
        return None
    size = spoken(change)
    if not size:
        return f"Ingen förändring mot {_forecast_in_one_word(told.latest)}."
    better, worse = ("förbättrats", "försämrats") if told.table == "RR" else ("höjts", "sänkts")
    return f"Prognosen har {better if change > 0 else worse} med {size} mot {_forecast_of(told.latest)}."


def _forecast_of(latest: Occasion | None) -> str:
    is_month = latest is not None and latest.kind in (OccasionKind.MANAD, OccasionKind.FORDJUPAD)
    return f"prognosen per {latest.title}" if latest and is_month else _forecast_in_one_word(latest)


def _forecast_in_one_word(latest: Occasion | None) -> str:
    if latest is None:
        return "föregående prognos"
    return f"{latest.title}{'s' if latest.kind is OccasionKind.DELAR else ''}prognosen"


def comparison_sentence(told: RowTold) -> str | None:
    """``Personalkostnaderna för perioden är 11,2 mkr högre än samma period föregående år.``; None without years."""
    change = told.difference(K.UTFALL, K.UTFALL_FG, K.DIFF)
    if change is None or not (told.figures[K.UTFALL] or told.figures[K.UTFALL_FG]):
        return None
    subject = told.subject.again if told.is_closed else f"{told.subject.again} för perioden"
    before = "föregående år" if told.is_closed else "samma period föregående år"
    size = spoken(change)
    if not size:
        unchanged = told.subject.agreeing("oförändrat", "oförändrade")
        return f"{subject} är {unchanged} mot {before}." if unchanged else f"Ingen skillnad mot {before}."
    return f"{subject} är {size} {_way(change, told.subject.sign)} än {before}."


def _way(change: Amount, sign: Sign) -> str:
    """Costs carry a minus: a cost that falls below last year's in the table is higher."""
    if sign is Sign.ANY:
        return "bättre" if change > 0 else "sämre"
    return "högre" if (change > 0) != (sign is Sign.COST) else "lägre"
