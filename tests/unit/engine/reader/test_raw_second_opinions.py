"""Agreement with openpyxl and python-calamine on workbooks that XlsxWriter wrote."""

import math
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.data import RawCell
from engine.reader import read_raw

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=20)
# Excel's own ceiling is 9.99E+307; at the very edge of a double XlsxWriter's sixteen digits round to infinity.
_NUMBERS = st.one_of(st.integers(-(10**15), 10**15), st.floats(-1e307, 1e307))
_VALUES = st.one_of(_NUMBERS, _TEXT, st.booleans())
_FORMULAS = st.tuples(
    st.sampled_from(["A1+1", "SUM(B2:$C$9)", '"å"&A1', "1/0"]), st.one_of(_NUMBERS, st.sampled_from(ERRORS))
)
_PLAIN = st.text("abcåäö –−1", min_size=1).map(lambda text: f"x{text}x")
_PLACES = st.builds(Cell, st.integers(1, 40), st.integers(1, 30))
_SHEETS = st.dictionaries(_PLACES, st.one_of(_VALUES, _FORMULAS), max_size=12)

Content = int | float | str | bool | tuple[str, int | float | str]


def write(path: Path, cells: Mapping[Cell, Content]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("1–11 RR")
        for cell, content in cells.items():
            row, column = cell.row - 1, cell.column - 1
            match content:
                case (formula, value):
                    sheet.write_formula(row, column, f"={formula}", None, value)
                case bool():
                    sheet.write_boolean(row, column, content)
                case str():
                    sheet.write_string(row, column, content)
                case _:
                    sheet.write_number(row, column, content)


def expected(content: Content) -> RawCell:
    if not isinstance(content, tuple):
        return RawCell(content)
    formula, value = content
    return RawCell(error=str(value), formula=formula) if value in ERRORS else RawCell(value, None, formula)


def same(ours: RawCell, theirs: RawCell) -> bool:
    """Equal, numbers to the 15–17 digits a workbook stores."""
    numbers = [v for v in (ours.value, theirs.value) if isinstance(v, int | float) and not isinstance(v, bool)]
    close = len(numbers) == 2 and math.isclose(*numbers, rel_tol=1e-14)
    alike = close or (ours.value == theirs.value and isinstance(ours.value, bool) == isinstance(theirs.value, bool))
    return alike and (ours.error, ours.formula) == (theirs.error, theirs.formula)


@settings(max_examples=60, deadline=None)
@given(_SHEETS)
def test_what_was_written_is_read(cells: dict[Cell, Content]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        write(path, cells)
        ours = read_raw(path).sheets[0].cells
    assert set(ours) == set(cells)
    for cell, content in cells.items():
        assert same(ours[cell], expected(content)), (cell, content, ours[cell])


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(_PLACES, st.one_of(_NUMBERS, st.booleans(), _PLAIN, _FORMULAS), min_size=1, max_size=12))
def test_openpyxl_and_calamine_agree(cells: dict[Cell, Content]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        write(path, cells)
        ours = read_raw(path).sheets[0].cells
        values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        formulas = openpyxl.load_workbook(path).worksheets[0]
        with python_calamine.load_workbook(path) as book:
            grid = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    for cell, raw in ours.items():
        value = values.cell(cell.row, cell.column).value
        text = formulas.cell(cell.row, cell.column).value
        formula = text[1:] if raw.formula is not None and isinstance(text, str) else None
        opinion = RawCell(None, str(value), formula) if raw.error else RawCell(value, None, formula)  # type: ignore[arg-type]
        assert same(raw, opinion), (cell, raw, opinion)
        third = grid[cell.row - 1][cell.column - 1]
        # calamine reads an error value as an empty cell.
        assert third == "" if raw.error else same(RawCell(raw.value), RawCell(third))  # type: ignore[arg-type]
