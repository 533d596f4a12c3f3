"""What a flik's cells hold, and whether their formulas are the declared ones."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from engine.addresses import Cell, parse_cell
from engine.calc import Origin, derived_values, flik_values
from engine.calc.comparing import Likeness, compare_formula
from engine.calc.values import number_in
from engine.data import FlikData, RawCell, UnknownRow
from tests.support.books import Place, empty_book, flik_of

RR = flik_of(empty_book(), "8 RR skattefin övriga delår")
INV = flik_of(empty_book(), "8 inv skattefin övriga delår")
AT = Place(RR)
INTAKTER, KOSTNADER = AT.cell("Verksamhetens intäkter", "budget"), AT.cell("Verksamhetens kostnader", "budget")
NETTO, RESULTAT = AT.cell("Verksamhetens nettokostnader", "budget"), AT.cell("Årets resultat", "budget")
PERSONAL = AT.cell("Personalkostnader", "budget")


def at(text: str) -> Cell:
    cell = parse_cell(text)
    assert cell is not None
    return cell


def with_cells(flik: FlikData, cells: Mapping[Cell, RawCell]) -> FlikData:
    return replace(flik, sheet=replace(flik.sheet, cells={**flik.sheet.cells, **cells}))


def likeness(cell: Cell, formula: str, flik: FlikData = RR) -> Likeness:
    return compare_formula(flik, flik.layout.targets_by_cell[cell], formula)


def test_the_places_these_cases_speak_of() -> None:
    assert list(map(str, (INTAKTER, PERSONAL, KOSTNADER, NETTO, RESULTAT))) == ["B7", "B9", "B13", "B15", "B20"]


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ("B13", "SUM(B9:B12)"),
        ("B13", "B9+B10+B11+B12"),
        ("B13", "sum($B$9:$B$12)"),
        ("B13", "SUM(B12,B9:B11)"),
        ("B13", "SUM(B8:B12)"),  # the blank row above as well
        ("B13", "SUM(B9:B12)+0"),
        ("B15", "B7+B13"),
        ("B15", "SUM(B7,B9:B12)"),  # over the rows instead of their sum
        ("B15", "'8 RR skattefin övriga delår'!B7+B13"),
        ("B20", "B15+B17+B18"),
        ("B20", "SUM(B7,B13,B17:B18)"),
        ("D7", "C7-B7"),
        ("D7", "-B7+C7"),
        ("G9", "+E9-F9"),
    ],
)
def test_the_declared_formula_however_it_is_written(cell: str, formula: str) -> None:
    assert likeness(at(cell), formula) is Likeness.SAME


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ("B13", "SUM(B9:B11)"),  # one row short
        ("B13", "SUM(C9:C12)"),
        ("B13", "SUM(B9:B12)+1"),
        ("B13", "SUM(B9:B13)"),
        ("B13", "ROUND(SUM(B9:B12),0)"),
        ("B13", "-SUM(B9:B12)"),
        ("B13", "B9"),
        ("B15", "B7-B13"),
        ("B20", "B15+B17"),
        ("D7", "B7-C7"),
        ("D7", "C8-B8"),
        ("B13", "SUM('8 inv skattefin övriga delår'!B9:B12)"),
    ],
)
def test_another_formula(cell: str, formula: str) -> None:
    assert likeness(at(cell), formula) is Likeness.OTHER


def test_a_row_nobody_declared_inside_the_sum_extends_it() -> None:
    """Row 8 is blank in the declaration; here somebody has written a row there."""
    cell = Cell(8, 2)
    written = with_cells(RR, {cell: RawCell(value=-5)})
    told = replace(written, unknown_rows=(UnknownRow("Hyror", 8, (cell,)),))
    assert likeness(KOSTNADER, "SUM(B8:B12)", told) is Likeness.EXTENDED
    assert likeness(KOSTNADER, "SUM(B8:B12)", written) is Likeness.OTHER


def test_values_of_inputs_formulas_constants_and_changed_formulas() -> None:
    flik = with_cells(
        RR,
        {
            INTAKTER: RawCell(value=100),
            PERSONAL: RawCell(value=-60.25),
            KOSTNADER: RawCell(value=-61),  # a constant
            NETTO: RawCell(value=7, formula="B7+B13"),  # a stale stored value
            RESULTAT: RawCell(value=5, formula="B15*2"),
        },
    )
    found = flik_values(flik)
    assert found.inputs[PERSONAL] == Fraction("-60.25")
    origins = [found.derived[cell].origin for cell in (KOSTNADER, NETTO, RESULTAT)]
    assert origins == [Origin.CONSTANT, Origin.DECLARED, Origin.CHANGED]
    assert [found.values[cell] for cell in (KOSTNADER, NETTO, RESULTAT)] == [-61, 39, 5]
    assert found.derived[KOSTNADER].expected == Fraction("-60.25")
    assert found.derived[NETTO].stored == 7
    assert found.derived[NETTO].expected == 39
    assert found.derived[RESULTAT].expected == 39


def test_a_sum_over_text_or_an_error_cannot_be_traced_and_neither_can_what_follows() -> None:
    for damage in (RawCell(value="195 144"), RawCell(error="#REF!"), RawCell(value=True)):
        found = flik_values(with_cells(RR, {PERSONAL: damage}))
        assert not any(found.derived[cell].is_traceable for cell in (KOSTNADER, NETTO, RESULTAT))
        assert found.derived[AT.cell("Årets resultat", "prognos")].is_traceable
    blank = flik_values(with_cells(RR, {PERSONAL: RawCell(value="")}))
    assert blank.derived[KOSTNADER].is_traceable


def test_the_origins_of_an_empty_and_an_unreadable_cell() -> None:
    found = flik_values(with_cells(RR, {KOSTNADER: RawCell(), NETTO: RawCell(error="#DIV/0!")}))
    assert found.derived[KOSTNADER].origin is Origin.EMPTY
    assert found.derived[NETTO].origin is Origin.UNREADABLE


def test_terms_count_the_filled_cells() -> None:
    found = flik_values(
        with_cells(RR, {PERSONAL: RawCell(value=-1), AT.cell("Lokalhyror", "budget"): RawCell(value=0)})
    )
    assert found.derived[KOSTNADER].terms == 2
    assert found.derived[AT.cell("Verksamhetens kostnader", "utfall")].terms == 0


def test_a_flik_of_constants_has_no_formulas() -> None:
    assert flik_values(RR).has_formulas
    bare = replace(RR.sheet, cells={cell: raw._replace(formula=None) for cell, raw in RR.sheet.cells.items()})
    assert not flik_values(replace(RR, sheet=bare)).has_formulas


def test_the_total_of_inv_adds_categories_and_never_projects_as_well() -> None:
    place = Place(INV)
    first = INV.layout.projects("reinvestering")[0].number
    column = place.cell("Totala utgifter", "budget").column
    values = derived_values(INV.layout, {Cell(first, column): 750})
    assert values[place.cell("Reinvestering", "budget")] == 750
    assert values[place.cell("Totala utgifter", "budget")] == 750


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (RawCell(value=1), 1),
        (RawCell(value=0.1), Fraction(1, 10)),
        (RawCell(value=True), None),
        (RawCell(value="1"), None),
        (RawCell(error="#REF!"), None),
        (RawCell(), None),
    ],
)
def test_the_number_in_a_cell(raw: RawCell, number: int | Fraction | None) -> None:
    assert number_in(raw) == number
