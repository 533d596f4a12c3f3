"""How many findings there are, in words."""

from collections.abc import Iterable

from engine.findings.finding import Finding, count_severities


def count_words(findings: Iterable[Finding]) -> str:
    """``2 fel, 1 varning, 0 info``."""
    counts = count_severities(findings)
    warnings = counts["varning"]
    return f"{counts['fel']} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}, {counts['info']} info"
