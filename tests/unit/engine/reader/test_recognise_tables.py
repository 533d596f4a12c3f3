"""Rows and columns that people have moved, and tables that stand where no template put them."""

import csv
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from engine.addresses import Cell
from engine.calc import Origin, flik_values
from engine.data import BookData, FlikData, RawCell, RawSheet
from engine.model import RowKind
from tests.support.books import Place, demo_setup, empty_book, fill, flik_of, opened, template
from tests.support.damage import (
    Move,
    changed,
    columns_ordered,
    edited,
    insert_row_as_excel_does,
    moved,
    reread,
    rows_cut,
    rows_inserted,
    rows_swapped,
    texts_replaced,
)
from workbooks.demo.figures import figure_text

RR, INV, FORUTB = "8 RR skattefin övriga delår", "8 inv skattefin övriga delår", "8 förutb skattefin ALLA delår"
RAW = empty_book().raw
KINDS = ["budget", "prognos", "avvikelse", "utfall", "utfall_fg", "diff"]


def after(move: Move, name: str = RR) -> FlikData:
    return flik_of(reread(changed(RAW, name, lambda sheet: moved(sheet, move))), name)


def with_texts(texts: dict[str, str], name: str = RR, year: int | None = None) -> FlikData:
    return flik_of(reread(changed(RAW, name, lambda sheet: texts_replaced(sheet, texts)), year=year), name)


def rows_of(flik: FlikData) -> dict[str, int]:
    return {placed.label: placed.number for placed in flik.layout.rows if placed.label}


def columns_of(flik: FlikData) -> dict[str, int]:
    return {placed.column.kind.value: placed.number for placed in flik.layout.columns}


RR_ROWS = rows_of(flik_of(empty_book(), RR))


def test_where_the_template_has_them() -> None:
    assert RR_ROWS["Verksamhetens intäkter"] == 7
    assert RR_ROWS["Årets resultat"] == 20
    assert columns_of(flik_of(empty_book(), RR)) == {kind: n for n, kind in enumerate(KINDS, start=2)}
    assert flik_of(empty_book(), RR).layout.comment_column == 8


def test_rows_inserted_above_and_inside_the_table() -> None:
    assert rows_of(after(rows_inserted(1, 3))) == {label: row + 3 for label, row in RR_ROWS.items()}
    inside = rows_of(after(rows_inserted(11)))
    assert inside == {label: row + (row >= 11) for label, row in RR_ROWS.items()}


def test_rows_moved() -> None:
    rows = rows_of(after(rows_swapped(RR_ROWS["Personalkostnader"], RR_ROWS["Kommunbidrag"])))
    assert rows["Personalkostnader"] == RR_ROWS["Kommunbidrag"]
    assert rows["Kommunbidrag"] == RR_ROWS["Personalkostnader"]


def test_an_older_layout_without_finansnetto_sums_without_it() -> None:
    flik = after(rows_cut({RR_ROWS["Finansnetto"]}))
    assert flik.layout.row("finansnetto") is None
    resultat = Place(flik).cell("Årets resultat", "budget")
    assert flik.layout.formula_text(flik.layout.targets_by_cell[resultat]) == "B15+B17"


def test_a_row_nobody_declared_is_told_with_its_cells() -> None:
    written = {Cell(10, 1): RawCell(value="Tjänsteresor"), Cell(10, 2): RawCell(value=-5)}

    def with_row(sheet: RawSheet) -> RawSheet:
        return RawSheet(sheet.name, {**moved(sheet, rows_inserted(10)).cells, **written})

    (unknown,) = flik_of(reread(changed(RAW, RR, with_row)), RR).unknown_rows
    assert (unknown.label, unknown.number, unknown.cells) == ("Tjänsteresor", 10, (Cell(10, 2),))


def test_columns_in_another_order() -> None:
    flik = after(columns_ordered({2: 5, 5: 2, 3: 7, 7: 3}))
    assert columns_of(flik) == {"utfall": 2, "diff": 3, "avvikelse": 4, "budget": 5, "utfall_fg": 6, "prognos": 7}
    avvikelse = flik.layout.targets_by_cell[Cell(7, 4)]
    assert flik.layout.formula_text(avvikelse) == "G7-E7"


def test_a_column_inserted_moves_the_others() -> None:
    assert columns_of(after(columns_ordered({n: n + 1 for n in range(3, 9)}))) == {
        kind: n + (n > 2) for n, kind in enumerate(KINDS, start=2)
    }


def test_a_column_removed_is_missing_and_the_rest_is_found() -> None:
    flik = after(lambda cell: None if cell.column == 3 else cell)
    assert "prognos" not in columns_of(flik)
    assert len(columns_of(flik)) == 5


