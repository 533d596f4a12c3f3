"""The HTML templates of ``pages/``: everything escaped, nothing undefined."""

from functools import cache
from typing import TYPE_CHECKING

from engine.amounts import show_number

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(name: str) -> "Template":
    """A template by its file's name."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("engine.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["amount"] = _shown
    return environment.get_template(name)


def _shown(amount: float | None) -> str:
    return "" if amount is None else show_number(amount)
