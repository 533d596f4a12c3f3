"""``flikar kontrollera``: open each workbook, check it, tell what was read and what was found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.data import FlikData
from engine.errors import EXIT_UNREADABLE, UnreadableError, worst_exit
from engine.findings import Finding, count_severities
from engine.periods import Occasion, occasion_named
from engine.pipeline.evidence import (
    Against,
    Evidence,
    LedgerEvidence,
    filed_before,
    read_evidence,
    unused_sources,
)
from engine.pipeline.making import exit_of
from engine.pipeline.opening import OpenedBook, known_namnd, open_book
from engine.pipeline.setup import Setup
from engine.rules import BookScope, FlikScope, check_book, judged, names_other_occasion, read_failure


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
        ledger_stops: the ledger to check it against has rows or files that cannot be read.
    """

    path: str
    namnd: str | None
    year: int | None
    occasion: str | None
    read: ReadCounts
    findings: tuple[Finding, ...]
    is_readable: bool = True
    ledger_stops: bool = False

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
        unread = [EXIT_UNREADABLE for file in self.files if not file.is_readable or file.ledger_stops]
        return worst_exit([*unread, exit_of(self.findings)])

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 6."""
        return {"filer": [file.as_json() for file in self.files], "summa": count_severities(self.findings)}


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
    each: Callable[[str], None] = lambda _path: None,
    against: Against = NOTHING,
    skip_faults: bool = False,
) -> CheckOutcome:
    """Check workbooks; a file that cannot be read is an entry too, one to check against stands last.

    Args:
        setup: the kommun and its flikar.
        books: the files, in the order they are told of.
        occasion: ``--tillfalle``; None checks every flik that has been filled.
        year: ``--ar``.
        each: told of every file that is done, for a progress bar.
        against: earlier workbooks and reports, the ledger, and when the workbooks are handed in.
        skip_faults: leave out the ledger's rows that cannot be read.
    """
    asked = occasion_named(occasion) if occasion else None
    comparison = Comparison(against, read_evidence(setup, against), skip_faults)
    files: list[CheckedFile] = []
    for path in books:
        files.append(check_file(setup, path, asked, year, comparison))
        each(str(path))
    return CheckOutcome((*_with_unused(setup, files, comparison), *_unread(comparison)))


def _with_unused(setup: Setup, files: list[CheckedFile], comparison: Comparison) -> Iterator[CheckedFile]:
    """The files; the first one also tells of what nothing could be compared with."""
    namnder = [known_namnd(setup.kommun, file.namnd) for file in files]
    told = tuple(unused_sources(comparison.evidence, namnder))
    for at, file in enumerate(files):
        yield replace(file, findings=(*file.findings, *told)) if told and at == 0 else file


def _unread(comparison: Comparison) -> Iterator[CheckedFile]:
    for path, error in comparison.evidence.unread:
        yield CheckedFile(path, None, None, None, ReadCounts(), (read_failure(error),), is_readable=False)


def check_file(
    setup: Setup,
    given: str | Path,
    occasion: Occasion | None,
    year: int | None,
    comparison: Comparison = NO_COMPARISON,
) -> CheckedFile:
    """Check one workbook, which is told of by the name it was given."""
    try:
        opened = _opened(Path(given), setup, year)
    except UnreadableError as error:
        finding = read_failure(error)
        code = occasion.code if occasion else None
        return CheckedFile(str(given), None, None, code, ReadCounts(), (finding,), is_readable=False)
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
        ledger_stops=ledger.stops,
    )


def _ledger_of(setup: Setup, scope: BookScope, comparison: Comparison) -> LedgerEvidence:
    if not comparison.against.ledgers:
        return LedgerEvidence()
    from engine.pipeline.ledger_evidence import ledger_evidence

    return ledger_evidence(setup, scope, comparison.against.ledgers, skip_faults=comparison.skip_faults)


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
    found = [occasion for flik in scope.flikar if (occasion := flik.data.own_occasion) is not None]
    return max(found, key=lambda occasion: occasion.rank).code if found else None


def _counts(opened: OpenedBook) -> ReadCounts:
    cells = [raw for sheet in opened.data.raw.sheets for raw in sheet.cells.values()]
    return ReadCounts(
        flikar=len(opened.data.flikar),
        celler=len(cells),
        fel_celler=sum(raw.error is not None for raw in cells),
        utan_cache=sum(raw.uncached for raw in cells),
    )
