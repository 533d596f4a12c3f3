"""The step into a new year: a new workbook with the projects, last year's amounts and the history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engine.data import BookData, FlikData
from engine.data.history import HistoryLine
from engine.data.renames import NO_ANSWERS, Answers
from engine.model import ColumnKind, Flik
from engine.periods import Occasion, OccasionKind
from engine.roll.carrying import Amounts, Projects, carry, inputs_of, make_room
from engine.roll.filing import file_until
from engine.roll.marking import carry_mark
from engine.roll.monthly import name_occasion
from engine.roll.origins import Places, places_of
from engine.roll.plan import Rolled
from engine.roll.rows import projects_of
from engine.roll.sources import budget_source
from engine.roll.standing import Standing, current_occasion
from engine.roll.step import Step


def widened(flikar: Sequence[Flik], old: BookData, target: Occasion) -> tuple[Flik, ...]:
    """The declared flikar of the new year with room for every project that is carried into them."""
    return tuple(_with_room(flik, _projects_for(flik, old, target)) for flik in flikar)


def _with_room(flik: Flik, sources: Sequence[Projects]) -> Flik:
    keys = {key for source in sources for key, _ in source}
    needed = {row.id: sum(key.block == row.id for key in keys) for row in flik.table.blocks}
    rows = tuple(replace(row, slots=max(row.slots, needed[row.id])) if row.slots else row for row in flik.table.rows)
    return replace(flik, table=replace(flik.table, rows=rows))


def roll_into_year(standing: Standing, new: BookData, target: Occasion, answers: Answers = NO_ANSWERS) -> Step:
    """Everything the new year's workbook gets from the old one, which stays as it is.

    Args:
        standing: the old workbook and its lists.
        new: the new, empty workbook, with room for the projects.
        target: the occasion that the new workbook begins with.
        answers: which projects are one under two names.

    Raises:
        RollRefusedError: nothing has been filled in the old workbook, or it holds amounts that cannot be read.
    """
    origin = current_occasion(standing)
    filed = file_until(standing, origin, 0)
    rolled = Rolled(lines=tuple(_carried(standing.history.lines, filed.lines)), findings=filed.findings)
    for flik in new.flikar:
        room = make_room(flik, *_projects_for(flik.layout.flik, standing.book, target), answers=answers)
        rolled += Rolled(room.names, likely=room.likely)
        for kind, (amounts, places) in _amounts_for(flik, standing.book).items():
            rolled += carry(room, kind, amounts, places)
            if kind is ColumnKind.UTFALL_FG and amounts and (same := standing.book.flik(flik.layout.flik.name)):
                rolled += carry_mark(flik, same)
        if flik.layout.flik.is_monthly and flik.layout.flik.serves(target):
            rolled += name_occasion(flik, target, new.year)
    return Step(origin, target, rolled)


def _carried(*lines: Sequence[HistoryLine]) -> Iterator[HistoryLine]:
    """Lines of earlier years belong to no roll of the new workbook."""
    return (replace(line, roll=None) for part in lines for line in part)


def _projects_for(flik: Flik, old: BookData, target: Occasion) -> Sequence[Projects]:
    """The projects at hand where work begins; those with an outcome where it becomes last year's."""
    if not flik.table.blocks:
        return ()
    begins = flik.serves(target) or OccasionKind.BUDGET in flik.kinds
    source = budget_source(old, flik.table.code) if begins else None
    return (projects_of(source) if source else ()), _with_outcome(flik, old)


def _with_outcome(flik: Flik, old: BookData) -> Projects:
    same = old.flik(flik.name)
    if same is None or ColumnKind.UTFALL_FG not in flik.headings_by_kind:
        return ()
    outcome = inputs_of(same, ColumnKind.UTFALL)
    return [(key, label) for key, label in projects_of(same) if key in outcome]


def _amounts_for(flik: FlikData, old: BookData) -> Mapping[ColumnKind, tuple[Amounts, Places]]:
    """The columns of the year before, from the workbook of that year, and where they stand there."""
    declared = flik.layout.flik
    same = old.flik(declared.name)
    taken: dict[ColumnKind, tuple[FlikData | None, ColumnKind]] = {}
    if ColumnKind.BUDGET_FG in declared.headings_by_kind:
        taken[ColumnKind.BUDGET_FG] = budget_source(old, declared.table.code), ColumnKind.BUDGET
    if ColumnKind.UTFALL_FG in declared.headings_by_kind and same is not None:
        taken[ColumnKind.UTFALL_FG] = same, ColumnKind.UTFALL
    return {
        kind: (inputs_of(earlier, source) if earlier else {}, places_of(old, earlier, source))
        for kind, (earlier, source) in taken.items()
    }
