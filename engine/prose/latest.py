"""Which occasion the previous forecast beside the comments is from."""

from collections.abc import Iterable, Mapping

from engine.addresses import Cell
from engine.calc import number_in
from engine.data import FlikData
from engine.model import ColumnKind, RowKind
from engine.periods import Occasion

_Forecast = Mapping[str, int | float]


def latest_follow_up(flik: FlikData, others: Iterable[FlikData], occasion: Occasion) -> Occasion | None:
    """The occasion whose filed forecast stands in *Föregående prognos*.

    It is told from the amounts: another flik of the same table and an earlier occasion that holds the very same
    forecast in every row. None when there is no such flik, or several occasions would fit.
    """
    kept = _amounts(flik, ColumnKind.FOREGAENDE_PROGNOS)
    fitting = {
        other.occasion[0]
        for other in others
        if other.occasion and _is_earlier(other, flik, occasion) and _amounts(other, ColumnKind.PROGNOS) == kept
    }
    return fitting.pop() if kept and len(fitting) == 1 else None


def _is_earlier(other: FlikData, flik: FlikData, occasion: Occasion) -> bool:
    is_same_table = other.layout.flik.table.code == flik.layout.flik.table.code
    return is_same_table and other.occasion is not None and other.occasion[0].rank < occasion.rank


def _amounts(flik: FlikData, kind: ColumnKind) -> _Forecast:
    """The amounts other than 0 that people filled in, by label."""
    column = flik.layout.column(kind)
    rows = [r for r in flik.layout.rows if r.row.kind in (RowKind.INPUT, RowKind.PROJECT)]
    found = {r.label: number_in(flik.raw(Cell(r.number, column.number))) for r in rows} if column else {}
    return {label: float(amount) for label, amount in found.items() if amount}
