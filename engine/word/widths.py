"""How wide each column of a table must be, estimated from its text.

Units: twips (1/20 point), as Word counts. A character of Calibri is taken as 0.52 of the font size, which
is wide enough for bold figures and nearly every bold Swedish word.
"""

from collections.abc import Sequence

from engine.amounts import show_number
from engine.data.views import TableView

CELL_MARGIN = 70
_CHARACTER = 0.52
_NORMAL_TWIPS = 200
_SMALL_TWIPS = 170


def is_wide(view: TableView) -> bool:
    """More than four amount columns: set in 8.5 points instead of 10 to fit an upright page."""
    return len(view.headings) > 5


def column_widths(view: TableView, total: int) -> tuple[int, ...]:
    """The width of every column, together exactly ``total`` twips.

    Each amount column gets what its longest number or heading word needs, so numbers do not wrap; the label
    column gets the rest, at most what its longest label needs (a longer one wraps). What is left then levels
    up the narrowest amount columns. Only amounts far beyond any in tkr are squeezed: a quarter of the width
    is the labels'.
    """
    size = _SMALL_TWIPS if is_wide(view) else _NORMAL_TWIPS
    needs = [_twips(_longest_amount_text(view, index), size) for index in range(len(view.headings) - 1)]
    label = _twips(max(map(len, (view.headings[0], *(row.label for row in view.rows)))), size)
    amounts = _levelled(_squeezed(needs, total - total // 4), total - label)
    return (total - sum(amounts), *amounts)


def _squeezed(needs: Sequence[int], most: int) -> Sequence[int]:
    """The needed widths, shrunk alike when together they exceed ``most``."""
    together = sum(needs)
    return needs if together <= most else [need * most // together for need in needs]


def _levelled(needs: Sequence[int], room: int) -> Sequence[int]:
    """The needed widths with the narrow ones raised to one common level, together at most ``room``."""
    if sum(needs) >= room:
        return needs
    level = room // len(needs)
    while over := [need for need in needs if need > level]:
        lower = (room - sum(over)) // (len(needs) - len(over))
        if lower == level:
            break
        level = lower
    return [max(need, level) for need in needs]


def _twips(characters: int, size: int) -> int:
    return round(characters * _CHARACTER * size) + 2 * CELL_MARGIN


def _longest_amount_text(view: TableView, index: int) -> int:
    """How many characters of amount column ``index`` must at most stay on one line."""
    words = view.headings[index + 1].split(" ")
    amounts = (row.amounts[index] for row in view.rows)
    return max(map(len, (*words, *(show_number(amount) for amount in amounts if amount is not None))))
