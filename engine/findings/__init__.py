"""A finding and the catalogue of rules it belongs to; the same words everywhere."""

from engine.findings.catalogue import CATALOGUE, rule_named
from engine.findings.finding import Finding, FoundValue, Severity, count_severities, json_value
from engine.findings.making import make_finding
from engine.findings.rule import FAMILIES, Rule

__all__ = [
    "CATALOGUE",
    "FAMILIES",
    "Finding",
    "FoundValue",
    "Rule",
    "Severity",
    "count_severities",
    "json_value",
    "make_finding",
    "rule_named",
]
