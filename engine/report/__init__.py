"""What has been read or found as text people keep: tables as HTML, Markdown and CSV, findings as a page."""

from engine.report.comma_separated import table_csv
from engine.report.findings_page import FindingsPage, PageFile, findings_html, page_findings, shown_value
from engine.report.markdown import table_markdown
from engine.report.page import table_html
from engine.report.pasted import pasted_html, pasted_text

__all__ = [
    "FindingsPage",
    "PageFile",
    "findings_html",
    "page_findings",
    "pasted_html",
    "pasted_text",
    "shown_value",
    "table_csv",
    "table_html",
    "table_markdown",
]
