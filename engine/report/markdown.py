"""A table as Markdown (the pipe tables of GitHub and most wikis)."""

import re
from collections.abc import Iterator, Sequence

from engine.amounts import show_number
from engine.data.views import RowView, TableView
from engine.text import printable

_ACTIVE = re.compile(r"[\\`*_\[\]<>|#~!]|&(?=#?\w+;)")


def table_markdown(view: TableView) -> str:
    """The table's title, the table with right-aligned amounts and bold sums, then its comments.

    Columns are padded, so the text reads well before anyone renders it. Nothing in a label acts as Markdown
    or HTML.
    """
    lines = [tuple(map(_escaped, view.headings))]
    lines += [_cells(row) for row in view.printed]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    head, *body = (_line(cells, widths) for cells in lines)
    note = [_escaped(view.note)] if view.note else []
    parts = [f"**{_escaped(view.title)}**", *note, "\n".join([head, _ruler(widths), *body]), *_comments(view)]
    return "\n\n".join(parts) + "\n"


def _cells(row: RowView) -> tuple[str, ...]:
    shown = (
        _escaped(row.label), *("" if amount is None else show_number(amount) for amount in row.amounts)
    )  # fmt: skip
    return tuple(f"**{cell}**" if cell and row.bold else cell for cell in shown)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    label, *amounts = cells
    padded = [label.ljust(widths[0])]
    padded += [amount.rjust(width) for amount, width in zip(amounts, widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def _ruler(widths: Sequence[int]) -> str:
    first, *rest = widths
    return f"| {' | '.join(['-' * first, *('-' * (width - 1) + ':' for width in rest)])} |"


def _comments(view: TableView) -> Iterator[str]:
    return (f"**{_escaped(row.label)}:** {_escaped(row.comment)}" for row in view.rows if row.comment)


def _escaped(text: str) -> str:
    """The text on one line, with every character that Markdown would act on made plain."""
    plain = _ACTIVE.sub(lambda match: f"\\{match.group()}", printable(text).strip())
    return plain.replace("\t", " ").replace("\n", "<br>")
