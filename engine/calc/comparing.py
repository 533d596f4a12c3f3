"""Whether a formula in a workbook is the declared one, however it is written."""

from collections import Counter
from collections.abc import Mapping
from enum import Enum, auto

from engine.addresses import Cell
from engine.data import FlikData
from engine.formula import read_linear
from engine.layout import PlacedTarget


class Likeness(Enum):
    """How a formula compares with the declared one."""

    SAME = auto()
    EXTENDED = auto()  # it also adds rows nobody declared, which the structure rules report
    OTHER = auto()


def compare_formula(flik: FlikData, target: PlacedTarget, text: str) -> Likeness:
    """Compare by what is added up, not by spelling: ``B5+B6+B7+B8`` is ``SUM(B5:B8)``."""
    declared_text = flik.layout.formula_text(target)
    if text == declared_text or _bare(text) == declared_text:
        return Likeness.SAME
    written = read_linear(text, flik.name)
    if written is None or written.constant:
        return Likeness.OTHER
    declared = dict(flik.layout.sums[target.cell])
    of_table = {cell: n for cell, n in written.cells.items() if cell in flik.layout.targets_by_cell}
    beside = [cell for cell in written.cells if cell not in of_table and _holds_amount(flik, cell)]
    if of_table != declared and _inputs(flik, of_table) != _inputs(flik, declared):
        return Likeness.OTHER
    if not beside:
        return Likeness.SAME
    undeclared = {cell for row in flik.unknown_rows for cell in row.cells}
    return Likeness.EXTENDED if set(beside) <= undeclared else Likeness.OTHER


def _bare(text: str) -> str:
    return text.replace("$", "").replace(" ", "").removeprefix("+").upper()


def _holds_amount(flik: FlikData, cell: Cell) -> bool:
    raw = flik.raw(cell)
    return raw.formula is not None or isinstance(raw.value, int | float)


def _inputs(flik: FlikData, cells: Mapping[Cell, int]) -> Mapping[Cell, int]:
    """The sum taken down to the cells people fill in."""
    total: Counter[Cell] = Counter()
    for cell, count in cells.items():
        parts = flik.layout.sums.get(cell)
        inner = {cell: 1} if parts is None else _inputs(flik, dict(parts))
        for part, times in inner.items():
            total[part] += count * times
    return {cell: count for cell, count in total.items() if count}
