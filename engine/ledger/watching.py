"""How a ledger is read: who is told how far it has come, and whether what was read before is used again."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Watch = Callable[[float], None]
"""Told now and then which share of the reading is done, 0 to 1."""

_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """How the exports are read; the answer is the same.

    Attributes:
        watch: told how far it has come; None when nobody is watching. What it raises stops the reading.
        use_cache: a large export that has been read before, byte for byte, is not read again.
    """

    watch: Watch | None = None
    use_cache: bool = True


UNWATCHED = Reading()


def execute_watched(connection: "DuckDBPyConnection", sql: str, watch: Watch | None) -> None:
    """Execute a statement; with ``watch``, in a thread beside the one that tells of it.

    What ``watch`` raises interrupts the statement and is raised.
    """
    if watch is None:
        connection.execute(sql)
        return
    failures: list[BaseException] = []

    def run() -> None:
        try:
            connection.execute(sql)
        except BaseException as error:  # noqa: BLE001 raised again by the caller's thread
            failures.append(error)

    thread = Thread(target=run)
    thread.start()
    _follow(connection, thread, watch)
    if failures:
        raise failures[0]


def _follow(connection: "DuckDBPyConnection", thread: Thread, watch: Watch) -> None:
    try:
        while thread.is_alive():
            watch(max(connection.query_progress(), 0.0) / 100)
            thread.join(_EVERY)
    except BaseException:  # Ctrl+C, or the one who is told wants no more
        connection.interrupt()
        raise
    finally:
        thread.join()
