"""Many files at once: the same work for each of them in several processes, this one among them.

A process is given the work once and then only what to work on, so that whatever it has learnt of one file (layouts,
folded names) serves the next. A file that ends its process costs itself alone. This process does not wait for the
others to start: meanwhile it takes from the last of what cannot end it.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from engine.pipeline.garbage import collect_rarely

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
_AHEAD = 4
"""So many items each process has been given, so that none is idle while this one works."""


def in_processes(
    work: Callable[[_Item], _Answer],
    items: Sequence[_Item],
    workers: int,
    lost: Callable[[_Item], _Answer],
    is_safe: Callable[[_Item], bool],
) -> Iterator[tuple[int, _Answer]]:
    """Every answer as soon as it is ready, with the place of its item.

    Args:
        work: a function that can be pickled, with what it needs bound to it.
        items: what to work on; pickled one by one, as the answers are.
        workers: so many processes, this one counted.
        lost: the answer for an item whose process died.
        is_safe: whether work on an item cannot end its process, so that this one may do it.
    """
    told: set[int] = set()
    try:
        with _pool(work, workers - 1) as pool:
            for at, answer in _shared(pool, work, items, _AHEAD * (workers - 1), is_safe):
                told.add(at)
                yield at, answer
    except BrokenProcessPool:  # any of the items at work may have done it
        left = [at for at in range(len(items)) if at not in told]
        yield from zip(left, _one_at_a_time(work, [items[at] for at in left], lost), strict=True)


def _shared(
    pool: ProcessPoolExecutor,
    work: Callable[[_Item], _Answer],
    items: Sequence[_Item],
    ahead: int,
    is_safe: Callable[[_Item], bool],
) -> Iterator[tuple[int, _Answer]]:
    """Give the pool the first items, so many ahead; while its first answer is not ready, work on the last here.

    Raises:
        BrokenProcessPool: a process died.
    """
    waiting = deque(range(len(items)))
    given: deque[tuple[int, Future[_Answer]]] = deque()
    while waiting or given:
        while waiting and len(given) < ahead:
            at = waiting.popleft()
            given.append((at, pool.submit(_do, items[at])))
        mine = None if given[0][1].done() else next((at for at in reversed(waiting) if is_safe(items[at])), None)
        if mine is None:
            at, future = given.popleft()
            yield at, future.result()
        else:
            waiting.remove(mine)
            yield mine, work(items[mine])


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
    collect_rarely()
    _work = work


def _do(item: object) -> Any:  # noqa: ANN401 as typed as the work
    if _work is None:
        raise RuntimeError("not a worker")
    return _work(item)
