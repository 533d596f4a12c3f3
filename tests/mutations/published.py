"""The workbooks of every nämnd of the demo with the published tables in them, made by the product's own stages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.data import FlikData
from engine.findings import Severity
from engine.periods import occasion_named
from engine.pipeline.checking import check_file
from engine.pipeline.filling import fill_book
from engine.pipeline.opening import open_book
from tests.rules.sample_books import empty_book, setup
from workbooks.demo.figures import NAMNDER, Figure, copy_figure, figures_of

OCCASIONS = ("budget", "mars", "april", "delar")


@dataclass(frozen=True)
class Published:
    """One nämnd's filled workbook.

    Attributes:
        flikar: those with figures.
        said: rule, flik and cell of everything that the sound workbook is told.
        false: how many of them are of severity *fel* or *varning*.
    """

    namnd: str
    content: bytes
    flikar: tuple[FlikData, ...]
    said: frozenset[tuple[str, str | None, str | None]]
    false: int


def published_books(folder: Path, namnder: tuple[str, ...] = NAMNDER) -> Iterator[Published]:
    """The workbooks, each with every table that is carried for the nämnd."""
    for code in namnder:
        path = folder / f"{code.lower()}.xlsx"
        path.write_bytes(empty_book(code))
        for occasion in OCCASIONS:
            figures = figures_of(code, occasion)
            if figures:
                tables = [(_flik_name(figure), copy_figure(figure.file, folder)) for figure in figures]
                fill_book(
                    setup(), path, occasion, year=None, ledgers=[], tables=tables, target=path, typ=None,
                    skip_faults=False,
                )  # fmt: skip
        opened = open_book(path, setup(), year=None)
        flikar = tuple(flik for flik in opened.data.flikar if flik.has_input())
        checked = check_file(setup(), path, None, None)
        said = frozenset((f.rule, f.flik, f.cell) for f in checked.findings)
        false = sum(f.severity is not Severity.INFO for f in checked.findings)
        yield Published(code, path.read_bytes(), flikar, said, false)


def _flik_name(figure: Figure) -> str:
    flikar = setup().catalog.required(setup().kommun.namnd(figure.namnd).verksamhet, occasion_named(figure.occasion))
    return next(flik.name for flik in flikar if flik.table.code == figure.table)
