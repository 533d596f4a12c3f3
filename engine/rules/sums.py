"""SU, FO and LA: do the derived cells say what their rows and columns give, and are they still formulas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount, Derived, Origin, derived_values
from engine.findings import Finding, make_finding
from engine.formula import references
from engine.layout import FlikLayout, PlacedTarget
from engine.model import RowKind
from engine.rules.amounts import likely_inputs
from engine.rules.changed_inputs import told_once
from engine.rules.missing import missing_rows
from engine.rules.scope import BookScope, FlikScope, finding_at

_FLOAT_NOISE = Fraction(1, 1_000_000)
_JUDGED = (Origin.CONSTANT, Origin.EMPTY, Origin.CHANGED)
"""What may stand in a derived cell that there is something to say of; text and errors are told of as that."""


def check_sums(scope: BookScope) -> Iterator[Finding]:
    """SU01, SU02, SU03, FO01, FO02 and FO04: one finding for a cell, none for what follows from another's."""
    for flik in (each for each in scope.flikar if not each.values.origins.isdisjoint(_JUDGED)):
        yield from told_once(flik, list(_of_cells(flik, _Readings(flik, scope))))


def _of_cells(flik: FlikScope, readings: "_Readings") -> Iterator[Finding]:
    layout = flik.data.layout
    missing = frozenset(row.id for row in missing_rows(flik))
    is_broken = bool(flik.data.unknown_rows or missing)
    for derived in flik.values.derived.values():
        if derived.origin not in _JUDGED:
            continue
        if derived.origin is Origin.EMPTY and derived.target.column in layout.beside:
            continue  # an older layout lacks the columns beside the comments; nothing filed depends on them
        if missing and derived.target.column in layout.beside:
            continue  # those wait for any amount in the whole column, whose ends a missing row moves
        if _lacks_operand(derived.target, layout, missing):
            continue  # the row or column that is missing is the fault
        if derived.origin is Origin.CHANGED:
            yield _changed_formula(flik, derived)
        elif derived.is_traceable and not (is_broken and derived.is_row_sum):
            yield from _standing_value(flik, derived, readings)


@dataclass(frozen=True)
class _Readings:
    """What the derived cells come to, every one by its declared formula; worked out where a number is off."""

    flik: FlikScope
    scope: BookScope

    @cached_property
    def by_rows(self) -> Mapping[Cell, Amount]:
        """From the inputs as they stand."""
        return derived_values(self.flik.data.layout, self.flik.values.inputs)

    @cached_property
    def as_meant(self) -> Mapping[Cell, Amount]:
        """From the inputs as they were probably meant (signs, unit and the budget's kommunbidrag put right)."""
        return derived_values(self.flik.data.layout, likely_inputs(self.flik, self.scope))


def _lacks_operand(target: PlacedTarget, layout: FlikLayout, missing: frozenset[str]) -> bool:
    return any(
        ref.row in missing or (ref.column is not None and layout.column(ref.column) is None)
        for ref in references(target.formula)
    )


def _changed_formula(flik: FlikScope, derived: Derived) -> Finding:
    written = f"={flik.data.raw(derived.target.cell).formula}"
    declared = f"={flik.data.layout.formula_text(derived.target)}"
    text = f"formeln är {written}, mallens är {declared}."
    return finding_at("FO02", flik.data, derived.target, text, found=written, expected=declared)


def _standing_value(flik: FlikScope, derived: Derived, readings: _Readings) -> Iterator[Finding]:
    match derived.origin:
        case Origin.CONSTANT:
            yield from _constant(flik, derived, readings)
        case Origin.EMPTY if derived.target.row.row.kind is RowKind.PROJECT:
            if flik.values.has_formulas and _is_used(flik, derived):
                yield _formula_missing(flik, derived)
        case Origin.EMPTY if derived.expected != 0:
            yield _wrong_value(flik, derived)
        case Origin.EMPTY if flik.values.has_formulas:
            declared = f"={flik.data.layout.formula_text(derived.target)}"
            yield finding_at("FO01", flik.data, derived.target, "formeln är borttagen.", expected=declared)
        case _:
            pass


def _is_used(flik: FlikScope, derived: Derived) -> bool:
    return any(flik.data.is_filled(cell) for cell, _ in flik.data.layout.sums[derived.target.cell])


