"""A table: its rows, and the rules that hold for a declaration of rows."""

from dataclasses import dataclass
from functools import cached_property

from engine.errors import DeclarationError
from engine.formula import Expression, SumBlock, references
from engine.model.rows import Row, RowKind
from engine.text import fold


@dataclass(frozen=True, eq=False)
class Table:
    """A typed table.

    Attributes:
        code: ``RR``, ``INV``, ``FORUTB``, ``PROGSAK`` or ``PERIOD``.
        title: what people call it.
        rows: in printed order; an unslotted blank row is a BLANK.

    Raises:
        DeclarationError: two rows share an id or a label, a formula names a row or a block that is not there, or
            comes back to itself.
    """

    code: str
    title: str
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        ids = [row.id for row in self.rows if row.id]
        labels = [fold(row.label) for row in self.rows if row.label]
        for names in (ids, labels):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise DeclarationError(f"{self.code}: declared twice: {', '.join(sorted(twice))}")
        for row in self.rows:
            self._check_formula(row)

    def _check_formula(self, row: Row) -> None:
        if row.kind.is_summed and row.formula is None:
            raise DeclarationError(f"{self.code}.{row.id}: a sum row without a formula")
        if row.kind.is_filled_by_people and row.formula is not None:
            raise DeclarationError(f"{self.code}.{row.id}: an input row with a formula")
        known = {other.id for other in self.rows}
        missing = _row_names(row.formula) - known
        if missing:
            raise DeclarationError(f"{self.code}.{row.id}: refers to {', '.join(sorted(missing))}, not declared")
        if isinstance(row.formula, SumBlock) and not self.row(row.formula.block).slots:
            raise DeclarationError(f"{self.code}.{row.id}: {row.formula.block} owns no project rows")
        self._check_acyclic(row, (row.id,))

    def _check_acyclic(self, row: Row, path: tuple[str, ...]) -> None:
        if isinstance(row.formula, SumBlock):
            return  # a block is made of project rows, which have no formula
        for name in sorted(_row_names(row.formula)):
            if name in path:
                raise DeclarationError(f"{self.code}.{path[0]}: the formula comes back to itself over {name}")
            self._check_acyclic(self.row(name), (*path, name))

    def row(self, row_id: str) -> Row:
        """The row with this id."""
        return next(row for row in self.rows if row.id == row_id)

    @cached_property
    def blocks(self) -> tuple[Row, ...]:
        """The rows that own project rows."""
        return tuple(row for row in self.rows if row.slots)

    @cached_property
    def total(self) -> Row | None:
        """The outermost sum row: the one no other row's formula refers to; None in a table without sums."""
        inner = {name for row in self.rows for name in _row_names(row.formula)}
        return next((row for row in reversed(self.rows) if row.kind is RowKind.SUM and row.id not in inner), None)

    @property
    def key_row(self) -> Row:
        """The row people look at first: the total, else the last row."""
        return self.total or self.rows[-1]


def _row_names(expression: Expression | None) -> frozenset[str]:
    return frozenset(ref.row for ref in references(expression) if ref.row is not None)
