"""A project added where its block is full: LibreOffice inserts the row as Excel does, and computes the sums."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as SheetCell

from addin import session
from addin.books import Content
from addin.macros import carry_out
from engine.addresses import Cell
from engine.data import SetCell
from engine.ledger.trail import trail_path
from engine.pipeline.checking import check_books
from engine.pipeline.filling import fill_book
from engine.writer.patch import patch_workbook
from tests.support.books import KOMMUN_TOML, fill, free_setup, opened, template
from tests.support.inserting import with_row
from tests.support.open_book import FileBook
from tests.support.oracle import formula_cells, recomputed, stored_values
from tests.support.rolling import INV8

FULL = {8: ("Möbler", 100, 90), 9: ("Bilar", 200, 210), 10: ("Hissar", 300, 300), 19: ("Sängar", 50, 40)}
"""By row: a project's name, its budget and its forecast; the first category has no row left."""


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", str(KOMMUN_TOML))
    monkeypatch.setattr(session, "_undo", {})


@pytest.fixture(scope="module")
def full() -> bytes:
    names = [SetCell(INV8, Cell(row, 1), name) for row, (name, _, _) in FULL.items()]
    content = patch_workbook(template(), names)
    amounts = {(INV8, Cell(row, at)): given[at - 1] for row, given in FULL.items() for at in (2, 3)}
    return fill(content, opened(content).data, amounts)  # type: ignore[arg-type]


@pytest.fixture
def book(full: bytes) -> FileBook:
    found = FileBook(full, sheet=INV8, cell="B9")
    found.answer = "Cyklar"
    return found


def contents(content: bytes) -> Mapping[tuple[str, str], object]:
    return dict(_contents(content))


def _contents(content: bytes) -> Iterator[tuple[tuple[str, str], object]]:
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (
                ((sheet.title, cell.coordinate), _plain(cell.value)) for cell in row if cell.value is not None
            )


def _plain(value: object) -> object:
    """A formula as Excel writes it, where LibreOffice has a way of its own."""
    return value.replace("FALSE()", "FALSE") if isinstance(value, str) else value


def findings(path: Path) -> list[tuple[str, str, str | None, str]]:
    found = check_books(free_setup(), [str(path)], occasion=None, year=None).findings
    return [(each.rule, each.severity.value, each.row, each.message) for each in found]


def test_the_sums_count_the_new_row_and_the_check_finds_nothing_new(
    book: FileBook, full: bytes, tmp_path: Path
) -> None:
    carry_out("lagg_till_projektrad", book)
    assert "Expansionsinvestering är full: rad 11 infogas" in book.said[-1]
    assert (book.cell, book.can_undo) == ("A11", 6)
    for cell, amount in (("B11", 1000), ("C11", 1100)):
        book.write(INV8, cell, amount)
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(full)
    after.write_bytes(book.content)
    computed = recomputed([before, after], tmp_path)
    sheet = openpyxl.load_workbook(computed["after.xlsx"], data_only=True)[INV8]
    assert [sheet[cell].value for cell in ("B7", "C7", "D7", "D11")] == [1600, 1700, -100, -100]
    assert [sheet[cell].value for cell in ("B34", "C34", "D34", "B36", "C36", "D36")] == [
        1650,
        1740,
        -90,
        *["OK"] * 3,
    ]
    assert findings(computed["after.xlsx"]) == findings(computed["before.xlsx"])
    assert stored_values(computed["after.xlsx"], formula_cells(computed["after.xlsx"]))


def test_the_new_row_has_the_looks_the_hints_and_the_formulas_of_its_neighbour(book: FileBook) -> None:
    carry_out("lagg_till_projektrad", book)
    sheet = openpyxl.load_workbook(BytesIO(book.content))[INV8]
    for column in "ABCDEFGH":
        new, above = sheet[f"{column}11"], sheet[f"{column}10"]
        assert _looks(new) == _looks(above)
        if isinstance(above.value, str) and above.value.startswith("="):
            assert new.value == above.value.replace("10", "11")
    hints = [hint for hint in sheet.data_validations.dataValidation if "C10" in hint]
    assert hints
    assert all("C11" in hint for hint in hints)
    assert str(sheet.print_area).endswith("$H$36")


