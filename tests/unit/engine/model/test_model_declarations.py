"""A declaration that contradicts itself fails when it is made, and says where."""

import pytest

from engine.errors import DeclarationError
from engine.formula import Ref, Subtract, SumBlock, SumRows
from engine.model import Column, ColumnKind, Flik, Row, RowKind, Table
from engine.periods import OccasionKind

A = Row(id="a", label="A", kind=RowKind.INPUT)
B = Row(id="b", label="B", kind=RowKind.INPUT)
BLANK = Row(kind=RowKind.BLANK)
BUDGET = Column(kind=ColumnKind.BUDGET, heading="Budget {ar}")
PROGNOS = Column(kind=ColumnKind.PROGNOS, heading="Prognos helår {ar}")
AB = Table("T", "Tabell", (A, B))


def total(row_id: str, *of: str) -> Row:
    return Row(id=row_id, label=f"Summa {row_id}", kind=RowKind.SUM, formula=SumRows(of))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((A, Row(id="a", label="Annan", kind=RowKind.INPUT)), "T: declared twice: a"),
        ((A, Row(id="c", label=" Å", kind=RowKind.INPUT)), "T: declared twice: a"),
        ((A, Row(id="s", label="S", kind=RowKind.SUM)), "T.s: a sum row without a formula"),
        ((A, Row(id="i", label="I", kind=RowKind.INPUT, formula=Ref("a"))), "T.i: an input row with a formula"),
        ((A, total("s", "a", "x", "y")), "T.s: refers to x, y, not declared"),
        ((A, total("s", "s")), "T.s: the formula comes back to itself over s"),
        ((total("s", "t"), total("t", "u"), total("u", "s")), "T.s: the formula comes back to itself over s"),
        ((A, Row(id="s", label="S", kind=RowKind.SUM, formula=SumBlock("a"))), "T.s: a owns no project rows"),
        ((A, Row(id="s", label="S", kind=RowKind.SUM, formula=SumBlock("x"))), "T.s: refers to x, not declared"),
    ],
)
def test_a_table(rows: tuple[Row, ...], message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        Table("T", "Tabell", rows)


def made(*columns: Column, key: ColumnKind = ColumnKind.BUDGET) -> Flik:
    return Flik("8 RR", AB, columns, frozenset({OccasionKind.DELAR}), 8, key)


def computed(formula: Ref | Subtract) -> Column:
    return Column(kind=ColumnKind.AVVIKELSE, heading="Avv.", formula=formula)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ((BUDGET, PROGNOS, BUDGET), "8 RR: the columns contradict each other: budget, prognos, budget"),
        ((PROGNOS,), "8 RR: the columns contradict"),
        ((BUDGET, computed(Ref(column="prognos"))), "8 RR.avvikelse: refers to  prognos, not declared"),
        ((BUDGET, computed(Ref(row="c", column="budget"))), "8 RR.avvikelse: refers to c budget, not declared"),
        ((BUDGET, computed(Ref(column="avvikelse"))), "8 RR.avvikelse: refers to  avvikelse"),
        ((BUDGET, computed(Ref(row="a"))), "8 RR.avvikelse: refers to a None"),
    ],
)
def test_a_flik(columns: tuple[Column, ...], message: str) -> None:
    with pytest.raises(DeclarationError, match=message):
        made(*columns)


def test_blank_rows_share_no_name() -> None:
    assert Table("T", "Tabell", (A, BLANK, B, BLANK)).rows[1] is BLANK


def test_the_total_is_the_sum_that_no_other_sum_uses() -> None:
    table = Table("T", "Tabell", (A, B, total("inner", "a", "b"), total("outer", "inner", "b")))
    assert table.total is table.row("outer")
    assert table.key_row is table.row("outer")
    assert AB.total is None
    assert AB.key_row is B


def test_a_columns_formula_goes_before_a_rows() -> None:
    table = Table("T", "Tabell", (A, B, total("s", "a", "b")))
    avvikelse = computed(Ref(column="prognos") - Ref(column="budget"))
    flik = Flik("8 RR", table, (BUDGET, PROGNOS, avvikelse), frozenset({OccasionKind.DELAR}), 8, ColumnKind.BUDGET)
    assert flik.target(table.row("s"), avvikelse).formula is avvikelse.formula
    assert flik.target(table.row("s"), BUDGET).formula == SumRows(("a", "b"))
    assert flik.target(A, BUDGET).formula is None
