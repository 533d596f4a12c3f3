"""TY, TK and TE: is each amount a number, in whole thousands, with the right sign."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from engine.addresses import Cell
from engine.amounts import Ambiguous, Number, Unit, convert, half_away, read_number, show_number
from engine.calc import Amount, Origin, computed_error
from engine.data import FlikData, RawCell
from engine.findings import Finding, make_finding
from engine.layout import PlacedTarget
from engine.model import Sign
from engine.rules.decisions import budgeted_kommunbidrag, decided_kommunbidrag
from engine.rules.scope import BookScope, FlikScope, Input, finding_at

_FEWEST_ROWS = 3
"""So many rows have to agree before a whole column is said to be in another unit or to have other signs."""
_LARGE_ENOUGH = 1000
"""An amount (tkr) from which on a thousandth beside it is not just a small amount."""
_APOSTROPHES = "'’‘´`"
"""What somebody typed to make Excel take a number for a text, and that became part of it."""
_ALIKE = 10
"""An amount up to so many times another one of its row is in the same unit."""
_PASTED_ERRORS = frozenset({
    "#REFERENS!", "#SAKNAS!", "#DIVISION/0!", "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#REF!", "#N/A",
    "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
})  # fmt: skip


def error_text(raw: RawCell) -> str | None:
    """The error value of a cell, also one pasted as text in Swedish or English."""
    if raw.error is not None:
        return raw.error
    is_pasted = isinstance(raw.value, str) and raw.value.strip().upper() in _PASTED_ERRORS
    return str(raw.value).strip() if is_pasted else None


def check_types(scope: BookScope) -> Iterator[Finding]:
    """TY01 for text where a number should stand, TY02 for an error value; consequences are left out.

    A formula in an input cell that has no stored value is TY02 where it comes to an error value, and LA11 where
    it cannot be computed here.
    """
    for flik in scope.flikar:
        for target, raw in flik.raws():
            if type(raw.value) in (int, float):
                continue
            if raw.uncached and target.formula is None and target.cell not in flik.values.inputs:
                yield _uncomputed(flik, target, raw)
            derived = flik.values.derived.get(target.cell)
            if derived is not None and derived.origin is not Origin.UNREADABLE and _is_explained(flik, target):
                continue
            error = error_text(raw)
            if error is not None:
                yield finding_at("TY02", flik.data, target, f"felvärdet {error}.", found=error)
            elif isinstance(raw.value, str | bool) and raw.value != "":
                yield _text_finding(flik, target, raw.value)


def _uncomputed(flik: FlikScope, target: PlacedTarget, raw: RawCell) -> Finding:
    error = computed_error(flik.data, raw)
    if error is not None:
        return finding_at("TY02", flik.data, target, f"formeln ={raw.formula} ger felvärdet {error}.", found=error)
    unchecked = "beloppet och summorna med det är inte kontrollerade"
    text = f"formeln ={raw.formula} saknar sparat värde och räknas inte här; {unchecked}."
    return finding_at("LA11", flik.data, target, text, found=f"={raw.formula}")


def show_date(number: float, *, is_from_1904: bool) -> str:
    """The day that Excel shows for a number, 44804 is 2022-08-31; below 1 the time of day, 0,5 is 12.00."""
    first = datetime(1904, 1, 1) if is_from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 a day without a clock
    try:
        return f"{first + timedelta(days=number):{'%H.%M' if 0 <= number < 1 else '%Y-%m-%d'}}"
    except OverflowError:
        return str(number)


def check_dates(scope: BookScope) -> Iterator[Finding]:
    """TY03 for an amount cell that Excel shows as a date: the number under it is a day, not an amount."""
    dates = scope.book.raw.date_styles
    for flik in scope.flikar if dates else ():
        for target, raw in flik.raws():
            if raw.style in dates and isinstance(raw.value, int | float) and not isinstance(raw.value, bool):
                shown = show_date(raw.value, is_from_1904=scope.book.raw.date1904)
                what = "en tid" if 0 <= raw.value < 1 else "ett datum"
                text = f"cellen visar {what}, {shown}, och inte ett belopp."
                yield finding_at("TY03", flik.data, target, text, found=shown)


def _is_explained(flik: FlikScope, target: PlacedTarget) -> bool:
    """A formula over something unreadable, or one that somebody changed: reported there and not here."""
    derived = flik.values.derived[target.cell]
    return not derived.is_traceable or derived.origin is Origin.CHANGED


def _text_finding(flik: FlikScope, target: PlacedTarget, value: str | bool) -> Finding:  # noqa: FBT001 a cell's value
    shown = {True: "SANT", False: "FALSKT"}[value] if isinstance(value, bool) else value
    reading = read_number(shown.lstrip(_APOSTROPHES))
    if isinstance(reading, Number):
        amount, how = _in_tkr(reading)
        text = f"texten ”{shown}” i stället för talet {show_number(amount)}{how}."
        return finding_at("TY01", flik.data, target, text, found=shown, expected=amount)
    if isinstance(reading, Ambiguous):
        either = " eller ".join(show_number(each) for each in reading.readings)
        return finding_at("TY01", flik.data, target, f"texten ”{shown}” kan läsas som {either}.", found=shown)
    return finding_at("TY01", flik.data, target, f"texten ”{shown}” i stället för ett tal.", found=shown)


def _in_tkr(reading: Number) -> tuple[Decimal | int, str]:
    """The amount to write for a text with a unit, in whole tkr where the unit is another, and how it is reckoned."""
    unit = reading.unit or Unit.TKR
    if unit is Unit.TKR:
        return reading.value, ""
    exact = convert(reading.value, unit, Unit.TKR)
    amount = half_away(exact)
    factor = convert(1, unit, Unit.TKR)
    step = f"× {show_number(factor)}" if factor >= 1 else f"/ {show_number(1 / factor)}"
    rounded = "" if amount == exact else f", avrundat {show_number(amount)}"
    return amount, f" ({show_number(reading.value)} {unit.told} {step} = {show_number(exact)} tkr{rounded})"


def check_thousands(scope: BookScope) -> Iterator[Finding]:
    """TK02 once for a column in kronor, TK03 for one in millions; TK01 for decimals in the other columns."""
    for flik in scope.flikar:
        in_kronor = _kronor_columns(flik, scope)
        in_millions = _millions(flik, scope, in_kronor)
        if in_millions:
            in_kronor = {}  # what seems too large does so beside the millions
        yield from in_kronor.values() or _other_unit(flik.data)
        yield from in_millions.values()
        for target, value in flik.inputs:
            if value.denominator > 1 and target.column.number not in {*in_kronor, *in_millions}:
                text = f"{show_number(value)} har decimaler."
                yield finding_at("TK01", flik.data, target, text, found=value, expected=half_away(value))


def _kronor_columns(flik: FlikScope, scope: BookScope) -> Mapping[int, Finding]:
    """A finding on the first input of each column that is far too large for its row, by sheet column.

    The remedy names the cells where the column has other amounts that are in tkr already.
    """
    found: dict[int, Finding] = {}
    too_large = tuple(_oversized(flik, scope))
    columns = frozenset(target.column.number for target, _, _ in too_large)
    for target, value, beside in too_large:
        number = target.column.number
        if number not in found:
            text = f"{show_number(value)} ser ut att vara kronor; jämfört med {show_number(beside)} tkr i samma rad."
            cells = ", ".join(str(each.cell) for each, _, _ in too_large if each.column.number == number)
            only = f"Dela med 1 000 bara i {cells}; kolumnens andra belopp står i tkr."
            found[number] = finding_at(
                "TK02", flik.data, target, text, found=value, expected=half_away(Fraction(value) / 1000),
                remedy=only if _has_thousands(flik, number, columns) else None,
            )  # fmt: skip
    return found


def _has_thousands(flik: FlikScope, number: int, in_kronor: frozenset[int]) -> bool:
    """Whether some amount of the column is like what its row has in the columns without kronor."""
    for row in flik.input_rows:
        beside = max((_size(value) for target, value in row if target.column.number not in in_kronor), default=0)
        own = (_size(value) for target, value in row if target.column.number == number)
        if any(0 < size <= _ALIKE * beside for size in own):
            return True
    return False


def _size(value: Amount) -> Amount:
    """Without its sign; whole numbers stay whole, which is ten times as quick to compare."""
    return -value if value < 0 else value


def _oversized(flik: FlikScope, scope: BookScope) -> Iterator[tuple[PlacedTarget, Amount, Amount]]:
    """Every input that is far too large, with what it is measured by.

    That is the largest other input of its row, or the decided kommunbidrag.
    """
    factor = scope.parameter("TK02", "faktor")
    for row in flik.input_rows:
        *_, following, largest = 0, *sorted(_size(value) for _, value in row)
        decided = decided_kommunbidrag(flik, scope) if row[0][0].row.row.id == "kommunbidrag" else None
        if not decided and (not following or largest < factor * following):
            continue  # the largest is not too large, and so none is
        for target, value in row:
            size = _size(value)
            beside = _least(following if size == largest else largest, _size(decided or 0))
            if beside and size >= factor * beside:
                yield target, value, beside


def _least(*measures: Amount) -> Amount:
    """The smallest measure that there is; 0 when there is none."""
    return min((each for each in measures if each), default=0)


def _millions(flik: FlikScope, scope: BookScope, in_kronor: Mapping[int, Finding]) -> Mapping[int, Finding]:
    """TK03 for each column that is far too small beside the others, by sheet column.

    The decided kommunbidrag says which column it is, with one row more; without it three rows must agree, and none
    be in kronor.
    """
    factor = scope.parameter("TK03", "faktor")
    rows = [row for row in flik.input_rows if any(value for _, value in row)]
    found: dict[int, Finding] = {}
    largest: dict[int, Amount] = {}
    for target, value in chain.from_iterable(rows):
        size, number = _size(value), target.cell.column
        if size > largest.get(number, 0):
            largest[number] = size
    most_of_all = max(largest.values(), default=0)
    for column in flik.data.layout.columns:
        if not 0 < largest.get(column.number, 0) * factor <= most_of_all:
            continue
        own = [each for row in rows for each in _beside(row, column.number)]
        small = [each for each in own if each[1] and _size(each[1]) * factor <= each[2]]
        is_proved = _is_under_decision(small, flik, scope, factor)
        is_whole = len(small) >= (2 if is_proved else _FEWEST_ROWS) and len(small) == sum(v != 0 for _, v, _ in own)
        if is_whole and (is_proved or not in_kronor):
            target, value, most = small[0]
            text = f"{show_number(value)} ser ut att vara miljoner; i samma rad står {show_number(most)} tkr."
            wanted = Fraction(value) * 1000
            found[column.number] = finding_at("TK03", flik.data, target, text, found=value, expected=wanted)
    return found


def _is_under_decision(
    small: Sequence[tuple[PlacedTarget, Amount, Amount]], flik: FlikScope, scope: BookScope, factor: Amount
) -> bool:
    decided = decided_kommunbidrag(flik, scope)
    return decided is not None and any(
        target.row.row.id == "kommunbidrag" and _size(value) * factor <= decided for target, value, _ in small
    )


def _beside(row: Sequence[Input], column: int) -> Iterator[tuple[PlacedTarget, Amount, Amount]]:
    """The row's amount in a column and the largest in the others, where that one is large enough to judge by."""
    others = max((_size(value) for target, value in row if target.column.number != column), default=0)
    for target, value in row:
        if target.column.number == column and others >= _LARGE_ENOUGH:
            yield target, value, others


