"""A comment in draft: the factual sentences of a row, marked until somebody makes them their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.data.comments import DRAFT_MARK
from engine.prose.change import change_sentence
from engine.prose.comparison import comparison_sentence
from engine.prose.deviation import deviation_sentence
from engine.prose.told import RowTold


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences nobody has made their own yet; at least one."""

    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences after the mark, as they are written into a comment cell or a report."""
        return DRAFT_MARK + " ".join(self.sentences)


def draft_of(sentences: Iterable[str | None]) -> Draft | None:
    """The sentences that there are; None when there is none."""
    said = tuple(sentence for sentence in sentences if sentence)
    return Draft(said) if said else None


def comment_draft(told: RowTold, *, change: bool = True) -> Draft | None:
    """The comment on a row; None when nothing stands in it or nothing certain can be said.

    Args:
        told: the row.
        change: also the change since the latest follow-up; a report has a section of its own for it.
    """
    if not any(told.figures.values()):
        return None
    changed = change_sentence(told) if change else None
    return draft_of((deviation_sentence(told), changed, comparison_sentence(told)))
