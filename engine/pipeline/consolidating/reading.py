"""One file of a consolidation: opened, judged and reduced to what the sums need; runs in a worker process too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.consolidate import (
    CODES,
    Contribution,
    Filings,
    accuracy_filings,
    contribution_findings,
    contribution_of,
    filing_findings,
    history_filings,
    in_file,
    outcome_filings,
    settled,
)
from engine.data import FlikData
from engine.data.accuracy import Filing
from engine.data.consolidation import CONSOLIDATION_TEMPLATE, FileStatus, SourceFile
from engine.data.history import HistoryLine
from engine.errors import UnreadableError
from engine.findings import Finding, Severity, count_severities, make_finding
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind
from engine.pipeline.checking import scope_of
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.reader.history import read_history
from engine.rules import BookScope, check_book, judged, occasion_finding, read_failure


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of every file."""

    setup: Setup
    occasion: Occasion
    year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file.

    Attributes:
        file: what is told of it.
        contribution: its figures; None when they are not used.
        findings: of severity *fel*, and what the sums lack; the file's name stands in each message.
        filings: what prognossäkerhet is made of; in årsbokslut only.
    """

    file: SourceFile
    contribution: Contribution | None
    findings: tuple[Finding, ...]
    filings: tuple[Filing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why the figures of a readable file are not used."""

    status: FileStatus
    finding: Finding


def read_file(task: Task, path: Path) -> Reading:
    """Read one file; a file that cannot be read is an answer too."""
    try:
        opened = open_book(path, task.setup, year=task.year)
    except UnreadableError as error:
        return _refused(SourceFile(str(path), None, FileStatus.OLAST), _unread(path, error))
    scope = scope_of(opened, task.setup, task.occasion, task.year)
    file = SourceFile(
        path=str(path),
        namnd=opened.namnd.kod if opened.namnd else None,
        status=FileStatus.LAST,
        cells=sum(len(sheet.cells) for sheet in opened.data.raw.sheets),
    )
    refusal = next(_refusals(opened, scope, task), None)
    if refusal is not None:
        return _refused(replace(file, status=refusal.status), refusal.finding)
    used = _used(file, scope, task)
    remarks = judged(opened.remarks, task.setup.kommun, opened.namnd)
    return replace(used, findings=(*(in_file(file.path, remark) for remark in remarks), *used.findings))


def _unread(path: Path, error: UnreadableError) -> Finding:
    if path.is_dir():
        text = "Mappen har inga arbetsböcker (.xlsx eller .xlsm); undermappar läses inte."
        return make_finding("LA01", text, remedy="Ange mappen som arbetsböckerna ligger i.")
    return read_failure(error)


def _refused(file: SourceFile, finding: Finding) -> Reading:
    told = replace(file, reason=finding.message, counts=count_severities((finding,)))
    return Reading(told, None, (in_file(file.path, finding),))


def _used(file: SourceFile, scope: BookScope, task: Task) -> Reading:
    tables = tuple(
        contribution_of(flik.data, flik.values)
        for flik in scope.flikar
        if flik.data.layout.flik.table.code in CODES
    )  # fmt: skip
    contribution = Contribution(file.namnd or "", tables)
    own = check_book(scope)
    faults = tuple(in_file(file.path, finding) for finding in own if finding.severity is Severity.FEL)
    expected = [ColumnKind(kind) for kind in task.setup.kommun.ifyllnad[task.occasion.kind.value]]
    about_sums = judged(
        tuple(contribution_findings(file.path, contribution, expected)), task.setup.kommun, scope.namnd
    )
    told = replace(file, flikar=tuple(table.flik for table in tables), counts=count_severities(own))
    filings, about_filings = _filings(scope, contribution, task)
    on_accuracy = judged(about_filings, task.setup.kommun, scope.namnd)
    named = tuple(in_file(file.path, finding) for finding in on_accuracy)
    return Reading(told, contribution, (*faults, *about_sums, *named), filings.counted)


def _filings(scope: BookScope, contribution: Contribution, task: Task) -> tuple[Filings, tuple[Finding, ...]]:
    """The forecasts and the outcome of the workbook in årsbokslut: what its flikar say goes before its history."""
    if task.occasion.kind is not OccasionKind.ARSBOKSLUT:
        return Filings(), ()
    history, damage = _history(scope)
    filings = settled((*_from_flikar(scope, contribution), *history_filings(contribution.namnd, history)))
    return filings, (*damage, *filing_findings(filings))


