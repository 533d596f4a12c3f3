"""Every occasion's workbook filled with the published figures, recomputed by LibreOffice and ``formulas``: equal."""

from pathlib import Path

import pytest

from engine.pipeline.checking import check_books
from engine.pipeline.setup import Setup
from tests.support.oracle import PLANTED, Plant, formula_cells, recomputed, solved_by_formulas, stored_values
from workbooks.__main__ import APPLICATION
from workbooks.docs.year import STOPS, filled_year

OCCASIONS = [stop.occasion for stop in STOPS]


@pytest.fixture(scope="module")
def setup() -> Setup:
    kommun = APPLICATION.built_in()
    return Setup(kommun, APPLICATION.build_catalog(kommun))


@pytest.fixture(scope="module")
def year(setup: Setup, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook as it is filed at each occasion."""
    folder = tmp_path_factory.mktemp("aret")
    return {stop.occasion: path for stop, path in filled_year(setup, folder)}


def test_the_year_has_every_occasion_and_no_findings(setup: Setup, year: dict[str, Path]) -> None:
    assert OCCASIONS == ["budget", "mars", "april", "delar", "arsbokslut"]
    for occasion, path in year.items():
        assert check_books(setup, [path], occasion=occasion, year=None).findings == (), occasion


def test_libreoffice_computes_the_values_we_store(year: dict[str, Path], tmp_path: Path) -> None:
    planted = tmp_path / "planterad.xlsx"
    cells = formula_cells(year["delar"])
    plant = Plant(*next(place for place in cells if place[0].startswith("8 RR")))
    planted.write_bytes(plant.put_into(year["delar"].read_bytes()))
    theirs = recomputed([*year.values(), planted], tmp_path)
    for occasion, path in year.items():
        cells = formula_cells(path)
        ours = stored_values(path, cells)
        assert ours == stored_values(theirs[path.name], cells), occasion
        assert sum(value not in (0, None, "") for value in ours.values()) > 30, occasion
    place = (plant.sheet, plant.cell)
    assert stored_values(planted, [place])[place] == PLANTED
    assert stored_values(theirs[planted.name], [place]) == stored_values(year["delar"], [place])


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_the_package_formulas_computes_the_values_we_store(year: dict[str, Path], occasion: str) -> None:
    cells = formula_cells(year[occasion])
    ours, theirs = stored_values(year[occasion], cells), solved_by_formulas(year[occasion])
    assert {c: v for c, v in ours.items() if v != theirs[c[0].upper(), c[1]]} == {}