def _other_unit(flik: FlikData) -> Iterator[Finding]:
    """TK02 for a heading that says another unit than tusental kronor."""
    if flik.is_in_thousands:
        return
    text = f"Rubriken säger att beloppen står i {flik.unit}; de ska stå i tkr."
    cell = Cell(flik.layout.heading_row, flik.layout.label_column)
    remedy = f"Skriv ”Belopp i tkr” i rubriken, och räkna om beloppen först om de verkligen står i {flik.unit}."
    yield make_finding("TK02", text, flik=flik.name, cell=cell, found=flik.unit, expected="tkr", remedy=remedy)


def likely_inputs(flik: FlikScope, scope: BookScope) -> Mapping[Cell, Amount]:
    """The inputs as they were probably meant: a minus put right, kronor as tkr, the budget's kommunbidrag as decided.

    A constant sum that agrees with these is a consequence of the wrong input, and no fault of its own.
    """
    in_kronor = {target.cell for target, _, _ in _oversized(flik, scope)}
    meant: dict[Cell, Amount] = {}
    for target, value in flik.inputs:
        amount = half_away(Fraction(value) / 1000) if target.cell in in_kronor else value
        meant[target.cell] = -amount if _has_wrong_sign(target, value) else amount
    budgeted = budgeted_kommunbidrag(flik, scope)
    if budgeted is not None:
        meant[budgeted[0].cell] = budgeted[1]
    return meant


