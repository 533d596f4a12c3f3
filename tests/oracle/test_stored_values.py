"""Every value stored beside a formula of ours is what LibreOffice and the package ``formulas`` compute."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from engine.addresses import Cell
from engine.fill import FilledCell, dependent_changes
from engine.layout import BRIDGE, COVER
from engine.writer.patch import patch_workbook
from tests.support.books import NAMND_OF, demo_setup, empty_book, fill, flik_of, input_cells, opened, template
from tests.support.oracle import (
    PLANTED,
    Plant,
    formula_cells,
    recomputed,
    solved_by_formulas,
    stored_values,
)

YEARS = (2022, 2031)
CODES = tuple(NAMND_OF.values())
RR_DELAR = "8 RR skattefin övriga delår"


@dataclass(frozen=True)
class Recomputed:
    """Our workbooks, the same computed by LibreOffice, and the one whose stored value is wrong on purpose."""

    ours: dict[str, Path]
    theirs: dict[str, Path]
    planted: Path
    plant: Plant


def filled(code: str, seed: int) -> bytes:
    """A workbook whose every input cell holds a whole number, some of them 0."""
    random = Random(seed)  # noqa: S311 test data, no secret
    book = empty_book(code)
    cells = [place for flik in book.flikar for place in input_cells(flik)]
    return fill(
        template(code), book, {place: random.choice((0, random.randint(-999_999, 999_999))) for place in cells}
    )


def result_cell() -> Plant:
    """Årets resultat in the delår flik, which the cover reads as well."""
    layout = flik_of(empty_book(), RR_DELAR).layout
    row, column = layout.row("resultat"), layout.column("prognos")
    assert row is not None
    assert column is not None
    return Plant(layout.sheet, Cell(row.number, column.number))


def faulty() -> bytes:
    """A workbook with a text, a wrong constant and a decided change of the budget: its checks say AVVIKER."""
    book = empty_book("VON", optional=True)
    layout = flik_of(book, RR_DELAR).layout
    content = fill(
        template("VON", optional=True), book, {(RR_DELAR, Cell(9, 3)): -5, (RR_DELAR, Cell(17, 2)): 853_556}
    )
    changes = (
        FilledCell(RR_DELAR, Cell(13, 3), "", None, None, -7),
        FilledCell(RR_DELAR, Cell(10, 3), "", None, None, -1),
        FilledCell("8 inv skattefin övriga delår", Cell(8, 2), "", None, None, "text"),
        FilledCell(BRIDGE, Cell(8, 3), "", None, None, 202206),
        FilledCell(BRIDGE, Cell(8, 4), "", None, None, 1200),
    )
    assert layout.check_row == 22
    own = [*(cell.change for cell in changes), *dependent_changes(opened(content).data, changes)]
    return patch_workbook(content, own)


def test_the_faulty_book_says_so(tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(faulty())
    places = [(RR_DELAR, Cell(22, 3)), (BRIDGE, Cell(22, 7))]
    assert set(stored_values(book, places).values()) == {"AVVIKER"}
    over_text = [("8 inv skattefin övriga delår", Cell(35, 2)), (COVER, Cell(6, 2))]
    assert set(stored_values(book, over_text).values()) == {None}  # for Excel to compute


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    folder = tmp_path_factory.mktemp("oracle")
    books = {f"{code}-{year}.xlsx": template(code, year) for code in CODES for year in YEARS}
    books |= {f"{code}-ifylld.xlsx": filled(code, seed) for seed, code in enumerate(CODES)}
    books["period.xlsx"] = template("VON", optional=True)
    books["trasig.xlsx"] = faulty()
    plant = result_cell()
    books["planterad.xlsx"] = plant.put_into(filled("VON", seed=99))
    for name, content in books.items():
        (folder / name).write_bytes(content)
    paths = {name: folder / name for name in books}
    theirs = recomputed(list(paths.values()), folder)
    return Recomputed(
        {n: p for n, p in paths.items() if n != "planterad.xlsx"}, theirs, paths["planterad.xlsx"], plant
    )


def test_libreoffice_puts_a_wrong_stored_value_right(run: Recomputed) -> None:
    place = (run.plant.sheet, run.plant.cell)
    assert stored_values(run.planted, [place])[place] == PLANTED
    cells = formula_cells(run.planted)
    ours, theirs = stored_values(run.planted, cells), stored_values(run.theirs[run.planted.name], cells)
    assert [cell for cell in cells if ours[cell] != theirs[cell]] == [place]


def test_libreoffice_computes_the_values_we_store(run: Recomputed) -> None:
    for name, path in run.ours.items():
        cells = formula_cells(path)
        assert len(cells) > 300, name
        ours, theirs = stored_values(path, cells), stored_values(run.theirs[name], cells)
        forgotten = {cell for cell, value in ours.items() if value is None}
        assert {c: v for c, v in ours.items() if v != theirs[c]}.keys() == forgotten, name
        assert not forgotten or name == "trasig.xlsx", f"{name}: a formula without a stored value"


def test_libreoffice_keeps_every_formula(run: Recomputed) -> None:
    """The conversion judged the same formulas, none was read as something else."""
    for name, path in run.ours.items():
        assert formula_cells(path) == formula_cells(run.theirs[name]), name


@pytest.mark.parametrize("code", CODES)
def test_the_package_formulas_computes_the_values_we_store(tmp_path: Path, code: str) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(filled(code, seed=7))
    cells = formula_cells(book)
    ours, theirs = stored_values(book, cells), solved_by_formulas(book)
    assert {c: v for c, v in ours.items() if v != theirs[c[0].upper(), c[1]]} == {}


def test_the_package_formulas_sees_a_wrong_stored_value(tmp_path: Path) -> None:
    plant = result_cell()
    book = tmp_path / "bok.xlsx"
    book.write_bytes(plant.put_into(filled("VON", seed=7)))
    assert solved_by_formulas(book)[plant.sheet.upper(), plant.cell] != PLANTED


def test_every_verksamhet_is_judged() -> None:
    assert set(NAMND_OF) == set(demo_setup().catalog.books)
