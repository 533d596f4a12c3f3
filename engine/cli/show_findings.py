"""Findings as lines: how bad, which rule, where, what, and what to do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.findings import Finding, Severity, count_severities
from engine.text import printable

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Severity.FEL: "bold red", Severity.VARNING: "yellow", Severity.INFO: "cyan"}
_SHOWN = 50
_ONE_LINE = str.maketrans("\n\t", "  ")


def one_line(text: str) -> str:
    """Text from a file, safe to show: no line breaks, nothing that a terminal would obey."""
    return printable(text).translate(_ONE_LINE)


def finding_line(finding: Finding) -> "Text":
    """``FEL      SU01  8 RR …!C13  message → remedy``."""
    from rich.text import Text

    place = f"{one_line(finding.place)}  " if finding.place else ""
    said = " → ".join(one_line(part) for part in (finding.message, finding.remedy) if part)
    severity = (f"{finding.severity.value.upper():<8} ", _STYLES[finding.severity])
    return Text.assemble(severity, f"{finding.rule}  ", (place, "bold"), said)


def finding_lines(findings: Iterable[Finding], *, limit: int = _SHOWN) -> Iterator["Text | str"]:
    """The findings, the worst first; of one rule at most ``limit``, and how many more there are."""
    order = list(Severity)
    seen: dict[str, int] = {}
    for finding in sorted(findings, key=lambda found: order.index(found.severity)):
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        if seen[finding.rule] <= limit:
            yield finding_line(finding)
    for rule, count in seen.items():
        if count > limit:
            yield f"         {rule}  och {count - limit} till; --json visar alla."


def count_words(findings: Iterable[Finding]) -> str:
    """``2 fel, 1 varning, 0 info``."""
    counts = count_severities(findings)
    warnings = counts["varning"]
    return f"{counts['fel']} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}, {counts['info']} info"
