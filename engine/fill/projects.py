"""Projects that users name: each on the row of its name, a new one on the first empty row of its block."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import has_amounts
from engine.data import CsvRow, FlikData
from engine.fill.plan import FilledCell, content
from engine.findings import Finding, make_finding
from engine.layout import PlacedRow
from engine.model import RowKind
from engine.text import fold


@dataclass(frozen=True, slots=True)
class Projects:
    """Where a table's projects go: by the table's line, and the labels that have to be written."""

    places: Mapping[int, PlacedRow]
    labels: tuple[FilledCell, ...]


def place_projects(flik: FlikData, projects: Sequence[tuple[CsvRow, str]], faults: list[str]) -> Projects:
    """Give each project of a table a row of its block; a block that is full is a fault."""
    places: dict[int, PlacedRow] = {}
    labels: list[FilledCell] = []
    for block in dict.fromkeys(block for _, block in projects):
        wanted = [row for row, its_block in projects if its_block == block]
        rows = flik.layout.projects(block)
        named = {fold(placed.label): placed for placed in reversed(rows) if placed.label}
        empty = [placed for placed in rows if not placed.label and not has_amounts(flik, placed)]
        new = [row for row in wanted if fold(row.label) not in named]
        if len(new) > len(empty):
            owner = flik.layout.row(block)
            faults.append(
                f"{owner.label if owner else block}: {len(new)} nya projekt men bara {len(empty)} tomma rader; "
                "infoga rader i fliken först."
            )
            continue
        places |= {row.line: named[fold(row.label)] for row in wanted if fold(row.label) in named}
        for row, placed in zip(new, empty, strict=False):
            places[row.line] = placed
            cell = Cell(placed.number, flik.layout.label_column)
            labels.append(FilledCell(flik.name, cell, row.label, None, content(flik, cell), row.label))
    return Projects(places, tuple(labels))


def remaining_projects(flik: FlikData, named: Collection[str]) -> Iterator[Finding]:
    """Projects of the flik that the table does not name; they stay."""
    for placed in flik.layout.rows:
        if placed.row.kind is RowKind.PROJECT and placed.label and fold(placed.label) not in named:
            yield make_finding(
                "ST07", f"Projektet ”{placed.label}” finns inte i tabellen och står kvar.", flik=flik.name,
                cell=Cell(placed.number, flik.layout.label_column), row=placed.label,
            )  # fmt: skip
