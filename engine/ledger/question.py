"""What is asked of a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.organisation import Kommun, Namnd
from engine.periods import PeriodScope

Typ = Literal["utfall", "budget"]


@dataclass(frozen=True, slots=True)
class Question:
    """Whose rows are counted, in which periods, and what the rows of the RR are called.

    Attributes:
        scope: the year, the occasion, and the bokslutsperioder of the kommun.
        labels: kontogrupp (``intakter`` …) → the RR row it becomes, in row order; a kontogrupp left out is
            known but has no row.
        typ: what the amounts are in a file without a column typ.
        skip_faulty: faulty rows are left out, counted and listed, and do not stop the output.
    """

    kommun: Kommun
    namnd: Namnd
    scope: PeriodScope
    labels: Mapping[str, str]
    typ: Typ | None = None
    skip_faulty: bool = False

    @property
    def forvaltningar(self) -> tuple[str, ...]:
        """The förvaltningar that the nämnd has a part in, each once."""
        return tuple(dict.fromkeys(forvaltning.kod for forvaltning in self.namnd.forvaltningar))

    def counts(self, typ: str, period: int) -> bool:
        """Whether rows of this typ and period (ÅÅÅÅMM) are counted at the occasion."""
        scope = self.scope
        if typ == "budget":
            return period in scope.budget or period in scope.budget_fg
        return period in scope.utfall or period in scope.utfall_fg
