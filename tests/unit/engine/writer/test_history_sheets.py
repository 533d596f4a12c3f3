"""The lists of a new workbook as Excel will find them: locked without password, filtered, headings always in view."""

from io import BytesIO

import openpyxl
import pytest

from engine.layout.history import HEADING_ROW, HISTORY, ROLL_LOG, ListLayout
from tests.support.books import NAMND_OF, template


@pytest.mark.parametrize("code", NAMND_OF.values())
def test_the_lists_stand_last(code: str) -> None:
    book = openpyxl.load_workbook(BytesIO(template(code)))
    assert book.sheetnames[-2:] == [HISTORY.sheet, ROLL_LOG.sheet]


@pytest.mark.parametrize("layout", [HISTORY, ROLL_LOG], ids=lambda layout: layout.sheet)
def test_a_list_is_empty_locked_and_filtered(layout: ListLayout) -> None:
    sheet = openpyxl.load_workbook(BytesIO(template()))[layout.sheet]
    assert [cell.value for cell in sheet[HEADING_ROW]] == [column.heading for column in layout.columns]
    assert sheet.max_row == HEADING_ROW
    assert (sheet.protection.sheet, bool(sheet.protection.password)) == (True, False)
    assert not sheet.protection.autoFilter, "the filter is allowed on a locked sheet"
    assert sheet.freeze_panes == f"A{HEADING_ROW + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{HEADING_ROW}:")
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
