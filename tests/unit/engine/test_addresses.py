"""A1 addresses to places and back."""

import pytest

from engine.addresses import Cell, column_letters, column_number, parse_cell


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (16384, "XFD")]
)
def test_column_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters.lower()) == number


def test_every_column_there_and_back() -> None:
    assert all(column_number(column_letters(n)) == n for n in range(1, 16_385))


@pytest.mark.parametrize(
    ("text", "cell"),
    [("E7", Cell(7, 5)), ("$E$7", Cell(7, 5)), ("e$7", Cell(7, 5)), ("XFD1048576", Cell(1_048_576, 16_384))],
)
def test_an_address(text: str, cell: Cell) -> None:
    assert parse_cell(text) == cell
    assert parse_cell(str(cell)) == cell


@pytest.mark.parametrize(
    "text", ["", "E0", "E07", "7E", "E", "7", "XFE1", "A1048577", "E7:E8", "Blad1!E7", " E7", "É7", "E-7", "R1C1"]
)
def test_no_address(text: str) -> None:
    assert parse_cell(text) is None


def test_cells_sort_by_row_then_column() -> None:
    assert sorted([Cell(2, 1), Cell(1, 30), Cell(1, 2)]) == [Cell(1, 2), Cell(1, 30), Cell(2, 1)]
