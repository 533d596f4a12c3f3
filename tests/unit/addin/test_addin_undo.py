"""Ångra: of the very workbook that was written in, and again when Excel refused it the first time."""

from pathlib import Path

import pytest

from addin import session
from addin.books import place_of
from addin.macros import carry_out
from engine.addresses import Cell
from engine.data import InsertRow, SetCell
from engine.ledger.trail import trail_path
from tests.support.open_book import RR, FileBook, cells

pytestmark = pytest.mark.usefixtures("computer")


@pytest.fixture
def filled(book: FileBook, ledger: Path) -> FileBook:
    """The workbook with its delårsbokslut filled in by the button."""
    book.files, book.answers = (ledger,), ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    return book


def test_what_excel_refuses_to_take_back_can_be_taken_back_later(
    book: FileBook, ledger: Path, tmp_path: Path
) -> None:
    before = cells(book.content)
    book.files, book.answers = (ledger,), ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    changed = [place for place, value in cells(book.content).items() if before.get(place) != value]
    book.refuses = sorted(cell for _, cell in changed)[len(changed) // 2]
    carry_out("angra", book)
    assert f"!{book.refuses}: Excel tog inte emot det som skulle tas tillbaka. Avsluta" in book.said[-1]
    assert book.can_undo
    book.refuses = None
    carry_out("angra", book)
    assert cells(book.content) == before
    assert f"Ångrade {len(changed)} av {len(changed)} ändringar." in book.said[-1]
    assert not trail_path(tmp_path / book.name).exists()
    assert not book.can_undo


def test_another_workbook_of_the_same_name_has_nothing_to_take_back(filled: FileBook, tmp_path: Path) -> None:
    trail = trail_path(tmp_path / filled.name)
    written = filled.content, trail.read_bytes()
    other = FileBook(filled.content)
    other.folder = tmp_path / "annan"
    other.can_undo = 1  # Excel knows of the name alone
    carry_out("angra", other)
    assert other.said == ["Det finns ingenting att ångra."]
    assert (other.content, trail.read_bytes()) == written
    assert not other.can_undo
    carry_out("angra", filled)
    assert not trail.exists()


def test_another_workbook_of_the_same_name_has_no_ledger(filled: FileBook, tmp_path: Path) -> None:
    other = FileBook(filled.content)
    other.folder = tmp_path / "annan"
    carry_out("kontrollera_arbetsbok", other)
    assert other.asked[-1][1] == "inget"
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "huvudbok"


@pytest.mark.parametrize(("folder", "name"), [("annan", "von-2022.xlsx"), ("", "von-2022-v2.xlsx")])
def test_a_workbook_saved_elsewhere_since_is_told_where_it_can_be_taken_back(
    filled: FileBook, tmp_path: Path, folder: str, name: str
) -> None:
    old, trail, written = tmp_path / filled.name, trail_path(tmp_path / filled.name), filled.content
    filled.folder, filled.name = tmp_path / folder, name
    carry_out("angra", filled)
    assert filled.said[-1].startswith(
        f"Boken är sparad som {tmp_path / folder / name} sedan knappen skrev i {old}, och bara där går det att ångra."
    )
    assert filled.said[-1].endswith(
        f"Öppna {old} och tryck på Ångra där, eller gå tillbaka till en tidigare version av den här boken."
    )
    assert (filled.content, trail.is_file()) == (written, True)
    assert filled.can_undo, "the old workbook may have the same name"
    again = FileBook(written)
    again.folder = tmp_path
    carry_out("angra", again)
    assert again.content != written
    assert not trail.exists()


def test_a_workbook_in_the_cloud_is_the_same_whether_or_not_it_is_synchronised(filled: FileBook) -> None:
    filled.address = "https://kommun.sharepoint.com/sites/ekonomi/Delade"
    there = place_of(filled)
    filled.folder = None
    assert place_of(filled) == there
    assert session.known_ledger(filled).paths == ()


def test_the_same_press_twice_is_taken_back_by_one(book: FileBook, ledger: Path, tmp_path: Path) -> None:
    before = cells(book.content)
    for _ in range(2):
        book.files, book.answers = (ledger,), ["delar", "huvudbok"]
        carry_out("fyll_flik", book)
    carry_out("angra", book)
    assert cells(book.content) == before
    assert not trail_path(tmp_path / book.name).exists()


class _NewRow(FileBook):
    """An inserted row is one that was empty, and taking it away empties it."""

    def insert_row(self, sheet: str, row: int) -> None:
        pass

    def remove_row(self, sheet: str, row: int) -> None:  # noqa: ARG002 Excel's own way of asking
        if self.refuses == f"rad {row}":
            raise RuntimeError("the sheet is protected")


@pytest.mark.parametrize("refuses", ["rad 200", "B200", "C9"])
def test_what_excel_refuses_of_a_row_is_finished_by_the_next_press(
    book: FileBook, tmp_path: Path, refuses: str
) -> None:
    own, beside = _NewRow(book.content), tmp_path / "beside"
    own.folder, before = tmp_path, cells(book.content)
    written = [SetCell(RR, Cell(200, 1), "Cyklar"), SetCell(RR, Cell(200, 2), 5), SetCell(RR, Cell(9, 3), 7)]
    session.change(own, written, [(beside, b"new")], InsertRow(RR, 200))
    own.refuses = refuses
    carry_out("angra", own)
    assert f"!{refuses}: Excel tog inte emot" in own.said[-1]
    own.refuses = None
    carry_out("angra", own)
    assert own.said[-1] == f"Rad 200 i {RR} är borttagen igen."
    assert (cells(own.content), beside.exists(), own.can_undo) == (before, False, 0)
