"""One cause, one finding: which findings follow from others at the same place, declared once for all rules."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from engine.findings import Finding

Place = Callable[[Finding], Hashable]
"""How much of a place two findings must have in common for the one to follow from the other."""


def cell(finding: Finding) -> Hashable:
    """The very same cell."""
    return finding.flik, finding.cell


def amount(finding: Finding) -> Hashable:
    """The very same cell, and the same amount to write there."""
    return finding.flik, finding.cell, finding.expected


def row(finding: Finding) -> Hashable:
    """The same row of the same flik."""
    return finding.flik, finding.row


def column(finding: Finding) -> Hashable:
    """The same column of the same flik."""
    return finding.flik, finding.column


def flik(finding: Finding) -> Hashable:
    """The same flik."""
    return finding.flik


def book(_finding: Finding) -> Hashable:
    """The same workbook."""
    return True


@dataclass(frozen=True, slots=True)
class Consequence:
    """Findings that are left out because another one at the same place says why.

    Attributes:
        causes, effects: rule ids.
        place: what they must have in common.
        whole: only a cause that is about the place as a whole: a flik and not a column of it, a book and not a flik.
    """

    causes: frozenset[str]
    effects: frozenset[str]
    place: Place
    whole: bool = False

    def remaining(self, findings: list[Finding]) -> list[Finding]:
        """The findings without those that follow from others among them."""
        told = {finding.rule for finding in findings}
        if told.isdisjoint(self.causes) or told.isdisjoint(self.effects):
            return findings
        causes = [finding for finding in findings if finding.rule in self.causes]
        places = {self.place(cause) for cause in causes if not (self.whole and self._is_of_a_part(cause))}
        return [f for f in findings if f.rule not in self.effects or self.place(f) not in places]

    def _is_of_a_part(self, cause: Finding) -> bool:
        return bool(cause.flik if self.place is book else cause.column)


def _because(causes: str, effects: str, place: Place, *, whole: bool = False) -> Consequence:
    return Consequence(frozenset(causes.split()), frozenset(effects.split()), place, whole)


_UNREAD = "TY01 TY02 TY03"
_WRONG_SIGNS = "TE01 TE02 TE03"
_MISREAD = f"{_UNREAD} TK02 TK03 {_WRONG_SIGNS} ST04 ST05"
_WRONG_SUMS = "SU01 SU02 FO02"
_COMMENT_RULES = "KO01 KO02 KO03 KO06 KO07 KO08"
_COMPARISONS = "AV09 AV17 AV18 AV19 AV20 AV21"
_OF_FIGURES = f"{_COMMENT_RULES} {_COMPARISONS} AV13 AV14 AV15 AV23 AV24 ST21 ST23"

CONSEQUENCES: tuple[Consequence, ...] = (
    _because("ST22", f"{_WRONG_SUMS} SU03 SU04 LA03 FO01 FO06 TK02 TK03 {_WRONG_SIGNS}", flik),
    _because("ST22", f"{_OF_FIGURES} AV01 AV10 AV22", flik),
    _because("TY03", f"{_WRONG_SIGNS} TK01 TK02 AV01 AV13", cell),
    _because("TK03", "TK01", column),
    _because("ST14", "FO01", row),
    _because("TK02 TK03", "AV01", column),
    _because("SU01", "SU03", column),
    _because("ST02", "AV16", book),
    _because("ST03", "AV01", flik, whole=True),
    _because("AV01", "TE02", cell),
    _because("FO06", f"{_WRONG_SUMS} LA03 TY01 TY02", flik),
    _because("ST18", "ST17", cell),
    _because("FO05", "LA09", book),
    _because("TY02", "FO05", cell),
    _because("FO01", "ST20", flik),
    _because(f"{_MISREAD} {_WRONG_SUMS}", "AV13 AV14 SU04", column),
    _because(f"{_MISREAD} {_WRONG_SUMS}", "AV15", flik),
    _because(f"{_MISREAD} {_WRONG_SUMS} AV01", f"{_COMMENT_RULES} AV23", flik),
    _because(f"{_MISREAD} AV01", f"{_COMPARISONS} AV24", column),
    _because(f"{_MISREAD} {_WRONG_SUMS}", "AV21 AV22", flik),
    _because("ST03", _OF_FIGURES, flik, whole=True),
    _because("ST03", f"{_OF_FIGURES} AV01 AV16 ST24", book, whole=True),
    _because("AV14", "AV17", column),
    _because("AV20", "AV17 AV18", column),
    _because("AV17 AV18 AV19 AV20", "AV21", amount),
    _because("ST22 AV20", "AV24", book),
    _because("KO04", "KO01", flik),
    _because("KO08", "KO01", flik),
    _because("ST21 ST23", _COMMENT_RULES, flik),
)
"""In this order: what one of them leaves out is no cause of the next."""


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that have a cause of their own."""
    left = list(findings)
    for consequence in CONSEQUENCES:
        left = consequence.remaining(left)
    return left
