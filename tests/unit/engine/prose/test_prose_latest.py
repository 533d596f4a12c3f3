"""The occasion of the kept forecast is told from its amounts, among the flikar and in the year's history."""

from collections.abc import Mapping

from engine.addresses import Cell
from engine.data import FlikData, RawCell, RawSheet
from engine.data.history import HistoryLine
from engine.layout import template_layout
from engine.model import ColumnKind
from engine.periods import Occasion, occasion_named
from engine.prose import FiledForecast, forecasts_in_history, latest_follow_up
from tests.support.books import YEAR, demo_setup

MARS, APRIL, MAJ, DELAR = map(occasion_named, ("mars", "april", "maj", "delar"))
FORECAST = {"Personalkostnader": -724465, "Lokalhyror": -93004}


def kept(amounts: Mapping[str, int]) -> FlikData:
    """VON's delår with a kept forecast."""
    flik = next(f for f in demo_setup().catalog.flikar("skattefinansierad") if f.serves(DELAR))
    layout = template_layout(flik, YEAR)
    column = layout.column(ColumnKind.FOREGAENDE_PROGNOS)
    assert column is not None
    cells = {
        Cell(row.number, column.number): RawCell(amounts[row.label]) for row in layout.rows if row.label in amounts
    }
    return FlikData(layout, RawSheet(layout.sheet, cells))


def line(occasion: Occasion, row: str, amount: int, year: int = YEAR) -> HistoryLine:
    return HistoryLine(year, occasion, "RR", "", row, ColumnKind.PROGNOS, amount)


def filed(occasion: Occasion, year: int = YEAR, **other: int) -> list[HistoryLine]:
    return [line(occasion, row, amount, year) for row, amount in {**FORECAST, **other}.items()]


def latest(lines: list[HistoryLine], amounts: Mapping[str, int] = FORECAST) -> Occasion | None:
    return latest_follow_up(kept(amounts), forecasts_in_history(lines, YEAR), DELAR)


def test_the_occasion_is_the_latest_one_with_the_same_forecast() -> None:
    assert latest(filed(MARS)) == MARS
    assert latest([*filed(APRIL), *filed(MARS)]) == APRIL
    assert latest([*filed(MARS), *filed(MAJ, Lokalhyror=-1)]) == MARS


def test_another_forecast_year_or_table_and_a_later_occasion_are_not_it() -> None:
    assert latest(filed(MAJ, **{"Köp av tjänster": -5})) is None
    assert latest(filed(MAJ, year=YEAR - 1)) is None
    assert latest(filed(DELAR)) is None
    assert latest_follow_up(kept(FORECAST), [FiledForecast(MAJ, "INV", FORECAST)], DELAR) is None


def test_without_a_kept_forecast_there_is_no_occasion() -> None:
    assert latest(filed(MARS), {}) is None
    assert latest([line(MARS, "Lokalhyror", 0)], {"Lokalhyror": 0}) is None
