"""What is measured on: workbooks of the demo municipality, filled with made-up amounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.strip_answer import NAMND
from tests.support.books import empty_book, fill, input_cells, template

_DIFFERENT = 10
"""So many workbooks have amounts of their own; the others are copies of them."""


@dataclass(frozen=True)
class Material:
    """The files of one run.

    Attributes:
        book: a filled workbook with every flik of the year.
        clean: an empty workbook, in which nothing is found.
        copies: filled workbooks.
        table: a CSV for the delår RR flik.
    """

    folder: Path
    book: Path
    clean: Path
    copies: tuple[Path, ...]
    table: Path


def make(folder: Path, *, copies: int) -> Material:
    """Write everything that is measured on."""
    (folder / "bocker").mkdir()
    books = tuple(folder / "bocker" / f"von-{number:03}.xlsx" for number in range(copies))
    for number, path in enumerate(books):
        path.write_bytes(_filled(number) if number < _DIFFERENT else books[number % _DIFFERENT].read_bytes())
    table = folder / "rr.csv"
    table.write_text("\n".join(_table()) + "\n", encoding="utf-8")
    clean = folder / "tom.xlsx"
    clean.write_bytes(template(NAMND))
    return Material(folder, books[0], clean, books, table)


def _filled(seed: int) -> bytes:
    """Every input cell with a whole number of the right size."""
    random = Random(seed)  # noqa: S311 test data, no secret
    book = empty_book(NAMND)
    amounts = {place: random.randint(0, 99_999) for flik in book.flikar for place in input_cells(flik)}
    return fill(template(NAMND), book, amounts)


def _table() -> Iterator[str]:
    yield "Belopp i tkr,Budget 2022,Prognos helår 2022,Delårsbokslut 2022,Delårsbokslut 2021"
    labels = ("Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
              "Kommunbidrag", "Finansnetto")  # fmt: skip
    for number, label in enumerate(labels):
        yield ",".join([label, *(str(1000 * number + column) for column in range(4))])
