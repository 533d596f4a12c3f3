"""What one flik of one nämnd brings to the whole: its amounts row by row, and what had to be left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, Origin, comment_of
from engine.data import FlikData
from engine.layout import PlacedRow
from engine.model import ColumnKind, Row, RowKind

CODES = ("RR", "INV", "FORUTB")
"""The tables that can be added up over nämnder."""

_NAMELESS = "(utan namn)"


@dataclass(frozen=True, slots=True)
class Gap:
    """An amount that is not in the sums; ``row`` or ``column`` None means all of them."""

    row: str | None
    column: ColumnKind | None
    reason: str


@dataclass(frozen=True, slots=True)
class RowAmounts:
    """A declared row with the amounts (tkr, report sign) that count, by column kind."""

    label: str
    kind: RowKind
    amounts: Mapping[ColumnKind, Amount]


@dataclass(frozen=True, slots=True)
class ProjectAmounts:
    """A project row with the amounts that stand in it, and the row that owns its block."""

    category: str
    label: str
    amounts: Mapping[ColumnKind, Amount]


@dataclass(frozen=True, slots=True)
class RowComment:
    """What a nämnd says of a row; the deviation in tkr, None when it has none to trust."""

    label: str
    deviation: Amount | None
    text: str


@dataclass(frozen=True, slots=True)
class TableContribution:
    """One table of one nämnd.

    Attributes:
        flik: the tab it was read from.
        headings: the declared columns in order.
        rows: the declared rows in order, also those without amounts.
        gaps: what is not in ``rows`` and should be.
        empty: columns in which people have filled in nothing; their blank cells count as 0, as in Excel.
        comments: from top to bottom.
    """

    code: str
    title: str
    flik: str
    headings: Mapping[ColumnKind, str]
    rows: tuple[RowAmounts, ...]
    projects: tuple[ProjectAmounts, ...]
    gaps: tuple[Gap, ...]
    empty: tuple[ColumnKind, ...]
    comments: tuple[RowComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """Everything one nämnd brings, at most one table of each code."""

    namnd: str
    tables: tuple[TableContribution, ...]

    def table(self, code: str) -> TableContribution | None:
        """The table with a code; None when the nämnd has none."""
        return next((table for table in self.tables if table.code == code), None)


def contribution_of(flik: FlikData, values: FlikValues) -> TableContribution:
    """The amounts of a flik as they count; nothing of a flik in another unit than thousands."""
    standing = _Standing(flik, values)
    comments = tuple(_comments(standing))
    if not flik.is_in_thousands:
        return _contribution(flik, (), (), (Gap(None, None, f"fliken anger belopp i {flik.unit}"),), comments)
    rows = tuple(_row_amounts(standing, row) for row in _amount_rows(flik))
    return _contribution(flik, rows, tuple(_projects(standing)), tuple(_gaps(standing)), comments)


def _contribution(
    flik: FlikData,
    rows: tuple[RowAmounts, ...],
    projects: tuple[ProjectAmounts, ...],
    gaps: tuple[Gap, ...],
    comments: tuple[RowComment, ...],
) -> TableContribution:
    declared = flik.layout.flik
    return TableContribution(
        code=declared.table.code,
        title=declared.table.title,
        flik=flik.name,
        headings={column.kind: column.shown(flik.layout.year) for column in declared.columns},
        rows=rows,
        projects=projects,
        gaps=gaps,
        empty=tuple(_empty_columns(flik)),
        comments=comments,
    )


def _amount_rows(flik: FlikData) -> Iterator[Row]:
    for row in flik.layout.flik.table.rows:
        if row.kind.is_filled_by_people or row.kind.is_summed:
            yield row


def _empty_columns(flik: FlikData) -> Iterator[ColumnKind]:
    inputs = [target for target in flik.layout.targets if target.formula is None]
    for column in flik.layout.columns:
        cells = [target.cell for target in inputs if target.column is column]
        if cells and not any(flik.is_filled(cell) for cell in cells):
            yield column.column.kind


@dataclass(frozen=True, slots=True)
class _Standing:
    """A flik and its evaluated amounts, asked cell by cell."""

    flik: FlikData
    values: FlikValues

    def amounts(self, placed: PlacedRow) -> Mapping[ColumnKind, Amount | None]:
        """Per column of the sheet the amount that counts; None where there is none to trust."""
        columns = self.flik.layout.columns
        return {c.column.kind: self.amount(Cell(placed.number, c.number)) for c in columns}

    def amount(self, cell: Cell) -> Amount | None:
        """A blank cell is 0; text, an error, a formula nobody computed and what follows from one is None."""
        if self._is_broken(cell):
            return None
        return self.values.values.get(cell, 0)

    def _is_broken(self, cell: Cell) -> bool:
        derived = self.values.derived.get(cell)
        if derived is None:
            return cell not in self.values.inputs and not self._is_blank(cell)
        if derived.origin is Origin.UNREADABLE:
            return True
        if derived.origin in (Origin.CONSTANT, Origin.CHANGED) and derived.stored is not None:
            return False
        return any(self._is_broken(part) for part, _ in self.flik.layout.sums[cell])

    def _is_blank(self, cell: Cell) -> bool:
        raw = self.flik.raw(cell)
        has_text = raw.value is not None and str(raw.value).strip() != ""
        return raw.error is None and raw.formula is None and not has_text


def _row_amounts(standing: _Standing, row: Row) -> RowAmounts:
    layout = standing.flik.layout
    placed = layout.row(row.id)
    found = standing.amounts(placed) if placed else {}
    counted = {kind: amount for kind, amount in found.items() if amount is not None}
    return RowAmounts(row.shown(layout.year), row.kind, counted)


def _projects(standing: _Standing) -> Iterator[ProjectAmounts]:
    layout = standing.flik.layout
    for owner in layout.flik.table.blocks:
        for placed in layout.projects(owner.id):
            filled = _filled(standing, placed)
            if not (filled or placed.label):
                continue
            counted = {kind: amount for kind, amount in filled.items() if amount is not None}
            yield ProjectAmounts(owner.shown(layout.year), placed.label or _NAMELESS, counted)


def _filled(standing: _Standing, placed: PlacedRow) -> Mapping[ColumnKind, Amount | None]:
    """The amounts of a project row whose cell, or one it is computed from, is filled."""
    flik = standing.flik
    cells = {c.column.kind: Cell(placed.number, c.number) for c in flik.layout.columns}
    sums = flik.layout.sums
    return {
        kind: standing.amount(cell)
        for kind, cell in cells.items()
        if any(flik.is_filled(part) for part, _ in sums.get(cell, ((cell, 1),)))
    }


def _comments(standing: _Standing) -> Iterator[RowComment]:
    flik = standing.flik
    for placed in flik.layout.rows:
        text = comment_of(flik, placed)
        if text:
            amounts = standing.amounts(placed) if flik.is_in_thousands else {}
            yield RowComment(placed.label or _NAMELESS, amounts.get(ColumnKind.AVVIKELSE), text)


def _gaps(standing: _Standing) -> Iterator[Gap]:
    layout = standing.flik.layout
    for column in layout.flik.columns:
        if layout.column(column.kind) is None:
            yield Gap(None, column.kind, "kolumnen saknas")
    for row in _amount_rows(standing.flik):
        if layout.row(row.id) is None and not row.optional:
            yield Gap(row.shown(layout.year), None, "raden saknas")
    for placed in layout.rows:
        if placed.row.kind.is_filled_by_people or placed.row.kind.is_summed:
            for kind, amount in standing.amounts(placed).items():
                if amount is None:
                    yield Gap(placed.label or _NAMELESS, kind, "beloppet kan inte läsas")
