"""Amounts that were changed after their sums and differences had become plain values: one finding for the cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount, Derived, Origin
from engine.findings import Finding
from engine.rules.scope import FlikScope

_WRONG_VALUES = ("SU01", "SU02")


@dataclass(frozen=True, slots=True)
class _Change:
    """An input that was changed.

    Attributes:
        by: what stood in it when the differences were right, less what stands now (tkr).
        shown_by: the differences that are wrong by it.
    """

    cell: Cell
    by: Fraction
    shown_by: tuple[Derived, ...]


@dataclass(frozen=True, slots=True)
class _Cause:
    """Changed inputs, and the wrong value that tells of them: their sum, else the first difference."""

    told: Derived
    changes: tuple[_Change, ...]

    @property
    def others(self) -> tuple[Derived, ...]:
        """The wrong values that are not told of besides."""
        return tuple(d for change in self.changes for d in change.shown_by if d is not self.told)


def told_once(flik: FlikScope, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings of a flik, where a sum and the differences beside it that are wrong by the same amount are one."""
    wrong = [finding.cell for finding in findings if finding.rule in _WRONG_VALUES]
    if len(wrong) < 2:
        return findings
    derived = {str(cell): each for cell, each in flik.values.derived.items()}
    constants = [derived[cell] for cell in wrong if cell and derived[cell].origin is Origin.CONSTANT]
    causes = {str(cause.told.target.cell): cause for cause in _causes(constants)}
    others = {str(other.target.cell) for cause in causes.values() for other in cause.others}
    return [
        _with_cause(flik, finding, causes[finding.cell]) if finding.cell in causes else finding
        for finding in findings
        if finding.cell not in others
    ]


def values_before(flik: FlikScope) -> Mapping[Cell, Amount]:
    """What stood in the inputs that are told of as changed after their sums had become values."""
    values = flik.values.values
    constants = [derived for derived in flik.values.derived.values() if derived.origin is Origin.CONSTANT]
    wrong = [derived for derived in constants if derived.is_traceable and abs(_off(derived)) > derived.tolerance]
    changes = [change for cause in _causes(wrong) for change in cause.changes]
    return {change.cell: values.get(change.cell, 0) + change.by for change in changes}


def _causes(wrong: Sequence[Derived]) -> Iterator[_Cause]:
    changes = _changes([derived for derived in wrong if not derived.is_row_sum])
    explained: set[Cell] = set()
    for total in wrong if changes else ():
        own = tuple(changes[cell] for cell, _ in total.parts if cell in changes)
        if total.is_row_sum and own and _is_sum_of(total, own):
            explained |= {derived.target.cell for change in own for derived in change.shown_by}
            yield _Cause(total, own)
    for change in changes.values():
        if len(change.shown_by) > 1 and explained.isdisjoint(d.target.cell for d in change.shown_by):
            yield _Cause(change.shown_by[0], (change,))


def _changes(differences: Sequence[Derived]) -> Mapping[Cell, _Change]:
    """Every cell that the wrong differences read and, if it is the one that was changed, agree about."""
    found: dict[Cell, _Change] = {}
    for cell in dict.fromkeys(cell for derived in differences for cell, _ in derived.parts):
        reading = [(derived, sign) for derived in differences for part, sign in derived.parts if part == cell]
        by = {_off(derived) / sign for derived, sign in reading}
        if len(by) == 1:
            found[cell] = _Change(cell, by.pop(), tuple(derived for derived, _ in reading))
    return found


def _is_sum_of(total: Derived, changes: Sequence[_Change]) -> bool:
    signs = dict(total.parts)
    rest = _off(total) - sum(signs[change.cell] * change.by for change in changes)
    return abs(rest) <= total.tolerance + len(changes)


def _off(derived: Derived) -> Fraction:
    return Fraction(derived.stored or 0) - derived.expected


def _with_cause(flik: FlikScope, finding: Finding, cause: _Cause) -> Finding:
    layout, values = flik.data.layout, flik.values.values
    inputs = " och ".join(str(change.cell) for change in cause.changes)
    also = ", ".join(str(derived.target.cell) for derived in cause.others)
    formulas = [f"={layout.formula_text(d.target)} i {d.target.cell}" for d in (cause.told, *cause.others)]
    before = [f"{show_number(values.get(c.cell, 0) + c.by)} i {c.cell}" for c in cause.changes]
    why = f"Samma skillnad finns i {also}: {inputs} har ändrats efter att formlerna blev värden."
    return replace(
        finding,
        message=f"{finding.message} {why}",
        remedy=f"Skriv {', '.join(formulas)}, eller skriv tillbaka {' och '.join(before)}.",
    )
