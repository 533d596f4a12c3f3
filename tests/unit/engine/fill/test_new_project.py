"""A project that is added: on the first empty row of its block, once, under a name that is its own."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from engine.addresses import Cell, parse_cell
from engine.data import FlikData, InsertRow, SetCell, SetFormula
from engine.errors import FlikarError
from engine.fill.new_project import (
    NarrowBlockError,
    NewProject,
    NoBlockError,
    ProjectNameError,
    ProjectStandsError,
    new_project,
    with_project_row,
)
from engine.layout import FlikLayout, column_checks
from engine.layout.template import template_layout
from engine.writer.patch import patch_workbook
from tests.support.books import YEAR, demo_setup, flik_of, opened, template

INV8, FORUTB8, RR8 = "8 inv skattefin övriga delår", "8 förutb skattefin ALLA delår", "8 RR skattefin övriga delår"
EXPANSION = range(8, 11)
"""The project rows of the first category; the thin empty row is 11."""


def flik(*changes: SetCell | SetFormula, name: str = INV8) -> FlikData:
    return flik_of(opened(patch_workbook(template(), changes)).data, name)


def named(*names: str, name: str = INV8, first: int = 8) -> list[SetCell]:
    return [SetCell(name, Cell(row, 1), each) for row, each in enumerate(names, first)]


def added(found: FlikData, cell: str, name: str) -> NewProject:
    at = parse_cell(cell)
    assert at is not None
    return new_project(found, at, name)


@pytest.mark.parametrize("cell", ["A7", "B8", "H9", "A10", "C11"])
def test_any_cell_of_the_block_leads_to_its_first_empty_row(cell: str) -> None:
    project = added(flik(*named("Sängar")), cell, "  Nya\n möbler ")
    assert (project.flik, project.block, project.inserted) == (INV8, "Expansionsinvestering", None)
    assert project.changes == (SetCell(INV8, Cell(9, 1), "Nya möbler"),)


def test_a_row_with_an_amount_and_no_name_is_not_empty() -> None:
    project = added(flik(SetCell(INV8, Cell(8, 2), 750)), "A8", "Sängar")
    assert project.label.cell == Cell(9, 1)


def test_the_prepaid_incomes_have_projects_too() -> None:
    project = added(flik(name=FORUTB8), "A7", "Bidrag till sängar")
    assert (project.block, project.label.cell) == ("Inkomster", Cell(8, 1))


@pytest.mark.parametrize(("name", "cell", "told"), [
    (RR8, "B13", "Fliken ”8 RR skattefin övriga delår” har inga projektrader."),
    (INV8, "B33", "8 inv skattefin övriga delår!B33 står inte bland projekten. Markera en rad under Expansions"),
    (INV8, "A6", "8 inv skattefin övriga delår!A6 står inte bland projekten."),
])  # fmt: skip
def test_a_cell_in_no_block_is_told_of_with_the_blocks_there_are(name: str, cell: str, told: str) -> None:
    with pytest.raises(NoBlockError) as caught:
        added(flik(name=name), cell, "Sängar")
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(("name", "told"), [
    ("", "Projektet saknar namn."), (" \n", "Projektet saknar namn."),
    ("=SUM(B8:B9)", "”=SUM(B8:B9)” skulle bli en formel."),
    ("totala  utgifter", "”totala utgifter” heter en av tabellens egna rader."),
    ("Imageinvestering:", "heter en av tabellens egna rader."), ("Kontroll", "heter en av tabellens egna rader."),
])  # fmt: skip
def test_a_name_that_would_break_the_table_is_refused(name: str, told: str) -> None:
    with pytest.raises(ProjectNameError) as caught:
        added(flik(), "A8", name)
    assert told in str(caught.value)


def test_a_project_that_stands_in_the_block_is_refused_with_its_place() -> None:
    with pytest.raises(ProjectStandsError) as caught:
        added(flik(*named("Möbler", "Sängar Almgården")), "A8", "sangar  ALMGÅRDEN")
    assert str(caught.value).startswith(
        f"Projektet ”Sängar Almgården” står redan i {INV8}!A9 under Expansionsinvestering."
    )


def test_the_same_name_in_another_category_is_another_project() -> None:
    project = added(flik(*named("Sängar")), "A19", "Sängar")
    assert (project.block, project.label.cell, project.findings) == ("Reinvestering", Cell(19, 1), ())


def test_a_name_much_like_another_is_told_of() -> None:
    [finding] = added(flik(*named("Vårdarhjälpmedel")), "A8", "Vårdhjälpmedel").findings
    assert (finding.rule, finding.cell, finding.message) == (
        "ST10", "A8", "”Vårdhjälpmedel” liknar ”Vårdarhjälpmedel”; de räknas som två.",
    )  # fmt: skip


def test_a_full_block_gets_a_row_above_its_thin_empty_one_with_the_formulas_of_its_new_place() -> None:
    project = added(flik(*named("A", "B", "C")), "A9", "Nytt projekt")
    assert project.inserted == InsertRow(INV8, 11)
    name, *formulas = project.changes
    assert name == SetCell(INV8, Cell(11, 1), "Nytt projekt")
    by_cell = {str(each.cell): each.formula for each in formulas if isinstance(each, SetFormula)}
    assert list(by_cell) == ["D11", "G11", "J11", "D36", "G36"]
    assert (by_cell["D11"], by_cell["G11"]) == ("B11-C11", "E11-F11")
    assert "ABS(D10-(B10-C10))<0.5,ABS(D11-(B11-C11))<0.5,ABS(D13-(B13-C13))<0.5" in by_cell["D36"]


def test_a_block_of_one_row_grows_within_its_sum() -> None:
    assert added(flik(*named("A", first=13)), "A13", "B").inserted == InsertRow(INV8, 14)


def test_without_the_thin_empty_row_the_last_project_moves_down() -> None:
    project = added(flik(*named("A", "B", "C", "D")), "A9", "E")
    assert project.inserted == InsertRow(INV8, 11)


def test_a_sum_of_one_row_cannot_grow() -> None:
    without = _without_rows(flik(), 13)
    with pytest.raises(NarrowBlockError) as caught:
        added(without, "A12", "C")
    assert "Expansionsinvestering - Exploatering" in str(caught.value)


def _without_rows(found: FlikData, *numbers: int) -> FlikData:
    rows = tuple(row for row in found.layout.rows if row.number not in numbers)
    return replace(found, layout=replace(found.layout, rows=rows))


def test_the_layout_with_a_row_more_is_that_of_a_template_with_it() -> None:
    """Two readings of one thing: the rows moved one by one, and the declaration with a row more."""
    flik_declared = next(each for each in demo_setup().catalog.flikar("skattefinansierad") if each.name == INV8)
    rows = tuple(
        replace(row, slots=row.slots + 1) if row.id == "expansion" else row for row in flik_declared.table.rows
    )
    wider = replace(flik_declared, table=replace(flik_declared.table, rows=rows))
    ours = with_project_row(template_layout(flik_declared, YEAR), "expansion", 11)
    theirs = template_layout(wider, YEAR)
    assert [(p.number, p.label, p.block, p.row.kind) for p in ours.rows] == [
        (p.number, p.label, p.block, p.row.kind) for p in theirs.rows
    ]
    assert (ours.block_ends, ours.check_row) == (theirs.block_ends, theirs.check_row)
    assert column_checks(ours) == column_checks(theirs)
    assert _formulas(ours) == _formulas(theirs)


def _formulas(layout: FlikLayout) -> Sequence[tuple[Cell, str]]:
    return [(target.cell, layout.formula_text(target)) for target in layout.derived_targets]


def test_a_row_that_lacks_its_formulas_gets_them() -> None:
    """A row that people have inserted in Excel themselves."""
    emptied = [SetCell(INV8, Cell(8, column), None) for column in (4, 7)]
    project = added(flik(*emptied), "A8", "Sängar")
    _, *formulas = project.changes
    assert [str(each.cell) for each in formulas] == ["D8", "G8", "D35", "G35"]


@pytest.mark.parametrize("error", [NoBlockError, ProjectNameError, ProjectStandsError, NarrowBlockError])
def test_every_refusal_is_a_wrong_call(error: type[FlikarError]) -> None:
    assert error.exit_code == 2
