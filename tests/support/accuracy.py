"""Workbooks of the årsbokslut, with what prognossäkerhet is made of."""

from engine.addresses import Cell
from engine.data import SetCell
from engine.layout import template_layout
from engine.layout.history import AMOUNT, COLUMN, HEADING_ROW, HISTORY, HISTORY_SHEET, OCCASION, ROW, TABLE, YEAR
from engine.model import ColumnKind as K
from engine.pipeline.making import template_bytes
from engine.pipeline.setup import Setup
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import PROGSAK, RR_AB


def accuracy_book(code: str, result: int | None, forecasts: dict[str, int], whose: Setup) -> bytes:
    """A workbook whose årsbokslut comes to ``result``, with prognossäkerhet by row id."""
    flikar = {flik.name: template_layout(flik, 2022) for flik in whose.catalog.flikar("skattefinansierad")}
    rr, progsak = flikar[RR_AB], flikar[PROGSAK]
    utfall, prognos = rr.column(K.UTFALL), progsak.column(K.PROGNOS)
    income = rr.row("intakter")
    assert utfall is not None
    assert prognos is not None
    assert income is not None
    changes = [] if result is None else [SetCell(RR_AB, Cell(income.number, utfall.number), result)]
    for row_id, amount in forecasts.items():
        row = progsak.row(row_id)
        assert row is not None
        changes.append(SetCell(PROGSAK, Cell(row.number, prognos.number), amount))
    return patch_workbook(template_bytes(whose, whose.kommun.namnd(code), 2022), changes)


def with_history(content: bytes, *lines: tuple[object, ...]) -> bytes:
    """The workbook with lines of År, Tillfälle, Rad, Kolumn and Belopp in Historik."""
    headings = (YEAR, OCCASION, ROW, COLUMN, AMOUNT)
    changes = [
        SetCell(HISTORY_SHEET, Cell(HEADING_ROW + number, HISTORY.places[heading]), value)  # type: ignore[arg-type]
        for number, line in enumerate(lines, start=1)
        for heading, value in (*zip(headings, line, strict=True), (TABLE, "RR"))
    ]
    return patch_workbook(content, changes)
