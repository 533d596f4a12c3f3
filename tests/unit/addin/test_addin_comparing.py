"""What a workbook is compared with when it is checked or filed in Excel is the command's --mot and --huvudbok."""

from pathlib import Path

import pytest

from addin.macros import carry_out
from addin.messages import line_of
from addin.session import known_ledger
from engine.addresses import Cell
from engine.data import SetCell
from engine.pipeline.checking import check_books
from engine.pipeline.evidence import Against
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import clean_book
from tests.support.books import demo_setup
from tests.support.open_book import RR, FileBook

pytestmark = pytest.mark.usefixtures("computer")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The same workbook as it was filed before, with another budget."""
    path = tmp_path / "forr" / "von-2022.xlsx"
    path.parent.mkdir()
    path.write_bytes(patch_workbook(clean_book(), [SetCell(RR, Cell(9, 2), -700000)]))
    return path


def _by_command(book: FileBook, folder: Path, against: Against) -> set[str]:
    path = folder / book.name
    path.write_bytes(book.content)
    found = check_books(demo_setup(), [path], occasion=None, year=None, against=against).findings
    return {line_of(each).split(": ")[0] for each in found}


def _told(book: FileBook) -> set[str]:
    return {line.split(": ")[0] for line in book.said[-1].split("\n\n")[0].splitlines() if not line.startswith("…")}


def test_the_ledger_that_is_read_in_is_proposed_and_compared_with(
    filled: FileBook, ledger: Path, tmp_path: Path
) -> None:
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "inget"
    alone = filled.said[-1]
    filled.files = (ledger,)
    carry_out("las_in_huvudbok", filled)
    filled.files = ()
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "huvudbok"
    assert filled.said[-1] != alone
    by_command = _by_command(filled, tmp_path, Against((), (ledger,)))
    assert any("AV20" in each for each in _told(filled))
    assert _told(filled) <= by_command
    carry_out("kontrollera_flik", filled)
    assert "AV20" in filled.said[-1], "the sheet's findings are those of the last comparison"


def test_earlier_books_are_chosen_once_and_kept(filled: FileBook, earlier: Path, tmp_path: Path) -> None:
    filled.files, filled.answers = (earlier,), ["tidigare"]
    carry_out("kontrollera_arbetsbok", filled)
    assert _told(filled) == _by_command(filled, tmp_path, Against((earlier,)))
    first, filled.files = filled.said[-1], ()
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "tidigare"
    assert "Jämföra med samma som förut (von-2022.xlsx)?" in filled.said[-2]
    assert filled.said[-1] == first
    filled.answers = ["inget"]
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.said[-1] != first


def test_a_question_that_is_cancelled_checks_nothing(filled: FileBook) -> None:
    filled.answer = None
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.said == []
    filled.answer, filled.answers, filled.files = "delar", ["huvudbok"], ()
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.said == []


def test_an_answer_that_is_none_of_them_is_refused(filled: FileBook) -> None:
    filled.answers = ["budgeten"]
    carry_out("kontrollera_arbetsbok", filled)
    assert "Svaret ”budgeten” finns inte." in filled.said[-1]


def test_more_findings_than_a_box_holds_are_a_page_where_the_user_wants_it(filled: FileBook, tmp_path: Path) -> None:
    filled.content = patch_workbook(filled.content, [SetCell(RR, Cell(row, 2), "fel") for row in range(9, 13)])
    filled.content = patch_workbook(filled.content, [SetCell(RR, Cell(row, 3), 0.5) for row in range(9, 13)])
    filled.content = patch_workbook(filled.content, [SetCell(RR, Cell(row, 5), "x") for row in range(9, 13)])
    filled.target = tmp_path / "kontroll.html"
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.shown == [filled.target]
    page = filled.target.read_text(encoding="utf-8")
    assert "von-2022.xlsx" in page
    assert "flikar-" not in page, "the folder of the copy means nothing to anybody"
    filled.target.unlink()
    filled.agrees, filled.shown = False, []
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.shown == []


def test_a_book_is_filed_against_the_ledger_too(filled: FileBook, ledger: Path) -> None:
    filled.files, filled.answers = (ledger,), ["delar", "huvudbok"]
    carry_out("lamna_in", filled)
    assert "AV20" in filled.said[-1]


@pytest.mark.parametrize("tag", ["kontrollera_arbetsbok", "lamna_in"])
@pytest.mark.parametrize("how", ["no ledger", "not there"])
def test_a_ledger_that_could_not_be_read_is_not_proposed_again(
    filled: FileBook, ledger: Path, tag: str, how: str
) -> None:
    if how == "no ledger":
        ledger.write_text("hej\nhopp\n", encoding="utf-8")
    else:
        ledger.unlink()
    filled.files, filled.answers = (ledger,), [*(["delar"] if tag == "lamna_in" else []), "huvudbok"]
    carry_out(tag, filled)
    assert "LA01" in filled.said[-1]
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "inget"
    assert known_ledger(filled).paths == ()


def test_earlier_books_that_could_not_be_read_are_not_proposed_again_but_the_ledger_is(
    filled: FileBook, ledger: Path, tmp_path: Path
) -> None:
    filled.files = (ledger,)
    carry_out("las_in_huvudbok", filled)
    filled.files, filled.answers = (tmp_path / "borta.xlsx",), ["huvudbok, tidigare"]
    carry_out("kontrollera_arbetsbok", filled)
    assert "FEL LA01: borta.xlsx: filen finns inte." in filled.said[-1]
    carry_out("kontrollera_arbetsbok", filled)
    assert filled.asked[-1][1] == "huvudbok"
    filled.answers = ["delar", "tidigare"]
    carry_out("lamna_in", filled)
    assert "FEL LA01: borta.xlsx: filen finns inte." in filled.said[-1]


def test_an_answer_that_says_two_things_at_once_is_asked_again(filled: FileBook, ledger: Path) -> None:
    filled.files, filled.answers = (ledger,), ["inget, huvudbok", "tidigare och inget", "inget"]
    carry_out("kontrollera_arbetsbok", filled)
    assert [question.startswith("Svaret säger både inget") for question, _ in filled.asked] == [False, True, True]
    assert "AV20" not in filled.said[-1]
    filled.answers, filled.answer = ["inget, huvudbok"], None
    before = len(filled.said)
    carry_out("kontrollera_arbetsbok", filled)
    assert len(filled.said) == before, "cancelled"
