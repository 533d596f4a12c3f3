"""One table over all nämnder: a block per column kind, the nämnder side by side, and the projects below."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.data.consolidation import ConsolidatedProject, ConsolidatedRow, ConsolidatedTable
from engine.model import ColumnKind, RowKind
from engine.text import printable
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

_LABELS = {RowKind.SUM: "label_total", RowKind.CATEGORY: "label_group", RowKind.OF_WHICH: "label_indented"}
_AMOUNTS = {RowKind.SUM: "sum", RowKind.CATEGORY: "category"}
_TOTALS = {RowKind.SUM: "sum"}
_NARROWEST = 15


def write_table(sheet: Worksheet, table: ConsolidatedTable, content: KommunBook, styles: Styles) -> None:
    """The sheet of a table; row labels, then the same columns for every block."""
    namnder = content.consolidation.namnder
    write_head(sheet, table.title, content, styles)
    write_headings(sheet, HEADING_ROW - 1, ("Belopp i tkr", *namnder, "Summa"), styles)
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, max(len(namnder), len(table.headings) + 1), _amount_width(table))
    sheet.set_column(len(namnder) + 1, len(namnder) + 1, _amount_width(table) + 2)
    number = HEADING_ROW + 1
    for kind, heading in table.headings.items():
        _write_band(sheet, number, heading, len(namnder) + 2, styles)
        for row in table.rows:
            number += 1
            _write_row(sheet, number, row, kind, namnder, styles)
        number += 2
    if table.projects:
        _write_projects(sheet, number + 1, table, styles)
    sheet.freeze_panes(HEADING_ROW, 1)


def _amount_width(table: ConsolidatedTable) -> int:
    """Wide enough for every amount of the sheet with its separators, and for the headings."""
    amounts = [row.total(kind) for row in table.rows for kind in table.headings]
    parts = [part for row in table.rows for column in row.amounts.values() for part in column.values()]
    return max(max((len(f"{int(amount):,}") + 3 for amount in (*amounts, *parts)), default=0), _NARROWEST)


def _write_band(sheet: Worksheet, number: int, heading: str, columns: int, styles: Styles) -> None:
    sheet.write_string(number - 1, 0, heading, styles["band"])
    for column in range(1, columns):
        sheet.write_blank(number - 1, column, None, styles["band"])


def _write_row(  # noqa: PLR0913, PLR0917 a printed row: place, content and look
    sheet: Worksheet, number: int, row: ConsolidatedRow, kind: ColumnKind, namnder: Sequence[str], styles: Styles
) -> None:
    sheet.write_string(number - 1, 0, row.label, styles[_LABELS.get(row.kind, "label")])
    style = styles[_AMOUNTS.get(row.kind, "amount")]
    amounts = row.amounts.get(kind, {})
    for column, namnd in enumerate(namnder, start=1):
        if namnd in amounts:
            sheet.write_number(number - 1, column, cell_number(amounts[namnd]), style)
        else:
            sheet.write_blank(number - 1, column, None, style)
    at = Cell(number, len(namnder) + 2)
    first, last = Cell(number, 2), Cell(number, len(namnder) + 1)
    write_sum(sheet, at, first, last, row.total(kind), styles[_TOTALS.get(row.kind, "amount_total")])


def _write_projects(sheet: Worksheet, number: int, table: ConsolidatedTable, styles: Styles) -> None:
    """Each nämnd's projects as filed, below the sums they are already a part of."""
    sheet.write_string(number - 1, 0, "Projekt per nämnd (ingår redan i raderna ovan)", styles["fact"])
    write_headings(sheet, number, ("Projekt", "Nämnd", *table.headings.values()), styles, left=2)
    sheet.set_row(number, 46)  # narrower columns than a flik's: a heading may take three lines
    category = len(table.headings) + 2
    for column in range(category, category + 3):
        sheet.write_string(number, column, "Kategori" if column == category else "", styles["heading_apart"])
    for at, project in enumerate(table.projects, start=number + 1):
        _write_project(sheet, at, project, tuple(table.headings), styles)


def _write_project(
    sheet: Worksheet, row: int, project: ConsolidatedProject, kinds: Sequence[ColumnKind], styles: Styles
) -> None:
    sheet.write_string(row, 0, printable(project.label), styles["label_indented"])
    sheet.write_string(row, 1, project.namnd, styles["label"])
    for column, kind in enumerate(kinds, start=2):
        if kind in project.amounts:
            sheet.write_number(row, column, cell_number(project.amounts[kind]), styles["amount"])
    sheet.write_string(row, len(kinds) + 2, project.category, styles["label_indented"])
