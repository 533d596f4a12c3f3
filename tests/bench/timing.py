"""Measuring: several ways to one answer, each timed, and every answer compared with the first."""

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
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

    The ways take turns, so that a slow moment of the machine strikes them all. The first turn warms up and is not
    counted, unless a job is so long that it is done only once (``times`` 0).

    Raises:
        AssertionError: two ways gave different answers.
    """
    first = {way.name: _timed(way) for way in ways}
    base = ways[0].name
    answers = {name: answer for name, (_, answer) in first.items()}
    for name, answer in answers.items():
        assert answer == answers[base], f"{job}: {name} and {base} do not agree"
    turns = [{way.name: _timed(way)[0] for way in ways} for _ in range(times)]
    medians = {way.name: median(turn[way.name] for turn in turns) if turns else first[way.name][0] for way in ways}
    return [Line(job, name, found, found / medians[base]) for name, found in medians.items()]


def _timed(way: Way) -> tuple[float, object]:
    gc.collect()
    start = perf_counter()
    answer = way.do()
    return perf_counter() - start, answer


def in_processes(job: str, ways: Sequence[tuple[str, Sequence[str]]], times: int) -> list[Line]:
    """Time whole Python processes; they take turns, and the first is the base.

    The first turn warms the file cache and is not counted, unless it is the only one (``times`` 0).

    A process that prints an answer prints its peak memory (kB) on the line after it; nothing else is read.

    Raises:
        AssertionError: two ways printed different answers.
    """
    runs: dict[str, list[tuple[float, list[str]]]] = {name: [] for name, _ in ways}
    for turn in range(times + 1):
        for name, words in ways:
            run = _process(words)
            if turn or not times:
                runs[name].append(run)
    answers = {said[0] for found in runs.values() for _, said in found if said}
    assert len(answers) <= 1, f"{job}: the ways do not agree: {answers}"
    seconds = {name: median(run[0] for run in found) for name, found in runs.items()}
    peaks = {name: [int(said[1]) / 1024 for _, said in found if said] for name, found in runs.items()}
    base = seconds[ways[0][0]]
    return [
        Line(job, name, found, found / base, median(peaks[name]) if peaks[name] else None)
        for name, found in seconds.items()
    ]


def parts_of_process(words: Sequence[str]) -> tuple[dict[str, float], float]:
    """The parts that a process of ours times itself, in seconds, and its peak memory in MB."""
    *parts, peak = _process(words)[1]
    return {part: float(seconds) for part, seconds in (line.split("\t") for line in parts)}, int(peak) / 1024


def _process(words: Sequence[str]) -> tuple[float, list[str]]:
    """Seconds, and the lines it printed if it is one of our scripts."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, *words], cwd=_REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    seconds = perf_counter() - start
    return seconds, done.stdout.splitlines() if words[1].startswith("tests.bench") else []
