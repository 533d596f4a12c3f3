"""One expression, three readings: Excel text, terms and value."""

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from engine.addresses import Cell
from engine.formula import (
    Add,
    Expression,
    Ref,
    Subtract,
    SumBlock,
    SumRows,
    WhenAny,
    evaluate,
    references,
    render,
    terms,
)


@dataclass(frozen=True)
class Column:
    """A place with rows in column B (or the column a reference names) and one block."""

    rows: dict[str, int] = field(default_factory=lambda: {"a": 5, "b": 6, "c": 7, "far": 20})
    projects: tuple[int, ...] = (10, 11)
    closing: int = 12

    def cell(self, ref: Ref) -> Cell | None:
        row = 9 if ref.row is None else self.rows.get(ref.row)
        return None if row is None else Cell(row, {"budget": 2, "prognos": 3}.get(ref.column or "", 2))

    def block(self, name: str) -> tuple[Cell, ...]:
        assert name == "x"
        return tuple(Cell(row, 2) for row in self.projects)

    def span(self, name: str) -> tuple[Cell, Cell]:
        assert name == "x"
        return Cell(min(*self.projects, self.closing), 2), Cell(self.closing, 2)

    def column_span(self, name: str) -> tuple[Cell, Cell]:
        column = {"budget": 2, "prognos": 3}[name]
        return Cell(5, column), Cell(20, column)


@pytest.mark.parametrize(
    ("expression", "text", "counts"),
    [
        (Ref("a"), "B5", {"B5": 1}),
        (Ref("a") + Ref("b") + Ref("c"), "B5+B6+B7", {"B5": 1, "B6": 1, "B7": 1}),
        (Ref(column="prognos") - Ref(column="budget"), "C9-B9", {"C9": 1, "B9": -1}),
        (SumRows(("a", "b", "c")), "SUM(B5:B7)", {"B5": 1, "B6": 1, "B7": 1}),
        (SumRows(("a", "far")), "SUM(B5,B20)", {"B5": 1, "B20": 1}),
        (
            WhenAny("prognos", Ref(column="prognos") - Ref(column="budget")),
            "IF(COUNT(C5:C20)=0,0,C9-B9)",
            {"C9": 1, "B9": -1},
        ),
        (SumBlock("x"), "SUM(B10:B12)", {"B10": 1, "B11": 1}),
        (Ref("a") + Ref("gone"), "B5", {"B5": 1}),
        (Ref("gone"), "0", {}),
        (Add((Ref("gone"),)), "0", {}),
        (SumRows(("gone",)), "0", {}),
        (SumRows(("gone", "b", "c")), "SUM(B6:B7)", {"B6": 1, "B7": 1}),
        (Subtract(Ref("a"), Ref("gone")), "B5-0", {"B5": 1}),
    ],
)
def test_text_and_terms(expression: Expression, text: str, counts: dict[str, int]) -> None:
    assert render(expression, Column()) == text
    assert {str(cell): sign for cell, sign in terms(expression, Column())} == counts


def test_a_value_is_the_signed_sum_and_an_empty_cell_counts_as_nothing() -> None:
    amounts = {Cell(5, 2): 10, Cell(6, 2): -4}
    expression = Ref("a") + Ref("b") + Ref("c")
    assert evaluate(expression, Column(), lambda cell: amounts.get(cell, 0)) == 6
    assert evaluate(Ref("a") - Ref("b"), Column(), lambda cell: Fraction(amounts[cell], 3)) == Fraction(14, 3)


def test_references_name_rows_columns_and_blocks() -> None:
    assert list(references(Ref("a") + SumBlock("x"))) == [Ref("a"), Ref("x")]
    assert list(references(Ref(column="p") - Ref("r", "b"))) == [Ref(column="p"), Ref("r", "b")]
    assert list(references(None)) == []
