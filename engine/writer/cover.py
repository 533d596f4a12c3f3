"""The cover of a nämnd's workbook: whose it is, whether it adds up, and the way to every flik."""

from collections.abc import Sequence

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
from engine.layout.history import HISTORY_SHEET
from engine.writer.live import Paper

_WIDTHS = {
    LINK_COLUMN: 34, CONTENT_COLUMN: 56, OCCASION_COLUMN: 18, KEY_COLUMN: 46, AMOUNT_COLUMN: 16, CHECK_COLUMN: 12,
}  # fmt: skip
_HEADINGS = ("Flik", "Innehåll", "Tillfälle", "Nyckeltal", "Belopp, tkr", "Kontroll")
_INPUTS = ("Ansvarig ekonom", "Telefon och e-post")


def write_cover(paper: Paper, title: str, facts: Sequence[tuple[str, str]], layouts: Sequence[FlikLayout]) -> None:
    """Write the cover, after the sheets it reads."""
    for column, width in _WIDTHS.items():
        paper.sheet.set_column(column - 1, column - 1, width)
    paper.text(1, 1, title, "title")
    for row, (label, text) in enumerate(facts, start=2):
        paper.text(row, 1, label, "label")
        paper.text(row, 2, text, "fact")
    for row, label in enumerate(_INPUTS, start=SUMMARY_CELL.row + 1):
        paper.text(row, 1, label, "label")
        paper.blank(row, 2, "fact_input")
    entries = cover_entries(layouts)
    _write_entries(paper, entries)
    bridge_row = entries[-1].amount.row + 1
    paper.link(bridge_row, LINK_COLUMN, BRIDGE)
    paper.text(bridge_row, CONTENT_COLUMN, "Från beslutad budget till flikarnas budgetkolumn", "label")
    paper.link(bridge_row + 1, LINK_COLUMN, HISTORY_SHEET)
    paper.text(bridge_row + 1, CONTENT_COLUMN, "Det som har lämnats vid varje tillfälle", "label")
    _write_summary(paper, entries)


def _write_entries(paper: Paper, entries: Sequence[CoverEntry]) -> None:
    for column, heading in enumerate(_HEADINGS, start=1):
        paper.text(FIRST_ENTRY_ROW - 1, column, heading, "heading" if column >= AMOUNT_COLUMN else "heading_left")
    for entry in entries:
        row = entry.amount.row
        paper.link(row, LINK_COLUMN, entry.sheet)
        paper.text(row, CONTENT_COLUMN, entry.title, "label")
        paper.live(entry.occasion, entry.occasion_formula, "label")
        paper.text(row, KEY_COLUMN, entry.key, "label")
        paper.live(entry.amount, entry.formula, "derived")
        paper.live(entry.check, entry.check_formula, "check")


def _write_summary(paper: Paper, entries: Sequence[CoverEntry]) -> None:
    paper.text(SUMMARY_CELL.row, 1, "Kontroll av alla flikar", "label")
    paper.live(SUMMARY_CELL, summary_formula(len(entries)), "check_summary")
    paper.mark_verdicts(SUMMARY_CELL, SUMMARY_CELL)
    paper.mark_verdicts(entries[0].check, Cell(entries[-1].check.row, CHECK_COLUMN))