def _looks(cell: SheetCell) -> tuple[object, ...]:
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    return cell.number_format, cell.protection.locked, cell.fill.fgColor.rgb, [side.style for side in sides]


def test_one_press_takes_the_row_back(book: FileBook, full: bytes) -> None:
    carry_out("lagg_till_projektrad", book)
    carry_out("angra", book)
    assert book.said[-1] == f"Rad 11 i {INV8} är borttagen igen."
    assert contents(book.content) == contents(full)


def test_the_trail_follows_the_row_and_comes_back(book: FileBook, full: bytes, tmp_path: Path) -> None:
    path, table = tmp_path / "folder" / "von.xlsx", tmp_path / "inv.csv"
    path.parent.mkdir()
    path.write_bytes(full)
    table.write_text("Belopp i tkr;Budget 2022\nExpansionsinvestering;\nMöbler;110\nReinvestering;\nSängar;55\n")
    fill_book(
        free_setup(), path, "delar", year=None, ledgers=(), tables=[(INV8, table)], target=path, typ=None,
        skip_faults=False,
    )  # fmt: skip
    book.content, book.folder, book.name = path.read_bytes(), path.parent, path.name
    before = trail_path(path).read_bytes()
    carry_out("lagg_till_projektrad", book)
    book.select(INV8, "B20")
    carry_out("forklara_cell", book)
    assert book.said[-1].startswith(f"{INV8}!B20 Sängar, Budget 2022: 55")
    assert "inv.csv" in book.said[-1]
    book.select(INV8, "B8")
    carry_out("forklara_cell", book)
    assert "inv.csv" in book.said[-1]
    carry_out("angra", book)
    assert trail_path(path).read_bytes() == before


def test_a_formula_that_excel_writes_its_own_way_is_known_again(book: FileBook, full: bytes) -> None:
    class OwnWay(FileBook):
        def read(self, sheet: str, cell: str) -> Content:
            found = super().read(sheet, cell)
            return found.replace("-", " - ") if isinstance(found, str) and found.startswith("=") else found

    own = OwnWay(full, sheet=INV8, cell="B9")
    own.answer = "Cyklar"
    carry_out("lagg_till_projektrad", own)
    carry_out("angra", own)
    assert own.said[-1] == f"Rad 11 i {INV8} är borttagen igen."


def test_a_row_that_has_been_filled_in_since_stays_whole(book: FileBook) -> None:
    carry_out("lagg_till_projektrad", book)
    book.write(INV8, "B11", 1000)
    before = book.content
    carry_out("angra", book)
    assert book.said[-1] == f"{INV8}: raden eller något som skrevs med den har ändrats sedan dess, och är kvar."
    assert book.content == before


def test_a_row_that_excel_refuses_to_take_away_is_taken_away_by_the_next_press(book: FileBook, full: bytes) -> None:
    carry_out("lagg_till_projektrad", book)
    book.refuses = "rad 11"
    for _ in range(2):
        carry_out("angra", book)
        assert book.said[-1].startswith(f"{INV8}!rad 11: Excel tog inte emot det som skulle tas tillbaka.")
        assert book.can_undo
    book.refuses = None
    carry_out("angra", book)
    assert book.said[-1] == f"Rad 11 i {INV8} är borttagen igen."
    assert contents(book.content) == contents(full)
    assert not book.can_undo


def test_a_cell_that_excel_refuses_takes_the_row_away_again(book: FileBook, full: bytes) -> None:
    book.refuses = "D36"
    carry_out("lagg_till_projektrad", book)
    assert book.said[-1].startswith(f"{INV8}!D36: Excel tog inte emot ändringen. Ingenting är ändrat.")
    assert contents(book.content) == contents(full)
    assert book.can_undo == 0


def test_a_row_inserted_without_us_has_no_formulas_and_that_is_found(full: bytes, tmp_path: Path) -> None:
    """The judge can tell the difference: what the button does is what keeps the check silent."""
    path = tmp_path / "bok.xlsx"
    name = SetCell(INV8, Cell(11, 1), "Cyklar")
    path.write_bytes(patch_workbook(with_row(full, INV8, 11), [name, SetCell(INV8, Cell(11, 2), 1000)]))
    assert "FO04" in {rule for rule, _, _, _ in findings(path)}
