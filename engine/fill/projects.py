"""Projects that users name: each on the row of its name, a new one on the first empty row of its block."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import has_amounts
from engine.data import CsvRow, FlikData
from engine.data.renames import Answers, Rename, likely_pairs
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


def place_projects(
    flik: FlikData, projects: Sequence[tuple[CsvRow, str]], faults: list[str], answers: Answers
) -> Projects:
    """Give each project of a table a row of its block; a block that is full is a fault.

    A project that somebody has said is one of the flik under another name gets that row, which takes the new name.
    """
    places: dict[int, PlacedRow] = {}
    labels: list[FilledCell] = []
    for block in dict.fromkeys(block for _, block in projects):
        wanted = [row for row, its_block in projects if its_block == block]
        rows = flik.layout.projects(block)
        named = {fold(placed.label): placed for placed in reversed(rows) if placed.label}
        joined = _joined([row.label for row in wanted], named, answers)
        empty = empty_rows(flik, block)
        new = [row for row in wanted if fold(row.label) not in named | joined]
        if len(new) > len(empty):
            owner = flik.layout.row(block)
            faults.append(
                f"{owner.label if owner else block}: {len(new)} nya projekt men bara {len(empty)} tomma rader; "
                "infoga rader i fliken först."
            )
            continue
        own = joined | named
        places |= {row.line: own[fold(row.label)] for row in wanted if fold(row.label) in own}
        places |= {row.line: placed for row, placed in zip(new, empty, strict=False)}
        labels.extend(
            project_label(flik, places[row.line], row.label)
            for row in wanted
            if row in new or fold(row.label) in joined
        )
    return Projects(places, tuple(labels))


def empty_rows(flik: FlikData, block: str) -> tuple[PlacedRow, ...]:
    """The rows of a block that no project has, top first."""
    rows = flik.layout.projects(block)
    return tuple(placed for placed in rows if not placed.label and not has_amounts(flik, placed))


def project_label(flik: FlikData, placed: PlacedRow, name: str) -> FilledCell:
    """The name of a project, to be written on its row."""
    cell = Cell(placed.number, flik.layout.label_column)
    return FilledCell(flik.name, cell, name, None, content(flik, cell), name)


def _joined(wanted: Sequence[str], named: Mapping[str, PlacedRow], answers: Answers) -> dict[str, PlacedRow]:
    """The rows of projects that have another name in the flik, by the table's name for them.

    A project that the table names too is itself, whatever it has been said to be.
    """
    own = set(map(fold, wanted))
    free = [placed for name, placed in named.items() if name not in own]
    found: dict[str, PlacedRow] = {}
    for name in wanted:
        row = next((p for p in free if answers.joins(p.label, name) and p not in found.values()), None)
        if row is not None and fold(name) not in named:
            found[fold(name)] = row
    return found


def likely_projects(flik: FlikData, projects: Sequence[tuple[CsvRow, str]]) -> Iterator[Rename]:
    """Projects of the table that are likely the flik's own under another name."""
    for block in dict.fromkeys(block for _, block in projects):
        wanted = {fold(row.label): row.label for row, its_block in projects if its_block == block}
        named = {fold(placed.label): placed.label for placed in flik.layout.projects(block) if placed.label}
        old = [label for name, label in named.items() if name not in wanted]
        new = [label for name, label in wanted.items() if name not in named]
        yield from (Rename(flik.name, "projekt", *pair) for pair in likely_pairs(old, new))


def remaining_projects(flik: FlikData, named: Collection[str], placed_rows: Collection[int]) -> Iterator[Finding]:
    """Projects of the flik that the table does not name, and does not fill under a new name either; they stay."""
    for placed in flik.layout.rows:
        is_told = fold(placed.label) in named or placed.number in placed_rows
        if placed.row.kind is RowKind.PROJECT and placed.label and not is_told:
            yield make_finding(
                "ST07", f"Projektet ”{placed.label}” finns inte i tabellen och står kvar.", flik=flik.name,
                cell=Cell(placed.number, flik.layout.label_column), row=placed.label,
            )  # fmt: skip
