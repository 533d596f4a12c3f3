"""A table as text people paste or keep: HTML, Markdown and CSV, all renderings of one ``TableView``."""

from engine.report.comma_separated import table_csv
from engine.report.markdown import table_markdown
from engine.report.page import table_html

__all__ = ["table_csv", "table_html", "table_markdown"]
