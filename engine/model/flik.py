"""A flik: one table at one kind of occasion, with its columns and its names."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import DeclarationError
from engine.formula import Expression, references
from engine.model.columns import Column, ColumnKind
from engine.model.rows import Row
from engine.model.table import Table
from engine.periods import Occasion, OccasionKind


@dataclass(frozen=True, slots=True)
class CellTarget:
    """The meeting of a row and a column, and the formula that gives the amount there (None: people fill it in)."""

    row: Row
    column: Column
    formula: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Flik:
    """One tab of the year's workbook.

    Attributes:
        name: the exact tab name.
        table: the rows.
        columns: the amount columns, first in column B.
        kinds: the kinds of occasion it serves; two for the flik that is used every month.
        month: 4, 8 or 12 for fliken of one occasion; None for the budget and the monthly flik.
        key_column: the column the cover shows.
        beside: columns to the right of the comments: help for the controller, in no table that is filed.
        optional: a workbook may lack it; it is checked and reported where it is there and filled.

    Raises:
        DeclarationError: two columns of one kind, no key column, or a formula that names what is not there.
    """

    name: str
    table: Table
    columns: tuple[Column, ...]
    kinds: frozenset[OccasionKind]
    month: int | None
    key_column: ColumnKind
    beside: tuple[Column, ...] = ()
    optional: bool = False

    def __post_init__(self) -> None:
        kinds = [column.kind for column in (*self.columns, *self.beside)]
        if len(set(kinds)) != len(kinds) or self.key_column not in kinds:
            raise DeclarationError(f"{self.name}: the columns contradict each other: {', '.join(kinds)}")
        for column in (*self.columns, *self.beside):
            self._check_formula(column)

    def _check_formula(self, column: Column) -> None:
        """A column is computed from columns that are filled in or summed, and from declared rows."""
        rows = {row.id for row in self.table.rows}
        plain = {other.kind for other in (*self.columns, *self.beside) if other.formula is None}
        for ref in references(column.formula):
            if ref.column not in plain or (ref.row is not None and ref.row not in rows):
                named = f"{ref.row or ''} {ref.column}"
                raise DeclarationError(f"{self.name}.{column.kind}: refers to {named}, not declared")

    def target(self, row: Row, column: Column) -> CellTarget:
        """What stands where they meet; a column's formula goes before a row's."""
        return CellTarget(row, column, column.formula or (None if column.is_kept else row.formula))

    def column(self, kind: ColumnKind) -> Column:
        """The column of a kind."""
        return next(column for column in self.columns if column.kind is kind)

    @property
    def is_monthly(self) -> bool:
        """The flik holds one occasion at a time, named in its cell *Tillfälle*."""
        return OccasionKind.MANAD in self.kinds

    def serves(self, occasion: Occasion) -> bool:
        """Whether the occasion is filed in this flik."""
        return occasion.kind in self.kinds

    @property
    def headings_by_kind(self) -> Mapping[ColumnKind, str]:
        """The declared headings."""
        return {column.kind: column.heading for column in self.columns}
