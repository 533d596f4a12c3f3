"""What ``kontrollera`` makes of a check besides telling of it: a page, copies, a comparison with an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import WrongCallError
from engine.pipeline.checked import CheckOutcome
from engine.pipeline.setup import Setup

if TYPE_CHECKING:
    from engine.pipeline.comparing_findings import EarlierFile, Since
    from engine.pipeline.control_copies import Copy
    from engine.pipeline.repairing import Repaired


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A check with what was made of it.

    Attributes:
        since: beside an earlier check; None without one.
        copies: with a flik Kontroll; None when none were asked for.
        page: the HTML page that was written.
        repaired: the workbooks put right; None when that was not asked for.
    """

    outcome: CheckOutcome
    since: "Since | None" = None
    copies: "tuple[Copy, ...] | None" = None
    page: str | None = None
    repaired: "Repaired | None" = None

    @property
    def exit_code(self) -> int:
        """That of the check."""
        return self.outcome.exit_code

    def as_json(self) -> dict[str, object]:
        """The contract's keys, and one for each thing that was asked for."""
        return {
            **self.outcome.as_json(),
            **({"sedan": self.since.as_json()} if self.since is not None else {}),
            **({"kopior": [copy.as_json() for copy in self.copies]} if self.copies is not None else {}),
            **({"html": self.page} if self.page is not None else {}),
            **(self.repaired.as_json() if self.repaired is not None else {}),
        }


def report_check(  # noqa: PLR0913 the options of the command
    setup: Setup,
    outcome: CheckOutcome,
    *,
    occasion: str | None,
    year: int | None = None,
    earlier: "Sequence[EarlierFile] | None" = None,
    copies: Path | None = None,
    page: Path | None = None,
    repaired_to: Path | None = None,
) -> CheckReport:
    """Compare with an earlier check, put the workbooks right, write the copies, then the page.

    Args:
        setup: the kommun and its flikar.
        outcome: the check.
        occasion: ``--tillfalle``.
        year: ``--ar``.
        earlier: the files of an earlier check.
        copies: the folder of the copies with a flik Kontroll.
        page: the HTML file.
        repaired_to: the folder of the workbooks put right.

    Raises:
        WrongCallError: the page or a copy would be written over a workbook.
        NotWrittenError: the page or a copy cannot be written.
    """
    if earlier is None and copies is None and page is None and repaired_to is None:
        return CheckReport(outcome)
    from engine.pipeline.comparing_findings import compare_outcomes
    from engine.pipeline.control_copies import write_copies
    from engine.pipeline.finding_reports import write_findings_page
    from engine.pipeline.repairing import repair_books, repair_targets

    paths = [file.path for file in outcome.files]
    _refuse_overwriting(paths, page, copies, repaired_to)
    repaired = None
    if repaired_to is not None:
        targets = repair_targets(paths, repaired_to)
        repaired = repair_books(setup, outcome, targets, occasion=occasion, year=year)
    since = compare_outcomes(outcome, earlier) if earlier is not None else None
    made = None
    if copies is not None:
        made, outcome = write_copies(outcome, copies, since)
        since = compare_outcomes(outcome, earlier) if earlier is not None else None
    if page is not None:
        write_findings_page(setup.kommun, outcome, page, occasion=occasion, since=since)
    return CheckReport(outcome, since, made, str(page) if page is not None else None, repaired)


def _refuse_overwriting(
    paths: Sequence[str], page: Path | None, copies: Path | None, repaired_to: Path | None
) -> None:
    """Every target is judged before anything is written."""
    from engine.pipeline.control_copies import targets_in
    from engine.pipeline.repairing import repair_targets

    if page is not None and page.resolve() in {Path(path).resolve() for path in paths}:
        raise WrongCallError(f"{page}: sidan skulle skriva över en bok som kontrolleras.", "Välj ett annat namn.")
    copied = set(targets_in(copies, paths)) if copies is not None else set()
    repaired = set(repair_targets(paths, repaired_to)) if repaired_to is not None else set()
    if {path.resolve() for path in copied} & {path.resolve() for path in repaired}:
        raise WrongCallError("--kopia och -o skriver samma filer.", "Ange två olika mappar.")
