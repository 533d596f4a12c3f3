"""The catalogue of rules as a table, and one rule in full."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from engine.cli.show_blocks import heading, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.findings import Rule, Severity

Weighed = tuple["Rule", "Severity"]
"""A rule and the severity it has in the kommun."""


def show_rules(rules: Sequence[Weighed]) -> Iterator["RenderableType"]:
    """One line a rule."""
    yield table(
        ("Regel", "Allvar", "Familj", "Vad som ska gälla"),
        ((rule.id, severity.value, rule.family, rule.sentence) for rule, severity in rules),
    )


def show_rule(rule: "Rule", severity: "Severity") -> Iterator["RenderableType"]:
    """One rule: what must hold, how it comes to be broken, what to do, an example of each."""
    yield heading(f"{rule.id}  {severity.value}  {rule.family}")
    yield rule.sentence
    yield table(("", ""), (("Orsak", rule.cause), ("Åtgärd", rule.remedy), ("Fel", rule.wrong), ("Rätt", rule.right)))


def rule_json(rule: "Rule", severity: "Severity") -> Mapping[str, object]:
    """One rule's JSON."""
    return {
        "id": rule.id, "allvar": severity.value, "familj": rule.family, "lydelse": rule.sentence,
        "orsak": rule.cause, "atgard": rule.remedy, "fel": rule.wrong, "ratt": rule.right,
    }  # fmt: skip
