"""A consolidation in the shape of the contract, section 7."""

from engine.consolidate.contribution import CODES
from engine.data.consolidation import ConsolidatedRow, ConsolidatedTable, Consolidation, SummaryLine, Tkr
from engine.findings import json_value
from engine.model import ColumnKind


def tables_json(consolidation: Consolidation) -> dict[str, object]:
    """``{"RR": {RAD: {KOLUMN: {"summa", "namnder": {kod: n}}}}, "INV", "FORUTB"}``; a table nobody filed is empty."""
    return {code: _table(consolidation.table(code)) for code in CODES}


def _table(table: ConsolidatedTable | None) -> dict[str, object]:
    return {row.label: _row(row) for row in table.rows} if table else {}


def _row(row: ConsolidatedRow) -> dict[str, object]:
    return {
        kind.value: {
            "summa": json_value(row.total(kind)),
            "namnder": {namnd: json_value(amount) for namnd, amount in amounts.items()},
        }
        for kind, amounts in row.amounts.items()
    }


def summary_json(consolidation: Consolidation) -> list[dict[str, object]]:
    """Driftsammandrag: Verksamhetens nettokostnader of each nämnd; årsbokslut has ``utfall`` and no prognos."""
    return [_line(line, consolidation.outcome) for line in consolidation.summary]


def _line(line: SummaryLine, outcome: ColumnKind | None) -> dict[str, object]:
    is_final = outcome is ColumnKind.UTFALL
    final = {"utfall": _amount(line.outcome)} if is_final else {}
    return {
        "namnd": line.namnd,
        "budget": _amount(line.budget),
        "prognos": None if is_final else _amount(line.outcome),
        **final,
        "avvikelse": _amount(line.deviation),
    }


def _amount(amount: Tkr | None) -> int | float | str | None:
    return json_value(amount)
