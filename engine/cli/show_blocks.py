"""The pieces that the Swedish texts are made of: headings, tables, amounts."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.amounts import show_number

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def heading(text: str) -> "Text":
    """A bold line."""
    from rich.text import Text

    return Text(text, style="bold")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> "Table":
    """A table without lines; the last ``numbers`` columns are right aligned."""
    from rich.table import Table

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_header=any(headings))
    for place, name in enumerate(headings):
        is_number = place >= len(headings) - numbers
        made.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        made.add_row(*row)
    return made


def whole(number: int) -> str:
    """A whole number with its thousands apart."""
    return show_number(number, 0)
