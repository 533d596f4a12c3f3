"""The actions on an open workbook: read with its unsaved changes, shown first, written cell by cell, taken back."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from addin import session
from addin.books import Applied, NotAppliedError, apply, take_back
from addin.macros import OPEN_ACTIONS, carry_out
from engine.addresses import Cell
from engine.data import SetCell
from engine.data.comments import COMMENT_COLUMN
from engine.pipeline.filling import fill_book
from engine.writer.patch import patch_workbook
from tests.support.books import KOMMUN_TOML, REPOSITORY, demo_setup, template
from tests.support.open_book import RR, FileBook
from udfs.setting import own_setup

FIGURE = REPOSITORY / "workbooks" / "demo" / "figures" / "von_delar_2022_rr_syntetisk.csv"


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", str(KOMMUN_TOML))
    monkeypatch.setattr(session, "_undo", {})
    monkeypatch.setattr(session, "_ledgers", {})
    monkeypatch.setenv("FLIKAR_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """VON's workbook with the RR of delår, and no comments."""
    folder = tmp_path_factory.mktemp("macros")
    book, target = folder / "tom.xlsx", folder / "ifylld.xlsx"
    book.write_bytes(template())
    fill_book(
        demo_setup(), book, "delar", year=None, ledgers=(), tables=[(RR, FIGURE)],
        target=target, typ=None, skip_faults=False, trail=False,
    )  # fmt: skip
    return target.read_bytes()


@pytest.fixture
def book(filled: bytes) -> FileBook:
    return FileBook(filled)


