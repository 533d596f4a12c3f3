"""Which parts of the workbook fyll changes, and what becomes of stored values."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from engine.addresses import parse_cell
from engine.data import RawCell
from engine.layout import COVER
from engine.pipeline.checking import check_books
from engine.pipeline.filling import FillOutcome
from engine.reader import read_raw
from tests.rules import damage
from tests.rules.sample_books import RR_DELAR, RR_MANAD, clean_book, empty_book, setup

Fill = Callable[..., FillOutcome]
TABLE = {RR_DELAR: "Belopp i tkr;Prognos helår 2022\nPersonalkostnader;-724000\n"}


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _changed(before: bytes, outcome: FillOutcome) -> set[str]:
    old, new = _parts(before), _parts(Path(str(outcome.target)).read_bytes())
    assert set(new) == set(old)
    return {name for name, content in old.items() if new[name] != content}


def _cell(path: str | None, sheet: str, address: str) -> RawCell:
    cell = parse_cell(address)
    assert cell is not None
    return next(each for each in read_raw(str(path)).sheets if each.name == sheet).cells[cell]


def _cover(outcome: FillOutcome) -> list[RawCell]:
    cover = next(sheet for sheet in read_raw(str(outcome.target)).sheets if sheet.name == COVER)
    return list(cover.cells.values())


def _with_own_sheet(formula: str) -> bytes:
    parts = damage.unzipped(clean_book())
    damage.copy_sheet(parts, RR_DELAR, "Egen")
    part = damage.sheet_part(parts, "Egen")
    row = f'<sheetData><row r="1"><c r="A1"><f>{formula}</f><v>17</v></c></row></sheetData>'
    parts[part] = re.sub(r"<sheetData>.*</sheetData>", row, parts[part], flags=re.DOTALL)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(' fullCalcOnLoad="1"', "")
    return damage.zipped(parts)


def test_the_result_stands_beside_the_book_which_is_untouched(fill: Fill, tmp_path: Path) -> None:
    outcome = fill("delar", book=clean_book(), tables=TABLE)
    assert outcome.target == str(tmp_path / "bok-ifylld.xlsx")
    assert (tmp_path / "bok.xlsx").read_bytes() == clean_book()


def test_the_book_is_changed_in_place_only_when_it_is_named(fill: Fill, tmp_path: Path) -> None:
    outcome = fill("delar", book=clean_book(), tables=TABLE, target=tmp_path / "bok.xlsx")
    assert outcome.target == str(tmp_path / "bok.xlsx")
    assert _cell(outcome.target, RR_DELAR, "C9").value == -724000
    assert not (tmp_path / "bok-ifylld.xlsx").exists()


def test_only_the_flik_and_the_cover_change_and_every_stored_value_is_right(fill: Fill) -> None:
    outcome = fill("delar", book=clean_book(), tables=TABLE)
    parts = damage.unzipped(clean_book())
    assert _changed(clean_book(), outcome) == {
        damage.sheet_part(parts, RR_DELAR), damage.sheet_part(parts, COVER),
    }  # fmt: skip
    assert _cell(outcome.target, RR_DELAR, "C20").value == 465
    assert [raw.value for raw in _cover(outcome) if raw.formula == f"'{RR_DELAR}'!C20"] == [465]
    assert check_books(setup(), [Path(str(outcome.target))], occasion="delar", year=None).findings == ()


def test_a_change_that_no_total_reads_changes_one_part(fill: Fill) -> None:
    table = {"8 förutb skattefin ALLA delår": "Belopp i tkr;Prognos helår 2022\n- varav exploatering;5\n"}
    outcome = fill("delar", book=clean_book(), tables=table)
    parts = damage.unzipped(clean_book())
    assert _changed(clean_book(), outcome) == {damage.sheet_part(parts, "8 förutb skattefin ALLA delår")}


def test_the_monthly_fliks_occasion_reaches_the_cover(fill: Fill) -> None:
    outcome = fill("maj", tables={RR_MANAD: "Belopp i tkr;Prognos helår 2022\nPersonalkostnader;-1\n"})
    assert "maj 2022" in [raw.value for raw in _cover(outcome) if raw.formula == f"'{RR_MANAD}'!B3"]
    assert _changed(empty_book(), outcome) == {
        damage.sheet_part(damage.unzipped(empty_book()), name) for name in (COVER, RR_MANAD)
    }


@pytest.mark.parametrize(
    "formula", [f"'{RR_DELAR}'!C9*2", f"SUM('{RR_DELAR}'!C:C)", f"'{RR_DELAR}'!C20+1", 'INDIRECT("A"&amp;2)']
)
def test_somebodys_own_formula_over_a_filled_cell_loses_its_value(fill: Fill, formula: str) -> None:
    book = _with_own_sheet(formula)
    outcome = fill("delar", book=book, tables=TABLE)
    assert _cell(outcome.target, "Egen", "A1").uncached
    assert "xl/workbook.xml" in _changed(book, outcome)
    assert b"fullCalcOnLoad" in _parts(Path(str(outcome.target)).read_bytes())["xl/workbook.xml"]


def test_somebodys_own_formula_over_something_else_keeps_its_value(fill: Fill) -> None:
    book = _with_own_sheet(f"'{RR_DELAR}'!B9*2")
    outcome = fill("delar", book=book, tables=TABLE)
    assert _cell(outcome.target, "Egen", "A1").value == 17
    assert "xl/workbook.xml" not in _changed(book, outcome)
    assert damage.sheet_part(damage.unzipped(book), "Egen") not in _changed(book, outcome)


def test_a_formula_over_somebodys_own_formula_loses_its_value_too(fill: Fill) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "B13", damage.formula("SUM(B9:B11)", -971289))
    outcome = fill("delar", book=damage.zipped(parts), tables={RR_DELAR: "tkr;Budget 2022\nPersonalkostnader;-1\n"})
    assert _cell(outcome.target, RR_DELAR, "B13").uncached
    assert _cell(outcome.target, RR_DELAR, "D9").value == -724464


def test_an_input_formula_that_is_overwritten_takes_the_calculation_chain_with_it(fill: Fill) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "C9", damage.formula("B9-10", -717544))
    outcome = fill("delar", book=damage.zipped(parts), tables=TABLE)
    written = _cell(outcome.target, RR_DELAR, "C9")
    assert (written.value, written.formula) == (-724000, None)


def test_a_book_without_stored_values_is_filled(fill: Fill) -> None:
    buffer = BytesIO()
    openpyxl.load_workbook(BytesIO(clean_book())).save(buffer)
    outcome = fill("delar", book=buffer.getvalue(), tables=TABLE)
    assert _cell(outcome.target, RR_DELAR, "C13").value == -1070887
    assert _cell(outcome.target, RR_DELAR, "C9").value == -724000
