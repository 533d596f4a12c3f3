"""From sums per account and period to the RR rows of an occasion."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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
    """Every RR row of the question in report sign: what is booked as a cost (+) is shown with a minus."""
    by_label: dict[str, list[KeptSum]] = {label: [] for label in question.labels.values()}
    for kept in sums:
        label = question.labels.get(question.kommun.kontogrupp_of(kept.konto) or "")
        if label is not None:
            by_label[label].append(kept)
    return {label: _amounts(found, question.scope) for label, found in by_label.items()}


def _amounts(sums: list[KeptSum], scope: PeriodScope) -> RowAmounts:
    def booked(typ: str, periods: frozenset[int]) -> int:
        return -sum(kept.ore for kept in sums if kept.typ == typ and kept.period in periods)

    return RowAmounts(
        budget_ore=booked("budget", scope.budget),
        budget_period_ore=booked("budget", scope.budget_period),
        utfall_ore=booked("utfall", scope.utfall),
        foregaende_ore=booked("utfall", scope.utfall_fg),
        budget_fg_ore=booked("budget", scope.budget_fg),
    )


def codes_unknown(sums: Iterable[tuple[str, int, int]], group_of: Callable[[str], str | None]) -> tuple[CodeSum, ...]:
    """The codes that ``group_of`` does not know, with their rows and öre."""
    return tuple(CodeSum(code, rows, ore) for code, rows, ore in sums if group_of(code) is None)


def typ_years_of_group(sums: Iterable[KeptSum], kommun: Kommun, group: str) -> frozenset[tuple[str, int]]:
    """The (typ, year) in which any account of a kontogrupp has rows."""
    return frozenset((kept.typ, kept.period // 100) for kept in sums if kommun.kontogrupp_of(kept.konto) == group)
