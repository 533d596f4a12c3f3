"""What ``kontrollera`` makes of a check besides telling of it: a page, copies, a comparison with an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import WrongCallError
from engine.pipeline.checking import CheckOutcome
from engine.pipeline.comparing_findings import EarlierFile, Since, compare_outcomes
from engine.pipeline.control_copies import Copy, write_copies
from engine.pipeline.finding_reports import write_findings_page
from engine.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A check with what was made of it.

    Attributes:
        since: beside an earlier check; None without one.
        copies: with a flik Kontroll; None when none were asked for.
        page: the HTML page that was written.
    """

    outcome: CheckOutcome
    since: Since | None = None
    copies: tuple[Copy, ...] | None = None
    page: str | None = None

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
        }


def report_check(  # noqa: PLR0913 the options of the command
    setup: Setup,
    outcome: CheckOutcome,
    *,
    occasion: str | None,
    earlier: Sequence[EarlierFile] | None = None,
    copies: Path | None = None,
    page: Path | None = None,
) -> CheckReport:
    """Compare with an earlier check, write the copies, then the page.

    Args:
        setup: the kommun and its flikar.
        outcome: the check.
        occasion: ``--tillfalle``.
        earlier: the files of an earlier check.
        copies: the folder of the copies with a flik Kontroll.
        page: the HTML file.

    Raises:
        WrongCallError: the page or a copy would be written over a workbook.
        NotWrittenError: the page or a copy cannot be written.
    """
    if page is not None and page.resolve() in {Path(file.path).resolve() for file in outcome.files}:
        raise WrongCallError(f"{page}: sidan skulle skriva över en bok som kontrolleras.", "Välj ett annat namn.")
    since = compare_outcomes(outcome, earlier) if earlier is not None else None
    made = None
    if copies is not None:
        made, told = write_copies(outcome, copies, since)
        outcome = told
        since = compare_outcomes(outcome, earlier) if earlier is not None else None
    if page is not None:
        write_findings_page(setup.kommun, outcome, page, occasion=occasion, since=since)
    return CheckReport(outcome, since, made, str(page) if page is not None else None)
