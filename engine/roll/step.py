"""One step through the year: the occasion that was worked on is filed, the flikar of the next are made ready."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.data import BookData, FlikData
from engine.data.history import HistoryLine
from engine.data.renames import NO_ANSWERS, Answers
from engine.findings import make_finding
from engine.model import ColumnKind
from engine.periods import Occasion
from engine.roll.accuracy import fill_accuracy
from engine.roll.carrying import Room, carry, inputs_of, make_room, room_of_known
from engine.roll.filing import file_until
from engine.roll.forecasts import forecast_amounts, forecast_projects, keep_forecast, latest_forecast
from engine.roll.marking import carry_mark
from engine.roll.monthly import reuse
from engine.roll.naming import named_flik
from engine.roll.origins import forecast_places, places_of
from engine.roll.plan import Rolled
from engine.roll.rows import projects_of
from engine.roll.sources import budget_source
from engine.roll.standing import Standing, starting_point


@dataclass(frozen=True, slots=True)
class Step:
    """A roll from one occasion to another."""

    origin: Occasion
    target: Occasion
    rolled: Rolled


def roll_within_year(
    standing: Standing, target: Occasion, last_year: BookData | None, answers: Answers = NO_ANSWERS
) -> Step:
    """File what has been done and make the flikar of ``target`` ready.

    Args:
        standing: the workbook and its lists.
        target: the occasion rolled to.
        last_year: last year's workbook, whose outcome becomes the column of the year before.
        answers: which projects are one under two names.

    Raises:
        RollRefusedError: something would be lost, or the workbook does not stand before the target.
    """
    origin = starting_point(standing, target)
    rolled = file_until(standing, origin, standing.log.last_number + 1)
    lines = (*standing.history.lines, *rolled.lines)
    for flik in standing.book.flikar:
        if flik.layout.flik.serves(target):
            rolled += _made_ready(flik, standing.book, target, lines, answers)
            rolled += _with_last_year(flik, rolled, last_year, answers)
    return Step(origin, target, rolled)


def _made_ready(
    flik: FlikData, book: BookData, target: Occasion, lines: Sequence[HistoryLine], answers: Answers
) -> Rolled:
    declared = flik.layout.flik
    if declared.table.code == "PROGSAK":
        return fill_accuracy(flik, book, lines)
    source = budget_source(book, declared.table.code, target)
    forecast = latest_forecast(lines, declared.table, book.year, target)
    named = projects_of(source) if source else ()
    foreseen = tuple(forecast_projects(forecast, declared.table, book.year))
    room = make_room(flik, named, foreseen, answers=answers)
    amounts = forecast_amounts(forecast, declared.table, book.year)
    occasion = forecast[0].occasion if forecast else None
    kept = keep_forecast(room, amounts, forecast_places(book, declared.table.code, occasion, amounts))
    ready = Rolled(room.names, likely=room.likely) + kept
    if declared.is_monthly:
        ready = reuse(flik, target, book.year) + ready
    has_own_budget = declared.is_monthly and inputs_of(flik, ColumnKind.BUDGET)
    return ready if source is None or has_own_budget else ready + _budget(room, book, source)


def _budget(room: Room, book: BookData, source: FlikData) -> Rolled:
    kind = ColumnKind.BUDGET
    return carry(room, kind, inputs_of(source, kind), places_of(book, source, kind))


def _with_last_year(flik: FlikData, rolled: Rolled, last_year: BookData | None, answers: Answers) -> Rolled:
    """Last year's outcome of the same flik; what has no row here is named."""
    declared = flik.layout.flik
    if last_year is None or flik.layout.column(ColumnKind.UTFALL_FG) is None:
        return Rolled()
    earlier = last_year.flik(declared.name)
    outcome = inputs_of(earlier, ColumnKind.UTFALL) if earlier else {}
    if not outcome or earlier is None:
        text = f"Fjolårets bok har inget utfall i {declared.name}; kolumnen är lämnad som den var."
        return Rolled(findings=(make_finding("ST08", text, flik=flik.name, column=ColumnKind.UTFALL_FG.value),))
    labels = dict(projects_of(earlier))
    ready = named_flik(flik, rolled.cells)
    room = room_of_known(ready, [(key, labels[key]) for key in outcome if key.block], answers)
    missing = [key for key in outcome if key.block and key not in room.rows]
    told = tuple(
        make_finding(
            "ST08", f"Fjolårets projekt ”{labels[key]}” ({outcome[key]} tkr) finns inte i fliken.", flik=flik.name,
            row=labels[key], column=ColumnKind.UTFALL_FG.value, found=outcome[key],
        )
        for key in missing
    )  # fmt: skip
    amounts = {key: amount for key, amount in outcome.items() if key not in missing}
    places = places_of(last_year, earlier, ColumnKind.UTFALL)
    carried = carry(room, ColumnKind.UTFALL_FG, amounts, places) + carry_mark(flik, earlier)
    return carried + Rolled(findings=told, likely=room.likely)
