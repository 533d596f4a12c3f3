"""AV: the workbook against what was filed elsewhere: other occasions, last year, reports, the ledger, the clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.amounts import ORE_PER_TKR, half_away, show_number
from engine.calc import Amount
from engine.findings import Finding, make_finding
from engine.layout import PlacedTarget
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind
from engine.rules.changed_inputs import values_before
from engine.rules.decisions import has_amounts_of_year
from engine.rules.filed import FiledTable, RowName, row_name, standing
from engine.rules.scope import BookScope, FlikScope, LedgerColumns, finding_at, what_stands
from engine.text import day_and_time

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Difference:
    """A cell that says another amount than what it is compared with."""

    target: PlacedTarget
    found: Amount
    expected: Amount


def check_budget_unchanged(scope: BookScope) -> Iterator[Finding]:
    """AV17 once for a flik whose budget is not the one of the latest earlier occasion."""
    for flik in scope.flikar:
        earlier = _latest(scope, flik, lambda filed: filed.has(ColumnKind.BUDGET))
        if earlier is not None and not _is_decided_between(scope, earlier.occasion, flik.data.own_occasion):
            found = _differences(flik, ColumnKind.BUDGET, earlier, ColumnKind.BUDGET)
            if found:
                net = sum((each.found - each.expected for each in found), start=Fraction(0))
                said = "nettot är detsamma" if net == 0 else f"nettot ändras med {show_number(net)}"
                yield _told("AV17", flik, found, f"{_filed_as(earlier)}; {said}")


def _is_decided_between(scope: BookScope, earlier: Occasion, later: Occasion | None) -> bool:
    """Whether the budget decision has changed between two occasions, so that the column must change too."""
    after = scope.year * 100 + earlier.decision_month
    before = scope.year * 100 + (later.decision_month if later else 12)
    return any(
        change.ar == scope.year and scope.namnd is not None and change.namnd == scope.namnd.kod
        and after < change.fran <= before
        for change in scope.kommun.budgetandringar
    )  # fmt: skip


def check_previous_year(scope: BookScope) -> Iterator[Finding]:
    """AV18 once for a flik whose outcome of last year is not what last year's workbook says."""
    for flik in scope.flikar:
        filed = [f for f in _of_table(scope, flik) if f.year == scope.year - 1 and f.has(ColumnKind.UTFALL)]
        same = [f for f in filed if f.occasion == flik.data.own_occasion]
        if same:
            found = _differences(flik, ColumnKind.UTFALL_FG, same[0], ColumnKind.UTFALL)
            if found:
                yield _told("AV18", flik, found, _filed_as(same[0]))


def check_previous_forecast(scope: BookScope) -> Iterator[Finding]:
    """AV19 once for a flik whose *Föregående prognos* is not the last one filed."""
    for flik in scope.flikar:
        earlier = _latest(scope, flik, lambda filed: filed.has(ColumnKind.PROGNOS))
        if earlier is not None:
            found = _differences(flik, ColumnKind.FOREGAENDE_PROGNOS, earlier, ColumnKind.PROGNOS)
            if found:
                yield _told("AV19", flik, found, _filed_as(earlier))


def check_reports(scope: BookScope) -> Iterator[Finding]:
    """AV21 once for a flik whose table stands with other amounts in the report of the same occasion."""
    for flik in scope.flikar:
        for filed in _of_table(scope, flik):
            if filed.is_printed and (filed.year, filed.occasion) == (scope.year, flik.data.own_occasion):
                differing = list(_printed_differences(flik, filed))
                found = [each for each in differing if each.target.formula is None] or differing
                if found:
                    yield _told("AV21", flik, found, f"i {filed.source}")


def _printed_differences(flik: FlikScope, filed: FiledTable) -> Iterator[_Difference]:
    for target in flik.data.layout.targets:
        name, value = row_name(target.row), flik.values.values.get(target.cell)
        printed = filed.amounts.get((name, target.column.column.kind)) if name else None
        if printed is not None and value is not None and half_away(value) != printed:
            yield _Difference(target, value, printed)


def _of_table(scope: BookScope, flik: FlikScope) -> list[FiledTable]:
    return [filed for filed in scope.filed if filed.table == flik.data.layout.flik.table.code]


def _latest(scope: BookScope, flik: FlikScope, knows: Callable[[FiledTable], bool]) -> FiledTable | None:
    """The latest earlier occasion of the year at which the table was filed with what is asked for."""
    own = flik.data.own_occasion
    if own is None:
        return None
    earlier = [
        f for f in _of_table(scope, flik) if f.year == scope.year and f.occasion.rank < own.rank and knows(f)
    ]  # fmt: skip
    return max(earlier, key=lambda filed: filed.occasion.rank, default=None)


def latest_comments(scope: BookScope, flik: FlikScope) -> FiledTable | None:
    """The latest earlier occasion of the year at which rows of the table were commented."""
    return _latest(scope, flik, lambda filed: any(filed.comments.values()))


