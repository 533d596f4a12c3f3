"""Prognossäkerhet from what was filed: the two forecasts of Årets resultat, and the outcome when it is there."""

from collections.abc import Iterator, Sequence

from engine.calc import RESULT, Amount, years_result
from engine.data import BookData, FlikData
from engine.data.history import HistoryLine
from engine.layout import label_names
from engine.model import ColumnKind
from engine.periods import OccasionKind
from engine.roll.carrying import carry, make_room
from engine.roll.plan import Rolled
from engine.roll.rows import RowKey
from engine.text import fold

OUTCOME = "bokslut"
_FORECASTS = {"fordjupad": OccasionKind.FORDJUPAD, "delar": OccasionKind.DELAR}


def fill_accuracy(flik: FlikData, book: BookData, lines: Sequence[HistoryLine]) -> Rolled:
    """The rows of prognossäkerhet that *Historik*, and fliken of the årsbokslut, can fill.

    Args:
        flik: prognossäkerhet.
        book: the workbook, whose RR holds the outcome.
        lines: everything filed, this roll included.
    """
    amounts = dict(_forecasts(book, lines))
    outcome = years_result(book.flikar)
    if outcome is not None:
        amounts[RowKey("", OUTCOME)] = outcome
    return carry(make_room(flik), ColumnKind.PROGNOS, amounts)


def _forecasts(book: BookData, lines: Sequence[HistoryLine]) -> Iterator[tuple[RowKey, Amount]]:
    for line in lines:
        if (line.year, line.table, line.kind) != (book.year, "RR", ColumnKind.PROGNOS) or line.amount is None:
            continue
        if not _is_result(book, line.row):
            continue
        for row_id, kind in _FORECASTS.items():
            if line.occasion.kind is kind:
                yield RowKey("", row_id), line.amount


def _is_result(book: BookData, label: str) -> bool:
    results = (row for flik in book.flikar for row in flik.layout.flik.table.rows if row.id == RESULT)
    return any(fold(label) in label_names(row, book.year) for row in results)
