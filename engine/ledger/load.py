"""Reading the exports into DuckDB: their groups at once, their single rows when somebody asks for them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from engine.errors import UnreadableError
from engine.ledger.belonging import mark_rows
from engine.ledger.cells import Cells
from engine.ledger.faults import FileFault
from engine.ledger.fetching import carried_columns, fetch_rows, near
from engine.ledger.group_cache import WORTH_KEEPING, GroupCache, cache_folder, key_of
from engine.ledger.grouping import CREATE, judge_groups, scan_groups
from engine.ledger.headings import Headings, read_headings
from engine.ledger.lines import clean_copy
from engine.ledger.opening import Opening, open_ledger
from engine.ledger.question import Question
from engine.ledger.rows import LoadedFile, Rows
from engine.ledger.same_content import refuse_same_content
from engine.ledger.sources import Source
from engine.ledger.text_scan import hold_cells
from engine.ledger.watching import Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "240MB"
_MOST_THREADS = 4
"""Every thread reads text into buffers of its own."""
_FITS_IN_MEMORY = 40_000_000
"""Bytes of text up to which a database on disk only costs time."""


@contextmanager
def read_rows(given: Sequence[Path] | Cells, question: Question, reading: Reading) -> Iterator[Rows]:
    """Read the exports into a DuckDB database that lives as long as the context; on disk when they are large.

    Args:
        given: the exports, in any format, or a range; one that cannot be read is told in ``Rows.unread``, the rest
            are read.
        question: gives accepted headings, typ values, bokslutsperioder, and what tells rows apart.
        reading: who is told how far it has come, and whether what was read before is used again.
    """
    import duckdb

    with TemporaryDirectory(prefix="flikar-") as name:
        folder = Path(name)
        database = str(folder / "huvudbok.duckdb") if _size(given) > _FITS_IN_MEMORY else ":memory:"
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": str(folder / "spill"),
            "threads": min(_MOST_THREADS, os.cpu_count() or 1),
        }
        with closing(duckdb.connect(database, config=config)) as connection:
            # ``watch`` tells how far it has come; with its own bar off altogether DuckDB uses one thread only.
            connection.execute("SET enable_progress_bar_print = false")
            connection.execute("SET enable_progress_bar = true")
            connection.execute(CREATE)
            yield _group_all(_Load(connection, folder, question, reading), given)


def _size(given: Sequence[Path] | Cells) -> int:
    """Bytes of text on disk."""
    return 0 if isinstance(given, Cells) else sum(path.stat().st_size for path in given if path.is_file())


@dataclass(frozen=True, slots=True)
class _Load:
    """What loading every file needs."""

    connection: "DuckDBPyConnection"
    folder: Path
    question: Question
    reading: Reading


def _group_all(load: _Load, given: Sequence[Path] | Cells) -> Rows:
    opened, unread = _open_cells(load, given) if isinstance(given, Cells) else _open_all(load, given)
    files: list[LoadedFile] = []
    first = 0
    for source, headings in opened:
        try:
            files.append(_group(load, source, headings, len(files), first))
        except UnreadableError as error:
            unread.append(FileFault(source.name, error.fault, error.remedy))
        else:
            first += files[-1].rows
    carried = carried_columns([headings for _, headings in opened])

    headings_of = {column: key[0] for key, column in carried.items()}
    return Rows(
        load.connection,
        tuple(files),
        headings_of,
        tuple(unread),
        fetch_every=partial(fetch_rows, load.connection, files, carried, load.question, nearness=None),
        fetch_near=partial(fetch_rows, load.connection, files, carried, load.question, nearness=near(load.question)),
        mark=partial(mark_rows, load.connection, load.question),
    )


_Opened = Sequence[tuple[Source | Cells, Headings]]


def _open_cells(load: _Load, cells: Cells) -> tuple[_Opened, list[FileFault]]:
    question = load.question
    accepted, typ_given = question.kommun.huvudbok.kolumner, question.typ is not None
    try:
        headings = read_headings(cells, accepted, typ_given=typ_given)
    except UnreadableError as error:
        return [], [FileFault(cells.name, error.fault, error.remedy)]
    hold_cells(load.connection, cells)
    return [(cells, headings)], []


def _open_all(load: _Load, paths: Sequence[Path]) -> tuple[_Opened, list[FileFault]]:
    opened: list[tuple[Source, Headings]] = []
    unread: list[FileFault] = []
    question = load.question
    opening = Opening(load.folder, question.kommun, question.typ, question.read_book)
    for place, path in enumerate(paths):
        try:
            _refuse_again(path, paths[:place])
            source, headings = open_ledger(path, opening)
            refuse_same_content(source, [other for other, _ in opened])
            opened.append((source, headings))
        except UnreadableError as error:
            unread.append(FileFault(str(path), error.fault, error.remedy))
    return opened, unread


def _refuse_again(path: Path, earlier: Sequence[Path]) -> None:
    if path.resolve() in {other.resolve() for other in earlier}:
        raise UnreadableError(path, "samma fil är angiven två gånger.", "Ange varje fil en gång.")


def _group(load: _Load, source: Source | Cells, headings: Headings, number: int, first: int) -> LoadedFile:
    """Group one file; where DuckDB refuses a row, the malformed rows are found and left out first."""
    import duckdb

    if isinstance(source, Cells):
        scan_groups(load.connection, source, headings, load.question, load.reading.watch)
        return LoadedFile(source, headings, first, judge_groups(load.connection, headings, load.question, number))
    try:
        _scan_or_remember(load, source, headings)
    except duckdb.InvalidInputException:
        clean = clean_copy(source, headings, load.folder)
        scan_groups(load.connection, clean.source, clean.headings, load.question, load.reading.watch)
        rows = judge_groups(load.connection, headings, load.question, number)
        return LoadedFile(source, headings, first, rows, clean.faults, clean.lines, (clean.source, clean.headings))
    rows = judge_groups(load.connection, headings, load.question, number)
    return LoadedFile(source, headings, first, rows, source.faults, source.places)


def _scan_or_remember(load: _Load, source: Source, headings: Headings) -> None:
    """The groups of a file, from the cache if they are there; a small file is quicker to read."""
    cache = GroupCache(cache_folder(), load.folder)
    key, before = "", source.path.stat()
    if before.st_size >= WORTH_KEEPING:
        key = key_of(source.path, headings, load.question)
        if load.reading.use_cache and cache.load(load.connection, key):
            return
    scan_groups(load.connection, source, headings, load.question, load.reading.watch)
    after = source.path.stat()
    if key and (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
        cache.save(load.connection, key)
