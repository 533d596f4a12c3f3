"""Where amounts come from, told in Excel: of a book without a place, of no flik, of a rolled book."""

from pathlib import Path

import pytest

from addin.macros import carry_out
from addin.without_trail import why_no_trail
from engine.ledger.trail import trail_path
from engine.pipeline.filling import fill_book
from tests.support.books import demo_setup
from tests.support.open_book import RR, FileBook

pytestmark = pytest.mark.usefixtures("computer")


@pytest.mark.parametrize(
    ("address", "why", "what"),
    [
        (
            "https://sollen.sharepoint.com/sites/VON/Dokument",
            "boken ligger i molnet (https://sollen.",
            "Synka mappen",
        ),
        (None, "boken är inte sparad på den här datorn", "Spara boken i en mapp på datorn"),
    ],
)
def test_a_book_without_a_folder_is_filled_and_why_it_has_no_trail_is_told(
    book: FileBook, ledger: Path, address: str | None, why: str, what: str
) -> None:
    book.folder, book.address, book.files, before = None, address, (ledger,), book.content
    carry_out("fyll_flik", book)
    assert "Varifrån beloppen kommer sparas inte: " in book.said[-1]
    assert why in book.said[-1]
    assert what in book.said[-1]
    assert book.content != before
    book.select(RR, "E9")
    carry_out("forklara_cell", book)
    assert book.said[-1].startswith(f"Varifrån beloppen kommer är inte sparat: {why}")
    assert what in book.said[-1]


def test_a_cell_of_a_sheet_without_a_table_is_told_to_be_that(book: FileBook) -> None:
    book.select("Försättsblad", "B2")
    carry_out("forklara_cell", book)
    assert book.said == ["Bladet ”Försättsblad” är ingen flik med en tabell. Gå till fliken och försök igen."]


@pytest.mark.parametrize("whole_new", [False, True])
def test_what_a_roll_carries_is_explained_in_the_open_book_and_in_the_new_one(
    book: FileBook, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, whole_new: bool
) -> None:
    path = tmp_path / book.name
    path.write_bytes(book.content)
    fill_book(
        demo_setup(), path, "delar", year=None, ledgers=[ledger], tables=[], target=path, typ=None, skip_faults=False
    )
    book.content, before = path.read_bytes(), trail_path(path).read_bytes()
    book.answer, book.target = "mars 2023" if whole_new else "arsbokslut", tmp_path / "ny.xlsx"
    answers = iter([True] if whole_new else [False, True])
    monkeypatch.setattr(book, "confirm", lambda _text: next(answers))
    carry_out("rulla_till_nasta", book)
    rolled = FileBook(book.target.read_bytes()) if whole_new else book
    rolled.name, rolled.folder = ("ny.xlsx", tmp_path) if whole_new else (book.name, tmp_path)
    column = "E9" if whole_new else "B9"
    rolled.select(RR if whole_new else "12 RR skattefin övriga ÅB", "F9" if whole_new else "B9")
    carry_out("forklara_cell", rolled)
    assert f"Följer med från von-2022.xlsx, {RR}!{column} (delår 2022). Summan av huvudbokens" in rolled.said[-1]
    if not whole_new:
        carry_out("angra", book)
        assert trail_path(path).read_bytes() == before


def test_a_book_with_a_place_for_its_trail_has_no_line_about_one(book: FileBook, ledger: Path) -> None:
    assert why_no_trail(book) == []
    book.files, book.answers = (ledger,), ["delar", "huvudbok"]
    carry_out("fyll_flik", book)
    assert "\n\n\n" not in book.said[-1]
    assert "Varifrån" not in book.said[-1]
