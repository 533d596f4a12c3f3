"""TY, TK and TE: is each amount a number, in whole thousands, with the right sign."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from engine.amounts import Ambiguous, Number, half_away, read_number, show_number
from engine.calc import Amount, Origin
from engine.data import RawCell
from engine.findings import Finding
from engine.layout import PlacedTarget
from engine.model import Sign
from engine.rules.decisions import decided_kommunbidrag
from engine.rules.scope import BookScope, FlikScope, finding_at

_PASTED_ERRORS = frozenset({
    "#REFERENS!", "#SAKNAS!", "#DIVISION/0!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#REF!", "#N/A",
    "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
})  # fmt: skip
_DEFAULT_FACTOR = 500


def error_text(raw: RawCell) -> str | None:
    """The error value of a cell, also one pasted as text in Swedish or English."""
    if raw.error is not None:
        return raw.error
    is_pasted = isinstance(raw.value, str) and raw.value.strip().upper() in _PASTED_ERRORS
    return str(raw.value).strip() if is_pasted else None


def check_types(scope: BookScope) -> Iterator[Finding]:
    """TY01 for text where a number should stand, TY02 for an error value; consequences are left out."""
    for flik in scope.flikar:
        for target, raw in flik.raws():
            derived = flik.values.derived.get(target.cell)
            if derived is not None and derived.origin is not Origin.UNREADABLE and _is_explained(flik, target):
                continue
            error = error_text(raw)
            if error is not None:
                yield finding_at("TY02", flik.data, target, f"felvärdet {error}.", found=error)
            elif isinstance(raw.value, str | bool) and raw.value != "":
                yield _text_finding(flik, target, raw.value)


def _is_explained(flik: FlikScope, target: PlacedTarget) -> bool:
    """A formula over something unreadable, or one that somebody changed: reported there and not here."""
    derived = flik.values.derived[target.cell]
    return not derived.is_traceable or derived.origin is Origin.CHANGED


def _text_finding(flik: FlikScope, target: PlacedTarget, value: str | bool) -> Finding:  # noqa: FBT001 a cell's value
    shown = {True: "SANT", False: "FALSKT"}[value] if isinstance(value, bool) else value
    reading = read_number(shown)
    if isinstance(reading, Number) and reading.unit in ("", "tkr"):
        text = f"texten ”{shown}” i stället för talet {show_number(reading.value)}."
        return finding_at("TY01", flik.data, target, text, found=shown, expected=reading.value)
    if isinstance(reading, Ambiguous):
        either = " eller ".join(show_number(each) for each in reading.readings)
        return finding_at("TY01", flik.data, target, f"texten ”{shown}” kan läsas som {either}.", found=shown)
    return finding_at("TY01", flik.data, target, f"texten ”{shown}” i stället för ett tal.", found=shown)


def check_thousands(scope: BookScope) -> Iterator[Finding]:
    """TK02 once for a column in kronor; TK01 for decimals in the other columns."""
    for flik in scope.flikar:
        in_kronor = dict(_kronor_columns(flik, scope))
        yield from in_kronor.values()
        for target, value in flik.inputs():
            is_whole = value == int(value)
            if not is_whole and target.column.number not in in_kronor:
                text = f"{show_number(value)} har decimaler."
                yield finding_at("TK01", flik.data, target, text, found=value, expected=half_away(value))


def _kronor_columns(flik: FlikScope, scope: BookScope) -> Iterator[tuple[int, Finding]]:
    setting = scope.kommun.regler.get("TK02")
    factor = Fraction(Decimal(str(setting.parametrar.get("faktor", _DEFAULT_FACTOR)))) if setting else _DEFAULT_FACTOR
    seen: set[int] = set()
    for target, value in flik.inputs():
        beside = _measure(flik, scope, target)
        if target.column.number in seen or not beside or abs(Fraction(value)) < Fraction(factor) * beside:
            continue
        seen.add(target.column.number)
        text = f"{show_number(value)} ser ut att vara kronor; jämfört med {show_number(beside)} tkr i samma rad."
        yield (
            target.column.number,
            finding_at("TK02", flik.data, target, text, found=value, expected=half_away(Fraction(value) / 1000)),
        )


def _measure(flik: FlikScope, scope: BookScope, target: PlacedTarget) -> Amount:
    """What an amount is measured by: the largest other input of its row, or the decided kommunbidrag."""
    others: list[Amount] = [
        abs(Fraction(value))
        for other, value in flik.inputs()
        if other.row.number == target.row.number and other.cell != target.cell
    ]
    measures: list[Amount] = [max(others)] if others and max(others) > 0 else []
    if target.row.row.id == "kommunbidrag":
        decided = decided_kommunbidrag(flik, scope)
        measures += [abs(decided)] if decided else []
    return min(measures, default=0)


def check_signs(scope: BookScope) -> Iterator[Finding]:
    """TE01 positive cost, TE02 negative income, TE03 minus on an investment."""
    for flik in scope.flikar:
        for target, value in flik.inputs():
            shown = show_number(value)
            match target.row.row.sign:
                case Sign.COST if value > 0:
                    text = f"kostnaden {shown} står utan minus."
                    yield finding_at("TE01", flik.data, target, text, found=value, expected=-value)
                case Sign.INCOME if value < 0:
                    text = f"intäkten {shown} står med minus."
                    yield finding_at("TE02", flik.data, target, text, found=value, expected=-value)
                case Sign.INVESTMENT if value < 0:
                    text = f"investeringen {shown} står med minus."
                    yield finding_at("TE03", flik.data, target, text, found=value, expected=-value)
                case _:
                    pass
