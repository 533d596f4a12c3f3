"""What a sentence is about: a row as its subject, with what the rest of the sentence must know of it."""

from dataclasses import dataclass

from engine.layout import PlacedRow
from engine.model import RowKind, Sign, Table

_NAMELESS = "ett projekt utan namn"


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a sentence.

    Attributes:
        text: as it begins the sentence: ``Personalkostnaderna``.
        is_plural: what a predicative agrees with; None when nobody has declared it, and a sentence must do without.
        again: the second mention, shorter where the first is long.
        sign: of the row's amounts in the report; decides what *högre* and *lägre* mean.
    """

    text: str
    again: str
    is_plural: bool | None
    sign: Sign

    def agreeing(self, neuter: str, plural: str) -> str | None:
        """The form of a predicative that agrees; None when the grammatical number is unknown."""
        return None if self.is_plural is None else (plural if self.is_plural else neuter)


def subject_of(table: Table, placed: PlacedRow) -> Subject:
    """The declared subject of a row; a project's is made from the total's, a row without one is its label."""
    row = placed.row
    if row.kind is RowKind.PROJECT and table.total is not None:
        whole = table.total
        return Subject(f"{whole.subject} för {placed.label or _NAMELESS}", whole.subject, whole.plural, row.sign)
    if not row.subject:
        return Subject(placed.label, placed.label, None, row.sign)
    return Subject(row.subject, row.subject, row.plural, row.sign)
