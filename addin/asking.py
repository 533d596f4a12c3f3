"""What a button asks before it works: the occasion, what to fill from, and names that are likely one."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from addin.books import OpenBook
from addin.choices import Source
from addin.messages import joined, short
from engine.data import BookData
from engine.data.renames import Answers, Rename, answers_to
from engine.errors import UnknownNameError
from engine.periods import occasion_named
from engine.text import fold, nearest

_BETWEEN = re.compile(r"[,;+]|\soch\s")
_Choice = TypeVar("_Choice", bound=StrEnum)


def named_occasion(book: OpenBook, proposed: str = "") -> str | None:
    """The code of an occasion that the user names; None when the question was cancelled.

    Raises:
        UnknownNameError: there is no such occasion.
    """
    said = book.ask("Vilket tillfälle? (budget, en månad, delar eller arsbokslut)", proposed)
    return None if said is None else occasion_named(said.strip()).code


def named_sources(book: OpenBook) -> frozenset[Source]:
    """What the user wants to fill from; nothing when the question was cancelled.

    Raises:
        UnknownNameError: something else.
    """
    *others, last = Source
    question = f"Vad ska fyllas i? {', '.join(others)} eller {last}; skriv flera med komma emellan."
    return named_among(book, question, Source, Source.LEDGER)


def named_among(book: OpenBook, question: str, choices: type[_Choice], proposed: str) -> frozenset[_Choice]:
    """Those of the choices that the user names; none when the question was cancelled.

    Raises:
        UnknownNameError: something else.
    """
    by_name = {fold(choice): choice for choice in choices}
    words = [word.strip() for word in _BETWEEN.split(book.ask(question, proposed) or "") if word.strip()]
    for word in words:
        if fold(word) not in by_name:
            raise UnknownNameError("Svaret", word, nearest(word, choices), choices)
    return frozenset(by_name[fold(word)] for word in words)


def chosen_tables(book: OpenBook, data: BookData, occasion: str) -> Sequence[tuple[str, Path]]:
    """The tables that the user chooses, each with its flik; none when a question was cancelled.

    A file named like a flik of the occasion is proposed for it, any other for the flik in front.
    """
    asked = occasion_named(occasion)
    fliks = [flik.name for flik in data.flikar if flik.layout.flik.serves(asked)]
    chosen = []
    for path in book.choose_files("Välj tabellerna (CSV)", "Tabell", "*.csv;*.txt"):
        likely = next(iter(nearest(path.stem, fliks, limit=1)), book.sheet)
        flik = book.ask(f"Till vilken flik hör {short(path.name)}?", likely)
        if flik is None:
            return ()
        chosen.append((flik.strip(), path))
    return tuple(chosen)


def answers_of(book: OpenBook, questions: Callable[[Answers], Iterable[Rename]]) -> Answers:
    """What the user says of names that are likely one."""
    return answers_to(questions, lambda question: book.confirm(joined([question])))
