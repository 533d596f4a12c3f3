"""A finding: what is wrong in the data, where, and what to do; the same shape everywhere."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Severity(StrEnum):
    """How much a finding weighs; ``fel`` makes the exit code 1."""

    FEL = "fel"
    VARNING = "varning"
    INFO = "info"


FoundValue = int | float | Decimal | Fraction | str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault or notice, in the shape of contract.md section 6 (FYND).

    Attributes:
        rule: the rule's id, two letters and two digits.
        flik: the tab's name as it stands in the workbook.
        cell: A1 address without the flik.
        row: the row's label.
        column: the column kind (``budget`` … ``plan4``).
        found, expected: numbers where numeric, else text; None where it does not apply.
        accepted: why somebody has accepted it (``tystade``); every report shows it, and it counts as info.
    """

    rule: str
    severity: Severity
    message: str
    remedy: str
    flik: str | None = None
    cell: str | None = None
    row: str | None = None
    column: str | None = None
    found: FoundValue = None
    expected: FoundValue = None
    accepted: str | None = None

    def as_json(self) -> dict[str, object]:
        """The finding with the keys of contract.md section 6."""
        return {
            "regel": self.rule, "allvar": self.severity.value, "flik": self.flik, "cell": self.cell,
            "rad": self.row, "kolumn": self.column, "funnet": json_value(self.found),
            "vantat": json_value(self.expected), "meddelande": self.message, "atgard": self.remedy,
        }  # fmt: skip

    @property
    def place(self) -> str:
        """``flik!cell``, or as much of it as there is."""
        return "!".join(part for part in (self.flik, self.cell) if part)


def json_value(value: FoundValue) -> int | float | str | None:
    """A JSON number for a number (whole when it is whole), else text."""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, Decimal | Fraction | float):
        return int(value) if value == int(value) else float(value)
    return value


def count_severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity, all three keys present."""
    seen = Counter(finding.severity for finding in findings)
    return {severity.value: seen[severity] for severity in Severity}
