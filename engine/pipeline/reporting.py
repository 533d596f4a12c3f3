"""``flikar rapport``: the Word report of a nämnd for one occasion."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import comment_of, table_view
from engine.data import CommentView, ReportSection, ReportView
from engine.data.comments import is_draft
from engine.files import write_atomically
from engine.findings import Severity
from engine.layout import PlacedRow
from engine.model import ColumnKind, RowKind
from engine.periods import Occasion, occasion_named
from engine.pipeline.checking import scope_of
from engine.pipeline.drafting import latest_of
from engine.pipeline.exporting import table_title
from engine.pipeline.making import Made, MadeFile
from engine.pipeline.opening import open_book
from engine.pipeline.setup import Setup
from engine.prose import (
    RowTold,
    change_of,
    change_sentence,
    comment_draft,
    draft_of,
    row_told,
    summary_sentences,
)
from engine.rules import BookScope, FlikScope, check_book

_SOURCE = "Beloppen är hämtade ur arbetsboken {book}, i tusental kronor. Positiv avvikelse är gynnsam för kommunen."
_CAUSE = "[Beskriv orsaken.]"
_CAUSES = "[Beskriv de viktigaste orsakerna.]"
_ROWS = (RowKind.INPUT, RowKind.PROJECT)


def write_report(setup: Setup, book: Path, occasion: str, target: Path, *, year: int | None) -> Made:
    """Write the report with the occasion's flikar as native tables; a flik of another occasion is left out, told of.

    Nothing is written when none of the occasion's flikar is there.

    Raises:
        UnreadableError: the workbook cannot be read.
    """
    asked = occasion_named(occasion)
    opened = open_book(book, setup, year=year)
    scope = scope_of(opened, setup, asked, year)
    findings = tuple(f for f in check_book(scope) if f.severity is not Severity.INFO or f.accepted is not None)
    if not scope.flikar:
        return Made((), findings)  # each flik is missing or another occasion's, which is a fel
    from engine.word import report_docx

    write_atomically(target, report_docx(report_view(scope, asked, book.name)))
    return Made((MadeFile("rapport", str(target)),), findings)


def report_view(scope: BookScope, occasion: Occasion, book_name: str) -> ReportView:
    """The report's contents; what nobody has written yet stands as drafts and requests."""
    return ReportView(
        title=occasion.report_title(scope.year),
        namnd=scope.namnd.namn if scope.namnd else "",
        occasion=occasion.label(scope.year),
        kommun=scope.kommun.namn,
        sections=tuple(_section(flik, scope, occasion) for flik in _in_reading_order(scope.flikar)),
        source=_SOURCE.format(book=book_name),
        summary=_summary(scope, occasion),
    )


def _in_reading_order(flikar: Sequence[FlikScope]) -> list[FlikScope]:
    """As the tabs stand, but the period's outcome beside the RR it belongs to."""
    after = {"RR": 0, "PERIOD": 1}
    return sorted(flikar, key=lambda flik: after.get(flik.data.layout.flik.table.code, 2))


def _summary(scope: BookScope, occasion: Occasion) -> CommentView | None:
    said = [sentence for flik in scope.flikar for sentence in summary_sentences(flik.data, flik.values, occasion)]
    draft = draft_of(said)
    return CommentView("Sammanfattning", f"{draft.text} {_CAUSES}", to_write=True) if draft else None


def _section(flik: FlikScope, scope: BookScope, occasion: Occasion) -> ReportSection:
    latest = latest_of(flik.data, scope.book, occasion)
    rows = [placed for placed in flik.data.layout.rows if placed.row.kind in _ROWS]
    told = {placed.number: row_told(flik.data, flik.values, placed, occasion, latest) for placed in rows}
    return ReportSection(
        flik.data.layout.flik.table.title,
        table_view(flik.data, flik.values, table_title(flik.data), all_rows=False),
        comments=tuple(_comments(flik, told)),
        changes=tuple(_changes(flik, told)),
    )


def _comments(flik: FlikScope, told: dict[int, RowTold]) -> Iterator[CommentView]:
    """What the flik says of a row, else a draft and a request for the cause where the row deviates."""
    for placed in flik.data.layout.rows:
        comment = comment_of(flik.data, placed)
        off = _deviation(flik, placed)
        if comment:
            yield CommentView(placed.label, comment, to_write=is_draft(comment))
        elif off and placed.row.kind in _ROWS:
            draft = comment_draft(told[placed.number], change=False)
            request = f"{draft.text} {_CAUSE}" if draft else f"[Kommentera avvikelsen {show_number(off)} tkr.]"
            yield CommentView(placed.label, request, to_write=True)


def _deviation(flik: FlikScope, placed: PlacedRow) -> int | float:
    column = flik.data.layout.column(ColumnKind.AVVIKELSE)
    found = flik.values.values.get(Cell(placed.number, column.number)) if column else None
    return float(found or 0)


def _changes(flik: FlikScope, told: dict[int, RowTold]) -> Iterator[CommentView]:
    """How each row's forecast has changed; rows without any amount are left out."""
    for placed in flik.data.layout.rows:
        row = told.get(placed.number)
        if row is None or not any(row.figures.values()):
            continue
        draft = draft_of([change_sentence(row)])
        if draft is not None:
            text = f"{draft.text} {_CAUSE}" if change_of(row) else draft.text
            yield CommentView(placed.label, text, to_write=True)
