"""A ledger that stands in a range: stripped of interninterna poster as ``flikar rensa`` strips a file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction

from engine.errors import FlikarError, UnknownNameError
from engine.ledger import (
    Cells,
    Question,
    RowAmounts,
    kept_lines,
    ledger_findings,
    open_sorting,
    pair_removed,
    removed_rows,
    strip,
)
from engine.ledger.headings import REQUIRED
from engine.ledger.rows import Rows
from engine.periods import occasion_named
from engine.pipeline.stripping import question_of
from udfs.declaring import Argument, Function, FunctionError, Kind
from udfs.ledger_cells import headings_at, ledger_cells
from udfs.setting import own_kommun, own_setup
from udfs.values import Block, CellError

_ORE = 100


def _asked(table: Block, namnd: str, year: int, occasion: str, *, with_texts: bool = False) -> tuple[Cells, Question]:
    """The ledger in the range and what is asked of it; with the texts that rows are paired by when they are told of.

    Raises:
        FunctionError: ``#N/A`` without a kommun or such a nämnd, ``#VALUE!`` for a range that is no ledger.
    """
    setup = own_setup()
    try:
        whose, asked = setup.kommun.namnd(namnd), occasion_named(occasion)
    except UnknownNameError:
        raise FunctionError(CellError.NA) from None
    question = question_of(setup, whose, year, asked, typ=None, skip_faults=False)
    columns = REQUIRED if not with_texts else (*REQUIRED, "verifikation", "text")
    return ledger_cells(table, setup.kommun, columns), question


@contextmanager
def _rows(table: Block, namnd: str, year: int, occasion: str, *, with_texts: bool = False) -> Iterator[Rows]:
    """The rows, told whose they are.

    Raises:
        FunctionError: as ``_asked``, and for a ledger with rows that cannot be read.
    """
    with open_sorting(*_asked(table, namnd, year, occasion, with_texts=with_texts)) as told:
        if told.stops:
            raise FunctionError
        yield told.rows


def _kept(table: Block, namnd: str, year: int, occasion: str) -> list[Sequence[object]]:
    """The heading row and the rows that stay, as they stand."""
    with _rows(table, namnd, year, occasion) as rows:
        return [table[headings_at(table)], *(table[line - 1] for line in kept_lines(rows))]


def _removed(table: Block, namnd: str, year: int, occasion: str) -> list[Sequence[object]]:
    """The heading row and the removed rows of the nämnd's förvaltningar, each with how its counterpart was found."""
    with _rows(table, namnd, year, occasion, with_texts=True) as rows:
        pair_removed(rows.connection, own_kommun(), only_remainders=False)
        found = list(removed_rows(rows))
    return [
        (*table[headings_at(table)], "Motsvarighet"),
        *((*table[row.rad - 1], row.satt or "saknas") for row in found),
    ]


def _result(table: Block, namnd: str, year: int, occasion: str) -> list[list[object]]:
    stripped = strip(*_asked(table, namnd, year, occasion))
    if stripped.stops:
        raise FunctionError
    heading: list[object] = [
        "Belopp i kr",
        f"Budget {year}",
        f"Budget period {year}",
        f"Utfall {year}",
        f"Utfall {year - 1}",
    ]
    return [heading, *([label, *_kronor(amounts)] for label, amounts in stripped.rr.items())]


def _kronor(row: RowAmounts) -> Iterator[Fraction]:
    for ore in (row.budget_ore, row.budget_period_ore, row.utfall_ore, row.foregaende_ore):
        yield Fraction(ore, _ORE)


def _told(table: Block, namnd: str, year: int, occasion: str) -> list[list[object]]:
    """The findings in words."""
    try:
        found = ledger_findings(strip(*_asked(table, namnd, year, occasion, with_texts=True)))
    except FlikarError as error:
        return [[str(error)]]
    return [[f"{f.rule} {f.severity.value}", f.message] for f in found] or [["OK"]]


_ARGUMENTS = (
    Argument("omrade", Kind.TABLE, "Huvudboken med rubrikraden överst: konto, ansvar, motpart, period, belopp, typ."),
    Argument("namnd", Kind.TEXT, "Nämndens kod eller namn."),
    Argument("ar", Kind.WHOLE, "Året."),
    Argument("tillfalle", Kind.TEXT, "Tillfället: en månad, delar, arsbokslut eller budget."),
)

FUNCTIONS = (
    Function(
        "FLIK_RR", "Resultaträkningens rader i kronor ur en huvudbok, rensad från interninterna poster.", _ARGUMENTS,
        _result, ('=FLIK_RR(A1:F9,"VON",2022,"delar")', "rubriker och sju rader"), is_table=True,
    ),
    Function(
        "FLIK_RENSA", "Nämndens rader utan interninterna poster, som de står i området.", _ARGUMENTS, _kept,
        ('=FLIK_RENSA(A1:F9,"VON",2022,"delar")', "rubriker och kvarvarande rader"), is_table=True,
    ),
    Function(
        "FLIK_INTERNA", "De interninterna raderna som FLIK_RENSA tar bort, och hur deras motsvarighet hittades.",
        _ARGUMENTS, _removed, ('=FLIK_INTERNA(A1:F9,"VON",2022,"delar")', "rubriker och borttagna rader"),
        is_table=True,
    ),
    Function(
        "FLIK_HUVUDBOK_FEL", "Vad som är fel i huvudbokens rader, i ord; OK när inget är fel.", _ARGUMENTS, _told,
        ('=FLIK_HUVUDBOK_FEL(A1:F9,"VON",2022,"delar")', "OK"), is_table=True,
    ),
)  # fmt: skip
