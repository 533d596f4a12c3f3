"""Column headings and row labels as people write them, matched with the declared ones."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.layout.placed import PlacedColumn
from engine.model import Column, Row
from engine.text import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[a-z]+")
_SAME = {"avvikelse": "avv", "differens": "diff", "helars": "helar"}


@lru_cache(maxsize=1024)
def words_of(heading: str) -> tuple[str, ...]:
    """The words that tell what a heading is about: no years, no punctuation, ``avvikelse`` as ``avv``."""
    return tuple(_SAME.get(word, word) for word in _WORD.findall(fold(heading)))


@lru_cache(maxsize=1024)
def years_of(heading: str) -> tuple[int, ...]:
    """The years a heading names, in order."""
    return tuple(int(year) for year in _YEAR.findall(heading))


@lru_cache(maxsize=1024)
def _wanted_words(column: Column) -> tuple[str, ...]:
    return words_of(column.heading.format(ar="", fg="", ar1="", ar2="", ar3="", ar4=""))


def is_same_heading(heading: str, column: Column) -> bool:
    """Whether a heading names the column, whatever year it gives."""
    wanted = _wanted_words(column)
    return words_of(heading) == wanted or (wanted == ("prognos", "helar") and words_of(heading) == ("prognos",))


@dataclass(frozen=True, slots=True)
class MatchedHeadings:
    """How a row of headings answers to a flik's columns.

    Attributes:
        columns: the columns found, in the sheet's order.
        wrong_years: those whose heading names another year than it should.
        unknown: headings nobody declared, by column number.
    """

    columns: tuple[PlacedColumn, ...]
    wrong_years: tuple[PlacedColumn, ...]
    unknown: Mapping[int, str]


def match_headings(headings: Mapping[int, str], columns: Sequence[Column], year: int) -> MatchedHeadings:
    """Match headings (by sheet column) with declared columns.

    Columns that differ by year alone (``Delårsbokslut 2022``, ``Delårsbokslut 2021``) are told apart by their order
    where the years go in the declared direction or are missing, else by an exact year as far as there is one. A
    table that speaks of another year in every heading is matched as that year's, and its years are wrong.
    """
    return _matched(tuple(headings.items()), tuple(columns), year)


@lru_cache(maxsize=1024)
def _matched(items: tuple[tuple[int, str], ...], columns: tuple[Column, ...], year: int) -> MatchedHeadings:
    headings = dict(items)
    spoken = _year_of_table(list(headings.values()), columns, year)
    found: dict[int, Column] = _in_order(headings, columns, spoken)
    free = {number: text for number, text in headings.items() if number not in found}
    for exact in (True, False):
        for column in columns:
            if column in found.values():
                continue
            number = next((n for n, text in free.items() if _answers(text, column, spoken, exact=exact)), None)
            if number is not None:
                found[number] = column
                del free[number]
    placed = tuple(PlacedColumn(found[number], headings[number], number) for number in sorted(found))
    wrong = tuple(p for p in placed if _has_wrong_year(p, year))
    return MatchedHeadings(placed, wrong, free)


def _in_order(headings: Mapping[int, str], columns: Sequence[Column], year: int) -> dict[int, Column]:
    """The columns that differ by year alone, by their order: ``2021, 2020`` are two headings of the year before.

    Only where the years go the declared way, for ``2021, 2022`` are two columns that have changed places.
    """
    found: dict[int, Column] = {}
    for words in dict.fromkeys(map(_wanted_words, columns)):
        alike = [column for column in columns if _wanted_words(column) == words]
        numbers = sorted(number for number, text in headings.items() if is_same_heading(text, alike[0]))
        named = [years_of(headings[number]) for number in numbers]
        if 1 < len(alike) == len(numbers) and all(len(years) == 1 for years in named):
            is_falling = years_of(alike[0].shown(year)) > years_of(alike[-1].shown(year))
            if named == sorted(named, reverse=is_falling):
                found |= zip(numbers, alike, strict=True)
    return found


def _answers(heading: str, column: Column, year: int, *, exact: bool) -> bool:
    if not is_same_heading(heading, column):
        return False
    return not exact or set(years_of(heading)) == set(years_of(column.shown(year)))


def _has_wrong_year(placed: PlacedColumn, year: int) -> bool:
    named = set(years_of(placed.heading))
    return bool(named) and named != set(years_of(placed.column.shown(year)))


def _agreeing(headings: Sequence[str], columns: Sequence[Column], year: int) -> int:
    """How many headings name the years that a column has in this year."""
    return sum(any(_answers(h, c, year, exact=True) and years_of(h) for c in columns) for h in headings)


def likely_year(headings: Sequence[str], columns: Sequence[Column]) -> int | None:
    """The year under which most headings are exactly the declared ones; None when no heading names a year."""
    named = sorted({year for heading in headings for year in years_of(heading)}, reverse=True)
    best = max(named, key=lambda year: _agreeing(headings, columns, year), default=None)
    return best if best is not None and _agreeing(headings, columns, best) else None


def _year_of_table(headings: Sequence[str], columns: Sequence[Column], expected: int) -> int:
    """The year that every heading with a year speaks of; the expected one where they do not agree on another."""
    likely = likely_year(headings, columns)
    dated = sum(1 for h in headings if years_of(h) and any(is_same_heading(h, column) for column in columns))
    if likely is None or _agreeing(headings, columns, likely) < dated:
        return expected
    return expected if _agreeing(headings, columns, expected) == dated else likely


@lru_cache(maxsize=4096)
def label_names(row: Row, year: int) -> frozenset[str]:
    """The folded labels a row is known under."""
    return frozenset({fold(row.shown(year)), *map(fold, row.aliases)})
