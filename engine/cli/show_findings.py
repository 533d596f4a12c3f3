"""Findings as lines: how bad, which rule, where, what, and what to do."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from engine.findings import Finding, Severity
from engine.findings.wording import count_words
from engine.text import printable

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["count_words", "finding_line", "finding_lines", "one_line"]

_STYLES = {Severity.FEL: "bold red", Severity.VARNING: "yellow", Severity.INFO: "cyan"}
_SHOWN = 50
_ONE_LINE = str.maketrans("\n\t", "  ")


def one_line(text: str) -> str:
    """Text from a file, safe to show: no line breaks, nothing that a terminal would obey."""
    return printable(text).translate(_ONE_LINE)


def written_lines(*paths: str | None) -> Iterator[str]:
    """What was written, one file a line: a workbook, and its trail where it has one."""
    return (f"Skrev {one_line(path)}" for path in paths if path is not None)


def finding_line(finding: Finding, *, mark: str = "") -> "Text":
    """``FEL      SU01  8 RR …!C13  message → remedy``; a mark goes before it all."""
    from rich.text import Text

    place = f"{one_line(finding.place)}  " if finding.place else ""
    said = " → ".join(one_line(part) for part in (finding.message, finding.remedy) if part)
    severity = (f"{finding.severity.value.upper():<8} ", _STYLES[finding.severity])
    return Text.assemble(mark, severity, f"{finding.rule}  ", (place, "bold"), said)


def _unmarked(_finding: Finding) -> str:
    return ""


def finding_lines(
    findings: Iterable[Finding], *, limit: int = _SHOWN, mark_of: Callable[[Finding], str] = _unmarked
) -> Iterator["Text | str"]:
    """The findings, the worst first; of one rule at most ``limit``, and how many more there are."""
    order = list(Severity)
    seen: dict[str, int] = {}
    for finding in sorted(findings, key=lambda found: order.index(found.severity)):
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        if seen[finding.rule] <= limit:
            yield finding_line(finding, mark=mark_of(finding))
    for rule, count in seen.items():
        if count > limit:
            yield f"         {rule}  och {count - limit} till; --json visar alla."
