"""What a flik brings: amounts as they count, and a gap for each that cannot be trusted."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.calc import flik_values
from engine.consolidate import TableContribution, contribution_of
from engine.data import FlikData, RawCell, RawSheet
from engine.layout import FlikLayout, template_layout
from engine.model import ColumnKind
from engine.organisation import read_kommun
from workbooks.catalog import build_catalog

ROOT = Path(__file__).parents[4]
BUDGET, PROGNOS, AVVIKELSE = ColumnKind.BUDGET, ColumnKind.PROGNOS, ColumnKind.AVVIKELSE
Fill = Callable[[FlikLayout], dict[Cell, RawCell]]


def layout(name: str) -> FlikLayout:
    catalog = build_catalog(read_kommun(ROOT / "workbooks" / "demo" / "kommun.toml"))
    flik = next(flik for flik in catalog.flikar("skattefinansierad") if flik.name == name)
    return template_layout(flik, 2022)


RR = layout("1–11 RR skattefin övr jan-nov")
INV = layout("4 inv skattefin övr apr")


def cell(placed: FlikLayout, row: str, kind: ColumnKind) -> Cell:
    found, column = placed.row(row), placed.column(kind)
    assert found is not None
    assert column is not None
    return Cell(found.number, column.number)


def filled(placed: FlikLayout, changed: dict[Cell, RawCell]) -> FlikData:
    """Every input 10, live formulas without stored values, and then what a test changes."""
    cells: dict[Cell, RawCell] = {}
    for target in placed.targets:
        is_live = target.formula is not None
        cells[target.cell] = RawCell(formula=placed.formula_text(target)) if is_live else RawCell(10)
    return FlikData(placed, RawSheet(placed.sheet, {**cells, **changed}))


def brought(flik: FlikData) -> TableContribution:
    return contribution_of(flik, flik_values(flik))


def amount(table: TableContribution, label: str, kind: ColumnKind) -> int | Fraction | None:
    return next(row.amounts.get(kind) for row in table.rows if row.label == label)


def test_formulas_are_computed_and_blank_cells_are_nought() -> None:
    table = brought(filled(RR, {cell(RR, "lokalhyror", BUDGET): RawCell()}))
    assert amount(table, "Lokalhyror", BUDGET) == 0
    assert amount(table, "Verksamhetens kostnader", BUDGET) == 30
    assert amount(table, "Verksamhetens kostnader", PROGNOS) == 40
    assert amount(table, "Årets resultat", AVVIKELSE) == 10
    assert table.gaps == ()
    assert table.empty == ()


@pytest.mark.parametrize(
    "unreadable",
    [RawCell("tio"), RawCell(error="#REF!"), RawCell(formula="Blad9!A1"), RawCell(value=True)],
    ids=["text", "error", "formula nobody computed", "truth value"],
)
def test_an_unreadable_input_takes_its_sums_with_it(unreadable: RawCell) -> None:
    table = brought(filled(RR, {cell(RR, "lokalhyror", BUDGET): unreadable}))
    labels = {gap.row or "" for gap in table.gaps if gap.column is BUDGET}
    assert labels == {
        "Lokalhyror", "Verksamhetens kostnader", "Verksamhetens nettokostnader", "Årets resultat",
    }  # fmt: skip
    assert {gap.row for gap in table.gaps if gap.column is AVVIKELSE} == labels
    for label in labels:
        assert amount(table, label, BUDGET) is None
        assert amount(table, label, PROGNOS) is not None
    assert amount(table, "Personalkostnader", BUDGET) == 10


def test_a_constant_stands_even_over_what_cannot_be_read() -> None:
    changed = {
        cell(RR, "lokalhyror", BUDGET): RawCell("tio"),
        cell(RR, "kostnader", BUDGET): RawCell(-77.5),
    }
    table = brought(filled(RR, changed))
    assert amount(table, "Verksamhetens kostnader", BUDGET) == Fraction("-77.5")
    assert amount(table, "Verksamhetens nettokostnader", BUDGET) == Fraction("-67.5")


def test_a_flik_in_another_unit_brings_nothing() -> None:
    table = brought(replace(filled(RR, {}), unit="mkr"))
    assert table.rows == ()
    assert [gap.reason for gap in table.gaps] == ["fliken anger belopp i mkr"]


def test_a_missing_row_and_a_missing_column_are_gaps_but_an_optional_row_is_not() -> None:
    rows = tuple(row for row in RR.rows if row.row.id not in ("lokalhyror", "finansnetto"))
    columns = tuple(column for column in RR.columns if column.column.kind is not PROGNOS)
    table = brought(filled(replace(RR, rows=rows, columns=columns), {}))
    assert [(gap.row, gap.column) for gap in table.gaps] == [(None, PROGNOS), ("Lokalhyror", None)]
    assert amount(table, "Finansnetto", BUDGET) is None
    assert amount(table, "Årets resultat", BUDGET) == 50


def test_an_unfilled_column_is_named() -> None:
    emptied = {
        target.cell: RawCell()
        for target in RR.targets
        if target.column.column.kind is PROGNOS and target.formula is None
    }
    assert brought(filled(RR, emptied)).empty == (PROGNOS,)


def test_only_project_rows_that_are_used_are_listed() -> None:
    emptied = {target.cell: RawCell() for target in INV.targets if target.formula is None}
    first, second = INV.projects("reinvestering")[:2]
    named = replace(
        INV, rows=tuple(replace(row, label="Sängar") if row is first else row for row in INV.rows)
    )  # fmt: skip
    table = brought(
        filled(named, {**emptied, Cell(first.number, 2): RawCell(750), Cell(second.number, 3): RawCell(5)})
    )
    assert [(project.category, project.label, project.amounts) for project in table.projects] == [
        ("Reinvestering", "Sängar", {BUDGET: 750, AVVIKELSE: 750}),
        ("Reinvestering", "(utan namn)", {PROGNOS: 5, AVVIKELSE: -5}),
    ]
    assert amount(table, "Totala utgifter", BUDGET) == 750
    assert amount(table, "Imageinvestering", BUDGET) == 0
