"""Tables and reports as Word documents with native tables, never pictures."""

from engine.word.report import report_docx
from engine.word.single import table_docx

__all__ = ["report_docx", "table_docx"]
