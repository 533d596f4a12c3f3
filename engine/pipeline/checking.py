"""``flikar kontrollera``: open each workbook, check it, tell what was read and what was found."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from engine.data import FlikData, RawBook
from engine.errors import UnreadableError
from engine.findings import Finding
from engine.periods import Occasion, occasion_named
from engine.pipeline.across_books import with_findings_across
from engine.pipeline.checked import CheckedFile, CheckOutcome, ReadCounts
from engine.pipeline.evidence import (
    Against,
    Evidence,
    LedgerEvidence,
    filed_before,
    read_evidence,
    unused_sources,
)
from engine.pipeline.opening import OpenedBook, known_namnd, open_raw
from engine.pipeline.own_checking import own_questions, with_own_checks
from engine.pipeline.setup import Setup
from engine.reader import read_raw
from engine.rules import BookScope, FlikScope, check_book, judged, names_other_occasion, read_failure

_WORTH_WORKERS = 40
"""A process takes about as long to start as thirty workbooks take to check."""
_SMALL = 1_000_000
_MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was asked to check against, and what was read of it."""

    against: Against
    evidence: Evidence
    skip_faults: bool = False


NOTHING = Against()
NO_COMPARISON = Comparison(NOTHING, Evidence())


def check_books(  # noqa: PLR0913 the options of the command
    setup: Setup,
    books: Sequence[str | Path],
    *,
    occasion: str | None,
    year: int | None,
    workers: int = 1,
    each: Callable[[str], None] = lambda _path: None,
    against: Against = NOTHING,
    skip_faults: bool = False,
    read: Callable[[Path], RawBook] = read_raw,
) -> CheckOutcome:
    """Check workbooks; a file that cannot be read is an entry too, one to check against stands last.

    Args:
        setup: the kommun and its flikar.
        books: the files, in the order they are told of.
        occasion: ``--tillfalle``; None checks every flik that has been filled.
        year: ``--ar``.
        workers: processes that check at the same time; 1 checks in this one.
        each: told of every file as soon as it is done, for a progress bar.
        against: earlier workbooks and reports, the ledger, and when the workbooks are handed in.
        skip_faults: leave out the ledger's rows that cannot be read.
        read: how a file is read, for whoever looks into the same file besides.
    """
    asked = occasion_named(occasion) if occasion else None
    comparison = Comparison(against, read_evidence(setup, against), skip_faults)
    check = partial(check_file, setup, occasion=asked, year=year, comparison=comparison, read=read)
    files: dict[int, CheckedFile] = {}
    for at, file in _checked(check, books, min(workers, len(books)), partial(_lost, occasion=asked)):
        files[at] = file
        each(file.path)
    answered = with_own_checks(setup, [files[at] for at in range(len(books))])
    across = with_findings_across(setup, answered, is_filed=against.filed_at is not None)
    told = _with_unused(setup, across, comparison)
    return CheckOutcome((*told, *_unread_sources(comparison)))


_Check = Callable[[str | Path], CheckedFile]


def _checked(
    check: _Check, books: Sequence[str | Path], workers: int, lost: _Check
) -> Iterable[tuple[int, CheckedFile]]:
    if workers < 2:
        return enumerate(map(check, books))
    from engine.pipeline.workers import in_processes  # its libraries are not for whoever checks one workbook

    return in_processes(check, books, workers, lost, _is_small)


def _is_small(path: str | Path) -> bool:
    """Whether a file cannot fill the memory: the reader's limits say how much so small a one may hold."""
    try:
        return Path(path).stat().st_size <= _SMALL
    except (OSError, ValueError):
        return False


def usual_workers(books: int) -> int:
    """How many processes are worth their start for so many workbooks."""
    return min(os.cpu_count() or 1, _MOST_WORKERS) if books >= _WORTH_WORKERS else 1


def _with_unused(setup: Setup, files: Sequence[CheckedFile], comparison: Comparison) -> Iterator[CheckedFile]:
    """The files; the first one also tells of what nothing could be compared with."""
    namnder = [known_namnd(setup.kommun, file.namnd) for file in files]
    told = tuple(unused_sources(comparison.evidence, namnder))
    for at, file in enumerate(files):
        yield replace(file, findings=(*file.findings, *told)) if told and at == 0 else file


def _unread_sources(comparison: Comparison) -> Iterator[CheckedFile]:
    for path, error in comparison.evidence.unread:
        yield _unread(path, None, error)


