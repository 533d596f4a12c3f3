"""Prognossäkerhet: every nämnd's forecasts of Årets resultat beside the outcome, one block for each year."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.data.accuracy import AccuracyYear
from engine.data.consolidation import Tkr
from engine.writer.consolidation.content import KommunBook
from engine.writer.consolidation.parts import (
    HEADING_ROW,
    LABEL_WIDTH,
    Styles,
    cell_number,
    write_head,
    write_headings,
    write_sum,
)

ACCURACY_SHEET = "Prognossäkerhet"
_OUTCOME = 2
_AMOUNT_WIDTH = 20


def write_accuracy(sheet: Worksheet, content: KommunBook, styles: Styles) -> None:
    """The sheet; deviations and totals are live formulas, and what nobody filed is an empty cell."""
    write_head(sheet, "Prognossäkerhet, årets resultat", content, styles)
    widest = max(len(year.occasions) for year in content.accuracy)
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, _OUTCOME + 2 * widest, _AMOUNT_WIDTH)
    row = HEADING_ROW
    for year in content.accuracy:
        row = _write_year(sheet, row, year, content, styles) + 2
    sheet.freeze_panes(HEADING_ROW, 1)


def _write_year(sheet: Worksheet, heading_row: int, year: AccuracyYear, content: KommunBook, styles: Styles) -> int:
    """One year's block; returns the last row it takes."""
    write_headings(sheet, heading_row - 1, ("Belopp i tkr", *_headings(year)), styles)
    for number, namnd in enumerate(year.namnder, start=heading_row + 1):
        sheet.write_string(number - 1, 0, f"{content.names[namnd]} ({namnd})", styles["label"])
        _write_line(sheet, number, year, namnd, styles)
    last = heading_row + len(year.namnder) + 1
    _write_totals(sheet, heading_row, last, year, styles)
    return _write_notes(sheet, last, year, styles)


def _headings(year: AccuracyYear) -> Iterator[str]:
    yield f"Bokslut {year.year}"
    for occasion in year.occasions:
        yield f"Prognos {occasion.label(year.year)}"
        yield f"Avvikelse {occasion.title}"


def _write_line(sheet: Worksheet, number: int, year: AccuracyYear, namnd: str, styles: Styles) -> None:
    _write_amount(sheet, Cell(number, _OUTCOME), year.outcomes.get(namnd), styles)
    for column, occasion in enumerate(year.occasions):
        forecast = Cell(number, _OUTCOME + 1 + 2 * column)
        _write_amount(sheet, forecast, year.forecasts[occasion].get(namnd), styles)
        deviation = year.deviation(occasion, namnd)
        if deviation is not None:
            minuend, subtrahend = year.favourable.ordered(Cell(number, _OUTCOME), forecast)
            text, value = f"={minuend}-{subtrahend}", cell_number(deviation)
            sheet.write_formula(number - 1, forecast.column, text, styles["amount"], value)


def _write_amount(sheet: Worksheet, at: Cell, amount: Tkr | None, styles: Styles) -> None:
    if amount is not None:
        sheet.write_number(at.row - 1, at.column - 1, cell_number(amount), styles["amount"])


def _write_totals(sheet: Worksheet, heading_row: int, number: int, year: AccuracyYear, styles: Styles) -> None:
    sheet.write_string(number - 1, 0, "Summa", styles["label_total"])
    for column, total in enumerate(_totals(year), start=_OUTCOME):
        first, last = Cell(heading_row + 1, column), Cell(number - 1, column)
        write_sum(sheet, Cell(number, column), first, last, total, styles["sum"])


def _totals(year: AccuracyYear) -> Iterator[Tkr]:
    yield year.total_outcome
    for occasion in year.occasions:
        yield year.total_forecast(occasion)
        yield year.total_deviation(occasion)


def _write_notes(sheet: Worksheet, number: int, year: AccuracyYear, styles: Styles) -> int:
    """Below the block, who lacks a deviation: the total leaves them out."""
    for occasion in year.occasions:
        lacking = year.lacking(occasion)
        if lacking:
            number += 1
            text = f"Avvikelse {occasion.title} saknas för {', '.join(lacking)}, som inte ingår i dess summa."
            sheet.write_string(number - 1, 0, text, styles["note"])
    return number
