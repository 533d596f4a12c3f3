"""A table as CSV, in the layout the published figures have and ``fyll --tabell`` reads (contract section 5)."""

import csv
import io
from decimal import Decimal

from engine.data.views import RowView, TableView
from engine.model import RowKind
from engine.text import shielded


def table_csv(view: TableView) -> str:
    """The table as comma separated text: a heading line, then label and amounts of every row.

    Amounts are plain numbers (``-717534``, a point before decimals, no grouping); an empty cell stays empty.
    Labels that the user wrote are shielded from being run as formulas; declared ones
    (``- varav exploatering``) stand as they are. Lines end in CR LF; comments are left out.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(view.headings)
    writer.writerows(plain_fields(row) for row in view.printed)
    return text.getvalue()


def plain_fields(row: RowView) -> tuple[str, ...]:
    """A row's label, shielded where the user wrote it, and its amounts as plain numbers; ``""`` for an empty cell."""
    label = shielded(row.label) if row.kind is RowKind.PROJECT else row.label
    return (label, *map(_plain, row.amounts))


def _plain(amount: float | None) -> str:
    """A number without grouping or exponent; ``""`` for an empty cell."""
    if amount is None:
        return ""
    if amount == int(amount):
        return str(int(amount))
    return f"{Decimal(repr(amount)):f}"
