"""What a workbook that has been read says of itself."""

from collections.abc import Iterator

import pytest

from engine.addresses import Cell
from engine.data import RawBook, RawCell, RawSheet


def test_formulas_without_a_stored_value_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {
        Cell(1, 1): RawCell(formula="A2+A3"),
        Cell(2, 1): RawCell(formula="A3", value=1),
        Cell(3, 1): RawCell(formula="1/0", error="#DIV/0!"),
        Cell(4, 1): RawCell(value=1),
    }
    book = RawBook("bok.xlsx", (RawSheet("Blad1", cells),))
    looked_at: list[RawBook] = []
    of_book = RawBook.cells

    def counted(own: RawBook) -> Iterator[RawCell]:
        looked_at.append(own)
        return of_book(own)

    monkeypatch.setattr(RawBook, "cells", counted)
    assert (book.uncached, book.uncached) == (1, 1)
    assert looked_at == [book]
