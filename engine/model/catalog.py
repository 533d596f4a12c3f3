"""All flikar of a year's workbook, per kind of verksamhet."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.flik import Flik
from engine.model.rows import Row
from engine.model.table import Table
from engine.periods import Occasion


@dataclass(frozen=True, slots=True)
class Catalog:
    """The declared flikar.

    Attributes:
        version: of the template, written into every workbook.
        ledger_labels: kontogrupp of kommun.toml → the usual RR row that its accounts make.
        books: per verksamhet (``skattefinansierad``, ``va`` …) the flikar in tab order.
    """

    version: str
    ledger_labels: Mapping[str, str]
    books: Mapping[str, tuple[Flik, ...]]

    def flikar(self, verksamhet: str) -> tuple[Flik, ...]:
        """The flikar of a nämnd's workbook."""
        return self.books[verksamhet]

    def result_table(self, verksamhet: str) -> Table:
        """The resultaträkning of a nämnd's workbook."""
        return next(flik.table for flik in self.flikar(verksamhet) if flik.table.code == "RR")

    def ledger_rows(self, verksamhet: str) -> tuple[Row, ...]:
        """The rows of the RR flikar of a nämnd's workbook that a ledger fills."""
        return tuple(row for row in self.result_table(verksamhet).rows if row.accounts is not None)

    def required(self, verksamhet: str, occasion: Occasion) -> tuple[Flik, ...]:
        """The flikar an occasion asks for."""
        return tuple(flik for flik in self.flikar(verksamhet) if flik.serves(occasion) and not flik.optional)
