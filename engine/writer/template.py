"""The year's workbook for one nämnd, empty and ready to be filled (``flikar mall``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from engine.calc import derived_values
from engine.data import DECIDED, PRELIMINARY, TEMPLATE_ID, TEMPLATE_NAME
from engine.layout import (
    BRIDGE,
    CHECK_LABEL,
    COVER,
    HOLDS,
    BridgeLine,
    Decisions,
    FlikLayout,
    PlacedRow,
    PlacedTarget,
    column_checks,
)
from engine.layout.heights import COMMENT_WIDTH
from engine.layout.template import NAMND_CELL, NOTE_CELL, OCCASION_CELL, TITLE_CELL
from engine.model import ColumnKind, RowKind, Sign
from engine.writer.bridge import write_bridge
from engine.writer.cover import write_cover
from engine.writer.history import write_history
from engine.writer.live import Known, Paper, at
from engine.writer.newbook import add_hidden_name, set_page, write_workbook
from engine.writer.styles import add_styles

_PROTECTION = {"insert_rows": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
               "objects": True}  # fmt: skip
_LABEL_STYLES = {
    RowKind.SUM: "label_sum", RowKind.CATEGORY: "label_category", RowKind.HEADING: "label_category",
    RowKind.PROJECT: "label_input", RowKind.OF_WHICH: "label_indented",
}  # fmt: skip
_HINTS: Mapping[Sign, tuple[str, int, str]] = {
    Sign.COST: ("<=", 0, "Kostnader anges i hela tusental kronor med minus framför."),
    Sign.INCOME: (">=", 0, "Intäkter anges i hela tusental kronor utan minus."),
    Sign.INVESTMENT: (">=", 0, "Investeringar anges i hela tusental kronor utan minus."),
    Sign.ANY: (">=", -1_000_000_000, "Belopp anges i hela tusental kronor; minus när det är en kostnad."),
}
_AMOUNT_WIDTH = 18
"""In characters: twelve digits, and the headings on two lines."""
_NOTE = (
    "Hela tusental kronor utan decimaler. Celler med ram fylls i; grå celler utan ram räknas fram och är låsta "
    "utan lösenord."
)
_NOTE_PROJECTS = "Behövs fler rader: infoga rad ovanför den tunna tomma raden, så följer summan med."


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """What a new workbook is for.

    Attributes:
        kommun, namnd: names as people read them.
        code: the nämnd's code.
        year: ÅR.
        version: of the declared template.
        layouts: the flikar in tab order.
        occasions: per flik (by tab name) what its cell *Tillfälle* says.
        decisions: kommunfullmäktige's, for the budget bridge.
        bridge: the bridge's comparisons.
    """

    kommun: str
    namnd: str
    code: str
    year: int
    version: str
    layouts: tuple[FlikLayout, ...]
    occasions: Mapping[str, str]
    decisions: Decisions
    bridge: tuple[BridgeLine, ...]


def write_template(template: NewTemplate) -> bytes:
    """The workbook: cover, flikar with live formulas and their computed values, hidden identity."""

    def fill(book: Workbook) -> None:
        styles = add_styles(book)
        known: Known = {}
        cover = book.add_worksheet(COVER)
        for layout in template.layouts:
            _write_flik(Paper(book.add_worksheet(layout.sheet), styles, known), layout, template)
        _write_bridge(Paper(book.add_worksheet(BRIDGE), styles, known), template)
        _write_cover(Paper(cover, styles, known), template)
        write_history(book, styles, left=f"{template.kommun} · {template.namnd}")
        add_hidden_name(book, TEMPLATE_NAME, f'"{TEMPLATE_ID}"')
        add_hidden_name(book, "flikar_version", f'"{template.version}"')
        add_hidden_name(book, "flikar_namnd", f'"{template.code}"')
        add_hidden_name(book, "flikar_ar", str(template.year))

    return write_workbook(f"Uppföljning {template.year} {template.namnd}", template.kommun, template.year, fill)


def _write_flik(paper: Paper, layout: FlikLayout, template: NewTemplate) -> None:
    sheet, styles = paper.sheet, paper.styles
    _write_head(sheet, layout, template, styles)
    paper.keep(OCCASION_CELL, template.occasions[layout.sheet])
    _write_columns(sheet, layout, styles)
    _write_marks(sheet, layout, styles)
    for placed in layout.rows:
        _write_label(sheet, placed, styles)
        if layout.comment_column and placed.row.kind not in (RowKind.BLANK, RowKind.CLOSING):
            sheet.write_blank(placed.number - 1, layout.comment_column - 1, None, styles["comment"])
    values = derived_values(layout, {})
    for target in layout.all_targets:
        _write_amount(sheet, layout, target, int(values.get(target.cell, 0)), styles)
    _add_hints(sheet, layout)
    for cell, value in values.items():
        paper.keep(cell, value)
    _write_checks(paper, layout)
    set_page(
        sheet, left=f"{template.kommun} · {template.namnd}", right=_printed_occasion(layout, template),
        repeat_row=layout.heading_row,
    )  # fmt: skip
    _limit_print(sheet, layout)
    sheet.freeze_panes(layout.heading_row, 1)
    sheet.protect("", _PROTECTION)


def _printed_occasion(layout: FlikLayout, template: NewTemplate) -> str:
    """What the page header says; the flik of every month tells its occasion in a cell alone, which changes."""
    return f"Uppföljning {template.year}" if layout.flik.is_monthly else template.occasions[layout.sheet]


def _limit_print(sheet: Worksheet, layout: FlikLayout) -> None:
    """Print what is filed: the table with its comments and checks, not the help beside them."""
    last_row = layout.check_row or layout.rows[-1].number
    last_column = layout.comment_column or layout.columns[-1].number
    sheet.print_area(0, 0, last_row - 1, last_column - 1)


def _write_head(sheet: Worksheet, layout: FlikLayout, template: NewTemplate, styles: Mapping[str, Format]) -> None:
    sheet.write_string(*at(TITLE_CELL), layout.flik.table.title, styles["title"])
    sheet.write_string(NAMND_CELL.row - 1, 0, "Nämnd", styles["label"])
    sheet.write_string(*at(NAMND_CELL), template.namnd, styles["fact"])
    sheet.write_string(OCCASION_CELL.row - 1, 0, "Tillfälle", styles["label"])
    style = styles["fact_input" if layout.flik.is_monthly else "fact"]
    sheet.write_string(*at(OCCASION_CELL), template.occasions[layout.sheet], style)
    note = f"{_NOTE} {_NOTE_PROJECTS}" if layout.flik.table.blocks else _NOTE
    sheet.write_string(*at(NOTE_CELL), note, styles["note"])


def _write_columns(sheet: Worksheet, layout: FlikLayout, styles: Mapping[str, Format]) -> None:
    row = layout.heading_row - 1
    sheet.set_row(row, 34)
    sheet.set_column(0, 0, 44)
    sheet.write_string(row, 0, "Belopp i tkr", styles["heading_left"])
    for column in (*layout.columns, *layout.beside):
        sheet.set_column(column.number - 1, column.number - 1, _AMOUNT_WIDTH)
        sheet.write_string(row, column.number - 1, column.heading, styles["heading"])
    if layout.comment_column:
        sheet.set_column(layout.comment_column - 1, layout.comment_column - 1, COMMENT_WIDTH)
        sheet.write_string(row, layout.comment_column - 1, "Kommentar", styles["heading_comment"])


def _write_marks(sheet: Worksheet, layout: FlikLayout, styles: Mapping[str, Format]) -> None:
    """Above each outcome: has the nämnd decided it? Last year's outcome has been, this year's has not yet."""
    for kind, cell in layout.mark_cells.items():
        sheet.write_string(*at(cell), PRELIMINARY if kind is ColumnKind.UTFALL else DECIDED, styles["mark"])
        sheet.data_validation(*at(cell), *at(cell), {
            "validate": "list", "source": [PRELIMINARY, DECIDED], "error_type": "warning",
            "error_title": "Stämmer märket?", "error_message": f"Välj {PRELIMINARY} eller {DECIDED}.",
            "input_title": "Utfallets status",
            "input_message": f"Utfallet under rubriken är {PRELIMINARY} eller {DECIDED}.",
        })  # fmt: skip


def _write_checks(paper: Paper, layout: FlikLayout) -> None:
    checks = column_checks(layout)
    paper.text(checks[0].cell.row, layout.label_column, CHECK_LABEL, "note")
    for check in checks:
        # a new table holds nothing but its own formulas, so every check of it holds
        paper.shown(check.cell, check.formula, HOLDS, "check")
    paper.mark_verdicts(checks[0].cell, checks[-1].cell)


def _write_label(sheet: Worksheet, placed: PlacedRow, styles: Mapping[str, Format]) -> None:
    kind = placed.row.kind
    if kind is RowKind.CLOSING:
        sheet.set_row(placed.number - 1, 4)
    elif kind is not RowKind.BLANK:
        style = styles[_LABEL_STYLES.get(kind, "label")]
        sheet.write(placed.number - 1, 0, placed.label or None, style)


def _write_amount(
    sheet: Worksheet, layout: FlikLayout, target: PlacedTarget, value: int, styles: Mapping[str, Format]
) -> None:
    row, column = at(target.cell)
    kind = target.row.row.kind
    if target.column.column.is_kept:
        sheet.write_blank(row, column, None, styles["derived"])
        return
    if target.formula is None:
        sheet.write_blank(row, column, None, styles["input"])
        return
    style = styles[{RowKind.SUM: "sum", RowKind.CATEGORY: "category"}.get(kind, "derived")]
    sheet.write_formula(row, column, f"={layout.formula_text(target)}", style, value)


def _add_hints(sheet: Worksheet, layout: FlikLayout) -> None:
    """One validation for each sign, over all the rows that carry it."""
    inputs = [target for target in layout.targets if target.formula is None]
    for sign in dict.fromkeys(target.row.row.sign for target in inputs):
        _add_hint(sheet, sign, _ranges([at(target.cell) for target in inputs if target.row.row.sign is sign]))


def _ranges(cells: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The cells as ranges down their columns (top, left, bottom, right); a row inserted inside one is in it."""
    found: list[list[int]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if found and found[-1][3] == column and found[-1][2] == row - 1:
            found[-1][2] = row
        else:
            found.append([row, column, row, column])
    return found


def _add_hint(sheet: Worksheet, sign: Sign, ranges: Sequence[list[int]]) -> None:
    criteria, limit, message = _HINTS[sign]
    first, *others = ranges
    sheet.data_validation(*first, {
        "other_cells": others,
        "validate": "integer", "criteria": criteria, "value": limit, "error_type": "warning",
        "input_title": "Tusental kronor", "input_message": message,
        "error_title": "Stämmer beloppet?", "error_message": f"{message} Behåll värdet bara om det är rätt ändå.",
    })  # fmt: skip


def _write_bridge(paper: Paper, template: NewTemplate) -> None:
    write_bridge(paper, f"{BRIDGE} {template.year}", template.namnd, template.decisions, template.bridge)
    _close(paper, template)


def _write_cover(paper: Paper, template: NewTemplate) -> None:
    facts = (("Kommun", template.kommun), ("Nämnd", f"{template.namnd} ({template.code})"),
             ("År", str(template.year)), ("Mall", f"{TEMPLATE_ID}, version {template.version}"))  # fmt: skip
    write_cover(paper, f"Ekonomisk uppföljning {template.year}", facts, template.layouts)
    _close(paper, template)


def _close(paper: Paper, template: NewTemplate) -> None:
    set_page(paper.sheet, left=template.kommun, right=template.namnd, repeat_row=1)
    paper.sheet.protect("", _PROTECTION)
