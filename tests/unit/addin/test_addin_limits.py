"""What Excel's boxes hold: names that somebody else has made up are cut, and the question is whole."""

from pathlib import Path

import pytest

from addin.books import place_of
from addin.comparing import Compared, asked_comparison
from addin.macros import OPEN_ACTIONS, carry_out
from addin.messages import joined, short
from addin.session import Ledger
from engine.errors import WrongCallError
from tests.support.open_book import FileBook

pytestmark = pytest.mark.usefixtures("computer")
LONG = "Redovisning av alla nämndernas investeringar " * 5


def test_a_long_name_is_cut_where_the_cut_is_seen() -> None:
    assert short("kort", 4) == "kort"
    assert short("längre", 4) == "län…"
    assert joined(["x" * 2000]) == "x" * 899 + "…"


def test_the_flik_of_a_table_with_a_long_name_can_be_asked_for(book: FileBook, tmp_path: Path) -> None:
    book.files, book.answers, book.answer = (tmp_path / f"{LONG}.csv",), ["delar", "tabeller"], None
    carry_out("fyll_flik", book)
    assert book.asked[-1][0].startswith("Till vilken flik hör Redovisning")
    assert book.asked[-1][0].endswith("…?")
    assert book.said == []


def test_earlier_books_with_long_names_can_be_asked_about(
    book: FileBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tuple(tmp_path / f"{LONG}{number}.xlsx" for number in range(9))
    monkeypatch.setattr("addin.comparing._compared", {place_of(book): (Compared(earlier=earlier), Ledger())})
    book.answers = ["tidigare"]
    assert asked_comparison(book) == Compared(earlier=earlier)
    assert book.said[0].endswith("…)?\n\nNej väljer andra.")


def test_a_reason_longer_than_a_box_is_cut(book: FileBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_book: object) -> None:
        raise WrongCallError(LONG * 9)

    monkeypatch.setitem(OPEN_ACTIONS, "om", fail)
    carry_out("om", book)
    assert book.said[0].endswith("…")
