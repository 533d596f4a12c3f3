"""Prognossäkerhet from what was filed: the two forecasts of Årets resultat, and the outcome when it is there."""

from collections.abc import Iterator, Sequence

from engine.addresses import Cell
from engine.calc import Amount, flik_values
from engine.data import BookData, FlikData
from engine.data.history import HistoryLine
from engine.layout import label_names
from engine.model import ColumnKind
from engine.periods import OccasionKind
from engine.roll.carrying import carry, make_room
from engine.roll.plan import Rolled
from engine.roll.rows import RowKey
from engine.text import fold

RESULT = "resultat"
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
    outcome = _outcome(book)
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


def _outcome(book: BookData) -> Amount | None:
    """Årets resultat of the årsbokslut; None until its outcome is filled in."""
    for flik in book.flikar:
        declared = flik.layout.flik
        column, row = flik.layout.column(ColumnKind.UTFALL), flik.layout.row(RESULT)
        if OccasionKind.ARSBOKSLUT not in declared.kinds or column is None or row is None:
            continue
        inputs = [t.cell for t in flik.layout.targets if t.column is column and t.formula is None]
        if any(flik.is_filled(cell) for cell in inputs):
            return flik_values(flik).values.get(Cell(row.number, column.number))
    return None
