"""AV24: is the outcome beside the period budget that of the resultaträkning; both tell of the same months."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount
from engine.findings import Finding
from engine.layout import PlacedTarget
from engine.model import ColumnKind
from engine.rules.amounts import likely_inputs
from engine.rules.changed_inputs import values_before
from engine.rules.decisions import has_amounts_of_year
from engine.rules.scope import BookScope, FlikScope, finding_at, what_stands

_Pair = tuple[PlacedTarget, PlacedTarget]


def check_period_outcome(scope: BookScope) -> Iterator[Finding]:
    """AV24 once for a flik with period budget whose outcome differs from that of the RR of the same occasion."""
    tolerance = scope.parameter("AV24", "tolerans_tkr")
    for flik in (each for each in scope.flikar if each.data.layout.flik.table.code == "PERIOD"):
        for rr in scope.flikar:
            is_same_occasion = rr.data.own_occasion == flik.data.own_occasion
            if is_same_occasion and rr.data.layout.flik.table.code == "RR" and _are_filled(flik, rr):
                yield from _differing(flik, rr, scope, tolerance)


def _are_filled(*flikar: FlikScope) -> bool:
    columns = [(flik, flik.data.layout.column(ColumnKind.UTFALL)) for flik in flikar]
    return all(column is not None and has_amounts_of_year(flik, column.number) for flik, column in columns)


def _differing(flik: FlikScope, rr: FlikScope, scope: BookScope, tolerance: Amount) -> Iterator[Finding]:
    pairs = _far_apart(list(_pairs(flik, rr)), flik.values.inputs, rr.values.inputs, tolerance)
    if pairs:  # what is told of in either flik as a wrong sign or unit is no difference
        pairs = _far_apart(pairs, likely_inputs(flik, scope), likely_inputs(rr, scope), tolerance)
    if pairs:  # nor what SU01 tells of as changed after its sums had become values
        pairs = _far_apart(pairs, _before(flik), _before(rr), tolerance)
    if pairs:
        yield _finding(flik, rr, pairs)


def _pairs(flik: FlikScope, rr: FlikScope) -> Iterator[_Pair]:
    """The rows that people fill in in both, where neither holds text or an error value."""
    for target in flik.data.layout.input_targets:
        other = rr.target(target.row.row.id, ColumnKind.UTFALL)
        is_outcome = target.column.column.kind is ColumnKind.UTFALL
        if (
            is_outcome
            and other is not None
            and other.formula is None
            and _is_read(flik, target)
            and _is_read(rr, other)
        ):
            yield target, other


def _is_read(flik: FlikScope, target: PlacedTarget) -> bool:
    return target.cell in flik.values.inputs or not flik.data.is_filled(target.cell)


def _far_apart(
    pairs: list[_Pair], own: Mapping[Cell, Amount], others: Mapping[Cell, Amount], tolerance: Amount
) -> list[_Pair]:
    return [p for p in pairs if abs(Fraction(own.get(p[0].cell, 0)) - others.get(p[1].cell, 0)) > tolerance]


def _before(flik: FlikScope) -> Mapping[Cell, Amount]:
    return {**flik.values.inputs, **values_before(flik)}


def _finding(flik: FlikScope, rr: FlikScope, pairs: list[_Pair]) -> Finding:
    (target, other), *rest = pairs
    found, expected = flik.values.inputs.get(target.cell), rr.values.inputs.get(other.cell)
    has = "är tom" if expected is None else f"har {show_number(expected)}"
    more = f" Också {', '.join(each.row.label for each, _ in rest)} skiljer sig." if rest else ""
    text = f"{what_stands(found)}, men {rr.data.name}!{other.cell} {has}.{more}"
    return finding_at("AV24", flik.data, target, text, found=found, expected=expected)
