"""A row to be told of: its subject and its amounts.

The direction of a difference is taken from the two amounts it is made of, its size from the table. Where the two do
not agree nothing is said: a wrong table is put right before it is described.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.calc import Amount
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind
from engine.prose.subjects import Subject

_MORE_IS_BETTER = ("RR", "PERIOD")
_ROUNDING = 1
"""A printed difference may lie so far (tkr) from that of the printed amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """A row to be told of.

    Attributes:
        table: its code; in RR and PERIOD more is better, in INV and FORUTB the amounts are just higher or lower.
        occasion: what is reported.
        subject: what the sentences are about.
        figures: the row's amounts in tkr with report sign; a kind that is not here is not known.
        latest: the occasion of ``foregaende_prognos``; None when the workbook does not say.
    """

    table: str
    occasion: Occasion
    subject: Subject
    figures: Mapping[ColumnKind, Amount]
    latest: Occasion | None = None

    def difference(self, now: ColumnKind, before: ColumnKind, shown: ColumnKind) -> Amount | None:
        """``now`` − ``before`` in the size that the column ``shown`` prints.

        None when an amount is not known, or the printed size is not theirs.
        """
        if now not in self.figures or before not in self.figures:
            return None
        found = Fraction(self.figures[now] - self.figures[before])
        size = abs(Fraction(self.figures.get(shown, found)))
        if abs(size - abs(found)) > _ROUNDING or (size and not found):
            return None
        return size if found > 0 else -size

    @property
    def is_closed(self) -> bool:
        """The year is over: what is compared is the outcome."""
        return self.occasion.kind is OccasionKind.ARSBOKSLUT

    @property
    def has_signs(self) -> bool:
        """The amounts carry signs, so that more is always better; else they are just higher or lower."""
        return self.table in _MORE_IS_BETTER
