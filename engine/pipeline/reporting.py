"""``flikar rapport``: the Word report of a nämnd for one occasion."""

from collections.abc import Iterator
from pathlib import Path

from engine.amounts import show_number
from engine.calc import table_view
from engine.data import CommentView, ReportSection, ReportView, RowView, TableView
from engine.errors import UnreadableError
from engine.files import write_atomically
from engine.findings import Severity
from engine.model import ColumnKind, RowKind
from engine.periods import Occasion, occasion_named
from engine.pipeline.checking import scope_of
from engine.pipeline.exporting import table_title
from engine.pipeline.making import Made, MadeFile
from engine.pipeline.opening import open_book
from engine.pipeline.setup import Setup
from engine.rules import BookScope, FlikScope, check_book

_SOURCE = "Beloppen är hämtade ur arbetsboken {book}, i tusental kronor. Positiv avvikelse är gynnsam för kommunen."


def write_report(setup: Setup, book: Path, occasion: str, target: Path, *, year: int | None) -> Made:
    """Write the report with the occasion's flikar as native tables; a flik of another occasion is left out, told of.

    Raises:
        UnreadableError: the workbook cannot be read, or has none of the occasion's flikar.
    """
    asked = occasion_named(occasion)
    opened = open_book(book, setup, year=year)
    scope = scope_of(opened, setup, asked, year)
    findings = tuple(f for f in check_book(scope) if f.severity is not Severity.INFO)
    if not scope.flikar:
        reasons = " ".join(finding.message for finding in findings)
        raise UnreadableError(book, f"inget att rapportera för {asked.label(scope.year)}. {reasons}".strip())
    from engine.word import report_docx

    write_atomically(target, report_docx(report_view(scope, asked, book.name)))
    return Made((MadeFile("rapport", str(target)),), findings)


def report_view(scope: BookScope, occasion: Occasion, book_name: str) -> ReportView:
    """The report's contents."""
    return ReportView(
        title=occasion.report_title(scope.year),
        namnd=scope.namnd.namn if scope.namnd else "",
        occasion=occasion.label(scope.year),
        kommun=scope.kommun.namn,
        sections=tuple(_section(flik) for flik in scope.flikar),
        source=_SOURCE.format(book=book_name),
    )


def _section(flik: FlikScope) -> ReportSection:
    view = table_view(flik.data, flik.values, table_title(flik.data), all_rows=False)
    kinds = [column.column.kind for column in flik.data.layout.columns]
    at = kinds.index(ColumnKind.AVVIKELSE) if ColumnKind.AVVIKELSE in kinds else None
    return ReportSection(flik.data.layout.flik.table.title, view, comments=tuple(_comments(view, at)))


def _comments(view: TableView, deviation: int | None) -> Iterator[CommentView]:
    """What the flik says of a row, else a request for a comment where the row deviates."""
    for row in view.rows:
        off = _deviation(row, deviation)
        if row.comment:
            yield CommentView(row.label, row.comment)
        elif off and row.kind in (RowKind.INPUT, RowKind.PROJECT):
            request = f"[Kommentera avvikelsen {show_number(off)} tkr.]"
            yield CommentView(row.label, request, to_write=True)


def _deviation(row: RowView, at: int | None) -> int | float:
    return (row.amounts[at] or 0) if at is not None else 0
