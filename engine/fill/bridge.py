"""The bridge's decided amounts as kommun.toml has them now, whatever it said when the workbook was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.addresses import Cell
from engine.amounts import show_number
from engine.data import EMPTY, BookData, RawBook, RawSheet
from engine.fill.plan import CellContent, FilledCell, FlikFill
from engine.findings import Finding, make_finding
from engine.layout import BRIDGE, BudgetChange, Decisions
from engine.layout.bridge import (
    CHANGE_LABEL,
    COMPARED_HEADINGS,
    DECIDED_HEADINGS,
    DECISION_COLUMN,
    DECISION_LABEL,
    FROM_COLUMN,
    GRANT_COLUMN,
    INVESTMENT_COLUMN,
    shown_amount,
)
from engine.text import fold

_CHANGE_COLUMNS = (DECISION_COLUMN, FROM_COLUMN, GRANT_COLUMN, INVESTMENT_COLUMN)


@dataclass(frozen=True, slots=True)
class _Bridge:
    """Where the bridge's inputs stand; rows may have been inserted since it was written."""

    sheet: RawSheet
    decision: int
    changes: tuple[int, ...]


def refresh_bridge(book: BookData, decisions: Decisions) -> FlikFill:
    """The bridge's input cells that differ from kommun.toml, told of row by row (AV11).

    A decision that kommun.toml does not have leaves its cell as it is. The cells are ``beside``: they belong to no
    table that is filed.
    """
    bridge = _found(book.raw)
    if bridge is None:
        return FlikFill()
    if len(decisions.changes) > len(bridge.changes):
        return FlikFill(findings=(_too_narrow(bridge, decisions),))
    rows = [(bridge.decision, DECISION_LABEL, _decided(decisions))]
    padded = [*decisions.changes, *[None] * (len(bridge.changes) - len(decisions.changes))]
    rows += [(row, CHANGE_LABEL, _change(change)) for row, change in zip(bridge.changes, padded, strict=True)]
    filled = FlikFill()
    for row, label, wanted in rows:
        cells = tuple(_differing(bridge.sheet, row, label, wanted))
        if cells:
            filled += FlikFill(beside=cells, findings=(_rewritten(bridge.sheet, cells),))
    return filled


def _found(raw: RawBook) -> _Bridge | None:
    """The bridge by its name and its labels; None for a workbook without one that can be read."""
    sheet = next((sheet for sheet in raw.sheets if fold(sheet.name) == fold(BRIDGE)), None)
    if sheet is None:
        return None
    labels = {cell.row: raw.value for cell, raw in sheet.cells.items() if cell.column == 1}
    decision = next((row for row, label in labels.items() if label == DECISION_LABEL), None)
    end = next((row for row, label in sorted(labels.items()) if label == COMPARED_HEADINGS[0]), None)
    if decision is None or end is None:
        return None
    return _Bridge(sheet, decision, tuple(range(decision + 1, end - 1)))


def _decided(decisions: Decisions) -> Mapping[int, CellContent]:
    amounts = {GRANT_COLUMN: decisions.grant, INVESTMENT_COLUMN: decisions.investment}
    return {column: shown_amount(amount) for column, amount in amounts.items() if amount is not None}


def _change(change: BudgetChange | None) -> Mapping[int, CellContent]:
    if change is None:
        return dict.fromkeys(_CHANGE_COLUMNS)
    return {
        DECISION_COLUMN: change.decision or None,
        FROM_COLUMN: change.start,
        GRANT_COLUMN: shown_amount(change.grant),
        INVESTMENT_COLUMN: shown_amount(change.investment),
    }


def _differing(sheet: RawSheet, row: int, label: str, wanted: Mapping[int, CellContent]) -> Iterator[FilledCell]:
    for column, value in wanted.items():
        cell = Cell(row, column)
        raw = sheet.cells.get(cell, EMPTY)
        before: CellContent = raw.error if raw.error is not None else raw.value
        if raw.formula is not None or before != value:
            yield FilledCell(sheet.name, cell, label, None, before, value)


def _rewritten(sheet: RawSheet, cells: Sequence[FilledCell]) -> Finding:
    changes = "; ".join(
        f"{DECIDED_HEADINGS[cell.cell.column - 1]} {_shown(cell, cell.before)} → {_shown(cell, cell.after)}"
        for cell in cells
    )
    first = cells[0]
    return make_finding(
        "AV11", f"{first.row}, rad {first.cell.row}, är omskriven efter kommun.toml: {changes}.", flik=sheet.name,
        cell=first.cell, row=first.row, found=first.before, expected=first.after,
    )  # fmt: skip


def _shown(cell: FilledCell, content: CellContent) -> str:
    if content is None:
        return "tom"
    is_amount = cell.cell.column in (GRANT_COLUMN, INVESTMENT_COLUMN) and isinstance(content, int | float)
    return show_number(Decimal(str(content))) if is_amount else f"”{content}”"


def _too_narrow(bridge: _Bridge, decisions: Decisions) -> Finding:
    room, count = len(bridge.changes), len(decisions.changes)
    text = f"kommun.toml har {count} budgetändringar, men bladet har plats för {room}; bryggan är inte uppdaterad."
    return make_finding(
        "AV11", text,
        flik=bridge.sheet.name, row=CHANGE_LABEL, found=room, expected=count,
        remedy=f"Infoga {count - room} rader mellan de tomma ändringsraderna och kör igen.",
    )  # fmt: skip
