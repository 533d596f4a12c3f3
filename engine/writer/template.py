"""The year's workbook for one nämnd, empty and ready to be filled (``flikar mall``)."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.calc import derived_values
from engine.layout import COVER, FlikLayout, PlacedRow, PlacedTarget, cover_entries
from engine.layout.cover import (
    AMOUNT_COLUMN,
    CONTENT_COLUMN,
    FIRST_ENTRY_ROW,
    KEY_COLUMN,
    LINK_COLUMN,
    OCCASION_COLUMN,
)
from engine.layout.template import NAMND_CELL, NOTE_CELL, OCCASION_CELL, TITLE_CELL
from engine.model import RowKind, Sign
from engine.writer.history import write_history
from engine.writer.newbook import add_hidden_name, set_page, write_workbook
from engine.writer.styles import add_styles

TEMPLATE_ID = "flikar-namnd"
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
    """

    kommun: str
    namnd: str
    code: str
    year: int
    version: str
    layouts: tuple[FlikLayout, ...]
    occasions: Mapping[str, str]


def write_template(template: NewTemplate) -> bytes:
    """The workbook: cover, flikar with live formulas and their computed values, hidden identity."""

    def fill(book: Workbook) -> None:
        styles = add_styles(book)
        _write_cover(book.add_worksheet(COVER), template, styles)
        for layout in template.layouts:
            _write_flik(book.add_worksheet(layout.sheet), layout, template, styles)
        write_history(book, styles, left=f"{template.kommun} · {template.namnd}")
        add_hidden_name(book, "flikar_mall", f'"{TEMPLATE_ID}"')
        add_hidden_name(book, "flikar_version", f'"{template.version}"')
        add_hidden_name(book, "flikar_namnd", f'"{template.code}"')
        add_hidden_name(book, "flikar_ar", str(template.year))

    return write_workbook(f"Uppföljning {template.year} {template.namnd}", template.kommun, template.year, fill)


def _at(cell: Cell) -> tuple[int, int]:
    """XlsxWriter counts from 0."""
    return cell.row - 1, cell.column - 1


def _write_flik(sheet: Worksheet, layout: FlikLayout, template: NewTemplate, styles: Mapping[str, Format]) -> None:
    _write_head(sheet, layout, template, styles)
    _write_columns(sheet, layout, styles)
    for placed in layout.rows:
        _write_label(sheet, placed, styles)
        if layout.comment_column and placed.row.kind not in (RowKind.BLANK, RowKind.CLOSING):
            sheet.write_blank(placed.number - 1, layout.comment_column - 1, None, styles["comment"])
    values = derived_values(layout, {})
    for target in layout.all_targets:
        _write_amount(sheet, layout, target, int(values.get(target.cell, 0)), styles)
    occasion = template.occasions[layout.sheet]
    set_page(sheet, left=f"{template.kommun} · {template.namnd}", right=occasion, repeat_row=layout.heading_row)
    sheet.freeze_panes(layout.heading_row, 1)
    sheet.protect("", _PROTECTION)


def _write_head(sheet: Worksheet, layout: FlikLayout, template: NewTemplate, styles: Mapping[str, Format]) -> None:
    sheet.write_string(*_at(TITLE_CELL), layout.flik.table.title, styles["title"])
    sheet.write_string(NAMND_CELL.row - 1, 0, "Nämnd", styles["label"])
    sheet.write_string(*_at(NAMND_CELL), template.namnd, styles["fact"])
    sheet.write_string(OCCASION_CELL.row - 1, 0, "Tillfälle", styles["label"])
    style = styles["fact_input" if layout.flik.is_monthly else "fact"]
    sheet.write_string(*_at(OCCASION_CELL), template.occasions[layout.sheet], style)
    note = f"{_NOTE} {_NOTE_PROJECTS}" if layout.flik.table.blocks else _NOTE
    sheet.write_string(*_at(NOTE_CELL), note, styles["note"])


