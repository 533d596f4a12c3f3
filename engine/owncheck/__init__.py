"""The kommun's own checks: formulas in kommun.toml that state what must hold in a workbook.

A formula is read and refused before any workbook is opened, asked of each workbook with its amounts, and evaluated by
the package ``formulas`` in a process of its own.
"""

from engine.owncheck.asking import Asked, questions_of
from engine.owncheck.evaluating import answers_to
from engine.owncheck.findings import is_consequence, own_finding, own_rule
from engine.owncheck.refusing import own_check_faults

__all__ = [
    "Asked",
    "answers_to",
    "is_consequence",
    "own_check_faults",
    "own_finding",
    "own_rule",
    "questions_of",
]