def check_file(  # noqa: PLR0913 what the check is told
    setup: Setup,
    given: str | Path,
    occasion: Occasion | None,
    year: int | None,
    *,
    comparison: Comparison = NO_COMPARISON,
    read: Callable[[Path], RawBook] = read_raw,
) -> CheckedFile:
    """Check one workbook, which is told of by the name it was given."""
    try:
        opened = _opened(read(Path(given)), setup, year)
    except UnreadableError as error:
        return _unread(given, occasion, error)
    own = scope_of(opened, setup, occasion, year)
    sources = comparison.evidence.of(opened.namnd)
    filed, about_history = filed_before(opened, sources, compares=comparison.against.compares)
    ledger = _ledger_of(setup, own, comparison)
    scope = replace(own, filed=filed, ledger=ledger.columns, filed_at=comparison.against.filed_at)
    told = (*opened.remarks, *about_history, *ledger.findings)
    is_ours = bool(opened.data.flikar)
    return CheckedFile(
        path=str(given),
        namnd=opened.namnd.kod if opened.namnd else None,
        year=(year or opened.data.year) if is_ours else opened.data.identity.year,
        occasion=_occasion_code(scope),
        read=_counts(opened),
        findings=(*judged(told, setup.kommun, opened.namnd), *check_book(scope)),
        is_blank=not any(flik.data.has_input() for flik in scope.flikar),
        own_questions=tuple(own_questions(setup, scope)),
        ledger_stops=ledger.stops,
        pairs=ledger.pairs,
    )


def check_read(setup: Setup, raw: RawBook) -> tuple[Finding, ...]:
    """The findings of cells that somebody else has read, without the kommun's own checks."""
    opened = open_raw(raw, setup, year=None)
    scope = scope_of(opened, setup, None, None)
    return (*judged(opened.remarks, setup.kommun, opened.namnd), *check_book(scope))


def _lost(given: str | Path, occasion: Occasion | None) -> CheckedFile:
    fault = "programmet som läste filen avbröts, kanske för att minnet tog slut."
    remedy = "Kontrollera filen för sig. Händer det igen: öppna den i Excel och spara den på nytt."
    return _unread(given, occasion, UnreadableError(given, fault, remedy))


def _unread(given: str | Path, occasion: Occasion | None, error: UnreadableError) -> CheckedFile:
    code = occasion.code if occasion else None
    return CheckedFile(str(given), None, None, code, ReadCounts(), (read_failure(error),), is_readable=False)


def _ledger_of(setup: Setup, scope: BookScope, comparison: Comparison) -> LedgerEvidence:
    if not comparison.against.ledgers:
        return LedgerEvidence()
    from engine.pipeline.ledger_evidence import ledger_evidence

    return ledger_evidence(setup, scope, comparison.against.ledgers, skip_faults=comparison.skip_faults)


def _opened(raw: RawBook, setup: Setup, year: int | None) -> OpenedBook:
    """Recognised as of the workbook's own year, which is compared with the one asked for; else as of that one."""
    opened = open_raw(raw, setup, year=None)
    if year is None or opened.data.identity.year is not None or opened.data.year == year:
        return opened
    return open_raw(raw, setup, year=year)


def scope_of(opened: OpenedBook, setup: Setup, occasion: Occasion | None, year: int | None) -> BookScope:
    """What is checked: the flikar of the occasion, or every flik that has been filled.

    A flik that names another occasion than the one asked for is reported, and its figures are not used.
    """
    data = opened.data
    required = tuple(f.name for f in setup.catalog.required(data.verksamhet, occasion)) if occasion else ()
    scope = BookScope(data, setup.kommun, opened.namnd, occasion, year, (), required)
    if occasion is None:
        used = [flik for flik in data.flikar if flik.has_input()]
    else:
        used = [f for f in data.flikar if _is_asked(f, occasion, required) and not names_other_occasion(f, scope)]
    flikar = tuple(FlikScope.of(flik) for flik in used)
    return BookScope(data, setup.kommun, opened.namnd, occasion, year, flikar, required)


def _is_asked(flik: FlikData, occasion: Occasion, required: tuple[str, ...]) -> bool:
    """A flik that the occasion requires, or may have and that somebody has filled."""
    declared = flik.layout.flik
    return declared.name in required or (declared.optional and declared.serves(occasion) and flik.has_input())


def _occasion_code(scope: BookScope) -> str | None:
    """The occasion asked for, else the latest of the filled flikar."""
    if scope.occasion is not None:
        return scope.occasion.code
    found = [occasion for flik in scope.flikar if (occasion := flik.data.own_occasion) is not None]
    return max(found, key=lambda occasion: occasion.rank).code if found else None


def _counts(opened: OpenedBook) -> ReadCounts:
    raw = opened.data.raw
    return ReadCounts(
        flikar=len(opened.data.flikar),
        celler=sum(len(sheet.cells) for sheet in raw.sheets),
        fel_celler=len([cell for cell in raw.cells() if cell.error is not None]),
        utan_cache=raw.uncached,
    )
