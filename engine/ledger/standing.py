"""Codes that mean the same to a question, each told by one that stands for them all.

A ledger has hundreds of ansvar and motparter, but a question only asks whose they are. When the rows are grouped
by the codes that stand for others, there are few groups. The codes are picked from samples of the text: one that is
not among them stands for itself, so that the groups are right whatever the samples hold.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.ledger.belonging import fill_table
from engine.ledger.cells import Cells
from engine.ledger.headings import Headings
from engine.ledger.question import Question
from engine.ledger.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAMPLES, _SAMPLE = 64, 1 << 15
_PLAIN = re.compile("[0-9A-Za-z]+")
_MOST = 20_000
"""More codes than this are no codes; those above it stand for themselves."""

_TABLES = """
CREATE OR REPLACE TABLE star_ansvar (kod VARCHAR, star_for VARCHAR, annan BOOLEAN);
CREATE OR REPLACE TABLE star_motpart (kod VARCHAR, star_for VARCHAR, hos_andra VARCHAR);
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """The codes that samples of a file hold, or the whole of a range."""

    ansvar: frozenset[str]
    motpart: frozenset[str]


def seen_codes(source: Source | Cells, headings: Headings) -> Seen:
    """Codes of a range, or from places spread over a file; blanks, quotes, line breaks in fields are not minded."""
    ansvar, motpart = headings.columns.index("ansvar"), headings.columns.index("motpart")
    if isinstance(source, Cells):
        found = (set(source.columns[ansvar]), set(source.columns[motpart]))
    else:
        found = _sampled_codes(source, headings, ansvar, motpart)
    return Seen(_plain(found[0]), _plain(found[1]) | {""})


def _sampled_codes(source: Source, headings: Headings, ansvar: int, motpart: int) -> tuple[set[str], set[str]]:
    found: tuple[set[str], set[str]] = (set(), set())
    for line in _sampled_lines(source):
        fields = line.split(headings.separator)
        if len(fields) == len(headings.columns):
            found[0].add(fields[ansvar])
            found[1].add(fields[motpart])
    return found


def _plain(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(sorted(code for code in codes if _PLAIN.fullmatch(code))[:_MOST])


def _sampled_lines(source: Source) -> Iterator[str]:
    """The whole lines at places spread over the file, the whole of a small one."""
    size = source.path.stat().st_size
    step = max(size // _SAMPLES, _SAMPLE)
    with source.path.open("rb") as file:
        for start in range(0, size, step):
            file.seek(start)
            lines = file.read(_SAMPLE).decode("utf-8", errors="replace").splitlines()
            yield from lines if start == 0 else lines[1:]


def fill_standing(connection: "DuckDBPyConnection", seen: Seen, question: Question) -> None:
    """Make the tables ``star_ansvar`` and ``star_motpart``.

    ``annan`` tells the ansvar that never belong to the nämnd's förvaltningar: of their rows only the period, and that
    the codes are known, matters; ``hos_andra`` is what stands for the motpart on such a row.
    """
    connection.execute(_TABLES)
    fill_table(connection, "star_ansvar", list(_ansvar(seen.ansvar, question)))
    fill_table(connection, "star_motpart", list(_motparter(seen.motpart, question)))


def _ansvar(codes: frozenset[str], question: Question) -> Iterator[tuple[str, str, bool]]:
    """Ansvar stand for each other when the same förvaltningar have them, whenever that is."""
    parts = [part for namnd in question.kommun.namnder for part in namnd.forvaltningar]
    first: dict[tuple[int, ...], str] = {}
    for code in sorted(codes):
        key = tuple(place for place, part in enumerate(parts) if part.ansvar.contains(code))
        is_other = not any(parts[place].kod in question.forvaltningar for place in key)
        yield code, first.setdefault(key, code), is_other


def _motparter(codes: frozenset[str], question: Question) -> Iterator[tuple[str, str, str]]:
    """Motparter stand for each other when they are the same förvaltning of the nämnd's, or equally foreign to it.

    One that no motpartsslag claims stands for itself, because it is told of by its name.
    """
    kommun = question.kommun
    first: dict[object, str] = {}
    for code in sorted(codes):
        own, kind = kommun.forvaltning_of_motpart(code), kommun.motpartsslag_of(code)
        is_unknown = own is None and kind == "kommun"
        whose = own if own in question.forvaltningar else None
        key = (whose, is_unknown, code if kind is None else "")
        yield code, first.setdefault(key, code), first.setdefault(is_unknown, code)