def _differences(flik: FlikScope, kind: ColumnKind, filed: FiledTable, filed_kind: ColumnKind) -> list[_Difference]:
    """The rows that both know, where they differ by half a unit or more (an avrundningsdifferens is none)."""
    column = flik.data.layout.column(kind)
    if column is None or not has_amounts_of_year(flik, column.number):
        return []
    targets = flik.data.layout.targets_by_cell
    both = [
        _Difference(targets[cell], amount, filed.amounts[name, filed_kind])
        for name, cell, amount in standing(flik.data, flik.values, kind)
        if (name, filed_kind) in filed.amounts
    ]
    return _far_apart(flik, both, lambda apart: apart > Fraction(1, 2))


def _far_apart(
    flik: FlikScope, pairs: Sequence[_Difference], is_far: Callable[[Fraction], bool]
) -> list[_Difference]:
    """Those that differ, and did so before they were changed after their sums had become values (SU01 says that)."""
    found = [each for each in pairs if is_far(abs(Fraction(each.found) - each.expected))]
    before = values_before(flik) if found else {}
    return [e for e in found if is_far(abs(Fraction(before.get(e.target.cell, e.found)) - e.expected))]


def _filed_as(filed: FiledTable) -> str:
    return f"vid {filed.occasion.label(filed.year)} (i {filed.source})"


def _told(rule_id: str, flik: FlikScope, found: Sequence[_Difference], where: str) -> Finding:
    """One finding for all the differences, at the first of them."""
    first = found[0]
    rest = [label for label in dict.fromkeys(e.target.row.label for e in found) if label != first.target.row.label]
    unnamed = f" och {len(rest) - _MOST_NAMED} till" if len(rest) > _MOST_NAMED else ""
    more = f" Också {', '.join(rest[:_MOST_NAMED])}{unnamed} skiljer sig." if rest else ""
    amount = first.found if flik.data.is_filled(first.target.cell) else None
    text = f"{what_stands(amount)} men var {show_number(first.expected)} {where}.{more}"
    return finding_at(rule_id, flik.data, first.target, text, found=amount, expected=first.expected)


_FILED_AS = {"fordjupad": OccasionKind.FORDJUPAD, "delar": OccasionKind.DELAR, "bokslut": OccasionKind.ARSBOKSLUT}
"""The occasions that the rows of prognossäkerhet tell of."""


def check_accuracy(scope: BookScope) -> Iterator[Finding]:
    """AV09 for each amount of prognossäkerhet that is not the Årets resultat filed at that occasion."""
    results = [filed for filed in scope.filed if filed.table == "RR" and filed.year == scope.year]
    for flik in scope.flikar:
        for row_id, occasion in _FILED_AS.items() if flik.data.layout.flik.table.code == "PROGSAK" else ():
            target = flik.target(row_id, ColumnKind.PROGNOS)
            value = flik.values.inputs.get(target.cell) if target else None
            is_closed = occasion is OccasionKind.ARSBOKSLUT
            place = RowName("", "resultat"), ColumnKind.UTFALL if is_closed else ColumnKind.PROGNOS
            filed = next((f for f in results if f.occasion.kind is occasion and place in f.amounts), None)
            if target is None or value is None or filed is None:
                continue
            wanted = half_away(filed.amounts[place])
            if abs(Fraction(value - wanted)) >= 1:
                text = f"beloppet är {show_number(value)} men var {show_number(wanted)} {_filed_as(filed)}."
                yield finding_at("AV09", flik.data, target, text, found=value, expected=wanted)


def check_ledger(scope: BookScope) -> Iterator[Finding]:
    """AV20 for each amount of the RR that the stripped ledger does not give.

    A whole amount may lie less than one tkr from the exact one, for the rows share the rounding of their total.
    """
    tolerance = max(scope.parameter("AV20", "tolerans_tkr"), Fraction(1))
    for flik in scope.flikar:
        columns = (scope.ledger or {}).get(flik.data.layout.flik.name, {})
        for each in _far_apart(flik, list(_from_ledger(flik, columns)), lambda apart: apart >= tolerance):
            wanted = half_away(each.expected)
            text = f"beloppet är {show_number(each.found)}, den rensade huvudboken ger {show_number(wanted)}."
            yield finding_at("AV20", flik.data, each.target, text, found=each.found, expected=wanted)


def _from_ledger(flik: FlikScope, columns: LedgerColumns) -> Iterator[_Difference]:
    for kind, rows in columns.items():
        for row_id, ore in rows.items():
            target = flik.target(row_id, kind)
            value = flik.values.inputs.get(target.cell) if target else None
            if target is not None and value is not None:
                yield _Difference(target, value, Fraction(ore, ORE_PER_TKR))


def check_deadline(scope: BookScope) -> Iterator[Finding]:
    """AV16 for a workbook that is handed in after the occasion's last day."""
    if scope.filed_at is None or scope.occasion is None:
        return
    for post in scope.kommun.kalender:
        last = post.inlamning
        is_it = (post.ar, post.tillfalle) == (scope.year, scope.occasion.code)
        if is_it and last is not None and scope.filed_at > last:
            now, then = day_and_time(scope.filed_at), day_and_time(last)
            text = f"{scope.occasion.label(scope.year).capitalize()} lämnas {now}; sista dag var {then}."
            yield make_finding("AV16", text, found=now, expected=then)
