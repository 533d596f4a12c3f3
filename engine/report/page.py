"""A table as a page of its own: offline, without scripts, and good to paste into Word."""

from functools import cache
from typing import TYPE_CHECKING

from engine.amounts import show_number
from engine.data.views import TableView
from engine.model import RowKind
from engine.text import printable

if TYPE_CHECKING:
    from jinja2 import Template


def table_html(view: TableView) -> str:
    """The table as a standalone Swedish HTML page.

    Everything is escaped, and the page's content policy allows styles and nothing else. Alignment, bold and
    rules also stand on the cells themselves, because that is what survives a paste into Word.
    """
    return printable(_page().render(view=view, sum_kind=RowKind.SUM))


@cache
def _page() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("engine.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["amount"] = _shown
    return environment.get_template("table.html")


def _shown(amount: float | None) -> str:
    return "" if amount is None else show_number(amount)
