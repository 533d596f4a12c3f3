"""Prognossäkerhet: what every nämnd forecast of its result during a year, beside what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.data.consolidation import Tkr
from engine.model import Favourable
from engine.periods import Occasion, OccasionKind


@dataclass(frozen=True, slots=True)
class Filing:
    """Årets resultat as it was filed at one occasion: the outcome in årsbokslut, a forecast at the others.

    Attributes:
        namnd: code, or whatever names a line of the table.
        amount: tkr, positive is a surplus.
        source: where it stands, as people call it.
    """

    namnd: str
    year: int
    occasion: Occasion
    amount: Tkr
    source: str = ""

    @property
    def is_outcome(self) -> bool:
        """Whether it is the year's outcome."""
        return self.occasion.kind is OccasionKind.ARSBOKSLUT


@dataclass(frozen=True, slots=True)
class AccuracyYear:
    """The matrix of one year: nämnder by occasions. What nobody filed is missing, never 0.

    Attributes:
        namnder: those that filed anything, in the kommun's order.
        occasions: those at which any of them filed a forecast, in the order of the year.
        outcomes: per nämnd.
        forecasts: per occasion and nämnd.
        favourable: which way a deviation points.
    """

    year: int
    namnder: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    outcomes: Mapping[str, Tkr]
    forecasts: Mapping[Occasion, Mapping[str, Tkr]]
    favourable: Favourable

    def deviation(self, occasion: Occasion, namnd: str) -> Tkr | None:
        """The distance between outcome and forecast; None where either is missing."""
        outcome, forecast = self.outcomes.get(namnd), self.forecasts[occasion].get(namnd)
        if outcome is None or forecast is None:
            return None
        minuend, subtrahend = self.favourable.ordered(outcome, forecast)
        return minuend - subtrahend

    @property
    def total_outcome(self) -> Tkr:
        """All outcomes together."""
        return sum(self.outcomes.values(), start=0)

    def total_forecast(self, occasion: Occasion) -> Tkr:
        """All forecasts of an occasion together."""
        return sum(self.forecasts[occasion].values(), start=0)

    def total_deviation(self, occasion: Occasion) -> Tkr:
        """The deviations together: only of those that filed both, so that like is compared with like."""
        each = (self.deviation(occasion, namnd) for namnd in self.namnder)
        return sum((deviation for deviation in each if deviation is not None), start=0)

    def lacking(self, occasion: Occasion) -> tuple[str, ...]:
        """The nämnder whose deviation is missing."""
        return tuple(namnd for namnd in self.namnder if self.deviation(occasion, namnd) is None)
