"""What the reader sees of a workbook besides its cells: dates, hiding, merging, protection, links."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from engine.addresses import Cell
from engine.reader import read_raw
from engine.reader.stylesxml import is_date_format


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy-mm-dd", True), ("[$-41D]d mmmm yyyy", True), ("h:mm", True), ("[h]:mm:ss", True), ("General", False),
        ("#,##0;-#,##0;0", False), ('#,##0 "mdkr"', False), ("[Red]0.00", False), (r"0\d", False), ("0.0E+00", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_date_format(code: str, is_date: bool) -> None:
    assert is_date_format(code) is is_date


def test_a_sheet_as_openpyxl_writes_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 5):
        sheet.cell(row, 1).value = row
    sheet["A2"].number_format = "yyyy-mm-dd"
    sheet["A3"].number_format = '#,##0 "mdkr"'
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("B5:C6")
    sheet.protection.enable()
    out = BytesIO()
    book.save(out)
    (tmp_path / "bok.xlsx").write_bytes(out.getvalue())
    raw = read_raw(tmp_path / "bok.xlsx")
    look, cells = raw.sheets[0].look, raw.sheets[0].cells
    assert look.hidden_rows == {3}
    assert look.hides(Cell(1, 3))
    assert not look.hides(Cell(1, 2))
    assert look.merged == ((Cell(5, 2), Cell(6, 3)),)
    assert look.is_protected
    assert [cells[Cell(row, 1)].style in raw.date_styles for row in (1, 2, 3)] == [False, True, False]
    assert raw.linked == ()
