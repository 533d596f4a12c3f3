"""Work that takes its time: how far it has come stands in Excel's status bar, and Esc stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from addin.books import OpenBook
from engine.errors import FlikarError

_EVERY = 0.1
"""Seconds between two messages; each is a call to Excel."""


class CancelledError(FlikarError):
    """Somebody pressed Esc before anything was written."""

    def __init__(self) -> None:
        super().__init__("Avbrutet. Ingenting är ändrat.")


@dataclass(slots=True)
class Work:
    """Work that is going on; its methods are what the engine tells of how far it has come.

    Attributes:
        text: what is being done, in Swedish, ending with an ellipsis.
        total: how many items there are; None until somebody knows.
    """

    book: OpenBook
    text: str
    total: int | None = None
    _done: int = 0
    _told_at: float = field(default=float("-inf"))

    def share(self, share: float) -> None:
        """So much is done, 0 to 1; fits ``engine.ledger.Reading``.

        Raises:
            CancelledError: Esc has been pressed.
        """
        self._tell(share)

    def items(self, total: int) -> None:
        """There are so many items."""
        self.total = total

    def each(self, _item: str) -> None:
        """One more item is done; fits ``each`` of the checks and the consolidation.

        Raises:
            CancelledError: Esc has been pressed.
        """
        self._done += 1
        self._tell(self._done / self.total if self.total else None)

    def _tell(self, share: float | None) -> None:
        if self.book.cancelled():
            raise CancelledError
        now = monotonic()
        if now - self._told_at >= _EVERY:
            self._told_at = now
            self.book.progress(self.text, share)


@contextmanager
def working(book: OpenBook, text: str, total: int | None = None) -> Iterator[Work]:
    """Show what is being done while the context lasts; the status bar is Excel's again however it ends."""
    book.cancelled()  # an Esc from before, which closed a dialog, is not meant for this
    book.progress(text, None)
    try:
        yield Work(book, text, total)
    finally:
        book.progress("", None)
