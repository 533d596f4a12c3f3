"""What the actions say in Excel's message boxes: whole lines, as many as such a box holds."""

from collections.abc import Iterable, Sequence

from addin.wording import in_excel
from engine.findings import Finding, Severity

_MOST_LINES = 12
_MOST_CHARACTERS = 900
"""A message box of Excel holds 1,023 characters and cuts the rest away."""
_MOST_OF_NAME = 80
"""So that a question with two names in it fits an input box of Excel, which holds 255 characters."""


def line_of(finding: Finding) -> str:
    """A finding on one line: how bad, which rule, where, what and what to do."""
    said = " → ".join(part for part in (finding.message, finding.remedy) if part)
    where = " ".join(part for part in (finding.severity.value.upper(), finding.rule, finding.place) if part)
    return f"{where}: {in_excel(said)}"


def short(text: str, most: int = _MOST_OF_NAME) -> str:
    """A text that somebody else has made up, such as a name, with no more characters than that."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def told(findings: Iterable[Finding]) -> str:
    """The findings, one a line; empty when there are none."""
    return joined([line_of(finding) for finding in findings])


def warnings(findings: Iterable[Finding]) -> list[str]:
    """The lines of the findings that somebody has to act on, *fel* before *varning*."""
    return [line_of(each) for each in worst_first(findings) if each.severity is not Severity.INFO]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """*Fel* before *varning* before *info*, otherwise as they came."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def fits(lines: Sequence[str]) -> bool:
    """Whether a message box holds all of them."""
    return joined(lines) == "\n".join(lines)


def joined(lines: Sequence[str]) -> str:
    """As many whole lines as a message box holds, and how many there are besides."""
    shown: list[str] = []
    for line in lines[:_MOST_LINES]:
        if sum(map(len, shown)) + len(line) > _MOST_CHARACTERS and shown:
            break
        shown.append(short(line, _MOST_CHARACTERS))
    more = len(lines) - len(shown)
    return "\n".join([*shown, *([f"… och {more} till."] if more else [])])
