"""Prognossäkerhet of all nämnder on a terminal: how far the outcome came from each forecast."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.amounts import show_number
from engine.cli.show_blocks import heading, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.data.accuracy import AccuracyYear
    from engine.data.consolidation import Tkr
    from engine.periods import Occasion

_MISSING = "–"


def show_accuracy(years: "tuple[AccuracyYear, ...]") -> Iterator["RenderableType"]:
    """One compact table for each year; amounts in tkr, and a dash where nobody has filed the forecast or the outcome.

    The forecasts themselves stand in the workbook's sheet.
    """
    for year in years:
        direction = " − ".join(year.favourable.ordered("bokslut", "prognos"))
        yield ""
        yield heading(f"Prognossäkerhet {year.year}, årets resultat i tkr; avvikelse är {direction}")
        names = ("Nämnd", "Bokslut", *(f"Avv. {occasion.title}" for occasion in year.occasions))
        yield table(names, [*(_line(year, namnd) for namnd in year.namnder), _total(year)], numbers=len(names) - 1)


def _line(year: "AccuracyYear", namnd: str) -> tuple[str, ...]:
    deviations = (year.deviation(occasion, namnd) for occasion in year.occasions)
    return (namnd, *map(_shown, (year.outcomes.get(namnd), *deviations)))


def _total(year: "AccuracyYear") -> tuple[str, ...]:
    return ("Summa", _shown(year.total_outcome), *(_total_of(year, occasion) for occasion in year.occasions))


def _total_of(year: "AccuracyYear", occasion: "Occasion") -> str:
    """The sum of the deviations there are; a dash when there is none to sum."""
    is_empty = len(year.lacking(occasion)) == len(year.namnder)
    return _MISSING if is_empty else _shown(year.total_deviation(occasion))


def _shown(amount: "Tkr | None") -> str:
    return _MISSING if amount is None else show_number(amount)
