"""What is asked of a ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.data import RawBook
from engine.model import Row, Sign
from engine.organisation import Kommun, Namnd
from engine.periods import PeriodScope

Typ = Literal["utfall", "budget"]
ReadBook = Callable[[Path], RawBook]
"""Reads a workbook as it stands; who asks says how, because reading workbooks is another room's."""

_INTAKTER, _OVRIGA_KOSTNADER, _UTANFOR_RR = "intakter", "ovriga_kostnader", "utanfor_rr"
_BELOW = ("kommunbidrag", "finansnetto")


@dataclass(frozen=True, slots=True)
class Question:
    """Whose rows are counted, in which periods, and what the rows of the RR are called.

    Attributes:
        scope: the year, the occasion, and the bokslutsperioder of the kommun.
        labels: kontogrupp (``intakter`` …) → the label it is told of by, in row order.
        rows: the rows of the nämnd's own RR flik that the ledger fills, with their accounts.
        typ: what the amounts are in a file without a column typ.
        skip_faulty: faulty rows are left out, counted and listed, and do not stop the output.
        read_book: how to read an Excel export; None when Excel files are refused.
    """

    kommun: Kommun
    namnd: Namnd
    scope: PeriodScope
    labels: Mapping[str, str]
    rows: tuple[Row, ...]
    typ: Typ | None = None
    skip_faulty: bool = False
    read_book: ReadBook | None = None

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

    def claimants(self, konto: str) -> tuple[str, ...]:
        """Who claims an account: labels of rows, or *utanför RR*; an account is counted when there is one."""
        rows = tuple(row.label for row in self._rows_of(konto))
        is_outside = self.kommun.kontogrupp_of(konto) == _UTANFOR_RR
        return (*rows, "utanför RR") if is_outside else rows

    def row_of(self, konto: str) -> Row | None:
        """The row of the flik that an account fills; None when it fills none, or nobody can say which."""
        return self._rows_of(konto)[0] if len(self.claimants(konto)) == 1 and self._rows_of(konto) else None

    def label_of(self, konto: str) -> str | None:
        """The kontogrupp's label that an account is told of by: that of the block its row stands in.

        A cost whose account no cost group claims is told of among the other costs, so that the labels add up to
        the flik.
        """
        row = self.row_of(konto)
        return None if row is None else self.labels[self._group(row, konto)]

    def _rows_of(self, konto: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.accounts is not None and row.accounts.contains(konto))

    def _group(self, row: Row, konto: str) -> str:
        if row.id in _BELOW:
            return row.id
        if row.sign is not Sign.COST:
            return _INTAKTER
        group = self.kommun.kontogrupp_of(konto)
        is_cost = group in self.labels and group not in (_INTAKTER, *_BELOW)
        return group if group is not None and is_cost else _OVRIGA_KOSTNADER
