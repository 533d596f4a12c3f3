"""Workbooks of the built-in municipality for tests: made, filled and read by the product's own stages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.addresses import Cell
from engine.data import BookData, FlikData, SetCell
from engine.fill import FilledCell, dependent_changes
from engine.organisation import Kommun, read_kommun
from engine.pipeline.making import template_bytes
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.writer.patch import patch_workbook
from workbooks.catalog import build_catalog

REPOSITORY = Path(__file__).parents[2]
KOMMUN_TOML = REPOSITORY / "workbooks" / "demo" / "kommun.toml"
YEAR = 2022
NAMND_OF = {"skattefinansierad": "VON", "va": "VA", "avfall": "AVF", "samhallsbyggnad": "SBN"}
"""One nämnd per kind of verksamhet; VA and AVF are added to the built-in municipality, which has none.
"""

Amounts = Mapping[tuple[str, Cell], int]
"""Input amounts in tkr by tab name and cell."""


def _with_every_verksamhet(kommun: Kommun) -> Kommun:
    model = kommun.namnder[0]
    added = [
        model.model_copy(update={"kod": kod, "namn": namn, "verksamhet": verksamhet, "forvaltningar": ()})
        for kod, namn, verksamhet in (("VA", "VA-nämnden", "va"), ("AVF", "Avfallsnämnden", "avfall"))
    ]
    return kommun.model_copy(update={"namnder": (*kommun.namnder, *added)})


@cache
def demo_setup() -> Setup:
    """The built-in municipality with a nämnd for every verksamhet."""
    kommun = _with_every_verksamhet(read_kommun(KOMMUN_TOML, inbyggd=True))
    return Setup(kommun, build_catalog(kommun))


@cache
def free_setup() -> Setup:
    """The same without an investeringsbudget and checks of its own, for books with any amounts."""
    kommun = demo_setup().kommun.model_copy(update={"investeringsbudget": {}, "kontroller": ()})
    return Setup(kommun, build_catalog(kommun))


@cache
def template(code: str = "VON", year: int = YEAR, *, optional: bool = False) -> bytes:
    """The empty workbook of a nämnd, with or without the flikar it may lack."""
    setup = demo_setup()
    return template_bytes(setup, setup.kommun.namnd(code), year, optional=optional)


def opened(content: bytes, *, year: int | None = None) -> OpenedBook:
    """Workbook bytes, read and recognised."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.xlsx"
        path.write_bytes(content)
        return open_book(path, demo_setup(), year=year)


@cache
def empty_book(code: str = "VON", year: int = YEAR, *, optional: bool = False) -> BookData:
    """The empty workbook of a nämnd as the reader sees it."""
    return opened(template(code, year, optional=optional)).data


def flik_of(book: BookData, declared_name: str) -> FlikData:
    """The flik recognised as the declared one."""
    found = book.flik(declared_name)
    assert found is not None, f"{declared_name} was not recognised"
    return found


def input_cells(flik: FlikData) -> Iterator[tuple[str, Cell]]:
    """Where people fill in amounts, as keys of ``Amounts``."""
    return ((flik.name, target.cell) for target in flik.layout.targets if target.formula is None)


def filled_cells(amounts: Amounts) -> tuple[FilledCell, ...]:
    return tuple(FilledCell(flik, cell, "", None, None, amount) for (flik, cell), amount in amounts.items())


def fill(content: bytes, book: BookData, amounts: Amounts) -> bytes:
    """The workbook with the amounts written, and every stored value that depends on them."""
    cells = filled_cells(amounts)
    return patch_workbook(content, [*(cell.change for cell in cells), *dependent_changes(book, cells)])


@dataclass(frozen=True)
class Place:
    """Finds a flik's cells by row label and column kind."""

    flik: FlikData

    def cell(self, label: str, kind: str) -> Cell:
        row = next(row for row in self.flik.layout.rows if row.label == label)
        column = self.flik.layout.column(kind)
        assert column is not None
        return Cell(row.number, column.number)


def set_text(content: bytes, sheet: str, cell: Cell, text: str) -> bytes:
    """The workbook with one text changed."""
    return patch_workbook(content, [SetCell(sheet, cell, text)])
