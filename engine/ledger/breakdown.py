"""The same stripped RR below the nämnd: per verksamhet, ansvar, förvaltning, projekt, aktivitet or objekt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from engine.errors import WrongCallError
from engine.ledger.question import Question
from engine.ledger.result import RowAmounts, rows_as_json
from engine.ledger.rows import Rows
from engine.ledger.sums import KeptSum, flik_rows, result_rows
from engine.text import fold, nearest

COLUMNS = ("verksamhet", "ansvar", "forvaltning", "projekt", "aktivitet", "objekt")
_BATCH = 20_000
_SQL = """
SELECT KOD AS kod, e.konto, e.typ, e.period, count(*), sum(e.ore) FROM egna e RADER
WHERE e.egen AND NOT e.intern GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the RR is told apart by.

    Attributes:
        column: one of ``COLUMNS``.
        level: so many of the code's first characters; None is the whole code.
    """

    column: str
    level: int | None = None

    @property
    def title(self) -> str:
        """The dimension as people read it: ``förvaltning``, ``ansvar (2 siffror)``."""
        word = {"forvaltning": "förvaltning"}.get(self.column, self.column)
        return word if self.level is None else f"{word} ({self.level} {'siffra' if self.level == 1 else 'siffror'})"


def read_dimension(text: str) -> Dimension:
    """``verksamhet``, or ``ansvar:2`` for the first two digits.

    Raises:
        WrongCallError: no such dimension, or a level that is no whole number from 1 to 9.
    """
    name, colon, level = text.partition(":")
    column = fold(name)
    if column not in COLUMNS:
        near = ", ".join(nearest(name, COLUMNS) or COLUMNS)
        raise WrongCallError(f"--per ”{text}” finns inte.", f"Menade du {near}?")
    if not colon:
        return Dimension(column)
    if column == "forvaltning":
        raise WrongCallError("--per forvaltning har inga nivåer.", "Skriv bara forvaltning.")
    if not (len(level) == 1 and level in "123456789"):
        raise WrongCallError(f"Nivån i --per ”{text}” är antalet tecken, 1 till 9.", "Skriv till exempel ansvar:2.")
    return Dimension(column, int(level))


@dataclass(frozen=True, slots=True)
class Share:
    """One value's part of the nämnd's RR; together the shares are the whole of it, to the öre.

    Attributes:
        kod: the value; empty for the rows that have none.
        rader: its kept rows, those on accounts outside RR too.
        rr, rr_rader: by label as in ``Stripped``.
    """

    kod: str
    rader: int
    rr: Mapping[str, RowAmounts]
    rr_rader: Mapping[str, RowAmounts]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The nämnd's RR by a dimension.

    Attributes:
        has_column: False when no file has the column, so that every row is without a value.
    """

    dimension: Dimension
    has_column: bool
    shares: tuple[Share, ...]

    def as_json(self) -> dict[str, object]:
        """The object ``per``; rows without a value stand under the empty text."""
        return {
            "dimension": self.dimension.column,
            "niva": self.dimension.level,
            "varden": {share.kod: {"rader": share.rader, "rr": rows_as_json(share.rr)} for share in self.shares},
        }


def break_down(rows: Rows, question: Question, dimension: Dimension) -> Breakdown:
    """The nämnd's stripped RR for every value of a dimension, in the order of the values."""
    of_organisation = dimension.column == "forvaltning"
    present = of_organisation or any(dimension.column in file.headings.columns for file in rows.files)
    return Breakdown(dimension, present, tuple(_shares(rows, question, dimension)))


def _shares(rows: Rows, question: Question, dimension: Dimension) -> Iterator[Share]:
    for kod, sums in groupby(_sums(rows, dimension), key=lambda each: each[0]):
        own = [one for _, one in sums]
        yield Share(kod, sum(one.rader for one in own), result_rows(own, question), flik_rows(own, question))


def _sums(rows: Rows, dimension: Dimension) -> Iterator[tuple[str, KeptSum]]:
    """The kept sums of every value, value by value."""
    cursor = rows.connection.cursor().execute(_sql(dimension))
    while batch := cursor.fetchmany(_BATCH):
        yield from ((kod, KeptSum(*values)) for kod, *values in batch)


def _sql(dimension: Dimension) -> str:
    if dimension.column in ("ansvar", "forvaltning"):
        code, joined = f"e.{dimension.column}", ""
    else:
        code, joined = f"utan_blanka(coalesce(r.{dimension.column}, ''))", "JOIN rader r ON r.plats = e.id"
    if dimension.level is not None:
        code = f"left({code}, {dimension.level})"
    return _SQL.replace("KOD", code).replace("RADER", joined)
