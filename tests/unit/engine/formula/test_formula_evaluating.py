"""Formula texts of helper cells, computed as Excel computes them, or not at all."""

import pytest

from engine.addresses import Cell, parse_cell
from engine.formula import ErrorValue, UnknownValueError, Value, evaluate_text, result_of

CELLS: dict[str, Value] = {
    "A1": 5, "A2": -2.5, "A3": "text", "A4": ErrorValue("#REF!"), "A5": "", "A6": 0, "A8": True, "B1": 202203,
    "B2": 202206, "B3": "202206", "C1": 100, "C2": 20, "C3": 3, "D1": "AVVIKER", "D2": "ok",
}  # fmt: skip


def look(sheet: str, cell: Cell) -> Value:
    if sheet == "Okänd":
        raise UnknownValueError
    found = {parse_cell(name): value for name, value in CELLS.items()}
    return found.get(cell) if sheet in {"Blad", "Annan flik"} else ErrorValue("#REF!")


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1+A2", 2.5),
        ("=A1-(A2-1)", 8.5),
        ("-A1", -5),
        ("'Annan flik'!A1", 5),
        ("A7", 0),
        ("A3", "text"),
        ("SUM(A1:A3,A5:A6)", 2.5),
        ("SUM(A1,2)", 7),
        ("COUNT(A1:A8)", 3),
        ("COUNTA(A1:A8)", 7),
        ("ABS(A2)", 2.5),
        ('COUNTIF(D1:D3,"avviker")', 1),
        ('SUMIF(B1:B3,"<=202205",C1:C3)', 100),
        ('SUMIF(B1:B3,"<=202206",C1:C3)', 120),
        ('IF(A1=5,"ja","nej")', "ja"),
        ('IF(A1<>5,"ja","nej")', "nej"),
        ('IF(D2="OK","lika","olika")', "lika"),
        ('IF(A3=0,"lika","olika")', "olika"),
        ('IF(A7="","tom","full")', "tom"),
        ('IF(AND(A1>=5,A2<0,TRUE),"ja","nej")', "ja"),
        ('IF(OR(A1<0,A6=1),"ja","nej")', "nej"),
        ('IFERROR(A4+1,"fel")', "fel"),
        ('IFERROR(A3+1,"fel")', "fel"),
        ('IF(IFERROR(AND(ABS(A3-1)<0.5),FALSE),"OK","AVVIKER")', "AVVIKER"),
        ('"två ""ord"""', 'två "ord"'),
    ],
)
def test_the_value_excel_shows(formula: str, value: object) -> None:
    assert evaluate_text(formula, "Blad", look) == value


@pytest.mark.parametrize(
    "formula",
    [
        "A1*2", "A1/2", "A1&A2", "ROUND(A1,0)", "A3+1", "A4", "A1=5", "namn", "'Borta'!A1", "Okänd!A1", "SUM(A1",
        "A1 A2",
        "IF(A1)", "", "(" * 4000 + "A1", 'IF(A3<"b",1,2)', "A1:A3", "SUM(A:A)",
    ],
)  # fmt: skip
def test_what_is_not_our_language_has_no_value(formula: str) -> None:
    assert evaluate_text(formula, "Blad", look) is None


def test_half_units_are_exact() -> None:
    cells = {Cell(1, 1): 0.1, Cell(2, 1): 0.2}
    assert evaluate_text("A1+A2", "Blad", lambda _sheet, cell: cells[cell]) == 0.3


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1*2+1", 11), ("A1+A2*2", 0), ("-A1*2/4", -2.5), ("(A1+1)*3", 18), ("SUM(A1:A2)*10", 25),
        ("1/0", ErrorValue("#DIV/0!")), ("A1/A6", ErrorValue("#DIV/0!")), ("A1/A9", ErrorValue("#DIV/0!")),
        ("A4*2", ErrorValue("#REF!")), ("2/A4", ErrorValue("#REF!")), ("#REF!+1", ErrorValue("#REF!")),
        ("IFERROR(1/0,7)", 7), ("1E300*1E300", ErrorValue("#NUM!")),
    ],
)  # fmt: skip
def test_what_somebodys_own_formula_comes_to(formula: str, value: object) -> None:
    assert result_of(formula, "Blad", look) == value


@pytest.mark.parametrize("formula", ["A1^2", "ROUND(A1,0)", "A1&A2", "Okänd!A1", "IFERROR(#REF!,1)", "A1*", "1E999"])
def test_what_cannot_be_told_of_somebodys_own_formula(formula: str) -> None:
    with pytest.raises(UnknownValueError):
        result_of(formula, "Blad", look)
