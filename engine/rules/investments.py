"""AV: investments against what is decided for them."""

from collections.abc import Iterator

from engine.amounts import half_away, show_number
from engine.calc import derived_values
from engine.findings import Finding
from engine.model import ColumnKind
from engine.rules.comments import is_being_commented
from engine.rules.decisions import decided_investment, has_amounts_of_year
from engine.rules.scope import BookScope, FlikScope, finding_at


def check_investments(scope: BookScope) -> Iterator[Finding]:
    """AV14: the investments' budget is the decided one; AV15: they stay within it, once there are comments."""
    for flik in scope.flikar:
        if flik.data.layout.flik.table.code == "INV":
            yield from _against_decision(flik, scope)
            if is_being_commented(flik, scope):
                yield from _against_budget(flik)


def _against_decision(flik: FlikScope, scope: BookScope) -> Iterator[Finding]:
    """A total that somebody wrote over is told of as that, where the projects give what is decided."""
    target, decided = flik.total(ColumnKind.BUDGET), decided_investment(flik, scope)
    if target is None or decided is None or not has_amounts_of_year(flik, target.column.number):
        return
    value = flik.values.values.get(target.cell, 0)
    if half_away(value) != decided != half_away(derived_values(flik.data.layout, flik.values.inputs)[target.cell]):
        text = f"budgeten är {show_number(value)}, beslutat är {show_number(decided)}."
        yield finding_at("AV14", flik.data, target, text, found=value, expected=decided)


def _against_budget(flik: FlikScope) -> Iterator[Finding]:
    budget = flik.total(ColumnKind.BUDGET)
    is_closed = ColumnKind.PROGNOS not in {column.column.kind for column in flik.data.layout.columns}
    spent = flik.total(ColumnKind.UTFALL if is_closed else ColumnKind.PROGNOS)
    if budget is None or spent is None or not has_amounts_of_year(flik, budget.column.number):
        return
    value, limit = flik.values.values.get(spent.cell, 0), flik.values.values.get(budget.cell, 0)
    if limit > 0 and value > limit:
        text = f"{show_number(value)} är {show_number(value - limit)} mer än budgeten {show_number(limit)}."
        yield finding_at("AV15", flik.data, spent, text, found=value, expected=limit)
