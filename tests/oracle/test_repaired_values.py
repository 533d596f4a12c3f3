"""A workbook put right by ``--ratta`` stores beside its formulas what LibreOffice computes."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.addresses import Cell, parse_cell
from engine.data import SetCell
from engine.pipeline.checking import check_books
from engine.pipeline.repairing import repair_books
from engine.reader import read_raw
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import RR_DELAR, cell_of, clean_book, setup
from tests.support.books import fill, opened
from tests.support.oracle import PLANTED, Plant, formula_cells, recomputed, stored_values

SUM, RESULT = "Verksamhetens kostnader", "Årets resultat"
FAULTS: dict[tuple[str, str], int | float | str] = {
    ("Personalkostnader", "budget"): "−717 534",
    ("Köp av tjänster", "budget"): "(160 751)",
    ("Lokalhyror", "prognos"): 93004,
    ("Övriga kostnader", "utfall"): -54658.6,
    (SUM, "utfall_fg"): -691673,
    (RESULT, "utfall_fg"): -12774,
}
"""Text, a text in brackets, a missing minus, a decimal, and two formulas that are pasted over."""
REPAIRED_AS = {
    ("Personalkostnader", "budget"): -717534,
    ("Köp av tjänster", "budget"): -160751,
    ("Lokalhyror", "prognos"): -93004,
    ("Övriga kostnader", "utfall"): -54659,
}


@dataclass(frozen=True)
class Recomputed:
    """The faulty workbook, what ``--ratta`` made of it, the same with a wrong stored value, and LibreOffice's."""

    faulty: Path
    repaired: Path
    planted: Path
    plant: Plant
    theirs: dict[str, Path]


def _sound() -> bytes:
    """The sample workbook with every stored value of ours, those of check rows and of the bridge too."""
    book = opened(clean_book()).data
    inputs = ((flik.name, target.cell, flik.raw(target.cell).value) for flik in book.flikar
              for target in flik.layout.targets if target.formula is None)  # fmt: skip
    return fill(clean_book(), book, {(name, cell): value for name, cell, value in inputs if isinstance(value, int)})


def _cells(folder: Path) -> dict[tuple[str, str], Cell]:
    found = {place: parse_cell(cell_of(clean_book(), folder, RR_DELAR, *place)) for place in FAULTS}
    return {place: cell for place, cell in found.items() if cell is not None}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    folder = tmp_path_factory.mktemp("oracle")
    cells = _cells(folder)
    faulty, repaired, planted = (folder / name for name in ("trasig.xlsx", "rattad.xlsx", "planterad.xlsx"))
    changes = [SetCell(RR_DELAR, cells[place], value) for place, value in FAULTS.items()]
    faulty.write_bytes(patch_workbook(_sound(), changes))
    outcome = check_books(setup(), [faulty], occasion="delar", year=None)
    done = repair_books(setup(), outcome, [repaired], occasion="delar", year=None)
    assert len(done.files[0].repairs) == len(FAULTS), done.files[0].proposals
    plant = Plant(RR_DELAR, cells[RESULT, "utfall_fg"])
    planted.write_bytes(plant.put_into(repaired.read_bytes()))
    return Recomputed(faulty, repaired, planted, plant, recomputed([faulty, repaired, planted], folder))


def test_the_faults_are_put_right(run: Recomputed, tmp_path: Path) -> None:
    cells = _cells(tmp_path)
    wanted = {(RR_DELAR, cells[place]): amount for place, amount in REPAIRED_AS.items()}
    assert stored_values(run.repaired, list(wanted)) == wanted
    assert stored_values(run.theirs["rattad.xlsx"], list(wanted)) == wanted
    pasted_over = {(RR_DELAR, cells[place]) for place in FAULTS if place not in REPAIRED_AS}
    assert pasted_over <= set(formula_cells(run.repaired))
    assert not pasted_over & set(formula_cells(run.faulty))


def test_libreoffice_puts_a_wrong_stored_value_right(run: Recomputed) -> None:
    place = (run.plant.sheet, run.plant.cell)
    assert stored_values(run.planted, [place])[place] == PLANTED
    assert _unlike(run.planted, run.theirs["planterad.xlsx"]) == [place]


def test_the_faults_do_something_to_the_formulas(run: Recomputed) -> None:
    """The sums of the faulty workbook are not those of its cells: the repair had something to compute anew."""
    assert len(_unlike(run.faulty, run.theirs["trasig.xlsx"])) > len(FAULTS)


def test_libreoffice_computes_what_the_repaired_workbook_stores(run: Recomputed) -> None:
    cells = formula_cells(run.repaired)
    assert len(cells) > 300
    assert cells == formula_cells(run.theirs["rattad.xlsx"])
    assert _unlike(run.repaired, run.theirs["rattad.xlsx"]) == []
    assert None not in stored_values(run.repaired, cells).values()


def test_no_cell_of_the_repaired_workbook_is_an_error(run: Recomputed) -> None:
    for path in (run.repaired, run.theirs["rattad.xlsx"]):
        errors = [(s.name, cell) for s in read_raw(path).sheets for cell, raw in s.cells.items() if raw.error]
        assert errors == [], path.name


def _unlike(ours: Path, theirs: Path) -> list[tuple[str, Cell]]:
    """The formulas whose stored values differ."""
    cells = formula_cells(ours)
    one, other = stored_values(ours, cells), stored_values(theirs, cells)
    return [cell for cell in cells if one[cell] != other[cell]]
