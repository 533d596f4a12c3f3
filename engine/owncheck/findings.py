"""An own check as a rule people can look up, and its answer as a finding."""

from collections.abc import Iterable

from engine.amounts import show_number
from engine.findings import Finding, Rule, Severity
from engine.organisation import Kontroll
from engine.owncheck.asking import Asked
from engine.owncheck.evaluating import Answer
from engine.owncheck.names import CellName, row_key


def own_rule(check: Kontroll) -> Rule:
    """The check in the shape of the catalogue's rules."""
    return Rule(
        id=check.id,
        severity=Severity(check.allvar),
        sentence=check.text,
        cause="Kommunens egen kontroll, under kontroller i kommun.toml.",
        remedy=_remedy(check),
        wrong=f"{check.formel} ger FALSKT.",
        right=f"{check.formel} ger SANT.",
    )


def own_finding(asked: Asked, answer: Answer | None) -> Finding | None:
    """What an answer says; None when the check holds. A question with something missing has no answer."""
    if answer is True:
        return None
    return Finding(
        rule=asked.check.id,
        severity=Severity(asked.check.allvar),
        message=f"{asked.check.text.rstrip('.')}. {_reason(asked, answer)}",
        remedy=_remedy(asked.check),
        flik=asked.flik,
        cell=str(asked.cell) if asked.cell else None,
        row=asked.row,
        column=asked.column.value if asked.column else None,
        found=asked.amounts[0] if asked.amounts else None,
        expected=asked.formula.text,
    )


def is_consequence(asked: Asked, found: Iterable[Finding]) -> bool:
    """Whether an amount of the check, or one that it is worked out from, is already told of as wrong or missing."""
    fliks = {None, *asked.fliks}
    faults = [finding for finding in found if finding.severity is Severity.FEL and finding.flik in fliks]
    return any(
        (fault.flik, fault.cell) in asked.rests_on or any(_touches(fault, name) for name in asked.formula.names)
        for fault in faults
    )


def _touches(fault: Finding, name: CellName) -> bool:
    """A fault of the amount, its row or column, its flik or the book.

    Kronor are told of once a column, and headings that have changed places at one of them.
    """
    if fault.rule == "ST22":
        return True
    is_whole_column = fault.row is None or fault.rule == "TK02"
    return (is_whole_column or row_key(fault.row or "") == name.row) and fault.column in {None, name.column.value}


def _reason(asked: Asked, answer: Answer | None) -> str:
    if asked.missing:
        return f"Kontrollen kan inte prövas: {'; '.join(asked.missing)}."
    names = zip(asked.formula.names, asked.amounts, strict=True)
    amounts = ", ".join(f"{name.text} är {show_number(amount)}" for name, amount in names)
    return f"{amounts}." if answer is False else f"Kontrollen kan inte prövas: {answer} ({amounts})."


def _remedy(check: Kontroll) -> str:
    return f"Rätta beloppen, eller ändra kontrollen {check.id} under kontroller i kommun.toml."
