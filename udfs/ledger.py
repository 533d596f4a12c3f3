"""A ledger that stands in a range: stripped of interninterna poster as ``flikar rensa`` strips a file."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import FlikarError, UnknownNameError
from engine.ledger import RowAmounts, Stripping, kept_lines, ledger_findings, open_stripping, removed_rows
from engine.periods import occasion_named
from engine.pipeline.stripping import question_of
from udfs.declaring import Argument, Function, FunctionError, Kind
from udfs.setting import own_setup
from udfs.values import Block, CellError, Single, single

_ORE = 100
_NAME = "omrade.csv"


@contextmanager
def _stripping(table: Block, namnd: str, year: int, occasion: str) -> Iterator[Stripping]:
    """The range as an export of the contract, stripped for the nämnd.

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
        _write(table, path)
        with open_stripping([path], question) as stripping:
            yield stripping


def _write(table: Block, path: Path) -> None:
    """Column by column, since each holds few different values, or numbers that are told in one go."""
    columns = [_texts(column) for column in zip(*table, strict=True)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(zip(*columns, strict=True))


def _texts(column: Sequence[object]) -> list[str]:
    told = {value: _text(single(value)) for value in set(column)}
    return [told[value] for value in column]


def _text(value: Single) -> str:
    """One line; a number as its shortest decimal form, a whole one without a point."""
    if isinstance(value, CellError):
        raise FunctionError(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else " ".join(str(value).split("\n"))


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
    with _stripping(table, namnd, year, occasion) as stripping:
        rows = list(removed_rows(_whole(stripping).rows))
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
