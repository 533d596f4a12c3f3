"""What checking workbooks came to: one entry a file, in the order of the call."""

from dataclasses import dataclass

from engine.findings import Finding, count_severities
from engine.owncheck import Asked
from engine.pipeline.evidence import PairEvidence
from engine.pipeline.making import exit_of


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
        is_blank: no flik that the check is of has an amount; there was nothing to check.
        own_questions: what the kommun's own checks ask of it, until they are answered.
        ledger_stops: the ledger to check it against has rows or files that cannot be read.
        pairs: what the ledger holds of kommuninterna poster, until they are told of once for all files.
    """

    path: str
    namnd: str | None
    year: int | None
    occasion: str | None
    read: ReadCounts
    findings: tuple[Finding, ...]
    is_readable: bool = True
    is_blank: bool = False
    own_questions: tuple[Asked, ...] = ()
    ledger_stops: bool = False
    pairs: tuple[PairEvidence, ...] = ()

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
        return exit_of(self.findings, unread=any(not each.is_readable or each.ledger_stops for each in self.files))

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 6."""
        return {"filer": [file.as_json() for file in self.files], "summa": count_severities(self.findings)}
