"""Formulas that read their own sheet alone are passed over until it changes, and nothing is missed by it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.data import RawBook, RawCell, RawSheet
from engine.fill import affected
from engine.fill.affected import Place, affected_formulas
from engine.formula import read_references

_FORMULAS = (
    "A1", "SUM(A1:B2)", "$B$3+1", "IF(COUNT(A1:A3)=0,0,B1)", 'IF(A1=FALSE,"Två!B1","OFFSET(")', "Två!A1", "'Ett'!B2",
    "INDIRECT(A1)", "OFFSET(A1,1,0)", "belopp", "okänt", "SUM(1:2)", "SUM(B:B)", "A1%", "[1]Ett!A1", "Ett:Två!A1",
    "-(A2-B3)", "ABS(B2)<0.5", "A1B", "SUM(belopp)", "1E5", "a1", "FALSE1", "A1.B", 'SUMIF(A1:A3,"<=1",B1:B3)',
)  # fmt: skip
_CELLS = st.builds(Cell, st.integers(1, 3), st.integers(1, 3))
_SHEET = st.dictionaries(_CELLS, st.sampled_from(_FORMULAS).map(lambda text: RawCell(1, None, text)), max_size=6)
_PLACES = st.frozensets(st.tuples(st.sampled_from(["Ett", "Två", "Tre"]), _CELLS), min_size=1, max_size=2)


@settings(max_examples=200, deadline=None)
@given(st.lists(_SHEET, min_size=3, max_size=3), _PLACES)
def test_as_many_are_reached_as_when_every_formula_is_looked_into(
    sheets: list[dict[Cell, RawCell]], written: frozenset[Place]
) -> None:
    named = tuple(RawSheet(name, cells) for name, cells in zip(("Ett", "Två", "Tre"), sheets, strict=True))
    raw = RawBook("bok.xlsx", named, {"belopp": "Två!$A$1"})
    found = affected_formulas(raw, written)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(affected, "_PLAIN", re.compile("(?!)"))
        assert affected_formulas(raw, written) == found


@pytest.mark.parametrize("formula", _FORMULAS)
def test_what_is_passed_over_names_neither_sheets_nor_names(formula: str) -> None:
    if affected._PLAIN.fullmatch(formula):
        read = read_references(formula)
        assert (read.names, read.opaque) == ((), False)
        assert all(rectangle.sheet is None for rectangle in read.rectangles)


@pytest.mark.parametrize("formula", ["SUM(B8:B11)", "C7-B7", 'IF(IFERROR(AND(COUNT(B7:B9)=3),FALSE),"OK","AVVIKER")'])
def test_our_own_formulas_are_passed_over(formula: str) -> None:
    assert affected._PLAIN.fullmatch(formula)
