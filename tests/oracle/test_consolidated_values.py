"""The kommun's workbook, prognossäkerhet with it: LibreOffice and ``formulas`` compute what we store."""

from pathlib import Path

import pytest

from engine.pipeline.consolidating import consolidate_books
from engine.writer.consolidation.accuracy import ACCURACY_SHEET
from tests.rules.sample_books import demo_setup, setup
from tests.support.accuracy import accuracy_book, with_history
from tests.support.oracle import PLANTED, Plant, formula_cells, recomputed, solved_by_formulas, stored_values

BOKSLUT_FIRST = 'avvikelse_prognossakerhet = "bokslut-prognos"'
PROGNOS_FIRST = 'avvikelse_prognossakerhet = "prognos-bokslut"'
FILED = [
    (2022, "mars", "Årets resultat", "prognos", 70), (2022, "oktober", "Årets resultat", "prognos", 1400),
    (2021, "mars", "Årets resultat", "prognos", 9), (2021, "årsbokslut", "Årets resultat", "utfall", 4),
]  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The kommun's workbook for either direction; not every nämnd has filed everything."""
    folder = tmp_path_factory.mktemp("kommun")
    made = []
    for name, whose in (("bokslut", setup()), ("prognos", demo_setup(replacing={BOKSLUT_FIRST: PROGNOS_FIRST}))):
        filed = folder / f"in-{name}"
        filed.mkdir()
        von = accuracy_book("VON", 1500, {"fordjupad": 200, "delar": 1200}, whose)
        (filed / "von.xlsx").write_bytes(with_history(von, *FILED))
        (filed / "sn.xlsx").write_bytes(accuracy_book("SN", -40, {"delar": -100}, whose))
        (filed / "kun.xlsx").write_bytes(accuracy_book("KUN", None, {"delar": 7}, whose))
        made.append(folder / f"kommun-{name}.xlsx")
        consolidate_books(whose, [filed], "arsbokslut", made[-1], year=None)
    return made


def test_libreoffice_computes_the_values_we_store(books: list[Path], tmp_path: Path) -> None:
    cells = formula_cells(books[0])
    plant = Plant(*next(place for place in cells if place[0] == ACCURACY_SHEET))
    planted = tmp_path / "planterad.xlsx"
    planted.write_bytes(plant.put_into(books[0].read_bytes()))
    theirs = recomputed([*books, planted], tmp_path)
    for path in books:
        cells = formula_cells(path)
        assert sum(sheet == ACCURACY_SHEET for sheet, _ in cells) > 10
        assert stored_values(path, cells) == stored_values(theirs[path.name], cells)
    place = (plant.sheet, plant.cell)
    assert stored_values(planted, [place])[place] == PLANTED
    assert stored_values(theirs[planted.name], [place]) == stored_values(books[0], [place])


@pytest.mark.parametrize("number", [0, 1])
def test_the_package_formulas_computes_the_values_we_store(books: list[Path], number: int) -> None:
    cells = formula_cells(books[number])
    ours, theirs = stored_values(books[number], cells), solved_by_formulas(books[number])
    assert {c: v for c, v in ours.items() if v != theirs[c[0].upper(), c[1]]} == {}
