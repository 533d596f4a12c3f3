"""The drafted comments of a whole flik."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.calc import FlikValues, has_amounts
from engine.data import FlikData
from engine.layout import PlacedRow
from engine.model import RowKind
from engine.periods import Occasion
from engine.prose.drafts import Draft, comment_draft
from engine.prose.figures import row_figures
from engine.prose.subjects import subject_of
from engine.prose.told import RowTold


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row with its drafted comment."""

    placed: PlacedRow
    draft: Draft


def row_told(
    flik: FlikData, values: FlikValues, placed: PlacedRow, occasion: Occasion, latest: Occasion | None = None
) -> RowTold:
    """A row of a flik as sentences are made of it."""
    table = flik.layout.flik.table
    return RowTold(
        table=table.code,
        occasion=occasion,
        subject=subject_of(table, placed),
        figures=row_figures(flik, values, placed),
        latest=latest,
    )


def flik_drafts(
    flik: FlikData, values: FlikValues, occasion: Occasion, latest: Occasion | None = None
) -> Iterator[RowDraft]:
    """A draft for every row that is commented and has something to be said of it."""
    for placed in flik.layout.rows:
        if is_commented(flik, placed):
            draft = comment_draft(row_told(flik, values, placed, occasion, latest))
            if draft is not None:
                yield RowDraft(placed, draft)


def is_commented(flik: FlikData, placed: PlacedRow) -> bool:
    """Kontogrupper, projects with amounts, and categories in which several projects come together."""
    match placed.row.kind:
        case RowKind.INPUT:
            return True
        case RowKind.PROJECT | RowKind.OF_WHICH:
            return has_amounts(flik, placed)
        case RowKind.CATEGORY:
            return sum(has_amounts(flik, project) for project in flik.layout.projects(placed.row.id)) > 1
        case _:
            return False
