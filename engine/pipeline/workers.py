"""Many files at once: the same work for each of them in several processes, the answers in order.

A process is given the work once and then only what to work on, so that whatever it has learnt of one file (layouts,
folded names) serves the next. A file that ends its process costs itself alone.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


def in_processes(
    work: Callable[[_Item], _Answer], items: Sequence[_Item], workers: int, lost: Callable[[_Item], _Answer]
) -> Iterator[_Answer]:
    """The answer for every item, in their order.

    Args:
        work: a function that can be pickled, with what it needs bound to it.
        items: what to work on; pickled one by one, as the answers are.
        workers: so many processes.
        lost: the answer for an item whose process died.
    """
    done = 0
    try:
        with _pool(work, workers) as pool:
            for future in [pool.submit(_do, item) for item in items]:
                answer: _Answer = future.result()
                done += 1
                yield answer
    except BrokenProcessPool:  # any of the items at work may have done it
        yield from _one_at_a_time(work, items[done:], lost)


def _one_at_a_time(
    work: Callable[[_Item], _Answer], items: Iterable[_Item], lost: Callable[[_Item], _Answer]
) -> Iterator[_Answer]:
    """In a process beside this one, and a new one after each that dies."""
    waiting = deque(items)
    while waiting:
        with _pool(work, 1) as pool:
            is_alive = True
            while waiting and is_alive:
                item = waiting.popleft()
                try:
                    answer: _Answer = pool.submit(_do, item).result()
                except BrokenProcessPool:
                    answer, is_alive = lost(item), False
                yield answer


@contextmanager
def _pool(work: Callable[[Any], Any], workers: int) -> Iterator[ProcessPoolExecutor]:
    # spawn, as everywhere outside Linux: a progress bar's thread must not be copied into a worker
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(work,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_work: Callable[[Any], Any] | None = None
"""The work of this process, when it is a worker."""


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 a worker process is told its work once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked for the work stops it
    _work = work


def _do(item: object) -> Any:  # noqa: ANN401 as typed as the work
    if _work is None:
        raise RuntimeError("not a worker")
    return _work(item)
