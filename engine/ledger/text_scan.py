"""An export's text as a relation in DuckDB, every field as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.ledger.headings import Headings
from engine.ledger.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NEVER_IN_TEXT = "\x01"
"""Stands for NULL in the export, so that an empty field is empty text and not NULL."""


def view_text(
    connection: "DuckDBPyConnection", source: Source, headings: Headings, names: Sequence[str], view: str = "kalla"
) -> None:
    """Make a view of the data rows, with a column ``typ`` in any case.

    Args:
        connection: where the view is made.
        source: the export.
        headings: where its rows begin, and what parts its fields.
        names: one column name per field.
        view: the name of the view.
    """
    relation = connection.read_csv(
        str(source.path), sep=headings.separator, header=False, skiprows=headings.lines, auto_detect=False,
        columns=dict.fromkeys(names, "VARCHAR"), quotechar='"', escapechar='"', na_values=[_NEVER_IN_TEXT],
        strict_mode=True, null_padding=False,
    )  # fmt: skip
    if not headings.has_typ:
        relation = relation.project("*, '' AS typ")
    relation.create_view(view, replace=True)
