"""From sums per account and period to the RR rows of an occasion."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from engine.ledger.question import Question
from engine.ledger.result import CodeSum, RowAmounts
from engine.organisation import Kommun
from engine.periods import PeriodScope


@dataclass(frozen=True, slots=True)
class KeptSum:
    """The kept rows of one account, typ and period; ``ore`` in ledger sign."""

    konto: str
    typ: str
    period: int
    rader: int
    ore: int


def result_rows(sums: Iterable[KeptSum], question: Question) -> Mapping[str, RowAmounts]:
    """The amounts of every kontogrupp's label, in report sign."""
    return _by_label(sums, question, question.labels.values(), question.label_of)


def flik_rows(sums: Iterable[KeptSum], question: Question) -> Mapping[str, RowAmounts]:
    """The amounts of every row that the ledger fills in the nämnd's own flik, by label, in report sign."""

    def label_of(konto: str) -> str | None:
        row = question.row_of(konto)
        return None if row is None else row.label

    return _by_label(sums, question, (row.label for row in question.rows), label_of)


def _by_label(
    sums: Iterable[KeptSum], question: Question, labels: Iterable[str], label_of: Callable[[str], str | None]
) -> Mapping[str, RowAmounts]:
    by_label: dict[str, Counter[tuple[str, int]]] = {label: Counter() for label in labels}
    row_of, label_of = cache(question.row_of), cache(label_of)  # an account has sums in many periods
    for kept in sums:
        row, label = row_of(kept.konto), label_of(kept.konto)
        if row is not None and label is not None:
            by_label[label][kept.typ, kept.period] += row.sign.of_ledger * kept.ore
    return {label: amounts_of(totals, question.scope) for label, totals in by_label.items()}


def amounts_of(totals: Mapping[tuple[str, int], int], scope: PeriodScope) -> RowAmounts:
    """What the öre of each typ and period come to at the occasion, in the sign they have."""

    def booked(typ: str, periods: frozenset[int]) -> int:
        return sum(totals.get((typ, period), 0) for period in periods)

    return RowAmounts(
        budget_ore=booked("budget", scope.budget),
        budget_period_ore=booked("budget", scope.budget_period),
        utfall_ore=booked("utfall", scope.utfall),
        foregaende_ore=booked("utfall", scope.utfall_fg),
        foregaende_helar_ore=booked("utfall", scope.utfall_fg_helar),
        budget_fg_ore=booked("budget", scope.budget_fg),
    )


def accounts_unclaimed(sums: Iterable[tuple[str, int, int]], question: Question) -> tuple[CodeSum, ...]:
    """The accounts that no row claims, or more than one, with their rows and öre; none of them is counted."""
    found = ((CodeSum(code, rows, ore, question.claimants(code))) for code, rows, ore in sums)
    return tuple(code for code in found if len(code.claimants) != 1)


def codes_unknown(sums: Iterable[tuple[str, int, int]], group_of: Callable[[str], str | None]) -> tuple[CodeSum, ...]:
    """The codes that ``group_of`` does not know, with their rows and öre."""
    return tuple(CodeSum(code, rows, ore) for code, rows, ore in sums if group_of(code) is None)


def typ_years_of_group(sums: Iterable[KeptSum], kommun: Kommun, group: str) -> frozenset[tuple[str, int]]:
    """The (typ, year) in which any account of a kontogrupp has rows."""
    group_of = cache(kommun.kontogrupp_of)
    return frozenset((kept.typ, kept.period // 100) for kept in sums if group_of(kept.konto) == group)
