"""Which occasion a workbook stands at, and which flikar have been filled until then."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.data import BookData, FlikData
from engine.data.history import History, RollLog
from engine.model import ColumnKind
from engine.periods import BUDGET, OCCASIONS, Occasion, OccasionKind, read_occasion_label
from engine.roll.refusals import RollRefusedError

_GIVEN_BEFOREHAND = (ColumnKind.BUDGET, ColumnKind.UTFALL_FG)
"""Amounts known before the occasion, which do not show that its work has begun."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A workbook with the lists it keeps."""

    book: BookData
    history: History
    log: RollLog


def own_occasion(flik: FlikData) -> Occasion | None:
    """The occasion a flik holds; None for a monthly flik that names none."""
    declared = flik.layout.flik
    if declared.is_monthly:
        return flik.occasion[0] if flik.occasion else None
    if OccasionKind.BUDGET in declared.kinds:
        return BUDGET
    return next(occasion for occasion in OCCASIONS if occasion.rank == declared.month)


def occasions_begun(standing: Standing) -> frozenset[Occasion]:
    """Every occasion whose flikar have amounts of their own, and the one that the last roll went to."""
    return frozenset((*_begun(standing.book), *_rolled_to(standing)))


def _rolled_to(standing: Standing) -> Iterator[Occasion]:
    for change in standing.log.last:
        read = read_occasion_label(change.target)
        if change.year == standing.book.year and read is not None:
            yield read[0]


def was_rolled_to(standing: Standing, occasion: Occasion) -> bool:
    """Whether the last roll went to this occasion."""
    return occasion in _rolled_to(standing)


def _begun(book: BookData) -> Iterator[Occasion]:
    for flik in book.flikar:
        occasion = own_occasion(flik)
        if occasion is not None and flik.has_input() and (flik.layout.flik.is_monthly or _has_own_amounts(flik)):
            yield occasion


def _has_own_amounts(flik: FlikData) -> bool:
    is_budget = OccasionKind.BUDGET in flik.layout.flik.kinds
    return any(
        target.formula is None and flik.is_filled(target.cell)
        for target in flik.layout.targets
        if is_budget or target.column.column.kind not in _GIVEN_BEFOREHAND
    )


def starting_point(standing: Standing, target: Occasion) -> Occasion:
    """The latest occasion begun before ``target``.

    Raises:
        RollRefusedError: the workbook stands at the target or past it, the target is filed already, or nothing has
            been filled that a roll could carry on.
    """
    _refuse_filed(standing, target)
    begun = occasions_begun(standing)
    later = [occasion for occasion in begun if occasion.rank > target.rank]
    if later:
        stands = max(later, key=lambda occasion: occasion.rank)
        raise _not_after(standing, target, f"boken står på {stands.label(standing.book.year)}")
    earlier = [occasion for occasion in begun if occasion.rank < target.rank]
    if _is_reached(standing, target) or (target in begun and not earlier):
        raise _not_after(standing, target, "boken står redan där")
    if not earlier:
        raise RollRefusedError(
            f"Ingen flik före {target.title} är ifylld; det finns ingenting att rulla.",
            "Fyll i det första tillfället med flikar fyll.",
        )
    return max(earlier, key=lambda occasion: occasion.rank)


def _is_reached(standing: Standing, target: Occasion) -> bool:
    """The last roll went there, or the flik of every month already holds the occasion."""
    monthly = (flik for flik in standing.book.flikar if flik.layout.flik.is_monthly and flik.has_input())
    return was_rolled_to(standing, target) or any(own_occasion(flik) == target for flik in monthly)


def _not_after(standing: Standing, target: Occasion, stands: str) -> RollRefusedError:
    label = target.label(standing.book.year)
    return RollRefusedError(
        f"Boken kan inte rullas till {label}: {stands}. Det som är ifyllt sedan dess skulle gå förlorat.",
        "Välj ett senare tillfälle, eller ångra den senaste rullningen med --tillbaka.",
    )


def _refuse_filed(standing: Standing, target: Occasion) -> None:
    filed = [line for line in standing.history.lines if line.occasion == target and line.year == standing.book.year]
    if filed:
        tables = ", ".join(dict.fromkeys(line.table for line in filed))
        raise RollRefusedError(
            f"{target.label(standing.book.year).capitalize()} finns redan i {standing.history.place.sheet}: "
            f"{len(filed)} rader ({tables}) skulle gå förlorade.",
            "Välj ett senare tillfälle, eller ångra den senaste rullningen med --tillbaka.",
        )


def current_occasion(standing: Standing) -> Occasion:
    """The latest occasion begun.

    Raises:
        RollRefusedError: nothing has been filled.
    """
    begun = occasions_begun(standing)
    if not begun:
        raise RollRefusedError(
            "Ingen flik i boken är ifylld; det finns ingenting att rulla.",
            "Gör en ny bok med flikar mall, eller fyll i det första tillfället med flikar fyll.",
        )
    return max(begun, key=lambda occasion: occasion.rank)
