"""A row against its budget; the direction is in the words, never in a sign."""

from dataclasses import dataclass

from engine.calc import Amount
from engine.model import ColumnKind
from engine.periods import OccasionKind
from engine.prose.spoken import spoken
from engine.prose.told import RowTold

K = ColumnKind


@dataclass(frozen=True, slots=True)
class _Against:
    """What is measured against which budget, and the words for it.

    Attributes:
        deviates, budget: around *positivt med 6,9 mkr*, in a table where + is favourable.
        becomes: before *2,1 mkr lägre än budget*, in the others.
        nothing: where there is no deviation, below the row's heading.
        does_not: the same after the row's subject.
    """

    now: ColumnKind
    before: ColumnKind
    deviates: str
    budget: str
    becomes: str
    nothing: str
    does_not: str


_FORECAST = _Against(
    K.PROGNOS, K.BUDGET, "prognostiseras avvika", "", "prognostiseras bli", "Ingen avvikelse förväntas.",
    "förväntas inte avvika från budget.",
)  # fmt: skip
_YEAR = _Against(
    K.UTFALL, K.BUDGET, "avviker", " mot budget", "blev", "Ingen avvikelse mot budget.",
    "avviker inte från budget.",
)  # fmt: skip
_PERIOD = _Against(
    K.UTFALL, K.BUDGET_PERIOD, "avviker", " mot periodbudgeten", "blev", "Ingen avvikelse mot periodbudgeten.",
    "avviker inte från periodbudgeten.",
)  # fmt: skip


def _against(told: RowTold) -> _Against:
    if K.BUDGET_PERIOD in told.figures:
        return _PERIOD
    return _YEAR if told.is_closed else _FORECAST


def deviation_of(told: RowTold) -> Amount | None:
    """Forecast − budget; outcome − budget when the year is over, or against the budget of the same months."""
    if told.occasion.kind is OccasionKind.BUDGET:
        return None
    against = _against(told)
    return told.difference(against.now, against.before, K.AVVIKELSE)


def deviation_sentence(told: RowTold, *, named: bool = False) -> str | None:
    """The row against its budget: ``Personalkostnaderna prognostiseras avvika negativt med 6,9 mkr``.

    Args:
        told: the row.
        named: name the row where nothing deviates too, as a sentence without a heading must.
    """
    deviation = deviation_of(told)
    if deviation is None:
        return None
    size, subject, against = spoken(deviation), told.subject.text, _against(told)
    if not size:
        return f"{subject} {against.does_not}" if named else against.nothing
    if told.has_signs:
        way = "positivt" if deviation > 0 else "negativt"
        return f"{subject} {against.deviates} {way} med {size}{against.budget}."
    return f"{subject} {against.becomes} {size} {'högre' if deviation > 0 else 'lägre'} än budget."
