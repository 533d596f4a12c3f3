"""The kommun's workbook: driftsammandrag, every table with the nämnder side by side, and what was read."""

from xlsxwriter.workbook import Workbook

from engine.data import TEMPLATE_NAME
from engine.data.consolidation import CONSOLIDATION_TEMPLATE
from engine.writer.consolidation.accuracy import ACCURACY_SHEET, write_accuracy
from engine.writer.consolidation.comments import COMMENT_SHEET, write_comments
from engine.writer.consolidation.content import READING_SHEET, KommunBook
from engine.writer.consolidation.parts import add_own_styles
from engine.writer.consolidation.reading import write_reading
from engine.writer.consolidation.summary import write_summary
from engine.writer.consolidation.table import write_table
from engine.writer.newbook import add_hidden_name, write_workbook

SUMMARY_SHEET = "Driftsammandrag"
SHEETS = {"RR": "RR", "INV": "INV", "FORUTB": "Förutbetalda"}


def write_kommun_book(content: KommunBook) -> bytes:
    """The workbook; totals are live formulas with their computed values stored. The same content, the same bytes."""

    def fill(book: Workbook) -> None:
        styles = add_own_styles(book)
        write_summary(book.add_worksheet(SUMMARY_SHEET), content, styles)
        for table in content.consolidation.tables:
            write_table(book.add_worksheet(SHEETS[table.code]), table, content, styles)
        if content.accuracy:
            write_accuracy(book.add_worksheet(ACCURACY_SHEET), content, styles)
        if content.consolidation.comments:
            write_comments(book.add_worksheet(COMMENT_SHEET), content, styles)
        write_reading(book.add_worksheet(READING_SHEET), content, styles)
        add_hidden_name(book, TEMPLATE_NAME, f'"{CONSOLIDATION_TEMPLATE}"')
        add_hidden_name(book, "flikar_ar", str(content.year))

    return write_workbook(f"Konsolidering {content.occasion}", content.kommun, content.year, fill)
