"""The sheet *Budgetbrygga*: the decision, the year's changes, and the Budget columns they should give."""

from collections.abc import Sequence
from decimal import Decimal

from engine.addresses import Cell
from engine.layout import BridgeLine, BudgetChange, Decisions
from engine.layout.bridge import (
    CHANGE_LABEL,
    CHECK_COLUMN,
    COMPARED_HEADINGS,
    DECIDED_HEADINGS,
    DECISION_COLUMN,
    DECISION_LABEL,
    DECISION_ROW,
    FROM_COLUMN,
    GRANT_COLUMN,
    HEADING_ROW,
    INVESTMENT_COLUMN,
    KEY_COLUMN,
    LABEL_COLUMN,
    OCCASION_COLUMN,
    OFF_COLUMN,
    SHEET_COLUMN,
    STANDING_COLUMN,
    WANTED_COLUMN,
    change_rows,
    lines_heading_row,
    shown_amount,
)
from engine.writer.live import Paper, at

_WIDTHS = (36, 34, 34, 20, 20, 16, 12)
_NOTES = (
    "Besluten kommer från kommun.toml; för in ändringar där. flikar fyll och flikar rulla skriver om raderna här.",
    "Ett streck: inget jämförs, för beslutet eller beloppet saknas, eller fliken gäller ett annat tillfälle.",
)


def write_bridge(paper: Paper, title: str, namnd: str, decisions: Decisions, lines: Sequence[BridgeLine]) -> None:
    """Write the bridge, after the flikar it reads."""
    for column, width in enumerate(_WIDTHS):
        paper.sheet.set_column(column, column, width)
    paper.text(1, 1, title, "title")
    paper.text(2, 1, "Nämnd", "label")
    paper.text(2, 2, namnd, "fact")
    for row, note in enumerate(_NOTES, start=3):
        paper.text(row, 1, note, "note")
    _write_decisions(paper, decisions)
    _write_headings(paper, lines_heading_row(decisions), COMPARED_HEADINGS)
    for line in lines:
        _write_line(paper, line)
    if lines:
        paper.mark_verdicts(Cell(lines[0].number, CHECK_COLUMN), Cell(lines[-1].number, CHECK_COLUMN))


def _write_headings(paper: Paper, number: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        paper.text(number, column, heading, "heading" if column >= WANTED_COLUMN else "heading_left")


def _write_decisions(paper: Paper, decisions: Decisions) -> None:
    _write_headings(paper, HEADING_ROW, DECIDED_HEADINGS)
    paper.text(DECISION_ROW, LABEL_COLUMN, DECISION_LABEL, "label")
    for column, decided in ((GRANT_COLUMN, decisions.grant), (INVESTMENT_COLUMN, decisions.investment)):
        _write_number(paper, Cell(DECISION_ROW, column), decided, "input")
    rows = change_rows(decisions)
    for number, change in zip(rows, decisions.changes, strict=False):
        _write_change(paper, number, change)
    for number in rows[len(decisions.changes) :]:
        _write_change(paper, number, None)


def _write_change(paper: Paper, number: int, change: BudgetChange | None) -> None:
    """A change of the budget; without one, a row for one that is still to come."""
    paper.text(number, LABEL_COLUMN, CHANGE_LABEL, "label_indented")
    if change and change.decision:
        paper.text(number, DECISION_COLUMN, change.decision, "fact_input")
    else:
        paper.blank(number, DECISION_COLUMN, "fact_input")
    _write_number(paper, Cell(number, FROM_COLUMN), Decimal(change.start) if change else None, "period")
    _write_number(paper, Cell(number, GRANT_COLUMN), change.grant if change else None, "input")
    _write_number(paper, Cell(number, INVESTMENT_COLUMN), change.investment if change else None, "input")


def _write_number(paper: Paper, cell: Cell, value: Decimal | None, style: str) -> None:
    """A decided amount as the number it is; none leaves the cell open for one."""
    if value is None:
        paper.blank(cell.row, cell.column, style)
        return
    shown = shown_amount(value)
    paper.sheet.write_number(*at(cell), shown, paper.styles[style])
    paper.keep(cell, shown)


def _write_line(paper: Paper, line: BridgeLine) -> None:
    paper.link(line.number, SHEET_COLUMN, line.sheet)
    paper.text(line.number, OCCASION_COLUMN, line.occasion, "label")
    paper.text(line.number, KEY_COLUMN, line.key, "label")
    paper.live(Cell(line.number, WANTED_COLUMN), line.wanted, "derived")
    paper.live(Cell(line.number, STANDING_COLUMN), line.standing, "derived")
    paper.live(Cell(line.number, CHECK_COLUMN), line.check, "check")
    paper.live(Cell(line.number, OFF_COLUMN), line.off, "derived")
