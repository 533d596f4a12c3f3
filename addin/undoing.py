"""What the latest button wrote in each workbook, so that one press takes it back."""

from collections.abc import Sequence

from addin.books import Applied, OpenBook

_latest: dict[str, tuple[Applied, ...]] = {}
"""By the workbook's name; Python lives as long as Excel does."""


def keep(book: OpenBook, applied: Sequence[Applied]) -> None:
    """Remember what has been written, in the place of what was written before, and let the ribbon know."""
    _latest[book.name] = tuple(applied)
    book.undoable(len(applied))


def take_latest(book: OpenBook) -> tuple[Applied, ...]:
    """What was written the latest, which is then forgotten; nothing when there is nothing."""
    taken = _latest.pop(book.name, ())
    book.undoable(0)
    return taken
