"""What a stripped ledger says of one nämnd, and where its kommunbidrag comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.amounts import ORE_PER_TKR, exact, half_away, show_number
from engine.model import ColumnKind
from engine.organisation import Kommun
from engine.periods import Occasion

KOMMUNBIDRAG = "kommunbidrag"
_BUDGETS = (ColumnKind.BUDGET, ColumnKind.BUDGET_FG, ColumnKind.BUDGET_PERIOD)
_WHOLE_YEAR = (ColumnKind.BUDGET, ColumnKind.BUDGET_FG)


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What a stripped ledger says of one nämnd.

    Attributes:
        namnd: the nämnd's code.
        occasion, year: what was asked of the ledger.
        amounts: column kind → RR row id → exact öre, report sign.
        booked: every (typ, year) that the ledger has rows of.
        booked_kommunbidrag: every (typ, year) for which the nämnd has rows on kommunbidrag accounts.
        whole_previous: RR row id → last year's whole outcome in öre; None where the ledger lacks months of it.
    """

    namnd: str
    occasion: Occasion
    year: int
    amounts: Mapping[ColumnKind, Mapping[str, int]]
    booked: frozenset[tuple[str, int]]
    booked_kommunbidrag: frozenset[tuple[str, int]]
    whole_previous: Mapping[str, int] | None = None

    def source_of(self, kind: ColumnKind) -> tuple[str, int]:
        """The typ and year that a column kind is made of."""
        is_previous = kind in (ColumnKind.UTFALL_FG, ColumnKind.BUDGET_FG)
        return "budget" if kind in _BUDGETS else "utfall", self.year - 1 if is_previous else self.year

    def is_booked(self, kind: ColumnKind) -> bool:
        """Whether the ledger has any rows for a column kind."""
        return self.source_of(kind) in self.booked


@dataclass(frozen=True, slots=True)
class Grant:
    """Kommunbidrag in öre, the sentence that says where it comes from, and the rule that says it.

    Attributes:
        booked: the ledger's own, and no decision's.
    """

    ore: int
    told: str
    rule: str = "IN05"
    booked: bool = False


def grant_of(kind: ColumnKind, figures: LedgerFigures, kommun: Kommun) -> Grant:
    """The kommunbidrag of a column: the ledger's if the nämnd has rows on its accounts, else the decision's."""
    typ, year = figures.source_of(kind)
    if (typ, year) in figures.booked_kommunbidrag:
        return Grant(figures.amounts[kind].get(KOMMUNBIDRAG, 0), "från huvudboken.", booked=True)
    decided = kommun.beslutat_kommunbidrag(year, figures.namnd, year * 100 + figures.occasion.decision_month)
    if decided is None:
        return Grant(0, f"finns varken i huvudboken eller i [kommunbidrag] för {year}; 0 är skrivet.", "AV07")
    months = 12 if kind in _WHOLE_YEAR else figures.occasion.month
    share = "" if months == 12 else f", {months}/12 av {show_number(decided)}"
    return Grant(_part_of_year(decided, months), f"från [kommunbidrag] i kommun.toml{share}.")


def _part_of_year(decided: Decimal, months: int) -> int:
    return half_away(exact(decided) * ORE_PER_TKR * months / 12)
