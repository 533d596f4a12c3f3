"""A flik's rows and columns with their places on a sheet."""

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

from engine.addresses import Cell
from engine.formula import Expression, Ref, WhenAny, render, terms
from engine.model import OUTCOMES, Column, ColumnKind, Flik, Row, RowKind


@dataclass(frozen=True)
class PlacedRow:
    """A row and where it stands.

    Attributes:
        row: the declaration; every project row shares one.
        label: as it stands in column A.
        number: the sheet's row number.
        block: for project and closing rows, the id of the row that owns them.
    """

    row: Row
    label: str
    number: int
    block: str | None = None


@dataclass(frozen=True)
class PlacedColumn:
    """A column, its heading as it stands, and the sheet's column number."""

    column: Column
    heading: str
    number: int


@dataclass(frozen=True)
class PlacedTarget:
    """One amount cell with the row and column it belongs to."""

    cell: Cell
    row: PlacedRow
    column: PlacedColumn
    formula: Expression | None


NO_COLUMN = 0
"""A sheet column that is never filled: the one that a formula waits for is not there."""


class Step(NamedTuple):
    """How one derived cell is computed.

    Attributes:
        parts: the cells that are added up, with their coefficients.
        awaited: the sheet column that must hold a number before the formula counts; None waits for none.
    """

    cell: Cell
    parts: tuple[tuple[Cell, int], ...]
    awaited: int | None

    def is_met(self, filled: Collection[int]) -> bool:
        """Whether the formula counts, when these sheet columns hold a number in an input cell."""
        return self.awaited is None or self.awaited in filled


@dataclass(frozen=True)
class FlikLayout:
    """Where a flik stands on its sheet.

    Attributes:
        flik: the declaration.
        sheet: the tab's name as it is.
        year: ÅR of the headings and labels.
        heading_row: the row with ``Belopp i tkr``.
        label_column: the column of the labels.
        rows: from top to bottom.
        columns: from left to right, in the sheet's order.
        comment_column: None when there is none.
        occasion_cell: the cell beside *Tillfälle*.
        block_ends: per block, the last row of its SUM range (the closing row).
        beside: columns to the right of the comments.
        check_row: the row *Kontroll* under the table; None when there is none.
    """

    flik: Flik
    sheet: str
    year: int
    heading_row: int
    label_column: int
    rows: tuple[PlacedRow, ...]
    columns: tuple[PlacedColumn, ...]
    comment_column: int | None
    occasion_cell: Cell | None
    block_ends: Mapping[str, int]
    beside: tuple[PlacedColumn, ...] = ()
    check_row: int | None = None

    @cached_property
    def _rows_by_id(self) -> Mapping[str, PlacedRow]:
        return {placed.row.id: placed for placed in self.rows if placed.row.id}

    @cached_property
    def _columns_by_kind(self) -> Mapping[str, PlacedColumn]:
        return {placed.column.kind.value: placed for placed in (*self.columns, *self.beside)}

    def row(self, row_id: str) -> PlacedRow | None:
        """The declared row with this id; None when the sheet lacks it."""
        return self._rows_by_id.get(row_id)

    def column(self, kind: ColumnKind | str) -> PlacedColumn | None:
        """The column of a kind; None when the sheet lacks it."""
        return self._columns_by_kind.get(str(kind))

    @property
    def mark_cells(self) -> Mapping[ColumnKind, Cell]:
        """Above each outcome column's heading, where a mark says whether the nämnd has decided it."""
        columns = (placed for placed in self.columns if placed.column.kind in OUTCOMES and self.heading_row > 1)
        return {placed.column.kind: Cell(self.heading_row - 1, placed.number) for placed in columns}

    def projects(self, block: str) -> tuple[PlacedRow, ...]:
        """The project rows of a block, top first."""
        return self._projects.get(block, ())

    @cached_property
    def _projects(self) -> Mapping[str, tuple[PlacedRow, ...]]:
        found: dict[str, tuple[PlacedRow, ...]] = {}
        for placed in self.rows:
            if placed.block is not None and placed.row.kind is RowKind.PROJECT:
                found[placed.block] = (*found.get(placed.block, ()), placed)
        return found

    @cached_property
    def targets(self) -> tuple[PlacedTarget, ...]:
        """Every amount cell of the table, row by row."""
        return tuple(self._targets(self.columns))

    @cached_property
    def beside_targets(self) -> tuple[PlacedTarget, ...]:
        """Every amount cell beside the comments."""
        return tuple(self._targets(self.beside))

    @cached_property
    def all_targets(self) -> tuple[PlacedTarget, ...]:
        """The amount cells of the table, then those beside the comments."""
        return self.targets + self.beside_targets

    def _targets(self, columns: tuple[PlacedColumn, ...]) -> Iterator[PlacedTarget]:
        for placed in self.rows:
            if not (placed.row.kind.is_filled_by_people or placed.row.kind.is_summed):
                continue
            for column in columns:
                formula = self.flik.target(placed.row, column.column).formula
                yield PlacedTarget(Cell(placed.number, column.number), placed, column, formula)

    @cached_property
    def input_targets(self) -> tuple[PlacedTarget, ...]:
        """The amount cells that people fill in, those beside the comments too."""
        return tuple(target for target in self.all_targets if target.formula is None)

    @cached_property
    def derived_targets(self) -> tuple[PlacedTarget, ...]:
        """The amount cells that have a declared formula, those beside the comments too."""
        return tuple(target for target in self.all_targets if target.formula is not None)

    @cached_property
    def targets_by_cell(self) -> Mapping[Cell, PlacedTarget]:
        """The amount cells by place."""
        return {target.cell: target for target in self.all_targets}

    @cached_property
    def sums(self) -> Mapping[Cell, tuple[tuple[Cell, int], ...]]:
        """For every derived cell, the cells its declared formula adds up, with their coefficients."""
        return {t.cell: terms(t.formula, _Seen(self, t)) for t in self.derived_targets if t.formula is not None}

    @cached_property
    def steps(self) -> Mapping[Cell, Step]:
        """For every derived cell how it is computed."""
        return {cell: Step(cell, parts, self._awaited(cell)) for cell, parts in self.sums.items()}

    @cached_property
    def program(self) -> tuple[Step, ...]:
        """The steps in an order in which each comes after those it reads: compiled once, evaluated often."""
        ordered: dict[Cell, Step] = {}

        def add(cell: Cell) -> None:
            if cell in self.steps and cell not in ordered:
                for part, _ in self.steps[cell].parts:
                    add(part)
                ordered[cell] = self.steps[cell]

        for cell in self.steps:
            add(cell)
        return tuple(ordered.values())

    def _awaited(self, cell: Cell) -> int | None:
        if cell not in self.conditions:
            return None
        column = self.column(self.conditions[cell])
        return column.number if column else NO_COLUMN

    @cached_property
    def conditions(self) -> Mapping[Cell, str]:
        """For every derived cell that counts only where a column holds any number, that column."""
        return {t.cell: t.formula.column for t in self.all_targets if isinstance(t.formula, WhenAny)}

    def formula_text(self, target: PlacedTarget) -> str:
        """The declared formula of a derived cell as Excel text without ``=``."""
        if target.formula is None:
            raise ValueError(f"{target.cell} is an input cell")
        return self.formula_texts[target.cell]

    @cached_property
    def formula_texts(self) -> Mapping[Cell, str]:
        """For every derived cell its declared formula as Excel text without ``=``."""
        return {t.cell: render(t.formula, _Seen(self, t)) for t in self.derived_targets if t.formula is not None}


