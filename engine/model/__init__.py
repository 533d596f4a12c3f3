"""What a flik is: rows, columns, formulas and names, declared once; a contradiction fails at import, by name."""

from engine.model.catalog import Catalog
from engine.model.columns import OUTCOMES, PROPOSALS, Column, ColumnKind
from engine.model.flik import CellTarget, Flik
from engine.model.rows import Row, RowKind
from engine.model.signs import BETWEEN_YEARS, Favourable, Sign, favourable_in
from engine.model.table import Table

__all__ = [
    "BETWEEN_YEARS", "OUTCOMES", "PROPOSALS", "Catalog", "CellTarget", "Column", "ColumnKind", "Favourable", "Flik",
    "Row", "RowKind", "Sign", "Table", "favourable_in",
]  # fmt: skip
