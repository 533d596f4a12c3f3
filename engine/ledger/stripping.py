"""The table of contents: read the exports, tell whose the rows are, strip, prove, add up."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.ledger.belonging import mark_belonging, period_counts
from engine.ledger.cells import Cells
from engine.ledger.faults import RowFault
from engine.ledger.load import read_rows
from engine.ledger.overlap import Overlap, SharedVouchers, mark_repeated
from engine.ledger.pairing import pair_removed
from engine.ledger.question import Question
from engine.ledger.removed_rows import rows_without_counterpart
from engine.ledger.rest_of_year import has_whole_previous_year, rest_of_previous_year
from engine.ledger.result import Removed, RowCounts, Stripped, stops
from engine.ledger.rows import Rows
from engine.ledger.sums import (
    KeptSum,
    accounts_unclaimed,
    codes_unknown,
    flik_rows,
    result_rows,
    typ_years_of_group,
)
from engine.ledger.watching import UNWATCHED, Reading


@dataclass(frozen=True, slots=True)
class Sorting:
    """A ledger whose rows are told whose they are, and which of them are interninterna; nothing is added up.

    Attributes:
        rows: the tables.
        repeated, shared: what files have in common.
        faults: the rows that cannot be counted.
        stops: whether nothing may be told of the rest.
    """

    rows: Rows
    repeated: tuple[Overlap, ...]
    shared: tuple[SharedVouchers, ...]
    faults: tuple[RowFault, ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class Stripping:
    """A stripped ledger that is still open, for those who want its rows (``write_kept``, ``removed_rows``).

    Attributes:
        rows: the tables.
        result: what it came to; it may be kept after the ledger is closed.
    """

    rows: Rows
    result: Stripped


def strip(given: Sequence[Path] | Cells, question: Question, *, reading: Reading = UNWATCHED) -> Stripped:
    """Strip the exports, or a ledger in a range, of interninterna poster and sum the rest per RR row, in exact öre.

    Nothing is raised for a fault in a file or a row: they are values in the result (``olasta``, ``radfel``).
    """
    with open_stripping(given, question, reading=reading) as stripping:
        return stripping.result


@contextmanager
def open_stripping(
    given: Sequence[Path] | Cells, question: Question, *, reading: Reading = UNWATCHED
) -> Iterator[Stripping]:
    """As ``strip``, with the rows at hand as long as the context lasts."""
    with open_sorting(given, question, reading=reading) as told:
        yield Stripping(told.rows, _stripped(told, question))


@contextmanager
def open_sorting(
    given: Sequence[Path] | Cells, question: Question, *, reading: Reading = UNWATCHED
) -> Iterator[Sorting]:
    """The rows alone, for those who want no sums of them."""
    with read_rows(given, question, reading) as rows:
        repeated, shared = mark_repeated(rows)
        of_unknown = mark_belonging(rows, question)
        faults = _in_order(rows, (*rows.row_faults(), *of_unknown))
        stop = stops(rows.unread, faults, repeated, skipped=question.skip_faulty)
        yield Sorting(rows, repeated, shared, faults, stop)


def _stripped(told: Sorting, question: Question) -> Stripped:
    rows = told.rows
    kept = _kept_sums(rows)
    whole = (*kept, *rest_of_previous_year(rows, question))
    removed = _removed(rows)
    lacking = any(entry.ore for entry in removed)
    if lacking:
        pair_removed(rows.connection, question.kommun, only_remainders=True)
    return Stripped(
        namnd=question.namnd.kod,
        ar=question.scope.year,
        tillfalle=question.scope.occasion.code,
        rader=_row_counts(rows, question),
        borttaget=removed,
        utan_motsvarighet=rows_without_counterpart(rows) if lacking else (),
        okanda_konton=accounts_unclaimed(_sums_by(rows, "konto"), question),
        okanda_motparter=codes_unknown(_sums_by(rows, "motpart"), question.kommun.motpartsslag_of),
        rr=result_rows(whole, question),
        rr_rader=flik_rows(whole, question),
        huvudbokens_typ_ar=frozenset((count.typ, count.period // 100) for count in period_counts(rows)),
        namndens_typ_ar=_typ_years(rows),
        kommunbidrag_typ_ar=typ_years_of_group(kept, question.kommun, "kommunbidrag"),
        har_foregaende_helar=has_whole_previous_year(rows, question),
        radfel=told.faults,
        olasta=rows.unread,
        utan_radslut=tuple(file.source.name for file in rows.files if not file.source.ends_with_newline),
        hoppade=question.skip_faulty,
        upprepade=told.repeated,
        delade_verifikationer=told.shared,
        noter=tuple((file.source.name, note) for file in rows.files for note in file.source.notes),
    )


def _in_order(rows: Rows, faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    order = {file.source.name: place for place, file in enumerate(rows.files)}
    return tuple(sorted(faults, key=lambda fault: (order[fault.fil], fault.rad)))


def _row_counts(rows: Rows, question: Question) -> RowCounts:
    found = rows.groups.execute("SELECT intern, sum(antal) FROM egna_grupper WHERE egen GROUP BY intern").fetchall()
    removed, kept = (dict(found).get(intern, 0) for intern in (True, False))
    outside = sum(count.rows for count in period_counts(rows) if not question.counts(count.typ, count.period))
    return RowCounts(rows.read_count(), removed + kept, removed, kept, outside)


def _removed(rows: Rows) -> tuple[Removed, ...]:
    found = rows.groups.execute(
        "SELECT forvaltning, typ, ar, sum(antal), sum(ore), coalesce(sum(ore) FILTER (egen), 0) FROM egna_grupper"
        " WHERE intern GROUP BY ALL ORDER BY forvaltning, typ, ar"
    ).fetchall()
    return tuple(Removed(*row) for row in found)


def _kept_sums(rows: Rows) -> list[KeptSum]:
    found = rows.groups.execute(
        "SELECT konto, typ, period, sum(antal), sum(ore) FROM egna_grupper WHERE egen AND NOT intern"
        " GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [KeptSum(*row) for row in found]


def _sums_by(rows: Rows, column: str) -> list[tuple[str, int, int]]:
    kept = rows.groups.table("egna_grupper").filter("egen AND NOT intern")
    found = kept.aggregate(f"{column}, sum(antal), sum(ore)", column).order(column).fetchall()
    return [(code, count, ore) for code, count, ore in found]


def _typ_years(rows: Rows) -> frozenset[tuple[str, int]]:
    found = rows.groups.execute("SELECT DISTINCT typ, ar FROM egna_grupper WHERE egen").fetchall()
    return frozenset((typ, ar) for typ, ar in found)
