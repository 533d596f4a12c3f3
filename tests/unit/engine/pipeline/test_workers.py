"""Work in several processes: the same answers in the same order, and a process that dies costs one file."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from engine.pipeline.checking import check_books, check_file
from engine.pipeline.workers import in_processes
from tests.rules.sample_books import clean_book, setup

DEADLY, FAULTY = 13, 99


def work(item: int, offset: int) -> int:
    if item == DEADLY:
        os._exit(9)
    if item == FAULTY:
        raise ValueError(item)
    return item + offset


def lost(item: int) -> int:
    return -item


def _answers(items: list[int], workers: int = 2) -> list[int]:
    found = dict(in_processes(partial(work, offset=100), items, workers, lost, is_safe))
    return [found[at] for at in range(len(items))]


def is_safe(item: int) -> bool:
    return item != DEADLY


@pytest.mark.parametrize("safe", [True, False])
def test_every_item_has_its_own_answer_once(safe: bool) -> None:
    items = list(range(12))
    found = list(in_processes(partial(work, offset=100), items, 3, lost, lambda _item: safe))
    assert sorted(found) == [(item, 100 + item) for item in items]


def test_this_process_works_while_the_others_start() -> None:
    first, *_ = in_processes(partial(work, offset=100), list(range(9)), 2, lost, is_safe)
    assert first == (8, 108)


@pytest.mark.parametrize("items", [[DEADLY], [1, DEADLY, 2, 3, DEADLY, DEADLY, 4], [1, 2, 3, 4, 5, 6, 7, DEADLY]])
def test_a_process_that_dies_costs_its_own_item(items: list[int]) -> None:
    assert _answers(items) == [-item if item == DEADLY else item + 100 for item in items]


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="99"):
        _answers([1, FAULTY, 2])


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("bocker")
    (folder / "bok.xlsx").write_bytes(clean_book())
    (folder / "trasig.xlsx").write_bytes(clean_book()[:2000] + bytes(2_000_000))  # as large as what ends a process
    names = ("bok.xlsx", "trasig.xlsx", "saknas.xlsx", "bok.xlsx")
    return [str(folder / name) for name in names]


@pytest.mark.parametrize("occasion", [None, "delar"])
def test_workbooks_are_checked_alike_by_several(books: list[str], occasion: str | None) -> None:
    seen: list[str] = []
    alone = check_books(setup(), books, occasion=occasion, year=None)
    together = check_books(setup(), books, occasion=occasion, year=None, workers=2, each=seen.append)
    assert together == alone
    assert sorted(seen) == sorted(books)


def _dying(check: Callable[..., object], deadly: str, given: str | Path) -> object:
    if str(given) == deadly:
        os._exit(9)
    return check(given)


def test_a_file_that_ends_its_process_is_an_unreadable_entry(
    books: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = check_books(setup(), books, occasion=None, year=None)
    deadly = books[1]
    bound = partial(check_file, setup(), occasion=None, year=None)
    monkeypatch.setattr("engine.pipeline.checking.partial", _with_a_trap(bound, deadly))
    outcome = check_books(setup(), books, occasion=None, year=None, workers=2)
    assert [file.path for file in outcome.files] == books
    assert [file for file in outcome.files if file.path != deadly] == [f for f in whole.files if f.path != deadly]
    (finding,) = outcome.files[1].findings
    assert (finding.rule, outcome.files[1].is_readable, outcome.exit_code) == ("LA01", False, 3)
    assert "avbröts" in finding.message


def _with_a_trap(bound: Callable[..., object], deadly: str) -> Callable[..., object]:
    """``partial`` as checking.py uses it, but the check ends its process at one file."""

    def bind(function: Callable[..., object], *given: object, **named: object) -> object:
        return partial(_dying, bound, deadly) if function is check_file else partial(function, *given, **named)

    return bind
