"""The sheet *Budgetbrygga*: the decision, the year's changes, and the Budget columns they should give."""

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.layout import BridgeLine, Decisions
from engine.layout.bridge import (
    CHECK_COLUMN,
    DECISION_ROW,
    GRANT_COLUMN,
    HEADING_ROW,
    INVESTMENT_COLUMN,
    KEY_COLUMN,
    OCCASION_COLUMN,
    OFF_COLUMN,
    SHEET_COLUMN,
    STANDING_COLUMN,
    WANTED_COLUMN,
    change_rows,
    lines_heading_row,
)
from engine.writer.live import Written, at, mark_verdicts, write_live

_WIDTHS = (36, 34, 34, 20, 20, 16, 12)
_NOTE = (
    "Beslut och ändringar kommer från kommun.toml; en ändring som tillkommer skrivs i en tom rad, med första perioden "
    "som ÅÅÅÅMM. Ett streck betyder att inget jämförs: beslutet eller beloppet saknas, eller fliken gäller ett annat "
    "tillfälle."
)
_DECIDED = ("Post", "Beslut", "Från och med period", "Kommunbidrag, tkr", "Investeringar, tkr")
_COMPARED = ("Flik", "Tillfälle", "Belopp", "Enligt besluten, tkr", "I fliken, tkr", "Skillnad, tkr", "Kontroll")
_FIRST_AMOUNT = 4


def write_bridge(
    sheet: Worksheet,
    title: str,
    namnd: str,
    decisions: Decisions,
    lines: Sequence[BridgeLine],
    styles: Mapping[str, Format],
    written: Written,
) -> None:
    """Write the bridge, after the flikar it reads."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, "Nämnd", styles["label"])
    sheet.write_string(1, 1, namnd, styles["fact"])
    sheet.write_string(3, 0, _NOTE, styles["note"])
    _write_decisions(sheet, decisions, styles, written)
    _write_headings(sheet, lines_heading_row(decisions), _COMPARED, styles)
    for line in lines:
        _write_line(sheet, line, styles, written)
    if lines:
        mark_verdicts(sheet, Cell(lines[0].number, CHECK_COLUMN), Cell(lines[-1].number, CHECK_COLUMN), styles)


def _write_headings(sheet: Worksheet, number: int, headings: Sequence[str], styles: Mapping[str, Format]) -> None:
    for column, heading in enumerate(headings, start=1):
        is_amount = _FIRST_AMOUNT <= column < CHECK_COLUMN
        sheet.write_string(number - 1, column - 1, heading, styles["heading" if is_amount else "heading_left"])


def _write_decisions(
    sheet: Worksheet, decisions: Decisions, styles: Mapping[str, Format], written: Written
) -> None:
    _write_headings(sheet, HEADING_ROW, _DECIDED, styles)
    sheet.write_string(DECISION_ROW - 1, 0, "Kommunfullmäktiges beslut", styles["label"])
    for column, decided in ((GRANT_COLUMN, decisions.grant), (INVESTMENT_COLUMN, decisions.investment)):
        _write_number(sheet, Cell(DECISION_ROW, column), decided, styles["input"], written)
    changes = {number: change for number, change in zip(change_rows(decisions), decisions.changes, strict=False)}
    for number in change_rows(decisions):
        change = changes.get(number)
        sheet.write_string(number - 1, 0, "Budgetändring", styles["label_indented"])
        sheet.write(number - 1, 1, change.decision if change else None, styles["fact_input"])
        amounts = (change.start, change.grant, change.investment) if change else (None, None, None)
        for column, value, style in zip(range(3, 6), amounts, ("period", "input", "input"), strict=True):
            _write_number(sheet, Cell(number, column), value, styles[style], written)


def _write_number(sheet: Worksheet, cell: Cell, value: object, style: Format, written: Written) -> None:
    """A decided amount as the number it is; none leaves the cell open for one."""
    if value is None:
        sheet.write_blank(*at(cell), None, style)
        return
    number = float(str(value))
    shown = int(number) if number == int(number) else number
    sheet.write_number(*at(cell), shown, style)
    written.keep(sheet, cell, shown)


def _write_line(sheet: Worksheet, line: BridgeLine, styles: Mapping[str, Format], written: Written) -> None:
    row = line.number - 1
    target = f"internal:{line.standing.rsplit('!', 1)[0]}!A1"
    sheet.write_url(row, SHEET_COLUMN - 1, target, styles["link"], line.sheet, f"Gå till {line.sheet}")
    sheet.write_string(row, OCCASION_COLUMN - 1, line.occasion, styles["label"])
    sheet.write_string(row, KEY_COLUMN - 1, line.key, styles["label"])
    formulas = ((WANTED_COLUMN, line.wanted), (STANDING_COLUMN, line.standing), (OFF_COLUMN, line.off))
    for column, formula in formulas:
        write_live(sheet, Cell(line.number, column), formula, styles["derived"], written)
    write_live(sheet, Cell(line.number, CHECK_COLUMN), line.check, styles["check"], written)
