"""The lists of a workbook: empty from the start, found by their headings, refused when they say nonsense."""

from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.data import SetCell
from engine.layout.history import COLUMN_NAMES, HEADING_ROW, HISTORY, HISTORY_SHEET, kind_named
from engine.model import ColumnKind
from engine.reader.history import DamagedListError, read_history, read_history_list, read_roll_log
from tests.support.books import empty_book, opened
from tests.support.damage import changed, columns_ordered, moved, rows_inserted
from tests.support.rolling import BUDGET, MARS, MONTHLY, Bok


@pytest.fixture
def rolled(tmp_path: Path) -> Bok:
    bok = Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    bok.roll("april")
    return bok


def test_a_new_workbook_has_empty_lists_that_no_flik_is_taken_for() -> None:
    book = empty_book()
    history, log = read_history_list(book.raw), read_roll_log(book.raw)
    assert history is not None
    assert log is not None
    assert (history.lines, history.place.next_row) == ((), HEADING_ROW + 1)
    assert (log.changes, log.last_number) == ((), 0)
    assert HISTORY_SHEET not in {flik.name for flik in book.flikar} | set(book.doubles)


def test_full_lists_are_not_taken_for_flikar(rolled: Bok) -> None:
    assert [flik.name for flik in rolled.data.flikar] == [flik.name for flik in empty_book().flikar]
    assert rolled.data.doubles == {}


def test_every_kind_has_a_name_of_its_own() -> None:
    assert [kind_named(COLUMN_NAMES[kind]) for kind in ColumnKind] == list(ColumnKind)


def test_moved_rows_and_columns_read_the_same(rolled: Bok) -> None:
    lines = read_history(rolled.data.raw)
    assert len(lines) == 30
    swapped = columns_ordered({3: 8, 8: 3, 1: 9, 9: 1})
    raw = changed(rolled.data.raw, HISTORY_SHEET, lambda sheet: moved(moved(sheet, swapped), rows_inserted(2)))
    assert read_history(raw) == lines


def test_a_book_without_the_sheet_has_no_history() -> None:
    raw = empty_book().raw
    bare = [sheet for sheet in raw.sheets if sheet.name != HISTORY_SHEET]
    assert read_history(type(raw)(raw.path, tuple(bare))) == ()


@pytest.mark.parametrize(
    ("heading", "value", "told"),
    [("År", "i fjol", "kolumnen År"), ("Belopp (tkr)", "många", "inte är ett tal"),
     ("Tillfälle", "snart", "snart"), ("Kolumn", "Påhitt", "Påhitt")],
)  # fmt: skip
def test_a_line_that_says_nonsense_is_named(rolled: Bok, heading: str, value: str, told: str) -> None:
    cell = Cell(HEADING_ROW + 3, HISTORY.places[heading])
    content = rolled.change(SetCell(HISTORY_SHEET, cell, value)).path.read_bytes()
    with pytest.raises(DamagedListError, match=rf"rad {HEADING_ROW + 3} .*{told}"):
        read_history(opened(content).data.raw)


def test_a_heading_that_is_gone_is_named(rolled: Bok) -> None:
    rolled.change(SetCell(HISTORY_SHEET, Cell(HEADING_ROW, HISTORY.places["Rad"]), "Annat"))
    with pytest.raises(DamagedListError, match="kolumnen Rad saknas"):
        read_history(rolled.data.raw)