def test_labels_with_other_spaces_cases_dashes_and_a_colon() -> None:
    flik = with_texts(
        {
            "Köp av tjänster": "Köp\u00a0av\u202ftjänster ",
            "Verksamhetens intäkter": "VERKSAMHETENS  INTÄKTER:",
            "Lokalhyror": "Lokalkostnader",
            "Årets resultat": "A\u030arets resultat",
        }
    )
    assert [row.row.id for row in flik.layout.rows if row.row.id] == [
        row.id for row in flik.layout.flik.table.rows if row.id
    ]
    varav = with_texts({"- varav exploatering": "− varav  exploatering"}, FORUTB)
    assert varav.layout.row("varav_exploatering") is not None


def test_headings_without_years() -> None:
    flik = with_texts({f"{text} 2022": text for text in ("Budget", "Prognos helår", "Avv. prognos/budget")})
    assert list(columns_of(flik)) == KINDS
    assert flik.wrong_years == ()


def test_a_heading_of_another_year_is_told() -> None:
    flik = with_texts({"Budget 2022": "Budget 2021"})
    assert list(columns_of(flik)) == KINDS
    assert [(w.column.heading, w.expected) for w in flik.wrong_years] == [("Budget 2021", "Budget 2022")]


def test_last_years_workbook() -> None:
    """Read by itself it is 2021's; asked for as 2022's, every heading is of the wrong year and in its own place."""
    alone, asked = opened(template("VON", 2021)).data, opened(template("VON", 2021), year=2022).data
    assert (alone.year, asked.year) == (2021, 2022)
    assert flik_of(alone, RR).wrong_years == ()
    assert list(columns_of(flik_of(asked, RR))) == KINDS
    assert len(flik_of(asked, RR).wrong_years) == 6
    assert flik_of(alone, RR).occasion == flik_of(asked, RR).occasion


def test_a_copied_flik_is_a_double() -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["RR skattfin"]).title = "RR skattfin (2)"

    book = opened(edited(template(), copy)).data
    assert flik_of(book, "RR skattfin").name == "RR skattfin"
    assert book.doubles == {"RR skattfin (2)": "RR skattfin"}


# --- tables pasted into an empty workbook ---


def pasted(*tables: tuple[str, str, str]) -> BookData:
    """An empty workbook with published tables pasted as constants: figure, tab, and the top left cell."""
    book = Workbook()
    del book["Sheet"]
    for figure, tab, corner in tables:
        sheet = book[tab] if tab in book.sheetnames else book.create_sheet(tab)
        start = sheet[corner]
        for down, row in enumerate(csv.reader(figure_text(figure).splitlines())):
            for right, text in enumerate(row):
                number = text.removeprefix("-").isdigit()
                value = int(text) if number else text or None
                sheet.cell(start.row + down, start.column + right, value)
    out = BytesIO()
    book.save(out)
    return opened(out.getvalue()).data


def test_a_pasted_rr() -> None:
    book = pasted(("von_mars_2022_rr.csv", "Blad1", "C4"))
    (flik,) = book.flikar
    assert flik.layout.flik.name == "1–11 RR skattefin övr jan-nov"
    assert (flik.layout.heading_row, flik.layout.label_column, flik.unit) == (4, 3, "tkr")
    values = flik_values(flik)
    assert not values.has_formulas
    kostnader = values.derived[Place(flik).cell("Verksamhetens kostnader", "prognos")]
    assert kostnader.origin is Origin.CONSTANT
    assert kostnader.stored == kostnader.expected == -1_071_352
    assert book.identity.namnd is None


def test_a_pasted_inv_has_one_category_and_its_projects() -> None:
    (flik,) = pasted(("von_delar_2022_inv.csv", "Investeringar", "A1")).flikar
    assert flik.layout.flik.name == INV
    assert [p.label for p in flik.layout.projects("reinvestering")] == ["Investeringar", "Vårdhjälpmedel", "Sängar"]
    assert flik.layout.row("expansion") is None
    assert list(columns_of(flik)) == KINDS
    total = Place(flik).cell("Totala utgifter", "prognos")
    assert flik_values(flik).derived[total].expected == 3200


def test_the_budgets_tables_pasted_on_tabs_of_their_own() -> None:
    book = pasted(("von_budget_2022_rr.csv", "Blad1", "A3"), ("von_budget_2022_inv.csv", "Blad2", "B2"))
    assert [flik.layout.flik.name for flik in book.flikar] == ["RR skattfin", "INV skattefin & avfall"]
    assert book.year == 2022
    assert list(columns_of(book.flikar[1])) == ["budget_fg", "budget", "plan1", "plan2", "plan3", "plan4"]


