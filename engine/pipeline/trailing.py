"""The trail of a filled workbook: what stands behind every cell, kept beside the book."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.addresses import parse_cell
from engine.fill import CellSource, FilledCell, LedgerFigures, project_group
from engine.findings import Finding
from engine.ledger import Question, Stripping
from engine.ledger.trail import (
    Behind,
    Fill,
    Trail,
    TrailCell,
    TrailColumn,
    TrailRow,
    Wanted,
    gather_rows,
    source_files,
    staged_trail,
    trail_path,
)
from engine.model import ColumnKind, Sign
from engine.organisation import Kommun
from engine.periods import Occasion, PeriodScope
from engine.pipeline.kept_trail import Kept, Part, kept_of, read_own
from engine.pipeline.opening import OpenedBook


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """The ledger that a book is filled from.

    Attributes:
        stripping: still open.
        question: what was asked of it.
        figures: what it came to.
        paths: the files as they were named.
    """

    stripping: Stripping
    question: Question
    figures: LedgerFigures
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """One run of ``fyll``, as the trail tells of it.

    Attributes:
        ledger: None when no ledger was given, or none could fill anything.
        tables: the tables' files as they were named.
        cells: everything that was written.
    """

    kommun: Kommun
    opened: OpenedBook
    occasion: Occasion
    ledger: LedgerSource | None
    tables: tuple[Path, ...]
    cells: tuple[FilledCell, ...]


def periods_of(kind: ColumnKind, scope: PeriodScope) -> frozenset[int]:
    """The periods that a column kind of the ledger counts at an occasion."""
    by_kind = {
        ColumnKind.BUDGET: scope.budget,
        ColumnKind.BUDGET_PERIOD: scope.budget_period,
        ColumnKind.BUDGET_FG: scope.budget_fg,
        ColumnKind.UTFALL: scope.utfall,
        ColumnKind.UTFALL_FG: scope.utfall_fg,
    }
    return by_kind[kind]


def earlier_trail(filling: Filling, book: Path) -> tuple[Kept, tuple[Finding, ...]]:
    """What is kept of the trail of the book that was filled; a trail that is not the book's is told of."""
    path = trail_path(book)
    trail, remarks = read_own(path, _identity(filling.opened)) if path.is_file() else (None, ())
    if trail is None:
        return Kept(), remarks
    written = {(each.flik, str(each.cell)) for each in filling.cells}
    sheets = {sheet.name: sheet.cells for sheet in filling.opened.data.raw.sheets}

    def stands(cell: TrailCell) -> bool:
        place = parse_cell(cell.cell)
        raw = sheets.get(cell.flik, {}).get(place) if place else None
        return raw is not None and raw.value is not None

    kept = tuple(cell for cell in trail.celler if cell.place not in written and stands(cell))
    return kept_of([Part(path, trail, kept, trail.avlagda)]), remarks


def write_trail(filling: Filling, earlier: Kept, book: bytes, target: Path) -> Path:
    """Write the trail of a workbook beside it.

    Args:
        filling: what was written into it.
        earlier: what is kept of its earlier trail.
        book: the workbook's bytes as they were written.
        target: the workbook.

    Raises:
        NotWrittenError: the trail cannot be written.
    """
    number = len(earlier.fills) + 1
    columns = tuple(_columns(filling))
    behind: Mapping[tuple[str, str], Behind] = {}
    connection = None
    if filling.ledger is not None:
        rows = filling.ledger.stripping.rows
        behind = gather_rows(rows, filling.ledger.question, Wanted(columns, _projects(filling)), number=number)
        connection = rows.connection
    namnd, year = _identity(filling.opened)
    trail = Trail(
        namnd=namnd,
        ar=year,
        bok_sha256=hashlib.sha256(book).hexdigest(),
        omgangar=(*earlier.fills, _fill(filling, number, columns)),
        celler=(*earlier.cells, *_cells(filling.cells, number, behind)),
        avlagda=earlier.aside,
    )
    path = trail_path(target)
    with staged_trail(connection, earlier.rows) as staged:
        staged.write(trail, path)
    return path