def _formula_missing(flik: FlikScope, derived: Derived) -> Finding:
    declared = f"={flik.data.layout.formula_text(derived.target)}"
    return finding_at("FO04", flik.data, derived.target, f"raden saknar formeln {declared}.", expected=declared)


def _constant(flik: FlikScope, derived: Derived, readings: _Readings) -> Iterator[Finding]:
    """A number where a formula belongs, beside the amounts that stand; a wrong one among those is told of there."""
    stored, cell = Fraction(derived.stored or 0), derived.target.cell
    off = abs(stored - derived.expected)
    if off > derived.tolerance:
        if abs(stored - readings.as_meant[cell]) <= derived.tolerance:
            return  # an input has a wrong sign or unit, or is not what was decided
        off = min(off, abs(stored - readings.by_rows[cell]))  # a sum it is made of may be the wrong one
    if off < _FLOAT_NOISE:
        if flik.values.has_formulas:
            declared = f"={flik.data.layout.formula_text(derived.target)}"
            text = f"värdet {show_number(stored)} står i stället för formeln {declared}."
            yield finding_at("FO01", flik.data, derived.target, text, found=stored, expected=declared)
    elif off <= derived.tolerance:
        text = (
            f"{show_number(stored)} skiljer sig med {show_number(off)} från {show_number(derived.expected)}, "
            f"en avrundningsdifferens över {derived.terms} belopp."
        )
        yield finding_at("SU03", flik.data, derived.target, text, found=stored, expected=derived.expected)
    else:
        yield _wrong_value(flik, derived)


def _wrong_value(flik: FlikScope, derived: Derived) -> Finding:
    rule_id = "SU01" if derived.is_row_sum else "SU02"
    said = "saknas" if derived.stored is None else f"är {show_number(derived.stored)}"
    source = "raderna" if derived.is_row_sum else "kolumnerna"
    text = f"beloppet {said}, {source} ger {show_number(derived.expected)}."
    return finding_at(
        rule_id, flik.data, derived.target, text, found=derived.stored, expected=derived.expected,
        remedy=f"Skriv ={flik.data.layout.formula_text(derived.target)} i cellen.",
    )  # fmt: skip


def check_stored_values(scope: BookScope) -> Iterator[Finding]:
    """LA03 once for a flik whose stored values are stale, LA02 once for a book without stored values."""
    for flik in scope.flikar:
        stale = [derived for derived in flik.values.derived.values() if _is_stale(flik, derived)]
        if stale:
            yield _stale_finding(flik, stale)
    uncached = scope.book.raw.uncached
    computed = uncached - sum(map(_uncomputed, scope.flikar)) if uncached else 0
    if computed:
        text = f"{computed} formler saknar sparat värde; de är beräknade här."
        yield make_finding("LA02", text, found=computed, expected=0)


def _uncomputed(flik: FlikScope) -> int:
    """How many input cells hold a formula without a stored value that cannot be computed; each is told of besides."""
    inputs = ((target, raw) for target, raw in flik.raws() if target.formula is None and raw.uncached)
    return sum(target.cell not in flik.values.inputs for target, _ in inputs)


def check_reading(scope: BookScope) -> Iterator[Finding]:
    """LA04 for whatever the reader noticed and could live with."""
    for _, sentence in scope.book.raw.notes:
        yield make_finding("LA04", sentence)


def _is_stale(flik: FlikScope, derived: Derived) -> bool:
    if derived.origin is not Origin.DECLARED or derived.stored is None or not derived.is_traceable:
        return False
    computed = flik.values.values[derived.target.cell]
    return derived.stored != computed and abs(Fraction(derived.stored) - computed) >= _FLOAT_NOISE


def _stale_finding(flik: FlikScope, stale: list[Derived]) -> Finding:
    first = stale[0]
    cells = ", ".join(str(derived.target.cell) for derived in stale)
    computed = flik.values.values[first.target.cell]
    text = f"sparat värde {show_number(first.stored or 0)}, formeln ger {show_number(computed)} (celler: {cells})."
    return finding_at("LA03", flik.data, first.target, text, found=first.stored, expected=computed)


def check_live(scope: BookScope) -> Iterator[Finding]:
    """FO03 once for a flik whose derived cells are all plain values."""
    for flik in scope.flikar:
        if Origin.CONSTANT in flik.values.origins and not flik.values.has_formulas:
            text = "Fliken har inga formler; summorna är kontrollerade mot raderna."
            yield make_finding("FO03", text, flik=flik.data.name)
