"""A table as a page of its own: offline, without scripts, and good to paste into Word."""

from engine.data.views import TableView
from engine.model import RowKind
from engine.report.templates import template
from engine.text import printable


def table_html(view: TableView) -> str:
    """The table as a standalone Swedish HTML page.

    Everything is escaped, and the page's content policy allows styles and nothing else. Alignment, bold and
    rules also stand on the cells themselves, because that is what survives a paste into Word.
    """
    return printable(template("table.html").render(view=view, sum_kind=RowKind.SUM))
