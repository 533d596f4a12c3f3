"""AV: does the flik agree with what kommunfullmäktige decided."""

from collections.abc import Iterator
from fractions import Fraction

from engine.amounts import half_away, show_number
from engine.findings import Finding
from engine.layout import PlacedTarget
from engine.model import ColumnKind
from engine.periods import OccasionKind
from engine.rules.scope import BookScope, FlikScope, finding_at


def decided_kommunbidrag(flik: FlikScope, scope: BookScope) -> int | None:
    """The year's decided kommunbidrag in tkr at the flik's occasion.

    None when nobody has decided, the nämnd is unknown, or the table has no kommunbidrag.

    The budget itself is measured by the decision alone, a follow-up by the decision with the changes in force.
    """
    if scope.namnd is None or flik.data.layout.flik.table.code not in ("RR", "PERIOD"):
        return None
    decided = scope.kommun.beslutat_kommunbidrag(scope.year, scope.namnd.kod, scope.year * 100 + _month(flik, scope))
    return None if decided is None else half_away(decided)


def budgeted_kommunbidrag(flik: FlikScope, scope: BookScope) -> tuple[PlacedTarget, int] | None:
    """The cell of the year's budget that should hold the decided kommunbidrag, and that (tkr).

    None where nothing is decided or the year's budget is not filled in.
    """
    decided, target = decided_kommunbidrag(flik, scope), flik.target("kommunbidrag", ColumnKind.BUDGET)
    if decided is None or target is None or not has_amounts_of_year(flik, target.column.number):
        return None
    return target, decided


def _month(flik: FlikScope, scope: BookScope) -> int:
    asked = scope.occasion if flik.data.layout.flik.is_monthly else None
    occasion = asked or flik.data.own_occasion
    return occasion.decision_month if occasion else 12


def decided_investment(flik: FlikScope, scope: BookScope) -> int | None:
    """The decided investeringsbudget in tkr at the flik's occasion; None as for the kommunbidrag."""
    if scope.namnd is None or flik.data.layout.flik.table.code != "INV":
        return None
    decided = scope.kommun.beslutad_investering(scope.year, scope.namnd.kod, scope.year * 100 + _month(flik, scope))
    return None if decided is None else half_away(decided)


def check_kommunbidrag(scope: BookScope) -> Iterator[Finding]:
    """AV01: the budget column's kommunbidrag is the decided one."""
    for flik in scope.flikar:
        budgeted = budgeted_kommunbidrag(flik, scope)
        if budgeted is None:
            continue
        target, decided = budgeted
        value = flik.values.inputs.get(target.cell)
        if value is None and flik.data.is_filled(target.cell):
            continue  # text or an error value, reported as that
        if value is None or half_away(value) != decided:
            said = "saknas" if value is None else f"är {show_number(value)}"
            text = f"kommunbidraget {said}, beslutat är {show_number(decided)}."
            yield finding_at("AV01", flik.data, target, text, found=value, expected=decided)


def check_period_budget(scope: BookScope) -> Iterator[Finding]:
    """AV13: the period budget of kommunbidrag is so many twelfths of the decided one."""
    tolerance = scope.parameter("AV13", "tolerans_tkr")
    for flik in scope.flikar:
        target = flik.target("kommunbidrag", ColumnKind.BUDGET_PERIOD)
        decided, occasion = decided_kommunbidrag(flik, scope), flik.data.own_occasion
        value = flik.values.inputs.get(target.cell) if target else None
        if target is None or decided is None or occasion is None or value is None:
            continue
        wanted = Fraction(decided * occasion.month, 12)
        if abs(value - wanted) > tolerance:
            text = (
                f"kommunbidraget är {show_number(value)}, {occasion.month}/12 av det beslutade "
                f"{show_number(decided)} är {show_number(half_away(wanted))}."
            )
            yield finding_at("AV13", flik.data, target, text, found=value, expected=half_away(wanted))


def check_development_funds(scope: BookScope) -> Iterator[Finding]:
    """AV23, when the workbook is handed in: the result is so much better that a share may be set aside."""
    settings = scope.kommun.installningar.utvecklingsmedel
    for flik in scope.flikar if scope.filed_at is not None else ():
        occasion = flik.data.own_occasion
        target = flik.total(ColumnKind.DIFF)
        if occasion is None or occasion.kind is not OccasionKind.ARSBOKSLUT or target is None:
            continue
        improvement = flik.values.values.get(target.cell, 0)
        is_result = flik.data.layout.flik.table.code == "RR" and settings.andel_procent > 0
        if is_result and _has_both_years(flik) and improvement >= settings.troskel_tkr and improvement > 0:
            share = half_away(Fraction(improvement) * Fraction(settings.andel_procent) / 100)
            percent = f"{settings.andel_procent:f} procent, {show_number(share)}"
            text = (
                f"resultatet är {show_number(improvement)} bättre än förra årets; {percent}, kan avsättas som "
                "utvecklingsmedel när pandemins effekter är borträknade."
            )
            yield finding_at("AV23", flik.data, target, text, found=improvement)


def _has_both_years(flik: FlikScope) -> bool:
    """Whether both years' outcomes are there, and with kommunbidrag both: it may be that last year's is not known."""
    kinds = (ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
    columns = [flik.data.layout.column(kind) for kind in kinds]
    bidrag = [target for kind in kinds if (target := flik.target("kommunbidrag", kind)) is not None]
    return (
        all(column is not None and has_amounts_of_year(flik, column.number) for column in columns)
        and len({bool(flik.values.inputs.get(target.cell)) for target in bidrag}) <= 1
    )


def has_amounts_of_year(flik: FlikScope, column: int) -> bool:
    """Whether a column holds any input, under a heading of the right year."""
    has_wrong_year = any(wrong.column.number == column for wrong in flik.data.wrong_years)
    return not has_wrong_year and any(cell.column == column for cell in flik.values.inputs)
