"""ST21 and ST23: are the columns filled in that the occasion asks for."""

from collections.abc import Iterator, Sequence

from engine.addresses import Cell
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn
from engine.model import ColumnKind
from engine.periods import OccasionKind
from engine.rules.scope import BookScope, FlikScope


def check_required_columns(scope: BookScope) -> Iterator[Finding]:
    """ST21, when the workbook is handed in, for each column that ``[ifyllnad]`` asks for and nobody has filled.

    Every asked column of the RR, and of any other flik that is used: a nämnd without investments has none to fill in.
    ST23 for an årsbokslut's RR without its outcome, and once for an RR with none of its columns filled: there is
    nothing to file.
    """
    if scope.occasion is None or scope.filed_at is None:
        return
    asked = [ColumnKind(kind) for kind in scope.kommun.ifyllnad[scope.occasion.kind.value]]
    for flik in scope.flikar:
        columns = [column for kind in asked if (column := _input_column(flik, kind)) is not None]
        empty = [column for column in columns if not _is_filled(flik, column)]
        if flik.data.layout.flik.table.code == "RR":
            yield from _of_result(flik, columns, empty, needs_outcome=scope.occasion.kind is OccasionKind.ARSBOKSLUT)
        elif len(empty) < len(columns):
            yield from (_missing("ST21", flik, column) for column in empty)


def _of_result(
    flik: FlikScope, asked: Sequence[PlacedColumn], empty: Sequence[PlacedColumn], *, needs_outcome: bool
) -> Iterator[Finding]:
    if asked and len(empty) == len(asked):
        headings = ", ".join(f"”{column.heading}”" for column in asked)
        cell = Cell(flik.data.layout.heading_row, asked[0].number)
        yield make_finding("ST23", f"Ingen av kolumnerna {headings} är ifylld.", flik=flik.data.name, cell=cell)
        return
    for column in empty:
        is_outcome = needs_outcome and column.column.kind is ColumnKind.UTFALL
        yield _missing("ST23" if is_outcome else "ST21", flik, column)


def _input_column(flik: FlikScope, kind: ColumnKind) -> PlacedColumn | None:
    column = flik.data.layout.column(kind)
    return column if column is not None and column.column.formula is None else None


def _is_filled(flik: FlikScope, column: PlacedColumn) -> bool:
    """Whether any input cell of a column holds something."""
    return any(
        target.formula is None and target.column is column and flik.data.is_filled(target.cell)
        for target in flik.data.layout.targets
    )


def _missing(rule_id: str, flik: FlikScope, column: PlacedColumn) -> Finding:
    text = f"Kolumnen ”{column.heading}” är inte ifylld."
    cell = Cell(flik.data.layout.heading_row, column.number)
    return make_finding(rule_id, text, flik=flik.data.name, cell=cell, column=column.column.kind.value)
