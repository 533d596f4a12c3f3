"""Shared, array and data-table formulas, and formulas that call out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from engine.addresses import Cell
from engine.formula import formula_at, shared_formula
from engine.reader import read_raw

TinyBook = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("B1+1", "D4+1"),
        ("$B1+B$1+$B$1", "$B4+D$1+$B$1"),
        ("SUM(B1:C2)", "SUM(D4:E5)"),
        ("SUM(B:C)+SUM($B:C)", "SUM(D:E)+SUM($B:E)"),
        ("SUM(1:2)+SUM($1:2)", "SUM(4:5)+SUM($1:5)"),
        ('"B1"&B1&"a""B1"', '"B1"&D4&"a""B1"'),
        ("'B1 blad'!B1+'it''s A1'!B1", "'B1 blad'!D4+'it''s A1'!D4"),
        ("Blad1!B1+AB1!C1", "Blad1!D4+AB1!E4"),
        ("LOG10(B1)+ATAN2(B1,C1)", "LOG10(D4)+ATAN2(D4,E4)"),
        ("Tabell[B1]+Tabell[[#This Row],[A1]]+B1", "Tabell[B1]+Tabell[[#This Row],[A1]]+D4"),
        ("[1]Blad1!B1", "[1]Blad1!D4"),
        ("moms_B1+B1_moms+x.B1+B1.x+ÅB1", "moms_B1+B1_moms+x.B1+B1.x+ÅB1"),
        ("ZZZ10+B1", "ZZZ10+D4"),
        ("1E5+B1", "1E5+D4"),
        ("b1", "D4"),
        ("#REF!+B1", "#REF!+D4"),
        ("XFD1+B1048576", "#REF!+#REF!"),
        ("SUM(A1048574:A1048576)", "SUM(C1048577:#REF!)"),
    ],
)
def test_references_move_along(text: str, moved: str) -> None:
    expected = moved.replace("C1048577", "#REF!")
    assert formula_at(shared_formula(text, Cell(1, 1)), Cell(4, 3)) == expected


def test_references_move_up_and_off_the_sheet() -> None:
    assert formula_at(shared_formula("B2+A$2", Cell(2, 2)), Cell(1, 1)) == "A1+#REF!"


def test_text_without_relative_references_is_not_copied() -> None:
    shared = shared_formula("PI()*2", Cell(1, 1))
    assert formula_at(shared, Cell(9, 9)) is shared.text


_COLUMN = st.sampled_from(["A", "D", "Z", "AA", "BZ"])
_DOLLAR = st.sampled_from(["", "$"])
_REFERENCE = st.builds(
    lambda a, column, b, row: f"{a}{column}{b}{row}", _DOLLAR, _COLUMN, _DOLLAR, st.integers(50, 900)
)
_PIECE = st.one_of(
    _REFERENCE,
    st.builds(lambda a, b: f"SUM({a}:{b})", _REFERENCE, _REFERENCE),
    st.builds(lambda a: f"'1–11 RR A1'!{a}", _REFERENCE),
    st.just('"A1 & B2"'),
    st.integers(0, 10**6).map(str),
)


@given(st.lists(_PIECE, min_size=1, max_size=5), st.integers(1, 40), st.integers(1, 40))
def test_moves_agree_with_openpyxl(pieces: list[str], row: int, column: int) -> None:
    text = "+".join(pieces)
    there = Cell(row, column)
    second_opinion = Translator(f"={text}", origin="A1").translate_formula(str(there))
    assert formula_at(shared_formula(text, Cell(1, 1)), there) == second_opinion.removeprefix("=")


def formulas_of(path: Path) -> dict[str, str | None]:
    return {str(cell): raw.formula for cell, raw in read_raw(path).sheets[0].cells.items()}


def test_shared_formula_in_cells(tiny_book: TinyBook) -> None:
    rows = (
        "<row r='1'><c r='B1'><f t='shared' ref='B1:B3' si='0'>A1*2</f><v>2</v></c></row>"
        "<row r='2'><c r='B2'><f t='shared' si='0'/><v>4</v></c></row>"
        "<row r='3'><c r='B3'><f t='shared' si='0'></f></c></row>"
    )
    assert formulas_of(tiny_book(rows)) == {"B1": "A1*2", "B2": "A2*2", "B3": "A3*2"}


def test_shared_formula_may_precede_its_master(tiny_book: TinyBook) -> None:
    rows = (
        "<row r='1'><c r='B1'><f t='shared' si='0'/><v>2</v></c><c r='C1'><f t='shared' si='0'/></c></row>"
        "<row r='2'><c r='B2'><f t='shared' ref='B1:C2' si='0'>A2*2</f><v>4</v></c></row>"
    )
    assert formulas_of(tiny_book(rows)) == {"B1": "A1*2", "B2": "A2*2", "C1": "B1*2"}


def test_lost_master_is_noted_and_the_value_kept(tiny_book: TinyBook) -> None:
    book = read_raw(tiny_book("<row r='1'><c r='B1'><f t='shared' si='7'/><v>2</v></c></row>"))
    assert book.sheets[0].cells[Cell(1, 2)].value == 2
    assert [rule for rule, _ in book.notes] == ["delad_formel_saknas"]


def test_array_and_data_table(tiny_book: TinyBook) -> None:
    rows = (
        "<row r='1'><c r='A1'><f t='array' ref='A1:A2'>B1:B2*2</f><v>2</v></c>"
        "<c r='C1'><f t='dataTable' ref='C1:C9' dt2D='1' dtr='1' r1='B5' r2='B6'/><v>3</v></c>"
        "<c r='D1'><f t='dataTable' ref='D1:D9' r1='B5'/><v>3</v></c></row>"
        "<row r='2'><c r='A2'><v>4</v></c></row>"
    )
    assert formulas_of(tiny_book(rows)) == {"A1": "B1:B2*2", "C1": "TABLE(B5,B6)", "D1": "TABLE(,B5)", "A2": None}


def test_formula_with_an_equals_sign_of_its_own(tiny_book: TinyBook) -> None:
    assert formulas_of(tiny_book("<row r='1'><c r='A1'><f>=B1</f><v>1</v></c></row>")) == {"A1": "B1"}


@pytest.mark.parametrize(
    ("formula", "noted"),
    [
        ("cmd|'/c dir'!A0", True),
        ("1+Excel|Blad!A1", True),
        ('"a|b!c"', False),
        ("'a|b'!A1", False),
        ("Tabell[a|b]+Blad!A1", False),
    ],
)
def test_calls_to_other_programs_are_noted(tiny_book: TinyBook, formula: str, noted: bool) -> None:
    book = read_raw(tiny_book(f"<row r='1'><c r='A1'><f>{formula}</f><v>1</v></c></row>"))
    assert bool(book.notes) is noted