@pytest.mark.parametrize(("first", "second"), [("A1", "A20"), ("A1", "H1")])
def test_of_two_tables_on_a_sheet_the_first_is_read_whole_and_alone(first: str, second: str) -> None:
    (flik,) = pasted(("von_mars_2022_rr.csv", "Blad1", first), ("von_april_2022_inv.csv", "Blad1", second)).flikar
    assert flik.layout.flik.table.code == "RR"
    assert list(columns_of(flik).values()) == [2, 3, 4]
    assert flik_values(flik).derived[Place(flik).cell("Årets resultat", "prognos")].expected == 0
    assert flik.unknown_rows == ()


def test_a_sheet_with_other_figures_is_no_flik() -> None:
    (flik,) = pasted(("kommun_driftbudget_2022.csv", "Ramar", "A1"), ("von_mars_2022_rr.csv", "Blad1", "A1")).flikar
    assert flik.name == "Blad1"


def test_a_table_without_its_corner_is_found_by_its_labels() -> None:
    def without_corner(book: Workbook) -> None:
        book[RR]["A6"] = None

    flik = flik_of(opened(edited(template(), without_corner)).data, RR)
    assert (flik.layout.heading_row, flik.unit) == (6, "")
    assert rows_of(flik) == RR_ROWS


# --- project rows ---


def part_of(name: str) -> str:
    return f"xl/worksheets/sheet{openpyxl.load_workbook(BytesIO(template())).sheetnames.index(name) + 1}.xml"


def test_a_project_row_inserted_as_excel_does() -> None:
    """The range of the category's sum ends on the thin closing row, so the inserted row is inside."""
    before = flik_of(empty_book(), INV)
    closing = before.layout.block_ends["image"]
    content = insert_row_as_excel_does(template(), part_of(INV), INV, at=closing)
    book = opened(content).data
    flik = flik_of(book, INV)
    assert len(flik.layout.projects("image")) == 2
    assert flik.layout.block_ends["image"] == closing + 1
    assert [placed.row.kind for placed in flik.layout.rows].count(RowKind.CLOSING) == 5
    owner = Place(flik).cell("Imageinvestering", "budget")
    assert flik.sheet.cells[owner].formula == f"SUM(B{owner.row + 1}:B{closing + 1})"
    derived = flik_values(flik).derived
    assert {derived[cell].origin for cell in derived if cell.row != closing} == {Origin.DECLARED}
    values = filled_values(content, book, {(INV, Cell(closing, 2)): 700, (INV, Cell(closing - 1, 2)): 50})
    assert values[Place(flik).cell("Imageinvestering", "budget")] == 750
    assert values[Place(flik).cell("Totala utgifter", "budget")] == 750


def filled_values(content: bytes, book: BookData, amounts: dict[tuple[str, Cell], int]) -> dict[Cell, object]:
    """What is stored in INV after filling."""
    sheet = flik_of(opened(fill(content, book, amounts)).data, INV).sheet
    return {cell: raw.value for cell, raw in sheet.cells.items()}


def test_categories_that_are_not_there() -> None:
    layout = flik_of(empty_book(), INV).layout
    drop = {p.number for p in layout.rows if p.block == "image" or p.row.id == "image"}
    flik = after(rows_cut(drop), INV)
    assert flik.layout.row("image") is None
    assert len(flik.layout.projects("exploatering")) == 1
    assert len(flik.layout.projects("reinvestering")) == 5
    total = Place(flik).cell("Totala utgifter", "budget")
    assert len(flik.layout.sums[total]) == 4


def test_a_category_without_any_project_row_sums_nothing() -> None:
    layout = flik_of(empty_book(), INV).layout
    drop = {p.number for p in layout.rows if p.block == "image"}
    flik = after(rows_cut(drop), INV)
    assert flik.layout.projects("image") == ()
    image = flik.layout.targets_by_cell[Place(flik).cell("Imageinvestering", "budget")]
    assert flik.layout.sums[image.cell] == ()
    assert flik_values(flik).values[Place(flik).cell("Totala utgifter", "budget")] == 0


def test_the_namnd_and_the_occasion_stand_above_the_table() -> None:
    flik = flik_of(empty_book(), RR)
    assert flik.namnd == demo_setup().kommun.namnd("VON").namn
    assert flik.occasion is not None
    assert (flik.occasion[0].code, flik.occasion[1]) == ("delar", 2022)