def _write_columns(sheet: Worksheet, layout: FlikLayout, styles: Mapping[str, Format]) -> None:
    row = layout.heading_row - 1
    sheet.set_row(row, 34)
    sheet.set_column(0, 0, 44)
    sheet.write_string(row, 0, "Belopp i tkr", styles["heading_left"])
    for column in (*layout.columns, *layout.beside):
        sheet.set_column(column.number - 1, column.number - 1, 20)
        sheet.write_string(row, column.number - 1, column.heading, styles["heading"])
    if layout.comment_column:
        sheet.set_column(layout.comment_column - 1, layout.comment_column - 1, 50)
        sheet.write_string(row, layout.comment_column - 1, "Kommentar", styles["heading_left"])


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
    row, column = _at(target.cell)
    kind = target.row.row.kind
    if target.column.column.is_kept:
        sheet.write_blank(row, column, None, styles["derived"])
        return
    if target.formula is None:
        sheet.write_blank(row, column, None, styles["input"])
        _add_hint(sheet, target)
        return
    style = styles[{RowKind.SUM: "sum", RowKind.CATEGORY: "category"}.get(kind, "derived")]
    sheet.write_formula(row, column, f"={layout.formula_text(target)}", style, value)


def _add_hint(sheet: Worksheet, target: PlacedTarget) -> None:
    criteria, limit, message = _HINTS[target.row.row.sign]
    row, column = _at(target.cell)
    sheet.data_validation(row, column, row, column, {
        "validate": "integer", "criteria": criteria, "value": limit, "error_type": "warning",
        "input_title": "Tusental kronor", "input_message": message,
        "error_title": "Stämmer beloppet?", "error_message": f"{message} Behåll värdet bara om det är rätt ändå.",
    })  # fmt: skip


def _write_cover(sheet: Worksheet, template: NewTemplate, styles: Mapping[str, Format]) -> None:
    sheet.set_column(LINK_COLUMN - 1, LINK_COLUMN - 1, 34)
    sheet.set_column(CONTENT_COLUMN - 1, CONTENT_COLUMN - 1, 56)
    sheet.set_column(OCCASION_COLUMN - 1, OCCASION_COLUMN - 1, 18)
    sheet.set_column(KEY_COLUMN - 1, KEY_COLUMN - 1, 42)
    sheet.set_column(AMOUNT_COLUMN - 1, AMOUNT_COLUMN - 1, 16)
    sheet.write_string(0, 0, f"Ekonomisk uppföljning {template.year}", styles["title"])
    facts = (("Kommun", template.kommun), ("Nämnd", f"{template.namnd} ({template.code})"),
             ("År", str(template.year)), ("Mall", f"{TEMPLATE_ID}, version {template.version}"))  # fmt: skip
    for row, (label, text) in enumerate(facts, start=1):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_string(row, 1, text, styles["fact"])
    for row, label in enumerate(("Ansvarig ekonom", "Telefon och e-post"), start=6):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_blank(row, 1, None, styles["fact_input"])
    headings = ("Flik", "Innehåll", "Tillfälle", "Nyckeltal", "Belopp, tkr")
    for column, heading in enumerate(headings):
        style = "heading" if column == AMOUNT_COLUMN - 1 else "heading_left"
        sheet.write_string(FIRST_ENTRY_ROW - 2, column, heading, styles[style])
    for entry in cover_entries(template.layouts):
        row = entry.amount.row - 1
        target = f"internal:{entry.formula.rsplit('!', 1)[0]}!A1"
        sheet.write_url(row, LINK_COLUMN - 1, target, styles["link"], entry.sheet, f"Gå till {entry.sheet}")
        sheet.write_string(row, CONTENT_COLUMN - 1, entry.title, styles["label"])
        occasion = template.occasions[entry.sheet]
        sheet.write_formula(row, OCCASION_COLUMN - 1, f"={entry.occasion_formula}", styles["label"], occasion)
        sheet.write_string(row, KEY_COLUMN - 1, entry.key, styles["label"])
        sheet.write_formula(row, AMOUNT_COLUMN - 1, f"={entry.formula}", styles["derived"], 0)
    set_page(sheet, left=template.kommun, right=template.namnd, repeat_row=1)
    sheet.protect("", _PROTECTION)
