"""The catalogue of rules.

Ids are two letters and two digits, never reused. The families and the fixed ids are those of the contract,
section 6; a finding always carries the id of the rule that made it.
"""

from engine.errors import UnknownNameError
from engine.findings.families import (
    comments,
    crosschecks,
    formulas,
    internals,
    reading,
    reconciliation,
    signs,
    structure,
    submission,
    sums,
    thousands,
    types,
)
from engine.findings.rule import Rule
from engine.text import nearest

_FAMILIES = (
    reading, structure, types, thousands, signs, sums, formulas, internals, reconciliation, crosschecks, submission,
    comments,
)  # fmt: skip
CATALOGUE: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)

_BY_ID = {rule.id: rule for rule in CATALOGUE}


def rule_named(rule_id: str) -> Rule:
    """The rule with an id, in any case.

    Raises:
        UnknownNameError: no such rule; the message offers the nearest.
    """
    found = _BY_ID.get(rule_id.strip().upper())
    if found is None:
        raise UnknownNameError("Regeln", rule_id, nearest(rule_id, _BY_ID), _BY_ID)
    return found
