"""``flikar konsolidera``: read every nämnd's workbook, set doubles aside, add up, write one workbook."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from engine.consolidate import (
    STATUS_WORDS,
    consolidate,
    double_finding,
    forecast_accuracy,
    gross_findings,
    missing_finding,
)
from engine.data.accuracy import AccuracyYear
from engine.data.consolidation import FileStatus
from engine.errors import WrongCallError
from engine.files import write_atomically
from engine.findings import Finding
from engine.model import favourable_in
from engine.periods import OccasionKind, occasion_named
from engine.pipeline.consolidating.outcome import Consolidated
from engine.pipeline.consolidating.reading import Reading, Task, read_file
from engine.pipeline.consolidating.sources import Sources, find_workbooks
from engine.pipeline.setup import Setup
from engine.pipeline.submission_folder import mark_consolidated
from engine.rules import judged


def consolidate_books(  # noqa: PLR0913 the options of the command
    setup: Setup,
    sources: Sequence[Path],
    occasion: str,
    target: Path,
    *,
    year: int | None,
    workers: int = 1,
    each: Callable[[str], None] = lambda _path: None,
    listed_to: Callable[[int], None] = lambda _count: None,
) -> Consolidated:
    """Consolidate the nämnders workbooks of one occasion and write the kommun's workbook, if any could be read.

    Args:
        setup: the kommun and its flikar.
        sources: workbooks, and folders whose workbooks are meant.
        occasion: ``--tillfalle``.
        target: the workbook to write.
        year: ``--ar``; None is the kommun's.
        workers: processes that read at the same time; 1 reads in this one.
        each: told of every file that is done, for a progress bar.
        listed_to: told how many they are, before the first.

    Raises:
        WrongCallError: no such occasion, no sources, less than one worker, or the target is a nämnd's workbook.
        NotWrittenError: the workbook cannot be written.
    """
    task = Task(setup, occasion_named(occasion), year or setup.kommun.ar)
    if not sources or workers < 1:
        raise WrongCallError("konsolidera vill ha minst en bok eller mapp, och minst en arbetare.")
    listed = find_workbooks(sources, target, task.occasion.code, task.year)
    listed_to(len(listed.files))
    readings = _without_doubles(tuple(_read_all(task, listed.files, workers, each)))
    outcome = _outcome(task, listed, readings, target)
    if outcome.target is None:
        return outcome
    write_atomically(target, _workbook(task, outcome))
    marked = judged(_mark_used(listed, readings, target), setup.kommun, None)
    return replace(outcome, findings=(*outcome.findings, *marked))


def _mark_used(listed: Sources, readings: Sequence[Reading], target: Path) -> tuple[Finding, ...]:
    """A filed workbook whose figures were used can no longer be taken back by its nämnd."""
    used = {reading.file.path for reading in readings if reading.contribution is not None}
    told = {"konsoliderad_till": target.name, "tid": datetime.now().astimezone().isoformat(timespec="seconds")}
    return mark_consolidated((each for each in listed.sealed if str(each.copy) in used), told)


def _read_all(task: Task, paths: Sequence[Path], workers: int, each: Callable[[str], None]) -> Iterator[Reading]:
    """Every file in the given order; a worker parses and reduces, and sends back only what the sums need."""
    with ExitStack() as stack:
        executor: Executor | None = None
        if workers > 1 and len(paths) > 1:
            pool = ProcessPoolExecutor(min(workers, len(paths)), mp_context=get_context("spawn"))
            executor = stack.enter_context(pool)
        read = partial(read_file, task)
        for reading in executor.map(read, paths) if executor else map(read, paths):
            each(reading.file.path)
            yield reading


def _without_doubles(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Usable files of a nämnd that has several are ``dubbel``: nobody can say which one counts."""
    paths: dict[str, list[str]] = {}
    for reading in readings:
        if reading.contribution is not None:
            paths.setdefault(reading.contribution.namnd, []).append(reading.file.path)
    return tuple(_double(reading, paths) for reading in readings)


def _double(reading: Reading, paths: dict[str, list[str]]) -> Reading:
    namnd = reading.contribution.namnd if reading.contribution else ""
    if len(paths.get(namnd, ())) < 2:
        return reading
    finding = double_finding(namnd, paths[namnd])
    told = replace(reading.file, status=FileStatus.DUBBEL, reason=finding.message, flikar=())
    is_first = paths[namnd][0] == reading.file.path
    return Reading(told, None, (finding,) if is_first else ())


def _outcome(task: Task, listed: Sources, readings: Sequence[Reading], target: Path) -> Consolidated:
    kommun = task.setup.kommun
    order = tuple(namnd.kod for namnd in kommun.namnder)
    consolidation = consolidate((each.contribution for each in readings if each.contribution), order)
    files = tuple(reading.file for reading in readings)
    missing = tuple(code for code in order if code not in consolidation.namnder)
    of_whole = (
        *(missing_finding(code, [file for file in files if file.namnd == code]) for code in missing),
        *gross_findings(consolidation.namnder),
    )
    of_files = tuple(finding for reading in readings for finding in reading.findings)
    return Consolidated(
        year=task.year,
        occasion=task.occasion,
        files=files,
        missing=missing,
        consolidation=consolidation,
        findings=(*of_files, *judged((*listed.findings, *of_whole), kommun, None)),
        passed_over=listed.passed_over,
        target=str(target) if any(file.status is not FileStatus.OLAST for file in files) else None,
        accuracy=_accuracy(task, readings),
    )


def _accuracy(task: Task, readings: Sequence[Reading]) -> tuple[AccuracyYear, ...] | None:
    if task.occasion.kind is not OccasionKind.ARSBOKSLUT:
        return None
    kommun = task.setup.kommun
    filings = (filing for reading in readings if reading.contribution for filing in reading.filings)
    order = tuple(namnd.kod for namnd in kommun.namnder)
    return forecast_accuracy(filings, order, favourable_in("PROGSAK", kommun.installningar))


def _workbook(task: Task, outcome: Consolidated) -> bytes:
    from engine.writer.consolidation import KommunBook, write_kommun_book

    kommun = task.setup.kommun
    content = KommunBook(
        kommun=kommun.namn,
        occasion=task.occasion.label(task.year),
        year=task.year,
        names={namnd.kod: namnd.namn for namnd in kommun.namnder},
        consolidation=outcome.consolidation,
        files=outcome.files,
        status_words={status.value: words for status, words in STATUS_WORDS.items()},
        missing=outcome.missing,
        passed_over=outcome.passed_over,
        findings=outcome.findings,
        accuracy=outcome.accuracy or (),
    )
    return write_kommun_book(content)
