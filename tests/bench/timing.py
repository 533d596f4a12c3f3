"""Measuring: several ways to one answer, each timed, and every answer compared with the first."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

_REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Way:
    """One way of doing a job; ``do`` returns the answer that all ways must share."""

    name: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Line:
    """A measured way: seconds, and how many times the base's."""

    job: str
    way: str
    seconds: float
    ratio: float
    peak_mb: float | None = None


def compare(job: str, ways: Sequence[Way], times: int) -> list[Line]:
    """Time every way and prove that they agree; the first way, ours, is the base of the ratios.

    The ways take turns, so that a slow moment of the machine strikes them all.

    Raises:
        AssertionError: two ways gave different answers.
    """
    answers = {way.name: way.do() for way in ways}  # the first turn warms up and is not counted
    base = ways[0].name
    for name, answer in answers.items():
        assert answer == answers[base], f"{job}: {name} and {base} do not agree"
    seconds: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(times):
        for way in ways:
            gc.collect()
            start = perf_counter()
            way.do()
            seconds[way.name].append(perf_counter() - start)
    medians = {name: median(found) for name, found in seconds.items()}
    return [Line(job, name, found, found / medians[base]) for name, found in medians.items()]


def in_processes(job: str, ways: Sequence[tuple[str, Sequence[str]]], times: int, *, same: bool = True) -> list[Line]:
    """Time whole Python processes, with the most memory each ever held; they take turns, the first is the base.

    Raises:
        AssertionError: two ways printed different answers, and ``same`` says that they must not.
    """
    runs: dict[str, list[tuple[float, float, str]]] = {name: [] for name, _ in ways}
    for turn in range(times + 1):
        for name, words in ways:
            run = _process(words)
            if turn:  # the first turn warms the file cache
                runs[name].append(run)
    answers = {answer for found in runs.values() for _, _, answer in found}
    assert not same or len(answers) == 1, f"{job}: the ways do not agree: {answers}"
    seconds = {name: median(run[0] for run in found) for name, found in runs.items()}
    base = seconds[ways[0][0]]
    return [
        Line(job, name, found, found / base, median(run[1] for run in runs[name])) for name, found in seconds.items()
    ]


def _process(words: Sequence[str]) -> tuple[float, float, str]:
    """Seconds, peak MB and what it printed."""
    with TemporaryFile("w+", encoding="utf-8") as out:
        start = perf_counter()
        process = subprocess.Popen([sys.executable, *words], stdout=out, cwd=_REPOSITORY)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"{words} ended with {process.returncode}"
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read()
