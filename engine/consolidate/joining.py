"""All nämnders contributions side by side; the same whatever order they come in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from engine.calc import Amount
from engine.consolidate.contribution import CODES, Contribution, RowAmounts, TableContribution
from engine.data.consolidation import (
    ConsolidatedComment,
    ConsolidatedProject,
    ConsolidatedRow,
    ConsolidatedTable,
    Consolidation,
    SummaryLine,
)
from engine.model import ColumnKind, RowKind

SUMMARY_ROW = "Verksamhetens nettokostnader"
_T = TypeVar("_T")
_Tables = dict[str, TableContribution]


def consolidate(contributions: Iterable[Contribution], order: Sequence[str]) -> Consolidation:
    """Join the nämnder.

    Args:
        contributions: at most one for each nämnd.
        order: nämnd codes in the kommun's order.

    Raises:
        ValueError: two contributions of one nämnd, or one of a nämnd that is not in the order.
    """
    given = sorted(contributions, key=lambda contribution: order.index(contribution.namnd))
    namnder = tuple(contribution.namnd for contribution in given)
    if len(set(namnder)) != len(namnder):
        raise ValueError(f"two contributions of one nämnd among {', '.join(namnder)}")
    tables = tuple(_joined(found) for code in CODES if (found := _tables_of(given, code)))
    rr = next((table for table in tables if table.code == "RR"), None)
    outcome = _outcome(rr)
    summary = tuple(_summary(rr, namnd, outcome) for namnd in namnder)
    comments = tuple(comment for contribution in given for comment in _comments(contribution))
    return Consolidation(namnder, tables, outcome, summary, comments)


def _comments(contribution: Contribution) -> Iterator[ConsolidatedComment]:
    tables = (contribution.table(code) for code in CODES)
    for table in filter(None, tables):
        for said in table.comments:
            yield ConsolidatedComment(contribution.namnd, table.title, said.label, said.deviation, said.text)


def _tables_of(contributions: Iterable[Contribution], code: str) -> _Tables:
    found = ((contribution.namnd, contribution.table(code)) for contribution in contributions)
    return {namnd: table for namnd, table in found if table is not None}


def _joined(tables: _Tables) -> ConsolidatedTable:
    first = next(iter(tables.values()))
    headings = {kind: text for table in reversed(tables.values()) for kind, text in table.headings.items()}
    kinds = merged_order([list(table.headings) for table in tables.values()])
    labels = merged_order([[row.label for row in table.rows] for table in tables.values()])
    return ConsolidatedTable(
        code=first.code,
        title=first.title,
        headings={kind: headings[kind] for kind in kinds},
        rows=tuple(_joined_row(label, kinds, tables) for label in labels),
        projects=tuple(
            ConsolidatedProject(namnd, project.category, project.label, project.amounts)
            for namnd, table in tables.items()
            for project in table.projects
        ),
    )


def _joined_row(label: str, kinds: Sequence[ColumnKind], tables: _Tables) -> ConsolidatedRow:
    rows = {namnd: row for namnd, table in tables.items() for row in table.rows if row.label == label}
    amounts = {
        kind: {namnd: row.amounts[kind] for namnd, row in rows.items() if kind in row.amounts} for kind in kinds
    }
    return ConsolidatedRow(label, _kind_of(rows.values()), amounts)


def _kind_of(rows: Iterable[RowAmounts]) -> RowKind:
    """A row that people fill in at some nämnder and that is a sum at others is printed as people know it best."""
    kinds = [row.kind for row in rows]
    return max(sorted(set(kinds)), key=kinds.count)


def merged_order(sequences: Iterable[Sequence[_T]]) -> tuple[_T, ...]:
    """Every element once; one that only later sequences know comes right after the one it follows there."""
    merged: list[_T] = []
    for sequence in sequences:
        at = 0
        for element in sequence:
            if element in merged:
                at = merged.index(element) + 1
            else:
                merged.insert(at, element)
                at += 1
    return tuple(merged)


def _outcome(rr: ConsolidatedTable | None) -> ColumnKind | None:
    kinds = rr.headings if rr else {}
    return next((kind for kind in (ColumnKind.PROGNOS, ColumnKind.UTFALL) if kind in kinds), None)


def _summary(rr: ConsolidatedTable | None, namnd: str, outcome: ColumnKind | None) -> SummaryLine:
    def amount(kind: ColumnKind | None) -> Amount | None:
        rows = rr.rows if rr else ()
        row = next((row for row in rows if row.label == SUMMARY_ROW), None)
        return row.amounts.get(kind, {}).get(namnd) if row and kind else None

    return SummaryLine(namnd, amount(ColumnKind.BUDGET), amount(outcome))
