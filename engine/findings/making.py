"""A finding of a rule: severity and remedy from the catalogue, the place from the caller."""

from engine.addresses import Cell
from engine.findings.catalogue import rule_named
from engine.findings.finding import Finding, FoundValue


def make_finding(  # noqa: PLR0913 a finding has this many parts
    rule_id: str,
    message: str,
    *,
    flik: str | None = None,
    cell: Cell | None = None,
    row: str | None = None,
    column: str | None = None,
    found: FoundValue = None,
    expected: FoundValue = None,
    remedy: str | None = None,
) -> Finding:
    """A finding with the rule's own severity, and its remedy unless a better one is given."""
    rule = rule_named(rule_id)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message,
        remedy=remedy or rule.remedy,
        flik=flik,
        cell=str(cell) if cell else None,
        row=row,
        column=column,
        found=found,
        expected=expected,
    )
