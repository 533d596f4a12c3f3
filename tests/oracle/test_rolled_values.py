"""A rolled workbook opens in LibreOffice, and every value we store in it is the one LibreOffice computes."""

from pathlib import Path

import openpyxl

from engine.layout.history import HEADING_ROW, HISTORY_SHEET
from tests.support.oracle import formula_cells, recomputed, stored_values
from tests.support.rolling import APRIL, BUDGET, INV0, INV4, MARS, MONTHLY, Bok


def test_libreoffice_computes_the_values_we_store(tmp_path: Path) -> None:
    bok = Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    bok.name(INV0, "Reinvestering", "Sängar").fill(INV0, "budget", {"Sängar": 750})
    bok.roll("april")
    bok.fill(MONTHLY, "prognos", APRIL).fill(INV4, "prognos", {"Sängar": 700})
    outcome = bok.roll("delar")
    theirs = recomputed([bok.path], tmp_path / "oracle")[bok.path.name]
    cells = formula_cells(bok.path)
    ours, computed = stored_values(bok.path, cells), stored_values(theirs, cells)
    assert {c: v for c, v in ours.items() if v != computed[c]} == {}
    assert sum(value not in (0, None, "") for value in ours.values()) > 50
    history = openpyxl.load_workbook(theirs)[HISTORY_SHEET]
    assert history.max_row >= HEADING_ROW + outcome.filed