_KNOWN: OrderedDict[tuple[Hashable, ...], FlikLayout] = OrderedDict()
_MOST_KNOWN = 512


def shared_layout(layout: FlikLayout) -> FlikLayout:
    """The layout, or an equal one met before: what is worked out from a layout once serves every workbook like it."""
    key = tuple(
        tuple(value.items()) if isinstance(value, Mapping) else value
        for value in (getattr(layout, field.name) for field in fields(layout))
    )
    found = _KNOWN.setdefault(key, layout)
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST_KNOWN:
        _KNOWN.popitem(last=False)
    return found


@dataclass(frozen=True)
class _Seen:
    """A layout seen from one cell: the Place of its formula."""

    layout: FlikLayout
    target: PlacedTarget

    def cell(self, ref: Ref) -> Cell | None:
        row = self.target.row if ref.row is None else self.layout.row(ref.row)
        column = self.target.column if ref.column is None else self.layout.column(ref.column)
        return None if row is None or column is None else Cell(row.number, column.number)

    def block(self, name: str) -> tuple[Cell, ...]:
        return tuple(Cell(row.number, self.target.column.number) for row in self.layout.projects(name))

    def span(self, name: str) -> tuple[Cell, Cell]:
        projects = self.layout.projects(name)
        last = self.layout.block_ends[name]
        first = projects[0].number if projects else last
        column = self.target.column.number
        return Cell(first, column), Cell(last, column)

    def column_span(self, name: str) -> tuple[Cell, Cell]:
        column = self.layout.column(name)
        rows = [target.row.number for target in self.layout.targets]
        if column is None:
            raise KeyError(name)
        return Cell(min(rows), column.number), Cell(max(rows), column.number)
