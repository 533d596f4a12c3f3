"""What a rule may look at, and how it words a place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from engine.calc import FlikValues, flik_values
from engine.data import BookData, FlikData, RawCell
from engine.findings import Finding, FoundValue, make_finding
from engine.layout import PlacedTarget
from engine.organisation import Kommun, Namnd
from engine.periods import Occasion


@dataclass(frozen=True)
class FlikScope:
    """One flik under check, its amounts read and evaluated."""

    data: FlikData
    values: FlikValues

    @classmethod
    def of(cls, data: FlikData) -> "FlikScope":
        """Read and evaluate a flik."""
        return cls(data, flik_values(data))

    def inputs(self) -> Iterator[tuple[PlacedTarget, int | Fraction]]:
        """The input cells that hold numbers."""
        return iter(self._inputs)

    @cached_property
    def _inputs(self) -> tuple[tuple[PlacedTarget, int | Fraction], ...]:
        known = self.values.inputs
        return tuple((target, known[target.cell]) for target in self.data.layout.targets if target.cell in known)

    def raws(self) -> Iterator[tuple[PlacedTarget, RawCell]]:
        """Every amount cell with what stands in it."""
        for target in self.data.layout.targets:
            yield target, self.data.raw(target.cell)


@dataclass(frozen=True, slots=True)
class BookScope:
    """A workbook under check.

    Attributes:
        book: what was read.
        kommun: whose settings and decisions apply.
        namnd: the nämnd it belongs to; None when nobody can say.
        occasion: ``--tillfalle``; None checks every flik that has been filled.
        asked_year: ``--ar``; None when it was not given.
        flikar: the flikar whose figures are checked.
        required: declared names of the flikar the occasion asks for; empty without an occasion.
    """

    book: BookData
    kommun: Kommun
    namnd: Namnd | None
    occasion: Occasion | None
    asked_year: int | None
    flikar: tuple[FlikScope, ...]
    required: tuple[str, ...]

    @property
    def year(self) -> int:
        """ÅR."""
        return self.book.year


def finding_at(  # noqa: PLR0913 a finding has this many parts
    rule_id: str,
    data: FlikData,
    target: PlacedTarget,
    message: str,
    *,
    found: FoundValue = None,
    expected: FoundValue = None,
    remedy: str | None = None,
) -> Finding:
    """A finding about one amount cell; the message begins with the place in the words of the table."""
    place = f"{target.row.label or 'Rad utan namn'}, {target.column.heading}"
    return make_finding(
        rule_id,
        f"{place}: {message}",
        flik=data.name,
        cell=target.cell,
        row=target.row.label or None,
        column=target.column.column.kind.value,
        found=found,
        expected=expected,
        remedy=remedy,
    )
