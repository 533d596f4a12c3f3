"""A table from a CSV file, as it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its line in the file, its label, and its cells under the headings."""

    line: int
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table of one flik.

    Attributes:
        path: as the caller gave it.
        corner: the first heading, ``Belopp i tkr``.
        headings: those after it.
        rows: those with anything in them.
    """

    path: str
    corner: str
    headings: tuple[str, ...]
    rows: tuple[CsvRow, ...]
