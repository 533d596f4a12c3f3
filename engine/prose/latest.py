"""Which occasion the previous forecast beside the comments is from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import Amount, number_in
from engine.data import FlikData
from engine.data.history import HistoryLine
from engine.model import ColumnKind, RowKind
from engine.periods import Occasion


@dataclass(frozen=True, slots=True)
class FiledForecast:
    """The forecast of one table at one occasion: tkr by row label."""

    occasion: Occasion
    table: str
    amounts: Mapping[str, Amount]


def latest_follow_up(flik: FlikData, filed: Iterable[FiledForecast], occasion: Occasion) -> Occasion | None:
    """The occasion whose filed forecast stands in *Föregående prognos*.

    It is told from the amounts: the latest earlier occasion whose forecast of the table is the very same in every
    row. None when no forecast is kept, or none that was filed is like it.
    """
    kept = _amounts(flik, ColumnKind.FOREGAENDE_PROGNOS)
    fitting = [
        each.occasion
        for each in filed
        if each.table == flik.layout.flik.table.code
        and each.occasion.rank < occasion.rank
        and {label: each.amounts.get(label, 0) for label in kept} == kept
    ]
    return max(fitting, key=lambda each: each.rank, default=None) if any(kept.values()) else None


def forecasts_in_flikar(flikar: Iterable[FlikData]) -> Iterator[FiledForecast]:
    """The forecasts that stand in the flikar which name their occasion."""
    for flik in flikar:
        if flik.occasion is not None:
            code = flik.layout.flik.table.code
            yield FiledForecast(flik.occasion[0], code, _amounts(flik, ColumnKind.PROGNOS))


def forecasts_in_history(lines: Iterable[HistoryLine], year: int) -> Iterator[FiledForecast]:
    """The forecasts that a workbook remembers of a year."""
    found: dict[tuple[Occasion, str], dict[str, Amount]] = {}
    for line in lines:
        if line.year == year and line.kind is ColumnKind.PROGNOS and line.amount is not None:
            found.setdefault((line.occasion, line.table), {})[line.row] = line.amount
    for (occasion, table), amounts in found.items():
        yield FiledForecast(occasion, table, amounts)


def _amounts(flik: FlikData, kind: ColumnKind) -> Mapping[str, Amount]:
    """What people filled in, by label; a blank cell is 0."""
    column = flik.layout.column(kind)
    rows = [row for row in flik.layout.rows if row.row.kind in (RowKind.INPUT, RowKind.PROJECT) and row.label]
    return {row.label: number_in(flik.raw(Cell(row.number, column.number))) or 0 for row in rows} if column else {}
