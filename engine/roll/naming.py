"""A flik as it stands once a roll has named its new projects."""

from collections.abc import Iterable
from dataclasses import replace

from engine.data import FlikData
from engine.layout.history import LABEL
from engine.roll.plan import RolledCell


def named_flik(flik: FlikData, cells: Iterable[RolledCell]) -> FlikData:
    """The flik with the names that ``cells`` write in its rows."""
    names = {cell.cell.row: str(cell.after) for cell in cells if cell.flik == flik.name and cell.column == LABEL}
    rows = tuple(replace(row, label=names.get(row.number, row.label)) for row in flik.layout.rows)
    return replace(flik, layout=replace(flik.layout, rows=rows))