def _from_flikar(scope: BookScope, contribution: Contribution) -> Iterator[Filing]:
    rr = contribution.table("RR")
    if rr is not None:
        yield from outcome_filings(contribution.namnd, scope.year, rr)
    for flik in scope.flikar:
        if flik.data.layout.flik.table.code == "PROGSAK":
            yield from accuracy_filings(contribution.namnd, flik.data, flik.values)


def _history(scope: BookScope) -> tuple[tuple[HistoryLine, ...], tuple[Finding, ...]]:
    """What Historik keeps; a list that somebody has damaged is told of and not used."""
    try:
        return read_history(scope.book.raw), ()
    except UnreadableError as error:
        return (), (read_failure(error),)


def _refusals(opened: OpenedBook, scope: BookScope, task: Task) -> Iterator[_Refusal]:
    """Every reason not to use the figures, the weightiest first."""
    yield from _unknown(opened, task)
    used = [flik for flik in opened.data.flikar if flik.layout.flik.name in scope.required]
    yield from _of_other_year(opened, used, task)
    yield from _of_other_occasion(used, scope, task)


def _unknown(opened: OpenedBook, task: Task) -> Iterator[_Refusal]:
    identity = opened.data.identity
    if identity.template == CONSOLIDATION_TEMPLATE:
        text = "Boken är en konsolidering, inte en nämnds arbetsbok."
        remedy = "Lägg den i en annan mapp."
        yield _Refusal(FileStatus.OKAND, make_finding("ST02", text, remedy=remedy))
    if not opened.data.flikar:
        sheets = ", ".join(sheet.name for sheet in opened.data.raw.sheets) or "inga flikar"
        text = f"Ingen uppföljningsflik känns igen; boken har {sheets}."
        yield _Refusal(FileStatus.OKAND, make_finding("ST02", text, found=sheets))
    if opened.namnd is None:
        known = ", ".join(namnd.kod for namnd in task.setup.kommun.namnder)
        text = (
            f"Boken tillhör nämnden ”{identity.namnd}”, som inte finns i {task.setup.kommun.namn}."
            if identity.namnd
            else "Boken säger inte vilken nämnd den tillhör."
        )
        yield _Refusal(FileStatus.OKAND, make_finding("ST03", text, found=identity.namnd, expected=known))


def _of_other_year(opened: OpenedBook, used: list[FlikData], task: Task) -> Iterator[_Refusal]:
    """The book's own year, else a flik that names another year in *Tillfälle* or in every heading."""
    own = opened.data.identity.year
    if own is not None and own != task.year:
        yield _other_year(f"Boken gäller {own}", own, task)
    for flik in used:
        said = flik.occasion[1] if flik.occasion else None
        if said is not None and said != task.year:
            yield _other_year(f"Fliken ”{flik.name}” gäller {said}", said, task, flik)
        if flik.wrong_years and len(flik.wrong_years) == len(flik.layout.columns):
            heading = flik.wrong_years[0].column.heading
            yield _other_year(f"Fliken ”{flik.name}” har rubriken ”{heading}”", heading, task, flik)


def _other_year(said: str, found: int | str, task: Task, flik: FlikData | None = None) -> _Refusal:
    finding = make_finding(
        "ST03", f"{said}, men {task.year} efterfrågas.", flik=flik.name if flik else None, found=found,
        expected=task.year,
    )  # fmt: skip
    return _Refusal(FileStatus.FEL_AR, finding)


def _of_other_occasion(used: list[FlikData], scope: BookScope, task: Task) -> Iterator[_Refusal]:
    wanted = task.occasion.label(task.year)
    if not any(flik.layout.flik.table.code in CODES for flik in used):
        text = f"Boken har inga flikar för {wanted}."
        yield _Refusal(FileStatus.FEL_TILLFALLE, make_finding("ST03", text, expected=wanted))
    for flik in used:
        finding = occasion_finding(flik, scope)
        if finding is not None:
            yield _Refusal(FileStatus.FEL_TILLFALLE, finding)
