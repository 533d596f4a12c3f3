"""Every sum of the workbook of removed rows is what LibreOffice computes, and what we stored beside it."""

from pathlib import Path

import openpyxl
import pytest

from engine.addresses import Cell
from engine.data import CachedValue
from engine.ledger import Dimension
from engine.pipeline.stripping import strip_ledger
from engine.writer.patch import patch_workbook
from tests.support.books import demo_setup
from tests.support.oracle import PLANTED, formula_cells, recomputed, stored_values
from workbooks.demo.faults import write_faulty_ledger

ORE = 0.005
WRONG = ("Brygga", Cell(10, 2))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, Path]:
    """Our workbook, the same with a wrong stored value, and both computed anew."""
    folder = tmp_path_factory.mktemp("brygga")
    ledger, ours, planted = folder / "huvudbok.csv", folder / "borttaget.xlsx", folder / "planterad.xlsx"
    write_faulty_ledger(ledger)
    strip_ledger(
        demo_setup(), [ledger], "KUN", year=None, occasion="delar", typ=None, skip_faults=False, kept_to=None,
        removed_to=ours, per=Dimension("ansvar", 2),
    )  # fmt: skip
    planted.write_bytes(patch_workbook(ours.read_bytes(), [CachedValue(*WRONG, PLANTED)]))
    theirs = recomputed([ours, planted], folder)
    return ours, planted, theirs[ours.name], theirs[planted.name]


def test_libreoffice_puts_a_wrong_stored_value_right(books: tuple[Path, ...]) -> None:
    ours, planted, _, theirs = books
    assert stored_values(planted, [WRONG])[WRONG] == PLANTED
    assert stored_values(theirs, [WRONG])[WRONG] == pytest.approx(stored_values(ours, [WRONG])[WRONG], abs=ORE)


def test_libreoffice_computes_the_sums_we_store(books: tuple[Path, ...]) -> None:
    ours, _, theirs, _ = books
    cells = formula_cells(ours)
    assert {sheet for sheet, _ in cells} == {"Brygga", "Per ansvar"}
    assert len(cells) > 60
    assert cells == formula_cells(theirs)
    assert stored_values(theirs, cells) == {
        cell: pytest.approx(value, abs=ORE) for cell, value in stored_values(ours, cells).items()
    }


def test_the_amounts_are_not_all_nothing(books: tuple[Path, ...]) -> None:
    lines = {row[0]: row[1:4] for row in openpyxl.load_workbook(books[0], data_only=True)["Brygga"].iter_rows(
        values_only=True)}  # fmt: skip
    assert lines["Övriga kostnader"][1] == -10_000
    assert lines["Verksamhetens intäkter"][1] == 9_990
