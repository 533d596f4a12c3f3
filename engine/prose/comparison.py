"""The outcome against last year's."""

from engine.calc import Amount
from engine.model import ColumnKind, Sign
from engine.prose.spoken import spoken
from engine.prose.told import RowTold

K = ColumnKind


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
