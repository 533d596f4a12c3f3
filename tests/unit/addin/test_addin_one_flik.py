"""Buttons for the flik in front: a project more, and its table on the clipboard."""

from pathlib import Path

import pytest

from addin.macros import carry_out
from engine.addresses import Cell
from engine.data import SetCell
from engine.pipeline.adding import add_project
from engine.writer.patch import patch_workbook
from tests.support.books import demo_setup
from tests.support.clipboard import ClipboardDouble
from tests.support.open_book import RR, FileBook, cells
from tests.support.rolling import INV8

pytestmark = pytest.mark.usefixtures("computer")


def test_a_project_is_added_as_by_the_command_and_taken_back(book: FileBook, tmp_path: Path) -> None:
    path, target, before = tmp_path / "bok.xlsx", tmp_path / "ny.xlsx", cells(book.content)
    path.write_bytes(book.content)
    added = add_project(demo_setup(), path, f"{INV8}!C19", "Sängar Almgården", year=None, target=target)
    book.select(INV8, "C19")
    book.answer = "Sängar Almgården"
    carry_out("lagg_till_projektrad", book)
    assert book.asked == [("Vad heter projektet? Det läggs under Reinvestering.", "")]
    [said] = book.said
    assert said.startswith(f"{INV8}!A19: ”Sängar Almgården” under Reinvestering.\n\nLägga till projektet?")
    assert cells(book.content) == cells(target.read_bytes()) == before | {(INV8, "A19"): "Sängar Almgården"}
    assert (added.block, book.cell) == ("Reinvestering", "A19")
    carry_out("angra", book)
    assert cells(book.content) == before


@pytest.mark.parametrize(("answer", "agrees"), [(None, True), ("Sängar", False)])
def test_a_project_that_nobody_wants_is_not_added(book: FileBook, answer: str | None, agrees: bool) -> None:
    book.answer, book.agrees, before = answer, agrees, book.content
    book.select(INV8, "C19")
    carry_out("lagg_till_projektrad", book)
    assert (book.content, book.can_undo) == (before, 0)


def test_a_project_that_stands_there_is_refused_by_name_and_place(book: FileBook) -> None:
    book.content = before = patch_workbook(book.content, [SetCell(INV8, Cell(20, 1), "Sängar")])
    book.answer = "sängar"
    book.select(INV8, "A19")
    carry_out("lagg_till_projektrad", book)
    assert book.said[-1].startswith(f"Projektet ”Sängar” står redan i {INV8}!A20 under Reinvestering.")
    assert book.content == before


def test_a_row_that_excel_refuses_changes_nothing(book: FileBook) -> None:
    book.content = before = patch_workbook(book.content, [SetCell(INV8, Cell(13, 1), "Sängar")])
    book.answer, book.refuses = "Möbler", "rad 14"
    book.select(INV8, "A13")
    carry_out("lagg_till_projektrad", book)
    assert book.said[-1].startswith(f"{INV8}!rad 14: Excel tog inte emot ändringen. Ingenting är ändrat.")
    assert (book.content, book.can_undo) == (before, 0)


def test_the_table_in_front_is_copied_with_what_is_not_saved(book: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = ClipboardDouble()
    monkeypatch.setattr("engine.clipboard.windows_clipboard", lambda: clipboard)
    book.content = patch_workbook(book.content, [SetCell(RR, Cell(9, 2), -1234567)])
    before = book.content
    carry_out("kopiera_tabell", book)
    assert book.said == ["Resultaträkning, delår 2022 är kopierad. Klistra in i Word med Ctrl+V."]
    assert book.content == before
    held = clipboard.by_name()
    assert list(held) == ["Rich Text Format", "HTML Format", "13"]
    assert b"\\u8722?1\\u160?234\\u160?567" in bytes(held["Rich Text Format"])  # type: ignore[arg-type]
    assert "−1\xa0234\xa0567".encode() in bytes(held["HTML Format"])  # type: ignore[arg-type]
    assert "\t-1234567\t" in str(held["13"])


def test_an_amount_that_cannot_be_shown_is_told_of_with_the_copy(
    book: FileBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.clipboard.windows_clipboard", ClipboardDouble)
    book.content = patch_workbook(book.content, [SetCell(RR, Cell(9, 2), "en miljon")])
    carry_out("kopiera_tabell", book)
    assert f"FEL TY01 {RR}!B9" in book.said[-1]


@pytest.mark.parametrize("tag", ["kopiera_tabell", "lagg_till_projektrad"])
def test_a_sheet_that_is_no_flik_is_told_of(book: FileBook, monkeypatch: pytest.MonkeyPatch, tag: str) -> None:
    monkeypatch.setattr("engine.clipboard.windows_clipboard", ClipboardDouble)
    book.select("Försättsblad", "A1")
    carry_out(tag, book)
    assert book.said == ["Bladet ”Försättsblad” är ingen flik med en tabell. Gå till fliken och försök igen."]
