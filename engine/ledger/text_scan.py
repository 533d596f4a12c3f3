"""An export's text, in a file or in cells, as a relation in DuckDB, every field as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.ledger.cells import Cells
from engine.ledger.headings import Headings
from engine.ledger.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_NEVER_IN_TEXT = "\x01"
"""Stands for NULL in the export, so that an empty field is empty text and not NULL."""


def view_text(
    connection: "DuckDBPyConnection",
    source: Source | Cells,
    headings: Headings,
    names: Sequence[str],
    view: str = "kalla",
) -> None:
    """Make a view of the data rows, with a column ``typ`` in any case.

    Args:
        connection: where the view is made.
        source: the export, or the range it stands in.
        headings: where its rows begin, and what parts its fields.
        names: one column name per field.
        view: the name of the view.
    """
    relation = (
        _of_cells(connection, names) if isinstance(source, Cells) else _of_text(connection, source, headings, names)
    )
    if not headings.has_typ:
        relation = relation.project("*, '' AS typ")
    relation.create_view(view, replace=True)


def hold_cells(connection: "DuckDBPyConnection", cells: Cells) -> None:
    """Make the range known to the database, as its columns lie in memory."""
    connection.register("celler", {f"c{place}": column for place, column in enumerate(cells.columns)})


def _of_cells(connection: "DuckDBPyConnection", names: Sequence[str]) -> "DuckDBPyRelation":
    """A column without rows has no type of its own, and one of numbers is told as text."""
    texts = (f"c{place}::VARCHAR AS {name}" for place, name in enumerate(names))
    return connection.view("celler").project(", ".join(texts))


def _of_text(
    connection: "DuckDBPyConnection", source: Source, headings: Headings, names: Sequence[str]
) -> "DuckDBPyRelation":
    return connection.read_csv(
        str(source.path), sep=headings.separator, header=False, skiprows=headings.lines, auto_detect=False,
        columns=dict.fromkeys(names, "VARCHAR"), quotechar='"', escapechar='"', na_values=[_NEVER_IN_TEXT],
        strict_mode=True, null_padding=False,
    )  # fmt: skip
