"""The flik as it stands after filling, before any file is written."""

from pathlib import Path

from engine.addresses import Cell
from engine.data import CachedValue
from engine.fill import FilledCell, changed_flik, dependent_changes
from tests.rules.sample_books import INV_DELAR, RR_DELAR, clean_book, opened


def test_a_new_project_is_known_by_its_name(tmp_path: Path) -> None:
    flik = next(each for each in opened(clean_book(), tmp_path).data.flikar if each.name == INV_DELAR)
    named = FilledCell(INV_DELAR, Cell(22, 1), "Lås", None, None, "Lås")
    emptied = FilledCell(INV_DELAR, Cell(19, 2), "Möbler", "budget", 4200, None)
    elsewhere = FilledCell(RR_DELAR, Cell(20, 2), "x", None, None, 1)
    after = changed_flik(flik, [named, emptied, elsewhere])
    labels = [placed.label for placed in after.layout.projects("reinvestering")]
    assert labels == ["Möbler", "Vårdhjälpmedel", "Sängar", "Lås", ""]
    assert not after.is_filled(Cell(19, 2))
    assert after.raw(Cell(20, 2)) == flik.raw(Cell(20, 2))
    assert flik.is_filled(Cell(19, 2))


def test_dependents_are_every_cell_that_follows_and_no_other(tmp_path: Path) -> None:
    book = opened(clean_book(), tmp_path).data
    changed = FilledCell(RR_DELAR, Cell(9, 5), "Personalkostnader", "utfall", -482976, -482977)
    changes = dependent_changes(book, [changed])
    assert all(isinstance(change, CachedValue) for change in changes)
    assert [str(change.cell) for change in changes if change.sheet == RR_DELAR] == [
        "G9", "E13", "G13", "E15", "G15", "E20", "G20", "E22", "G22",
    ]  # fmt: skip
