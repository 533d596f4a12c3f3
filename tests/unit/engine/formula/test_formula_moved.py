"""A formula's text moved to another cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from engine.addresses import Cell
from engine.formula import moved


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2,$A:B,3:$4)", "SUM(B3:C4,$A:C,5:$4)"),
        ("Blad1!A1+'It''s A1'!A1+Q1!A1", "Blad1!B3+'It''s A1'!B3+Q1!B3"),
        ("Jan:Mar!A1", "Jan:Mar!B3"),
        ("[1]Blad1!A1+Tabell[[#This Row],[A1]]", "[1]Blad1!B3+Tabell[[#This Row],[A1]]"),
        ('IF(A1="A1 ""B2""",LOG10(A1),1E5+2.5E3)', 'IF(B3="A1 ""B2""",LOG10(B3),1E5+2.5E3)'),
        ("_xlfn.STDEV.S(A1)+ÅR1_x+x.A1+ZZZ1+A1048577", "_xlfn.STDEV.S(B3)+ÅR1_x+x.A1+ZZZ1+A1048577"),
        ("#REF!A1+#N/A+A1#", "#REF!B3+#N/A+B3#"),
        ("XFD1+A1048576", "#REF!+#REF!"),
        ("- A1 %\n", "- B3 %\n"),
    ],
)
def test_one_right_two_down(formula: str, after: str) -> None:
    assert moved(formula, Cell(1, 1), Cell(3, 2)) == after


@given(
    st.lists(
        st.sampled_from(["B5", "$C5", "D$6", "$E$7", "B:C", "4:$5", "+", ",", "(", "SUM(", '"B5"', "Blad2!B5", "1.5"])
    ),
    st.integers(4, 50),
    st.integers(2, 50),
)
def test_moves_as_openpyxl_does(pieces: list[str], row: int, column: int) -> None:
    formula = " ".join(pieces)
    origin, target = Cell(9, 9), Cell(row + 9, column + 9)
    assert moved(formula, origin, target) == Translator(f"={formula}", "I9").translate_formula(str(target))[1:]


@given(st.integers(-3, 3), st.integers(-3, 3))
def test_there_and_back_is_the_same(down: int, right: int) -> None:
    formula = "SUM(E5:G9)/Blad1!$H10-I$11"
    target = Cell(5 + down, 5 + right)
    assert moved(moved(formula, Cell(5, 5), target), target, Cell(5, 5)) == formula
