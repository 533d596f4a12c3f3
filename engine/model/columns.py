"""An amount column of a flik, as declared."""

from dataclasses import dataclass
from enum import StrEnum

from engine.formula import Expression


class ColumnKind(StrEnum):
    """The kinds of amount columns; these names are used in JSON, kommun.toml and formulas (contract section 3).

    The last four stand beside the comments, in no table that is filed.
    """

    BUDGET = "budget"
    PROGNOS = "prognos"
    AVVIKELSE = "avvikelse"
    UTFALL = "utfall"
    UTFALL_FG = "utfall_fg"
    DIFF = "diff"
    BUDGET_FG = "budget_fg"
    BUDGET_PERIOD = "budget_period"
    PLAN1 = "plan1"
    PLAN2 = "plan2"
    PLAN3 = "plan3"
    PLAN4 = "plan4"
    FOREGAENDE_PROGNOS = "foregaende_prognos"
    PROGNOSFORANDRING = "prognosforandring"
    FORSLAG_RAK = "forslag_rak"
    FORSLAG_SASONG = "forslag_sasong"


_TOLD = {
    ColumnKind.UTFALL_FG: "utfall föregående år", ColumnKind.BUDGET_FG: "budget föregående år",
    ColumnKind.BUDGET_PERIOD: "periodbudget", ColumnKind.FOREGAENDE_PROGNOS: "föregående prognos",
    ColumnKind.PROGNOSFORANDRING: "prognosförändring", ColumnKind.FORSLAG_RAK: "förslag, rak",
    ColumnKind.FORSLAG_SASONG: "förslag, säsong", ColumnKind.PLAN1: "plan 1", ColumnKind.PLAN2: "plan 2",
    ColumnKind.PLAN3: "plan 3", ColumnKind.PLAN4: "plan 4",
}  # fmt: skip


def column_told(kind: str) -> str:
    """A kind as people are told of it; ``föregående prognos`` for ``foregaende_prognos``."""
    return _TOLD.get(ColumnKind(kind), kind)


OUTCOMES = (ColumnKind.UTFALL, ColumnKind.UTFALL_FG)
"""The kinds that are either preliminary or decided by the nämnd, which a mark above their heading says."""

PROPOSALS = (ColumnKind.FORSLAG_RAK, ColumnKind.FORSLAG_SASONG)
"""The kinds that propose a forecast beside the controller's own."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Column:
    """One declared amount column.

    Attributes:
        kind: what the amounts are.
        heading: with ``{ar}``, ``{fg}`` (the previous year), ``{ar1}`` … ``{ar4}`` for the years.
        formula: for columns computed from other columns of the row.
        is_kept: the column keeps amounts from elsewhere, in sum rows too; nothing in it is summed.
    """

    kind: ColumnKind
    heading: str
    formula: Expression | None = None
    is_kept: bool = False

    def shown(self, year: int) -> str:
        """The heading for a year: ``Avv. prognos/budget 2022``."""
        later = {f"ar{n}": year + n for n in range(1, 5)}
        return self.heading.format(ar=year, fg=year - 1, **later)
