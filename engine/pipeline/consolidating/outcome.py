"""What ``flikar konsolidera`` came to."""

from dataclasses import dataclass

from engine.consolidate import accuracy_json, summary_json, tables_json
from engine.data.accuracy import AccuracyYear
from engine.data.consolidation import Consolidation, FileStatus, SourceFile
from engine.findings import Finding
from engine.periods import Occasion
from engine.pipeline.making import exit_of


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A consolidation, the files behind it and what is to be said.

    Attributes:
        files: every file of the call, in its order.
        missing: codes of the nämnder that are not in the sums, in the kommun's order.
        passed_over: one sentence for each file that was not opened.
        target: the workbook that was written; None when no file could be read, so that there was nothing to add up.
        accuracy: prognossäkerhet, one matrix for each year; None at other occasions than årsbokslut.
    """

    year: int
    occasion: Occasion
    files: tuple[SourceFile, ...]
    missing: tuple[str, ...]
    consolidation: Consolidation
    findings: tuple[Finding, ...]
    passed_over: tuple[str, ...]
    target: str | None
    accuracy: tuple[AccuracyYear, ...] | None = None

    @property
    def exit_code(self) -> int:
        """3 when a file could not be read, 1 when something of severity *fel* was found."""
        has_unread = any(file.status is FileStatus.OLAST for file in self.files)
        return exit_of(self.findings, unread=has_unread or self.target is None)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 7."""
        return {
            "ar": self.year,
            "tillfalle": self.occasion.code,
            "filer": [{"fil": f.path, "namnd": f.namnd, "status": f.status.value} for f in self.files],
            "saknas": list(self.missing),
            "tabeller": tables_json(self.consolidation),
            "driftsammandrag": summary_json(self.consolidation),
            **({"prognossakerhet": accuracy_json(self.accuracy)} if self.accuracy is not None else {}),
            "fynd": [finding.as_json() for finding in self.findings],
        }
