"""The cover of a nämnd's workbook: whose it is, whether it adds up, and the way to every flik."""

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.layout import BRIDGE, CoverEntry, FlikLayout, cover_entries, summary_formula
from engine.layout.cover import (
    AMOUNT_COLUMN,
    CHECK_COLUMN,
    CONTENT_COLUMN,
    FIRST_ENTRY_ROW,
    KEY_COLUMN,
    LINK_COLUMN,
    OCCASION_COLUMN,
    SUMMARY_CELL,
)
from engine.writer.live import Written, at, mark_verdicts, write_live

_WIDTHS = {
    LINK_COLUMN: 34, CONTENT_COLUMN: 56, OCCASION_COLUMN: 18, KEY_COLUMN: 46, AMOUNT_COLUMN: 16, CHECK_COLUMN: 12,
}  # fmt: skip
_HEADINGS = ("Flik", "Innehåll", "Tillfälle", "Nyckeltal", "Belopp, tkr", "Kontroll")
_INPUTS = ("Ansvarig ekonom", "Telefon och e-post")


def write_cover(
    sheet: Worksheet,
    title: str,
    facts: Sequence[tuple[str, str]],
    layouts: Sequence[FlikLayout],
    styles: Mapping[str, Format],
    written: Written,
) -> None:
    """Write the cover, after the sheets it reads."""
    for column, width in _WIDTHS.items():
        sheet.set_column(column - 1, column - 1, width)
    sheet.write_string(0, 0, title, styles["title"])
    for row, (label, text) in enumerate(facts, start=1):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_string(row, 1, text, styles["fact"])
    for row, label in enumerate(_INPUTS, start=SUMMARY_CELL.row):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_blank(row, 1, None, styles["fact_input"])
    entries = cover_entries(layouts)
    _write_entries(sheet, entries, styles, written)
    bridge_row = entries[-1].amount.row
    sheet.write_url(bridge_row, 0, f"internal:'{BRIDGE}'!A1", styles["link"], BRIDGE, f"Gå till {BRIDGE}")
    sheet.write_string(bridge_row, 1, "Från beslutad budget till flikarnas budgetkolumn", styles["label"])
    _write_summary(sheet, entries, styles, written)


def _write_entries(
    sheet: Worksheet, entries: Sequence[CoverEntry], styles: Mapping[str, Format], written: Written
) -> None:
    for column, heading in enumerate(_HEADINGS):
        style = "heading" if column == AMOUNT_COLUMN - 1 else "heading_left"
        sheet.write_string(FIRST_ENTRY_ROW - 2, column, heading, styles[style])
    for entry in entries:
        row = entry.amount.row - 1
        target = f"internal:{entry.formula.rsplit('!', 1)[0]}!A1"
        sheet.write_url(row, LINK_COLUMN - 1, target, styles["link"], entry.sheet, f"Gå till {entry.sheet}")
        sheet.write_string(row, CONTENT_COLUMN - 1, entry.title, styles["label"])
        write_live(sheet, entry.occasion, entry.occasion_formula, styles["label"], written)
        sheet.write_string(row, KEY_COLUMN - 1, entry.key, styles["label"])
        write_live(sheet, entry.amount, entry.formula, styles["derived"], written)
        write_live(sheet, entry.check, entry.check_formula, styles["check"], written)


def _write_summary(
    sheet: Worksheet, entries: Sequence[CoverEntry], styles: Mapping[str, Format], written: Written
) -> None:
    row, _ = at(SUMMARY_CELL)
    sheet.write_string(row, 0, "Kontroll av alla flikar", styles["label"])
    write_live(sheet, SUMMARY_CELL, summary_formula(len(entries)), styles["check_summary"], written)
    mark_verdicts(sheet, SUMMARY_CELL, SUMMARY_CELL, styles)
    mark_verdicts(sheet, entries[0].check, Cell(entries[-1].check.row, CHECK_COLUMN), styles)
