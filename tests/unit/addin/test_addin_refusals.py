"""Every button on a workbook that it can do nothing with: why and what to do, in Swedish, and nothing changed."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from addin.macros import OPEN_ACTIONS, carry_out
from tests.support.open_book import FileBook

pytestmark = pytest.mark.usefixtures("computer")
OF_ANY_BOOK = {"handbok", "om", "ny_arbetsbok", "konsolidera_mapp"}
"""Buttons that do not read the workbook in front."""
ONE_SENTENCE = {"angra"}
"""There is nothing to do about nothing to take back."""
ONLY_OPENED = {"damaged", "no workbook", "text"}
"""What no workbook can be read from."""


def _foreign() -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    book.active.append(["Inköpslista", 3])  # type: ignore[union-attr]
    book.save(file)
    return file.getvalue()


LEDGER = "konto;ansvar;motpart;period;belopp;typ\n5010;70100;;202203;1234567,50;utfall\n"
UNFIT = {"foreign": _foreign(), "damaged": _foreign()[:900], "no workbook": b"", "text": b"konto;belopp\n5010;1\n"}


def _unfit(kind: str, folder: Path, tag: str) -> FileBook:
    book = FileBook(UNFIT[kind], sheet="Sheet")
    book.folder, book.files = folder, (folder / "huvudbok.csv",)
    book.files[0].write_text(LEDGER, encoding="utf-8")
    book.answers = ["delar", "huvudbok"] if tag == "fyll_flik" else []
    return book


def _no_fault(said: str, folder: Path) -> None:
    assert said.rstrip().endswith((".", "?")), said
    assert not any(word in said for word in ("Traceback", "Error", "internt fel", str(folder))), said


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("tag", sorted(set(OPEN_ACTIONS) - OF_ANY_BOOK))
def test_a_button_refuses_what_it_cannot_work_on(tag: str, kind: str, tmp_path: Path) -> None:
    book = _unfit(kind, tmp_path, tag)
    before = sorted(tmp_path.rglob("*"))
    carry_out(tag, book)
    assert book.said, "the button says something"
    said = book.said[-1]
    _no_fault(said, tmp_path)
    if tag not in ONE_SENTENCE:
        assert ". " in said or " → " in said, f"no remedy: {said}"
    assert (book.content, book.shown, book.can_undo) == (UNFIT[kind], [], 0)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("tag", ["kontrollera_flik", "nasta_fynd", "regel_for_cellen", "kontrollera_arbetsbok"])
def test_a_workbook_that_cannot_be_read_is_never_said_to_be_without_findings(
    tag: str, kind: str, tmp_path: Path
) -> None:
    book = _unfit(kind, tmp_path, tag)
    carry_out(tag, book)
    assert book.said[-1].startswith("FEL LA01: " if kind in ONLY_OPENED else "FEL ST02: ")


@pytest.mark.parametrize("kind", UNFIT)
def test_what_keeps_a_workbook_from_being_repaired_is_told_of(kind: str, tmp_path: Path) -> None:
    book = _unfit(kind, tmp_path, "ratta_sakra_fel")
    carry_out("ratta_sakra_fel", book)
    assert "\nFEL LA01: " in book.said[-1] or "\nFEL ST02: " in book.said[-1]


def test_a_new_book_of_an_unknown_namnd_is_refused_before_the_year_is_asked_for(tmp_path: Path) -> None:
    book = _unfit("foreign", tmp_path, "ny_arbetsbok")
    book.answers = ["XYZ"]
    carry_out("ny_arbetsbok", book)
    assert len(book.asked) == 1
    assert book.said[-1].startswith("Nämnden ”XYZ” finns inte. Det som finns är ")
    assert book.shown == []


def test_a_folder_with_nothing_to_consolidate_is_told_of(tmp_path: Path) -> None:
    book = _unfit("damaged", tmp_path, "konsolidera_mapp")
    book.chosen_folder = tmp_path / "tom"
    book.chosen_folder.mkdir()
    book.target = tmp_path / "kommun-delar.xlsx"
    carry_out("konsolidera_mapp", book)
    _no_fault(book.said[-1], tmp_path)
    assert book.said[-1].startswith("Ingen bok är skriven.\nFEL LA01: tom: Mappen har inga arbetsböcker")
    assert book.said[-1].endswith("Ange mappen som arbetsböckerna ligger i.")
    assert (book.shown, book.target.exists()) == ([], False)


@pytest.mark.parametrize("kind", UNFIT)
@pytest.mark.parametrize("tag", ["handbok", "om"])
def test_help_is_given_whatever_workbook_is_in_front(tag: str, kind: str, tmp_path: Path) -> None:
    book = _unfit(kind, tmp_path, tag)
    carry_out(tag, book)
    if tag == "handbok":
        assert [path.suffix for path in book.shown] == [".html"]
    else:
        assert book.said[-1].startswith("flikar ")
    assert book.content == UNFIT[kind]
