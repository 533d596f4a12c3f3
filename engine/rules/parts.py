"""SU04: what is a part of the total is not more than it."""

from collections.abc import Iterator

from engine.addresses import Cell
from engine.amounts import half_away, show_number
from engine.findings import Finding
from engine.model import RowKind
from engine.rules.scope import BookScope, FlikScope, finding_at


def check_parts(scope: BookScope) -> Iterator[Finding]:
    """SU04 for each of-which row that exceeds the table's total; it is never added to it."""
    for flik in scope.flikar:
        yield from _too_large(flik)


def _too_large(flik: FlikScope) -> Iterator[Finding]:
    layout = flik.data.layout
    declared = layout.flik.table.total
    total = layout.row(declared.id) if declared else None
    if total is None:
        return
    for target, value in flik.inputs:
        if target.row.row.kind is not RowKind.OF_WHICH:
            continue
        whole = flik.values.values.get(Cell(total.number, target.column.number))
        if whole is not None and half_away(value) > half_away(whole):
            text = f"{show_number(value)} är mer än {total.label}, {show_number(whole)}, som det är en del av."
            yield finding_at("SU04", flik.data, target, text, found=value, expected=whole)
