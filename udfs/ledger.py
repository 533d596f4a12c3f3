"""A ledger that stands in a range: stripped of interninterna poster as ``flikar rensa`` strips a file."""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import FlikarError, UnknownNameError
from engine.ledger import (
    RowAmounts,
    Stripping,
    kept_lines,
    ledger_findings,
    open_stripping,
    pair_removed,
    removed_rows,
)
from engine.ledger.headings import REQUIRED
from engine.organisation import Kommun
from engine.periods import occasion_named
from engine.pipeline.stripping import question_of
from engine.text import fold
from udfs.declaring import Argument, Function, FunctionError, Kind
from udfs.setting import own_kommun, own_setup
from udfs.values import Block, CellError, single

_ORE = 100
_NAME = "omrade.csv"


@contextmanager
def _stripping(table: Block, namnd: str, year: int, occasion: str, *, whole: bool = False) -> Iterator[Stripping]:
    """The range as an export of the contract, stripped for the nämnd; all its columns only when they are told of.

    Raises:
        FunctionError: ``#N/A`` without a kommun or such a nämnd, ``#VALUE!`` for a range that is no ledger.
    """
    setup = own_setup()
    try:
        whose, asked = setup.kommun.namnd(namnd), occasion_named(occasion)
    except UnknownNameError:
        raise FunctionError(CellError.NA) from None
    question = question_of(setup, whose, year, asked, typ=None, skip_faults=False)
    with TemporaryDirectory(prefix="flikar-") as folder:
        path = Path(folder) / _NAME
        _write(table, path, None if whole else _needed(setup.kommun))
        with open_stripping([path], question) as stripping:
            yield stripping


def _write(table: Block, path: Path, needed: Collection[str] | None) -> None:
    """Column by column, since each holds few different values, or numbers that are told in one go."""
    everything = list(zip(*table, strict=True))
    columns = [column for column in everything if needed is None or _name(column[0]) in needed] or everything
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = zip(*map(_texts, columns), strict=True)
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)


def _name(heading: object) -> str:
    return fold(heading) if isinstance(heading, str) else ""


def _needed(kommun: Kommun) -> frozenset[str]:
    """The headings without which nothing can be summed, by every name the kommun has for them."""
    accepted = kommun.huvudbok.kolumner
    return frozenset(fold(name) for column in REQUIRED for name in (column, *accepted.get(column, ())))


def _texts(column: Sequence[object]) -> list[str]:
    told = {value: value if type(value) is str and value.isprintable() else _text(value) for value in set(column)}
    return [told[value] for value in column]


def _text(given: object) -> str:
    """One line; a number as its shortest decimal form, a whole one without a point."""
    if type(given) is float:
        return str(int(given)) if given.is_integer() else repr(given)
    value = single(given)
    if isinstance(value, CellError):
        raise FunctionError(value)
    return "" if value is None else " ".join(str(value).split())


def _whole(stripping: Stripping) -> Stripping:
    if stripping.result.stops:
        raise FunctionError
    return stripping


def _kept(table: Block, namnd: str, year: int, occasion: str) -> list[Sequence[object]]:
    """The heading row and the rows that stay, as they stand."""
    with _stripping(table, namnd, year, occasion) as stripping:
        return [table[0], *(table[line - 1] for line in kept_lines(_whole(stripping)))]


def _removed(table: Block, namnd: str, year: int, occasion: str) -> list[Sequence[object]]:
    """The heading row and the removed rows of the nämnd's förvaltningar, each with how its counterpart was found."""
    with _stripping(table, namnd, year, occasion, whole=True) as stripping:
        pair_removed(_whole(stripping).rows.connection, own_kommun(), only_remainders=False)
        rows = list(removed_rows(stripping.rows))
    return [(*table[0], "Motsvarighet"), *((*table[row.rad - 1], row.satt or "saknas") for row in rows)]


def _result(table: Block, namnd: str, year: int, occasion: str) -> list[list[object]]:
    with _stripping(table, namnd, year, occasion) as stripping:
        rr = _whole(stripping).result.rr
    heading: list[object] = [
        "Belopp i kr",
        f"Budget {year}",
        f"Budget period {year}",
        f"Utfall {year}",
        f"Utfall {year - 1}",
    ]
    return [heading, *([label, *_kronor(amounts)] for label, amounts in rr.items())]


def _kronor(row: RowAmounts) -> Iterator[Fraction]:
    for ore in (row.budget_ore, row.budget_period_ore, row.utfall_ore, row.foregaende_ore):
        yield Fraction(ore, _ORE)


def _told(table: Block, namnd: str, year: int, occasion: str) -> list[list[object]]:
    """The findings in words; the name of the file that stands in for the range is not shown."""
    try:
        with _stripping(table, namnd, year, occasion) as stripping:
            found = ledger_findings(stripping.result)
    except FlikarError as error:
        return [[str(error)]]
    return [[f"{f.rule} {f.severity.value}", _about_range(f.message)] for f in found] or [["OK"]]


def _about_range(message: str) -> str:
    return re.sub(rf"\S*{_NAME}", "området", message)


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