def cells(content: bytes) -> dict[tuple[str, str], object]:
    opened = openpyxl.load_workbook(BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def wrong_total(content: bytes) -> bytes:
    """The first total with a number in the place of its formula."""
    return patch_workbook(content, [SetCell(RR, FORMULA, 1)])


FORMULA = Cell(13, 2)


def test_the_drafts_are_shown_written_and_taken_back(book: FileBook) -> None:
    before = cells(book.content)
    carry_out("infoga_kommentarsutkast", book)
    [shown] = book.said
    added = {place: value for place, value in cells(book.content).items() if place not in before}
    assert added
    assert {place: value for place, value in cells(book.content).items() if place in before} == before
    assert f"Skriva {len(added)} utkast?" in shown
    carry_out("angra", book)
    assert cells(book.content) == before
    assert book.said[-1] == f"Ångrade {len(added)} av {len(added)} ändringar."
    carry_out("angra", book)
    assert book.said[-1] == "Det finns ingenting att ångra."


def test_the_drafts_are_those_of_the_command(book: FileBook, tmp_path: Path) -> None:
    path = tmp_path / "von-2022.xlsx"
    path.write_bytes(book.content)
    outcome = fill_book(
        own_setup(), path, "delar", year=None, ledgers=(), tables=(), target=tmp_path / "ut.xlsx", typ=None,
        skip_faults=False, drafts=True, trail=False,
    )  # fmt: skip
    carry_out("infoga_kommentarsutkast", book)
    drafted = {(cell.flik, str(cell.cell)): cell.after for cell in outcome.cells if cell.column == COMMENT_COLUMN}
    assert drafted
    assert {place: cells(book.content)[place] for place in drafted} == drafted


def test_an_unsaved_comment_stays_and_is_not_drafted_over(book: FileBook) -> None:
    carry_out("infoga_kommentarsutkast", book)
    before = cells(book.content)
    carry_out("angra", book)
    place = next(place for place in before if place not in cells(book.content))
    book.write(*place, "Egen text")
    carry_out("infoga_kommentarsutkast", book)
    assert book.read(*place) == "Egen text"


@pytest.mark.parametrize("how", ["no", "cancelled", "unknown"])
def test_without_a_yes_nothing_is_changed(book: FileBook, how: str) -> None:
    before = book.content
    book.agrees = how != "no"
    book.answer = {"no": "delar", "cancelled": None, "unknown": "påsk"}[how]
    carry_out("infoga_kommentarsutkast", book)
    assert book.content == before
    if how == "unknown":
        assert "påsk" in book.said[0]


def test_the_question_proposes_the_occasion_of_the_sheet(filled: bytes) -> None:
    book = FileBook(filled)
    book.answer = None
    carry_out("infoga_kommentarsutkast", book)
    assert book.asked[0][1] in {"delar", ""}
    assert "delar" in book.asked[0][0]


def test_a_refused_cell_leaves_the_whole_book_as_it_was(book: FileBook) -> None:
    before = cells(book.content)
    carry_out("infoga_kommentarsutkast", book)
    written = [place for place in cells(book.content) if place not in before]
    carry_out("angra", book)
    book.refuses = written[-1][1]
    carry_out("infoga_kommentarsutkast", book)
    assert cells(book.content) == before
    assert f"!{book.refuses}: Excel tog inte emot ändringen. Ingenting är ändrat." in book.said[-1]


def test_undo_leaves_what_has_been_changed_since(book: FileBook) -> None:
    done = apply(book, [SetCell(RR, Cell(40, 1), "ett"), SetCell(RR, Cell(41, 1), "två")])
    book.write(RR, "A41", "mitt")
    left = take_back(book, done)
    assert left == (Applied(RR, Cell(41, 1), None, "två"),)
    assert (book.read(RR, "A40"), book.read(RR, "A41")) == (None, "mitt")


def test_a_refusal_names_its_cell(book: FileBook) -> None:
    book.refuses = "A40"
    with pytest.raises(NotAppliedError, match="A40"):
        apply(book, [SetCell(RR, Cell(40, 1), "ett")])


def test_the_book_is_checked_with_what_is_not_saved(book: FileBook) -> None:
    carry_out("kontrollera_arbetsbok", book)
    first = book.said[-1]
    book.content = wrong_total(book.content)
    carry_out("kontrollera_arbetsbok", book)
    assert book.said[-1] != first
    assert f"{RR}!{FORMULA}" in book.said[-1]
    assert len(book.said[-1]) < 1023


def test_the_sheet_in_front_alone_is_told_of(book: FileBook) -> None:
    book.content = wrong_total(book.content)
    carry_out("kontrollera_flik", book)
    assert f"{RR}!{FORMULA}" in book.said[-1]
    book.sheet = "Försättsblad"
    carry_out("kontrollera_flik", book)
    assert book.said[-1] == "Fliken Försättsblad: inga anmärkningar."


def test_the_next_finding_is_gone_to_and_its_rule_explained(book: FileBook) -> None:
    book.content = wrong_total(book.content)
    before = book.content
    seen = []
    for _ in range(3):
        carry_out("nasta_fynd", book)
        seen.append((book.sheet, book.cell))
    assert (RR, str(FORMULA)) in seen
    book.select(RR, str(FORMULA))
    carry_out("regel_for_cellen", book)
    assert "Orsak: " in book.said[-1]
    book.select(RR, "Z99")
    carry_out("regel_for_cellen", book)
    assert book.said[-1] == f"{RR}!Z99: ingen anmärkning."
    assert book.content == before


def test_a_book_that_cannot_be_read_is_a_swedish_message() -> None:
    book = FileBook(b"nothing")
    carry_out("kontrollera_arbetsbok", book)
    assert "LA" in book.said[0]
    assert "Traceback" not in book.said[0]


def test_without_a_kommun_the_message_says_where_it_should_lie(
    book: FileBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", str(tmp_path / "kommun.toml"))
    carry_out("kontrollera_arbetsbok", book)
    assert str(tmp_path / "kommun.toml") in book.said[0]
    carry_out("om", book)
    assert "flikar 0" in book.said[1]


def test_the_handbook_is_opened_in_what_shows_pages(book: FileBook, tmp_path: Path) -> None:
    carry_out("handbok", book)
    [page] = (tmp_path / "cache").iterdir()
    assert book.shown == [page]
    assert page.suffix == ".html"
    assert book.said == []


def test_a_bug_is_a_message_with_a_log_and_no_traceback(book: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_book: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(OPEN_ACTIONS, "om", broken)
    carry_out("om", book)
    [said] = book.said
    assert "Ett internt fel har inträffat (ZeroDivisionError)" in said
    log = Path(said.rpartition(" ")[2])
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()
