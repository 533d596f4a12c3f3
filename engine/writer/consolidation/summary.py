"""Driftsammandrag: Verksamhetens nettokostnader of every nämnd."""

from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.data.consolidation import Consolidation, SummaryLine
from engine.model import ColumnKind
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


def write_summary(sheet: Worksheet, content: KommunBook, styles: Styles) -> None:
    """The sheet: one line per nämnd of the kommun, those that are not in named as such."""
    write_head(sheet, "Driftsammandrag, verksamhetens nettokostnader", content, styles)
    headings = _summary_headings(content.consolidation, content.year)
    write_headings(sheet, HEADING_ROW - 1, ("Belopp i tkr", *headings), styles)
    sheet.write_string(HEADING_ROW - 1, len(headings) + 1, "Anmärkning", styles["heading_apart"])
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, len(headings), 20)
    sheet.set_column(len(headings) + 1, len(headings) + 1, 44)
    lines = {line.namnd: line for line in content.consolidation.summary}
    for number, (code, name) in enumerate(content.names.items(), start=HEADING_ROW + 1):
        sheet.write_string(number - 1, 0, f"{name} ({code})", styles["label"])
        _write_summary_line(sheet, number, lines.get(code), len(headings), styles)
    _write_summary_total(sheet, content, len(headings), styles)
    sheet.freeze_panes(HEADING_ROW, 1)


def _summary_headings(consolidation: Consolidation, year: int) -> tuple[str, ...]:
    rr = consolidation.table("RR")
    kinds = (ColumnKind.BUDGET, consolidation.outcome, ColumnKind.AVVIKELSE)
    found = tuple(rr.headings[kind] for kind in kinds if rr and kind and kind in rr.headings)
    return found or (f"Budget {year}",)


def _write_summary_line(
    sheet: Worksheet, number: int, line: SummaryLine | None, columns: int, styles: Styles
) -> None:
    given = (line.budget, line.outcome)[:columns] if line else ()
    for column, amount in enumerate(given, start=1):
        if amount is not None:
            sheet.write_number(number - 1, column, cell_number(amount), styles["amount"])
    if line and line.deviation is not None and columns > 1:
        formula = f"=C{number}-B{number}"
        sheet.write_formula(number - 1, columns, formula, styles["amount"], cell_number(line.deviation))
    if any(amount is None for amount in given) or line is None:
        text = "Ingår inte, se Läsrapport" if line is None else "Allt är inte läst, se Läsrapport"
        sheet.write_string(number - 1, columns + 1, text, styles["note_apart"])


def _write_summary_total(sheet: Worksheet, content: KommunBook, columns: int, styles: Styles) -> None:
    row = HEADING_ROW + len(content.names) + 1
    sheet.write_string(row - 1, 0, "Summa", styles["label_total"])
    lines = content.consolidation.summary
    totals = (
        sum((line.budget or 0 for line in lines), start=0),
        sum((line.outcome or 0 for line in lines), start=0),
        sum((line.deviation or 0 for line in lines), start=0),
    )
    for column, total in zip(range(2, columns + 2), totals, strict=False):
        first, last = Cell(HEADING_ROW + 1, column), Cell(row - 1, column)
        write_sum(sheet, Cell(row, column), first, last, total, styles["sum"])
    sheet.write_blank(row - 1, columns + 1, None, styles["label_total"])
