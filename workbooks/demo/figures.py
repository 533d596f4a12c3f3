"""The demo figures: published tables carried as package data, and synthetic ones where none is published.

Every file has the layout that ``flikar fyll --tabell`` reads: labels in the first column, whole thousands of
kronor, report signs. Sources and status of each file: ``figures/README.md``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from engine.files import write_atomically

NAMNDER = ("VON", "SN", "KUN", "BUN", "MSN", "SBN", "EXP", "KS", "OFN")
DRIFTBUDGET = "kommun_driftbudget_2022.csv"
_FOLDER = "figures"
_SYNTHETIC = "syntetisk"


@dataclass(frozen=True, slots=True)
class Figure:
    """One table of one nämnd at one occasion.

    Attributes:
        file: the file's name among the package data.
        namnd: the nämnd's code.
        occasion: ``budget``, ``mars``, ``april`` or ``delar``.
        table: ``RR``, ``INV`` or ``FORUTB``.
        synthetic: True when the figures are made up, False when they are published.
    """

    file: str
    namnd: str
    occasion: str
    table: str
    synthetic: bool


def all_figures() -> tuple[Figure, ...]:
    """Every table of every nämnd, in the order of the file names."""
    return tuple(sorted(_read_names(), key=lambda figure: figure.file))


def figures_of(namnd: str, occasion: str | None = None, table: str | None = None) -> tuple[Figure, ...]:
    """The tables of one nämnd, of one occasion and one table where these are given; empty when none."""
    return tuple(
        figure
        for figure in all_figures()
        if figure.namnd == namnd
        and occasion in (None, figure.occasion)
        and table in (None, figure.table)
    )  # fmt: skip


def figure_text(file: str) -> str:
    """The CSV text of one file, as it is carried."""
    return (_folder() / file).read_bytes().decode("utf-8")


def figure_rows(file: str) -> list[dict[str, str]]:
    """The rows of one file, by heading; an empty cell is an empty text."""
    return list(csv.DictReader(figure_text(file).splitlines()))


def copy_figure(file: str, folder: Path) -> Path:
    """Put one file, unchanged, in ``folder`` and say where it is.

    Raises:
        NotWrittenError: the file could not be written.
    """
    target = folder / file
    write_atomically(target, (_folder() / file).read_bytes())
    return target


def budget_2022(namnd: str) -> dict[str, int]:
    """The nämnd's RR budget 2022 as the March follow-up has it: tkr by label, report signs."""
    (figure,) = figures_of(namnd, "mars", "RR")
    return {row["Belopp i tkr"]: int(row["Budget 2022"]) for row in figure_rows(figure.file) if row["Budget 2022"]}


def _folder() -> Traversable:
    return files("workbooks.demo") / _FOLDER


def _read_names() -> Iterator[Figure]:
    for entry in _folder().iterdir():
        namnd, *rest = entry.name.removesuffix(".csv").split("_")
        if entry.name.endswith(".csv") and namnd.upper() in NAMNDER:
            occasion, _year, table, *status = rest
            yield Figure(entry.name, namnd.upper(), occasion, table.upper(), status == [_SYNTHETIC])
