"""AV: does the flik agree with what kommunfullmäktige decided."""

from collections.abc import Iterator

from engine.amounts import half_away, show_number
from engine.findings import Finding
from engine.model import ColumnKind
from engine.periods import OCCASIONS
from engine.rules.scope import BookScope, FlikScope, finding_at


def decided_kommunbidrag(flik: FlikScope, scope: BookScope) -> int | None:
    """The decided kommunbidrag in tkr at the flik's occasion; None when nobody has decided or the nämnd is unknown.

    The budget itself is measured by the decision alone, a follow-up by the decision with the changes in force.
    """
    if scope.namnd is None or flik.data.layout.flik.table.code != "RR":
        return None
    decided = scope.kommun.beslutat_kommunbidrag(scope.year, scope.namnd.kod, scope.year * 100 + _month(flik, scope))
    return None if decided is None else half_away(decided)


def _month(flik: FlikScope, scope: BookScope) -> int:
    declared = flik.data.layout.flik
    said = flik.data.occasion[0] if flik.data.occasion else None
    own = next((occasion for occasion in OCCASIONS if declared.serves(occasion)), None)
    occasion = (scope.occasion or said) if declared.is_monthly else own
    return occasion.decision_month if occasion else 12


def check_kommunbidrag(scope: BookScope) -> Iterator[Finding]:
    """AV01: the budget column's kommunbidrag is the decided one."""
    for flik in scope.flikar:
        decided = decided_kommunbidrag(flik, scope)
        layout = flik.data.layout
        target = next(
            (t for t in layout.targets
             if t.row.row.id == "kommunbidrag" and t.column.column.kind is ColumnKind.BUDGET), None,
        )  # fmt: skip
        if decided is None or target is None or not _is_column_filled(flik, target.column.number):
            continue
        value = flik.values.inputs.get(target.cell)
        if value is None and flik.data.is_filled(target.cell):
            continue  # text or an error value, reported as that
        if value is None or half_away(value) != decided:
            said = "saknas" if value is None else f"är {show_number(value)}"
            text = f"kommunbidraget {said}, beslutat är {show_number(decided)}."
            yield finding_at("AV01", flik.data, target, text, found=value, expected=decided)


def _is_column_filled(flik: FlikScope, column: int) -> bool:
    has_wrong_year = any(wrong.column.number == column for wrong in flik.data.wrong_years)
    return not has_wrong_year and any(cell.column == column for cell in flik.values.inputs)
