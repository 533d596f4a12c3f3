"""Which flik of a workbook says what the budget is, and which projects there are."""

from engine.data import BookData, FlikData
from engine.model import ColumnKind
from engine.periods import Occasion
from engine.roll.carrying import inputs_of
from engine.roll.rows import projects_of
from engine.roll.standing import own_occasion


def budget_source(book: BookData, table: str, before: Occasion | None = None) -> FlikData | None:
    """The flik of a table with the latest budget; where none has a budget, the latest that names projects.

    Args:
        book: the workbook.
        table: the table's code.
        before: only flikar of earlier occasions; None takes all of them.
    """
    latest_first = sorted(_flikar(book, table, before), key=lambda pair: pair[0], reverse=True)
    flikar = [flik for _, flik in latest_first]
    budgeted = next((flik for flik in flikar if inputs_of(flik, ColumnKind.BUDGET)), None)
    return budgeted or next((flik for flik in flikar if projects_of(flik)), None)


def _flikar(book: BookData, table: str, before: Occasion | None) -> list[tuple[int, FlikData]]:
    found = ((own_occasion(flik), flik) for flik in book.flikar if flik.layout.flik.table.code == table)
    return [(o.rank, flik) for o, flik in found if o is not None and (before is None or o.rank < before.rank)]
