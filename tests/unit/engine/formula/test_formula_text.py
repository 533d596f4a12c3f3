"""Formulas that anybody wrote: which cells they read, and whether they are plain sums."""

import pytest

from engine.formula import Reference, read_linear, read_references
from engine.formula.tokens import Kind, tokens

OWN = "1–11 RR skattefin övr jan-nov"


def rectangles(formula: str) -> list[str]:
    return [_shown(found) for found in read_references(formula).rectangles]


def _shown(found: Reference) -> str:
    corners = str(found.first) if found.first == found.last else f"{found.first}:{found.last}"
    return corners if found.sheet is None else f"{found.sheet}|{corners}"


def linear(formula: str, sheet: str = OWN) -> dict[str, int] | None:
    found = read_linear(formula, sheet)
    return None if found is None else {str(cell): count for cell, count in found.cells.items()}


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        (f"'{OWN}'!$B$7+'Nämnd''s blad'!C3", [f"{OWN}|B7", "Nämnd's blad|C3"]),
        ('IF(A1="B2+C3","säg ""D4""",0)', ["A1"]),
        ("LOG10(B5)+ATAN2(C1,C2)", ["B5", "C1", "C2"]),
        ("SUM(B5:B8,B10,'x'!A:A)", ["B5:B8", "B10", "x|A1:A1048576"]),
        ("SUM($3:$5)", ["A3:XFD5"]),
        ("SUM(B$8:$B5)", ["B5:B8"]),
        ("sum(b5:b6)", ["B5:B6"]),
        ("'2022'!B5*1.5E3", ["2022|B5"]),
        ("Blad1!B5 + a.b!C7", ["Blad1|B5", "a.b|C7"]),
        ("[1]Blad1!A1+'[annan bok.xlsx]Blad1'!A2", ["[1]Blad1|A1", "[annan bok.xlsx]Blad1|A2"]),
        ("_xlfn.SUM(B5)", ["B5"]),
        ("TEXT(B5,\"0\")&'A1'!B2:C3", ["B5", "A1|B2:C3"]),
        ("1E5+TRUE", []),
        ("B5.x+_B5+B5_1+Å1+R1C1", []),
    ],
)
def test_the_cells_a_formula_reads(formula: str, read: list[str]) -> None:
    found = read_references(formula)
    assert rectangles(formula) == read
    assert not found.opaque


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("Momssats*B5", ("Momssats",)),
        ("Blad1!Namn+'Blad 2'!Namn", ("Namn", "Namn")),
        ("B5_1+Å1", ("B5_1", "Å1")),
        ("FALSE+SUM(B5)", ()),
    ],
)
def test_defined_names(formula: str, names: tuple[str, ...]) -> None:
    assert read_references(formula).names == names


@pytest.mark.parametrize(
    "formula",
    ['INDIRECT("B5")', "offset(B5,1,0)", "Tabell1[Belopp]", "Blad1:Blad3!B5", "'Blad 1:Blad 3'!B5", "#REF!+B5",
     "B5:INDEX(B:B,7)", "B5#", "[0]!Namn", "Blad1!#REF!", "Blad1!B5:Blad1!B7"],
)  # fmt: skip
def test_what_cannot_be_told_from_the_text_is_opaque(formula: str) -> None:
    assert read_references(formula).opaque


def test_a_reference_to_another_workbook_is_none_of_our_cells() -> None:
    (found,) = read_references("'C:\\mapp\\[Budget.xlsx]Blad1'!A1").rectangles
    assert not read_references("'C:\\mapp\\[Budget.xlsx]Blad1'!A1").opaque
    assert not found.covers("Blad1", found.first, "Blad1")


def test_a_reference_covers_its_corners_without_regard_to_case() -> None:
    (found,) = read_references("'8 RR'!B5:C8").rectangles
    assert found.covers("8 rr", found.first, "annan")
    assert found.covers("8 RR", found.last, "annan")
    assert not found.covers("annan", found.first, "annan")
    (own,) = read_references("B5").rectangles
    assert own.covers("Annan", own.first, "annan")


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("B5+B6", {"B5": 1, "B6": 1}),
        ("=B5-B6", {"B5": 1, "B6": -1}),
        ("-B5-(-B6)", {"B5": -1, "B6": 1}),
        ("+B5", {"B5": 1}),
        ("B5-B5", {}),
        ("B5+B5", {"B5": 2}),
        ("SUM(B5:B8)", {"B5": 1, "B6": 1, "B7": 1, "B8": 1}),
        ("SUM(B8:B5)", {"B5": 1, "B6": 1, "B7": 1, "B8": 1}),
        ("sum( $B$5 , B6:B7 )", {"B5": 1, "B6": 1, "B7": 1}),
        ("SUM(B5,SUM(B6,-B7))-B8", {"B5": 1, "B6": 1, "B7": -1, "B8": -1}),
        ("B5-(B6+B7)", {"B5": 1, "B6": -1, "B7": -1}),
        (f"'{OWN.upper()}'!B5+B6", {"B5": 1, "B6": 1}),
        ("SUM(B5:C6)", {"B5": 1, "C5": 1, "B6": 1, "C6": 1}),
    ],
)
def test_a_plain_sum(formula: str, cells: dict[str, int]) -> None:
    assert linear(formula) == cells


def test_a_constant_beside_the_cells_is_told() -> None:
    found = read_linear("B5+100-1", OWN)
    assert found is not None
    assert found.constant == 99


@pytest.mark.parametrize(
    "formula",
    ["", "B5*B6", "B5/1000", "B5%", "ROUND(B5,0)", "IF(B5,B6,B7)", "'Annan flik'!B5", "SUM(B:B)", "SUM(B5;B6)",
     "SUM(B5", "B5)", "B5 B6", "SUM(B5:B7 B6)", "B5:B6", "Momssats", '"B5"', "SUM()", "B5+", "#REF!", "{B5}",
     "SUM(Tabell1[Belopp])", "(" * 4000 + "B5" + ")" * 4000, "-" * 4000 + "B5"],
)  # fmt: skip
def test_no_plain_sum_of_own_cells(formula: str) -> None:
    assert linear(formula) is None


def test_tokens_leave_white_space_out_and_lose_nothing_else() -> None:
    formula = 'SUM( \'Blad\'\'s\'!$B$5:B8 , 1.5E3 )\n& "a ""b"" " <> Namn'
    found = list(tokens(formula))
    assert [token.text for token in found] == [
        "SUM(", "$B$5:B8", ",", "1.5E3", ")", "&", '"a ""b"" "', "<", ">", "Namn",
    ]  # fmt: skip
    assert found[1].sheet == "Blad's"
    assert found[1].kind is Kind.RANGE
