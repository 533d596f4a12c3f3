"""A flik as a pandas DataFrame, for people's own scripts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, flik_values, has_amounts
from engine.data import FlikData
from engine.layout import FlikLayout, PlacedRow
from engine.model import RowKind
from engine.pipeline.opening import flik_named, open_book
from engine.pipeline.setup import Setup

if TYPE_CHECKING:
    import pandas as pd

    from engine.organisation import Kommun

_ROOM = (RowKind.BLANK, RowKind.CLOSING)


def table_frame(book: Path, flik: str, kommun: "Kommun | None" = None) -> "pd.DataFrame":
    """The amounts of one flik.

    Args:
        book: the workbook; it is only read.
        flik: the tab's name, spelled as tolerantly as on the command line.
        kommun: whose workbook it is; None is the built-in demo municipality.

    Returns:
        One row per label (empty project rows left out) and one column per column kind (``budget``, ``prognos`` …),
        in tkr with report sign: ``Int64`` where every amount is whole, else ``Float64``; an empty cell is NA.
        ``attrs`` holds ``namnd``, ``ar``, ``tillfalle`` (None where the workbook does not say), ``celler`` (for
        every row the addresses of its amounts, ``8 RR skattefin övriga delår!B7``) and ``olasta`` (addresses of
        cells whose text or error is no amount, NA in the frame).

    Raises:
        UnreadableError: the file cannot be read as a workbook.
        UnknownNameError: the workbook has no such flik.
    """
    opened = open_book(book, _setup(kommun), year=None)
    found = flik_named(opened.data, flik)
    amounts = flik_values(found)
    rows = tuple(placed for placed in found.layout.rows if _is_kept(found, placed))
    frame = _frame(found.layout, rows, amounts)
    frame.attrs |= {
        "namnd": opened.namnd.kod if opened.namnd else None,
        "ar": opened.data.year,
        "tillfalle": found.occasion[0].code if found.occasion else None,
        "celler": tuple(_addresses(found, row) for row in rows),
        "olasta": tuple(f"{found.name}!{cell}" for cell in _unread(found, amounts)),
    }
    return frame


def _setup(kommun: "Kommun | None") -> Setup:
    from workbooks.__main__ import APPLICATION

    chosen = kommun or APPLICATION.built_in()
    return Setup(chosen, APPLICATION.build_catalog(chosen))


def _is_kept(flik: FlikData, placed: PlacedRow) -> bool:
    is_empty_project = placed.row.kind is RowKind.PROJECT and not placed.label and not has_amounts(flik, placed)
    return placed.row.kind not in _ROOM and not is_empty_project


def _frame(layout: FlikLayout, rows: Sequence[PlacedRow], amounts: FlikValues) -> "pd.DataFrame":
    import pandas as pd

    known = amounts.values  # noqa: PD011 a mapping of ours, not a frame's
    columns = [_series([known.get(Cell(row.number, column.number)) for row in rows]) for column in layout.columns]
    frame = pd.concat(columns, axis=1)
    frame.columns = pd.Index([column.column.kind.value for column in layout.columns], name="kolumn")
    frame.index = pd.Index([row.label for row in rows], name="rad")
    return frame


def _series(amounts: Sequence[Amount | None]) -> "pd.Series[int] | pd.Series[float]":
    import pandas as pd

    if all(amount is None or amount == int(amount) for amount in amounts):
        return pd.Series([pd.NA if amount is None else int(amount) for amount in amounts], dtype="Int64")
    return pd.Series([pd.NA if amount is None else float(amount) for amount in amounts], dtype="Float64")


def _addresses(flik: FlikData, placed: PlacedRow) -> tuple[str, ...]:
    return tuple(f"{flik.name}!{Cell(placed.number, column.number)}" for column in flik.layout.columns)


def _unread(flik: FlikData, amounts: FlikValues) -> Iterator[Cell]:
    """Amount cells in which something stands that is no amount."""
    for target in flik.layout.targets:
        if flik.is_filled(target.cell) and target.cell not in amounts.values:  # noqa: PD011 a mapping of ours
            yield target.cell
