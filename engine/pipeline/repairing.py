"""``kontrollera --ratta``: what is safe is put right in a copy, step by step; the rest is proposed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import WrongCallError
from engine.files import make_folder, write_atomically
from engine.fill import FilledCell, dependent_changes
from engine.findings import Finding, count_severities
from engine.organisation import Kommun, Namnd
from engine.periods import Occasion, occasion_named
from engine.pipeline.checked import CheckedFile, CheckOutcome
from engine.pipeline.checking import scope_of
from engine.pipeline.control_copies import targets_in
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup
from engine.repair import Proposal, Repair, next_repairs, proposals_of
from engine.repair.steps import Patient
from engine.rules import BookScope, check_book, judged
from engine.writer.patch import patch_workbook

SUFFIXES = (".xlsx", ".xlsm")
_MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class RepairedFile:
    """One workbook that was put right as far as that is safe.

    Attributes:
        path: as the caller gave it.
        target: the copy.
        repairs: one for each cell, in the order they were made.
        proposals: what somebody has to decide.
        left: what a check of the copy finds.
    """

    path: str
    target: str
    repairs: tuple[Repair, ...]
    proposals: tuple[Proposal, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """Every workbook of the call that could be read."""

    files: tuple[RepairedFile, ...]

    def as_json(self) -> dict[str, object]:
        """The keys that ``--ratta`` adds."""
        return {
            "rattade": [
                {
                    "fil": each.path,
                    "ut": each.target,
                    "antal": len(each.repairs),
                    "efter": count_severities(each.left),
                }
                for each in self.files
            ],
            "rattningar": [{"fil": f.path, "ut": f.target, **r.as_json()} for f in self.files for r in f.repairs],
            "forslag": [{"fil": f.path, **p.as_json()} for f in self.files for p in f.proposals],
        }


def repair_targets(paths: Sequence[str], given: Path) -> tuple[Path, ...]:
    """Where the copies go: into the folder under their own names, or to the one file that is named.

    Raises:
        WrongCallError: one file for several workbooks, or a copy over one of them.
    """
    if given.suffix.lower() not in SUFFIXES:
        return targets_in(given, paths)
    if len(paths) != 1:
        raise WrongCallError(f"{given}: flera böcker kan inte rättas till en fil.", "Ange en mapp med -o.")
    if given.resolve() == Path(paths[0]).resolve():
        raise WrongCallError(f"{given}: kopian skulle skriva över boken själv.", "Välj ett annat namn.")
    return (given,)


def repair_books(
    setup: Setup, outcome: CheckOutcome, targets: Sequence[Path], *, occasion: str | None, year: int | None
) -> Repaired:
    """Put right a copy of every workbook that could be read; the workbooks themselves are not touched.

    Args:
        setup: the kommun and its flikar.
        outcome: the check of the workbooks.
        targets: the copies, one for each file of the check.
        occasion: ``--tillfalle``: only its flikar are put right; None takes every filled one.
        year: ``--ar``.

    Raises:
        NotPatchableError: a workbook cannot be changed without harm.
        NotWrittenError: a copy cannot be written.
    """
    asked = occasion_named(occasion) if occasion else None
    pairs = [(file, target) for file, target in zip(outcome.files, targets, strict=True) if file.is_readable]
    done = [(_repaired(setup, file, target, asked, year), target) for file, target in pairs]
    for (_, content), target in done:
        make_folder(target.parent)
        write_atomically(target, content)
    return Repaired(tuple(file for (file, _), _ in done))


def _repaired(
    setup: Setup, file: CheckedFile, target: Path, occasion: Occasion | None, year: int | None
) -> tuple[RepairedFile, bytes]:
    content = Path(file.path).read_bytes()
    made: dict[tuple[str, object], Repair] = {}
    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / Path(file.path).name
        for _ in range(_MOST_ROUNDS):
            path.write_bytes(content)
            opened = open_book(path, setup, year=year)
            scope = scope_of(opened, setup, occasion, year)
            findings = check_book(scope)
            repairs = next_repairs(tuple(_patients(scope, findings)))
            if not repairs:
                break
            for repair in repairs:
                made[repair.flik, repair.cell] = _joined(made.get((repair.flik, repair.cell)), repair)
            content = _patched(content, opened, repairs)
    proposals = tuple(_proposals(scope, findings))
    told = (*judged(opened.remarks, setup.kommun, opened.namnd), *findings)
    return RepairedFile(file.path, str(target), tuple(made.values()), proposals, told), content


def _patients(scope: BookScope, findings: Iterable[Finding]) -> Iterator[Patient]:
    open_to_all = _unaccepted(findings, scope.kommun, scope.namnd)
    additive = scope.kommun.installningar.avrundning == "summerbar"
    for flik in scope.flikar:
        own = tuple(finding for finding in open_to_all if finding.flik == flik.data.name)
        yield Patient(flik.data, flik.values, own, additive)


def _unaccepted(findings: Iterable[Finding], kommun: Kommun, namnd: Namnd | None) -> tuple[Finding, ...]:
    """Without those at places that the kommun has accepted with a written reason: they are meant to stand."""
    return tuple(each for each in findings if judged((each,), kommun, namnd)[0].message == each.message)


def _joined(earlier: Repair | None, repair: Repair) -> Repair:
    """Two repairs of one cell as one: what stood there first, and what stands there last."""
    if earlier is None:
        return repair
    rule = ", ".join(dict.fromkeys((*earlier.rule.split(", "), repair.rule)))
    return replace(repair, rule=rule, before=earlier.before, reason=f"{earlier.reason} {repair.reason}")


def _patched(content: bytes, opened: OpenedBook, repairs: Sequence[Repair]) -> bytes:
    cells = [FilledCell(r.flik, r.cell, r.row, r.column, r.before, r.after) for r in repairs]
    changes = [*(repair.change for repair in repairs), *dependent_changes(opened.data, cells)]
    return patch_workbook(content, changes)


def _proposals(scope: BookScope, findings: Iterable[Finding]) -> Iterator[Proposal]:
    left = _unaccepted(findings, scope.kommun, scope.namnd)
    for flik in scope.flikar:
        yield from proposals_of(flik.data, left)
