"""The steps of a repair in their order, each from one flik and its findings to the cells it puts right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.addresses import Cell, parse_cell
from engine.amounts import ORE_PER_TKR, Number, Unit, exact, read_number
from engine.calc import Amount, Derived, FlikValues, Origin, derived_values, round_column
from engine.data import FlikData
from engine.findings import Finding
from engine.layout import PlacedColumn, PlacedTarget
from engine.model import Sign
from engine.repair.plan import Repair, repair_at

_LARGEST = 10**15
"""Above this a cell's number no longer holds every digit."""
_NOISE = Fraction(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Patient:
    """One flik under repair.

    Attributes:
        values: its amounts as they stand.
        findings: those of the flik that nobody has accepted.
        additive: decimals are rounded so that the sums come out right (*summerbar*).
    """

    flik: FlikData
    values: FlikValues
    findings: tuple[Finding, ...]
    additive: bool

    def found(self, *rules: str) -> Iterator[tuple[PlacedTarget, Finding]]:
        """The amount cells with findings of these rules, in the order of the findings."""
        for finding in self.findings:
            cell = parse_cell(finding.cell or "")
            target = self.flik.layout.targets_by_cell.get(cell) if cell else None
            if finding.rule in rules and target is not None:
                yield target, finding


Step = Callable[[Patient], Iterator[Repair]]


def next_repairs(patients: Sequence[Patient]) -> tuple[Repair, ...]:
    """The repairs of the first step that has any; what follows may depend on them."""
    for step in STEPS:
        repairs = tuple(repair for patient in patients for repair in step(patient))
        if repairs:
            return repairs
    return ()


def numbers_from_text(patient: Patient) -> Iterator[Repair]:
    """TY01: text in an input cell that can be read in one way only, as an amount in the flik's own unit."""
    for target, _ in patient.found("TY01"):
        number = _number_in_text(patient.flik, target)
        if number is None:
            continue
        if target.formula is None or _agrees_without_formulas(patient, target, number):
            yield repair_at("TY01", patient.flik, target, _plain(number), "Texten kan bara läsas som det talet.")


def formulas_restored(patient: Patient) -> Iterator[Repair]:
    """FO01: a formula overwritten by the value it gives, or by that value as text."""
    for target, finding in patient.found("FO01", "TY01"):
        derived = patient.values.derived.get(target.cell)
        if derived is None or patient.flik.raw(target.cell).formula is not None or not derived.is_traceable:
            continue
        if finding.rule == "TY01" and not (patient.values.has_formulas and _is_own_value(patient, derived)):
            continue
        formula = patient.flik.layout.formula_text(target)
        reason = "Formeln ger det värde som står där." if derived.stored is not None else "Formeln är mallens."
        yield repair_at(finding.rule, patient.flik, target, _plain(derived.expected), reason, formula=formula)


def minus_restored(patient: Patient) -> Iterator[Repair]:
    """TE01: a cost without minus where every other cost of its column, and every other amount of its row, has one."""
    for target, _ in patient.found("TE01"):
        value = patient.values.inputs[target.cell]
        is_constant = patient.flik.raw(target.cell).formula is None
        if is_constant and is_lone_plus(patient, target) and not does_harm(patient, {target.cell: -value}):
            reason = "Alla andra kostnader i kolumnen och på raden har minus."
            yield repair_at("TE01", patient.flik, target, _plain(-value), reason)


def is_lone_plus(patient: Patient, target: PlacedTarget) -> bool:
    """Whether the cost is the only one without minus in its column, which has at least two more, and in its row."""
    amounts = [
        (other, value)
        for other in patient.flik.layout.targets
        if other.cell != target.cell and other.row.row.sign is Sign.COST
        if (value := patient.values.inputs.get(other.cell))
    ]
    of_column = [value for other, value in amounts if other.column is target.column]
    of_row = [value for other, value in amounts if other.row is target.row]
    return len(of_column) >= 2 and all(value < 0 for value in (*of_column, *of_row))


def decimals_rounded(patient: Patient) -> Iterator[Repair]:
    """TK01: decimals rounded as the kommun rounds, a column at a time."""
    constants = [target for target, _ in patient.found("TK01") if patient.flik.raw(target.cell).formula is None]
    for column in dict.fromkeys(target.column for target in constants):
        own = [target for target in constants if target.column is column]
        rounded = _rounded(patient, column, own)
        if does_harm(patient, {target.cell: amount for target, amount in rounded.items()}):
            continue
        reason = "Avrundat så att summorna går ihop." if patient.additive else "Avrundat för sig."
        for target in own:
            yield repair_at("TK01", patient.flik, target, rounded[target], reason)


def does_harm(patient: Patient, changes: Mapping[Cell, Amount]) -> bool:
    """Whether a sum that somebody wrote as a number agrees with its rows now, and would no longer."""
    derived = patient.values.derived
    written = {
        cell: each.stored
        for cell, each in derived.items()
        if each.origin is Origin.CONSTANT and each.is_traceable and each.stored is not None
    }
    inputs = {**patient.values.inputs, **changes}
    after = {**inputs, **derived_values(patient.flik.layout, inputs, written)}
    return any(
        abs(Fraction(stored) - derived[cell].expected) <= derived[cell].tolerance
        and abs(Fraction(stored) - _sum(patient, cell, after)) > derived[cell].tolerance
        for cell, stored in written.items()
    )


def _sum(patient: Patient, cell: Cell, values: Mapping[Cell, Amount]) -> Fraction:
    parts = patient.flik.layout.sums[cell]
    return sum((sign * Fraction(values.get(part, 0)) for part, sign in parts), start=Fraction(0))


def _rounded(patient: Patient, column: PlacedColumn, own: Sequence[PlacedTarget]) -> dict[PlacedTarget, int]:
    """Together with the rest of the column where all its decimals are to go, else each for itself."""
    inputs = {cell: value for cell, value in patient.values.inputs.items() if cell.column == column.number}
    with_decimals = {cell for cell, value in inputs.items() if value != int(value)}
    is_whole_column = with_decimals <= {target.cell for target in own}
    ore = {cell: Fraction(value) * ORE_PER_TKR for cell, value in inputs.items()}
    together = round_column(patient.flik.layout, column, ore, additive=patient.additive and is_whole_column)
    return {target: together[target.cell].tkr for target in own}


def _number_in_text(flik: FlikData, target: PlacedTarget) -> Fraction | None:
    """The amount in tkr that the cell's text is; None for any doubt."""
    raw = flik.raw(target.cell)
    if raw.formula is not None or isinstance(raw.value, bool) or not isinstance(raw.value, str):
        return None
    reading = read_number(raw.value)
    is_sure = isinstance(reading, Number) and reading.unit in (None, Unit.TKR) and flik.is_in_thousands
    if not is_sure or not isinstance(reading, Number) or abs(reading.value) >= _LARGEST:
        return None
    return exact(reading.value)


def _agrees_without_formulas(patient: Patient, target: PlacedTarget, number: Fraction) -> bool:
    """A pasted table has sums as plain numbers; one in text becomes a number when it is right."""
    derived = patient.values.derived[target.cell]
    is_right = derived.is_traceable and abs(number - derived.expected) <= derived.tolerance
    return is_right and not patient.values.has_formulas


def _is_own_value(patient: Patient, derived: Derived) -> bool:
    number = _number_in_text(patient.flik, derived.target)
    return number is not None and abs(number - derived.expected) < _NOISE


def _plain(amount: Amount) -> int | float:
    number = Fraction(amount)
    return int(number) if number.denominator == 1 else float(number)


STEPS: tuple[Step, ...] = (numbers_from_text, formulas_restored, minus_restored, decimals_rounded)
"""Text first, because no sum can be judged over it; decimals last, when sums are formulas again and follow."""