def _has_wrong_sign(target: PlacedTarget, value: Amount) -> bool:
    match target.row.row.sign:
        case Sign.COST:
            return value > 0
        case Sign.INCOME | Sign.INVESTMENT:
            return value < 0
        case _:
            return False


def check_ledger_signs(scope: BookScope) -> Iterator[Finding]:
    """TE04 once for a column in which every income and every cost is turned; each amount is told of besides."""
    for flik in scope.flikar:
        judged = [each for each in flik.inputs if each[1] and each[0].row.row.sign in (Sign.COST, Sign.INCOME)]
        for column in flik.data.layout.columns:
            signed = [(target, value) for target, value in judged if target.column is column]
            signs = {target.row.row.sign for target, _ in signed}
            if len(signs) == 2 and len(signed) >= _FEWEST_ROWS and all(_has_wrong_sign(*each) for each in signed):
                target, value = signed[0]
                text = "alla belopp i kolumnen har huvudbokens tecken."
                yield finding_at("TE04", flik.data, target, text, found=value, expected=-value)


def check_signs(scope: BookScope) -> Iterator[Finding]:
    """TE01 positive cost, TE02 negative income, TE03 minus on an investment."""
    for flik in scope.flikar:
        for target, value in flik.inputs:
            if not _has_wrong_sign(target, value):
                continue
            shown = show_number(value)
            match target.row.row.sign:
                case Sign.COST:
                    text = f"kostnaden {shown} står utan minus."
                    yield finding_at("TE01", flik.data, target, text, found=value, expected=-value)
                case Sign.INCOME:
                    text = f"intäkten {shown} står med minus."
                    yield finding_at("TE02", flik.data, target, text, found=value, expected=-value)
                case Sign.INVESTMENT:
                    text = f"investeringen {shown} står med minus."
                    yield finding_at("TE03", flik.data, target, text, found=value, expected=-value)
                case _:
                    pass
