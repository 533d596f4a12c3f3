"""``flikar kontrollera``: open each workbook, check it, tell what was read and what was found."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from engine.data import FlikData, RawBook
from engine.errors import EXIT_UNREADABLE, UnreadableError, worst_exit
from engine.findings import Finding, count_severities
from engine.owncheck import Asked, answers_to, is_consequence, own_finding, questions_of, start_evaluator
from engine.periods import Occasion, OccasionKind, occasion_named
from engine.pipeline.making import exit_of
from engine.pipeline.opening import OpenedBook, open_book, open_raw
from engine.pipeline.setup import Setup
from engine.rules import BookScope, FlikScope, check_book, judged, names_other_occasion, read_failure

_WORTH_WORKERS = 24
"""A process takes about as long to start as a dozen workbooks take to check."""
_MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class ReadCounts:
    """How much of a file was read."""

    flikar: int = 0
    celler: int = 0
    fel_celler: int = 0
    utan_cache: int = 0

    def as_json(self) -> dict[str, int]:
        """The keys of the contract's ``last``."""
        return {
            "flikar": self.flikar, "celler": self.celler, "fel_celler": self.fel_celler,
            "utan_cache": self.utan_cache,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file, what was read of it, and its findings.

    Attributes:
        path: as the caller gave it.
        namnd: the nämnd's code; None when nobody can say.
        year, occasion: what the file was checked as; None for a file without recognised flikar.
        own_questions: what the kommun's own checks ask of it, until they are answered.
    """

    path: str
    namnd: str | None
    year: int | None
    occasion: str | None
    read: ReadCounts
    findings: tuple[Finding, ...]
    is_readable: bool = True
    own_questions: tuple[Asked, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 6."""
        return {
            "fil": self.path, "namnd": self.namnd, "ar": self.year, "tillfalle": self.occasion,
            "last": self.read.as_json(), "fynd": [finding.as_json() for finding in self.findings],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """All files in the order of the call."""

    files: tuple[CheckedFile, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of every file."""
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def exit_code(self) -> int:
        """3 when a file could not be read, 1 when something of severity *fel* was found."""
        unread = [EXIT_UNREADABLE for file in self.files if not file.is_readable]
        return worst_exit([*unread, exit_of(self.findings)])

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 6."""
        return {"filer": [file.as_json() for file in self.files], "summa": count_severities(self.findings)}


def check_books(  # noqa: PLR0913 the options of the command
    setup: Setup,
    books: Sequence[str | Path],
    *,
    occasion: str | None,
    year: int | None,
    workers: int = 1,
    each: Callable[[str], None] = lambda _path: None,
) -> CheckOutcome:
    """Check workbooks; a file that cannot be read is an entry too.

    Args:
        setup: the kommun and its flikar.
        books: the files, in the order they are told of.
        occasion: ``--tillfalle``; None checks every flik that has been filled.
        year: ``--ar``.
        workers: processes that check at the same time; 1 checks in this one.
        each: told of every file that is done, for a progress bar.
    """
    asked = occasion_named(occasion) if occasion else None
    check = partial(check_file, setup, occasion=asked, year=year)
    files: list[CheckedFile] = []
    if setup.kommun.kontroller:
        start_evaluator()
    for file in _checked(check, books, min(workers, len(books)), partial(_lost, occasion=asked)):
        files.append(file)
        each(file.path)
    return CheckOutcome(_with_own_checks(setup, files))


def _with_own_checks(setup: Setup, files: Sequence[CheckedFile]) -> tuple[CheckedFile, ...]:
    """The files with what the kommun's own checks find in them; all questions are answered in one go."""
    asked = [
        (place, question)
        for place, file in enumerate(files)
        for question in file.own_questions
        if not is_consequence(question, file.findings)
    ]
    answers = iter(answers_to([question for _, question in asked if not question.missing]))
    found: dict[int, list[Finding]] = {}
    for place, question in asked:
        finding = own_finding(question, None if question.missing else next(answers))
        if finding is not None:
            found.setdefault(place, []).append(finding)
    return tuple(_with_own(setup, file, found.get(place, ())) for place, file in enumerate(files))


def _with_own(setup: Setup, file: CheckedFile, found: Sequence[Finding]) -> CheckedFile:
    namnd = setup.kommun.namnd(file.namnd) if file.namnd else None
    return replace(file, findings=(*file.findings, *judged(found, setup.kommun, namnd)), own_questions=())


_Check = Callable[[str | Path], CheckedFile]


def _checked(check: _Check, books: Sequence[str | Path], workers: int, lost: _Check) -> Iterable[CheckedFile]:
    if workers < 2:
        return map(check, books)
    from engine.pipeline.workers import in_processes  # its libraries are not for whoever checks one workbook

    return in_processes(check, books, workers, lost)


def usual_workers(books: int) -> int:
    """How many processes are worth their start for so many workbooks."""
    return min(os.cpu_count() or 1, _MOST_WORKERS) if books >= _WORTH_WORKERS else 1


def check_file(setup: Setup, given: str | Path, occasion: Occasion | None, year: int | None) -> CheckedFile:
    """Check one workbook, which is told of by the name it was given."""
    try:
        opened = _opened(Path(given), setup, year)
    except UnreadableError as error:
        return _unread(given, occasion, error)
    scope = scope_of(opened, setup, occasion, year)
    is_ours = bool(opened.data.flikar)
    return CheckedFile(
        path=str(given),
        namnd=opened.namnd.kod if opened.namnd else None,
        year=(year or opened.data.year) if is_ours else opened.data.identity.year,
        occasion=_occasion_code(scope),
        read=_counts(opened),
        findings=(*judged(opened.remarks, setup.kommun, opened.namnd), *check_book(scope)),
        own_questions=tuple(_own_questions(setup, scope)),
    )


def check_read(setup: Setup, raw: RawBook) -> tuple[Finding, ...]:
    """The findings of cells that somebody else has read, without the kommun's own checks."""
    opened = open_raw(raw, setup, year=None)
    scope = scope_of(opened, setup, None, None)
    return (*judged(opened.remarks, setup.kommun, opened.namnd), *check_book(scope))


def _own_questions(setup: Setup, scope: BookScope) -> Iterator[Asked]:
    """The kommun's own checks of each occasion that is checked."""
    by_occasion: dict[Occasion, list[FlikScope]] = {}
    for flik in scope.flikar:
        occasion = scope.occasion or _occasion_of(flik)
        if occasion is not None:
            by_occasion.setdefault(occasion, []).append(flik)
    for occasion, flikar in by_occasion.items():
        valued = [(flik.data, flik.values) for flik in flikar]
        yield from questions_of(setup.kommun.kontroller, setup.catalog, scope.book.verksamhet, occasion, valued)


def _lost(given: str | Path, occasion: Occasion | None) -> CheckedFile:
    fault = "programmet som läste filen avbröts, kanske för att minnet tog slut."
    remedy = "Kontrollera filen för sig. Händer det igen: öppna den i Excel och spara den på nytt."
    return _unread(given, occasion, UnreadableError(given, fault, remedy))


def _unread(given: str | Path, occasion: Occasion | None, error: UnreadableError) -> CheckedFile:
    code = occasion.code if occasion else None
    return CheckedFile(str(given), None, None, code, ReadCounts(), (read_failure(error),), is_readable=False)


def _opened(path: Path, setup: Setup, year: int | None) -> OpenedBook:
    """The workbook read as of its own year, which a check compares with the one asked for; else as of that one."""
    opened = open_book(path, setup, year=None)
    if year is None or opened.data.identity.year is not None or opened.data.year == year:
        return opened
    return open_book(path, setup, year=year)


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
    found = [occasion for flik in scope.flikar if (occasion := _occasion_of(flik)) is not None]
    return max(found, key=lambda occasion: occasion.rank).code if found else None


def _occasion_of(flik: FlikScope) -> Occasion | None:
    declared = flik.data.layout.flik
    if declared.is_monthly:
        return flik.data.occasion[0] if flik.data.occasion else None
    if OccasionKind.BUDGET in declared.kinds:
        return occasion_named("budget")
    return occasion_named({4: "april", 8: "delar", 12: "arsbokslut"}[declared.month or 12])


def _counts(opened: OpenedBook) -> ReadCounts:
    cells = [raw for sheet in opened.data.raw.sheets for raw in sheet.cells.values()]
    return ReadCounts(
        flikar=len(opened.data.flikar),
        celler=len(cells),
        fel_celler=sum(raw.error is not None for raw in cells),
        utan_cache=sum(raw.uncached for raw in cells),
    )
