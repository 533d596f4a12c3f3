"""What a flik is: rows, columns, formulas and names, declared once; a contradiction fails at import, by name."""

from engine.model.catalog import Catalog
from engine.model.columns import Column, ColumnKind
from engine.model.flik import CellTarget, Flik
from engine.model.rows import Row, RowKind, Sign
from engine.model.table import Table

__all__ = ["Catalog", "CellTarget", "Column", "ColumnKind", "Flik", "Row", "RowKind", "Sign", "Table"]