def trail_columns(kinds: Sequence[ColumnKind], figures: LedgerFigures, scope: PeriodScope) -> tuple[TrailColumn, ...]:
    """What each column kind counts of a ledger."""
    return tuple(
        TrailColumn.model_validate(
            {
                "kolumn": kind.value,
                "typ": figures.source_of(kind)[0],
                "perioder": tuple(sorted(periods_of(kind, scope))),
            }
        )
        for kind in kinds
    )


def _identity(opened: OpenedBook) -> tuple[str | None, int]:
    return opened.namnd.kod if opened.namnd else None, opened.data.year


def _columns(filling: Filling) -> Iterator[TrailColumn]:
    if filling.ledger is None:
        return
    written = {each.column for each in filling.cells if _group(each) is not None}
    kinds = [kind for kind in ColumnKind if kind.value in written]
    yield from trail_columns(kinds, filling.ledger.figures, filling.ledger.question.scope)


def _group(cell: FilledCell) -> str | None:
    return cell.source.group if cell.source is not None else None


def _projects(filling: Filling) -> Mapping[str, str]:
    """The group of each projekt that fills a row."""
    namnd = filling.opened.namnd
    listed = filling.kommun.investeringar.projects_of(namnd.kod) if namnd else {}
    groups = {_group(cell) for cell in filling.cells}
    return {code: project_group(code) for code in listed if project_group(code) in groups}


def _fill(filling: Filling, number: int, columns: tuple[TrailColumn, ...]) -> Fill:
    ledger = filling.ledger
    return Fill(
        nr=number,
        tillfalle=filling.occasion.code,
        ar=filling.opened.data.year,
        typ=ledger.question.typ if ledger else None,
        kommun=filling.kommun.display_name,
        kontoplan=filling.kommun.kontoplan,
        avrundning=filling.kommun.installningar.avrundning,
        huvudbok=source_files(ledger.paths) if ledger else (),
        tabeller=source_files(filling.tables),
        rader=tuple(_rows(filling)),
        kolumner=columns,
    )


def _rows(filling: Filling) -> Iterator[TrailRow]:
    if filling.ledger is None:
        return
    groups = {_group(cell) for cell in filling.cells}
    for row in filling.ledger.question.rows:
        if row.id in groups and row.accounts is not None:
            yield TrailRow(
                id=row.id,
                namn=row.shown(filling.opened.data.year),
                konton=tuple(map(str, row.accounts.ranges)),
                utom=tuple(map(str, row.accounts.utom)),
                tecken=row.sign.of_ledger,
            )
    investments = filling.kommun.investeringar
    listed = {project.kod: project for project in investments.projekt}
    for code, group in _projects(filling).items():
        yield TrailRow(
            id=group,
            namn=listed[code].namn,
            konton=tuple(map(str, investments.konton)),
            utom=tuple(map(str, investments.utom)),
            projekt=code,
            tecken=Sign.INVESTMENT.of_ledger,
        )


def _cells(
    filled: Sequence[FilledCell], number: int, behind: Mapping[tuple[str, str], Behind]
) -> Iterator[TrailCell]:
    """Every written cell that has a source; names and the bridge's decisions are nobody's amounts."""
    for each in filled:
        if each.source is not None:
            yield _cell(each, each.source, number, behind)


def _cell(filled: FilledCell, source: CellSource, number: int, behind: Mapping[tuple[str, str], Behind]) -> TrailCell:
    return TrailCell.model_validate(
        {
            "flik": filled.flik,
            "cell": str(filled.cell),
            "rad": filled.row,
            "kolumn": filled.column,
            "varde": filled.after,
            "omgang": number,
            "kalla": source.kind.value,
            "ore": filled.ore,
            "grupp": source.group,
            "bakom": behind.get((source.group, filled.column or ""), Behind()) if source.group is not None else None,
            "fil": source.file,
            "filrad": source.line,
            "text": source.told,
        }
    )
