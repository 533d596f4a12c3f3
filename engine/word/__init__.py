"""Tables and reports as documents for Word with native tables, never pictures."""

from engine.word.report import report_docx
from engine.word.rtf import pasted_rtf, table_rtf
from engine.word.single import table_docx

__all__ = ["pasted_rtf", "report_docx", "table_docx", "table_rtf"]
