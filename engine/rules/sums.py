"""SU, FO and LA: do the derived cells say what their rows and columns give, and are they still formulas."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount, Derived, Origin, derived_values
from engine.findings import Finding, make_finding
from engine.model import RowKind
from engine.rules.scope import BookScope, FlikScope, finding_at
from engine.rules.structure import missing_rows

_FLOAT_NOISE = Fraction(1, 1_000_000)


def check_sums(scope: BookScope) -> Iterator[Finding]:
    """SU01, SU02, SU03, FO01, FO02 and FO04: one finding for a cell, none for what follows from another's."""
    for flik in scope.flikar:
        pure = derived_values(flik.data.layout, flik.values.inputs)
        is_broken = bool(flik.data.unknown_rows or missing_rows(flik))
        for derived in flik.values.derived.values():
            if derived.origin is Origin.CHANGED:
                yield _changed_formula(flik, derived)
            elif derived.is_traceable and not (is_broken and _is_row_sum(derived)):
                yield from _standing_value(flik, derived, pure)


def _is_row_sum(derived: Derived) -> bool:
    return derived.target.column.column.formula is None


def _changed_formula(flik: FlikScope, derived: Derived) -> Finding:
    written = f"={flik.data.raw(derived.target.cell).formula}"
    declared = f"={flik.data.layout.formula_text(derived.target)}"
    text = f"formeln är {written}, mallens är {declared}."
    return finding_at("FO02", flik.data, derived.target, text, found=written, expected=declared)


def _standing_value(flik: FlikScope, derived: Derived, pure: Mapping[Cell, Amount]) -> Iterator[Finding]:
    match derived.origin:
        case Origin.CONSTANT:
            yield from _constant(flik, derived, pure[derived.target.cell])
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


def _constant(flik: FlikScope, derived: Derived, pure: Amount) -> Iterator[Finding]:
    """A number where a formula belongs; right by the amounts that stand, or by the rows alone, is right enough."""
    stored = Fraction(derived.stored or 0)
    off = min(abs(stored - derived.expected), abs(stored - pure))
    if off < _FLOAT_NOISE:
        if flik.values.has_formulas:
            declared = f"={flik.data.layout.formula_text(derived.target)}"
            text = f"värdet {show_number(stored)} står i stället för formeln {declared}."
            yield finding_at("FO01", flik.data, derived.target, text, found=stored, expected=declared)
    elif off <= _tolerance(derived):
        text = (
            f"{show_number(stored)} skiljer sig med {show_number(off)} från {show_number(derived.expected)}, "
            f"en avrundningsdifferens över {derived.terms} belopp."
        )
        yield finding_at("SU03", flik.data, derived.target, text, found=stored, expected=derived.expected)
    else:
        yield _wrong_value(flik, derived)


def _tolerance(derived: Derived) -> int:
    """Half a unit for each summed amount, rounded down; one unit for a difference."""
    return derived.terms // 2 if _is_row_sum(derived) else 1


def _wrong_value(flik: FlikScope, derived: Derived) -> Finding:
    rule_id = "SU01" if _is_row_sum(derived) else "SU02"
    said = "saknas" if derived.stored is None else f"är {show_number(derived.stored)}"
    source = "raderna" if _is_row_sum(derived) else "kolumnerna"
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
    uncached = sum(raw.uncached for sheet in scope.book.raw.sheets for raw in sheet.cells.values())
    if uncached:
        text = f"{uncached} formler saknar sparat värde; de är beräknade här."
        yield make_finding("LA02", text, found=uncached, expected=0)


def check_reading(scope: BookScope) -> Iterator[Finding]:
    """LA04 for whatever the reader noticed and could live with."""
    for _, sentence in scope.book.raw.notes:
        yield make_finding("LA04", sentence)


def _is_stale(flik: FlikScope, derived: Derived) -> bool:
    if derived.origin is not Origin.DECLARED or derived.stored is None or not derived.is_traceable:
        return False
    return abs(Fraction(derived.stored) - flik.values.values[derived.target.cell]) >= _FLOAT_NOISE


def _stale_finding(flik: FlikScope, stale: list[Derived]) -> Finding:
    first = stale[0]
    cells = ", ".join(str(derived.target.cell) for derived in stale)
    computed = flik.values.values[first.target.cell]
    text = f"sparat värde {show_number(first.stored or 0)}, formeln ger {show_number(computed)} (celler: {cells})."
    return finding_at("LA03", flik.data, first.target, text, found=first.stored, expected=computed)


def check_live(scope: BookScope) -> Iterator[Finding]:
    """FO03 once for a flik whose derived cells are all plain values."""
    for flik in scope.flikar:
        origins = {derived.origin for derived in flik.values.derived.values()}
        if Origin.CONSTANT in origins and not flik.values.has_formulas:
            text = "Fliken har inga formler; summorna är kontrollerade mot raderna."
            yield make_finding("FO03", text, flik=flik.data.name)
