"""A range with a ledger in it, as the columns of text that the engine reads.

Only the columns that are asked for are told, and each in one go: a ledger is long, and a column holds few different
values, or numbers.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from engine.amounts import LARGEST_WITH_ORE, shown_digits
from engine.ledger import Cells
from engine.ledger.formats.numbers import number_text
from engine.ledger.headings import missing_columns, named_columns, names_by_spelling
from engine.organisation import Kommun
from udfs.declaring import FunctionError
from udfs.values import Block, CellError, single

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAME = "området"
_FEW = 8
"""A column with so many rows to each of its values is told value by value."""
_ORE = 100


def ledger_cells(table: Block, kommun: Kommun, wanted: Collection[str]) -> Cells:
    """The rows below the first that is not empty, which has the headings.

    Args:
        table: the range.
        kommun: says which headings are accepted for a column.
        wanted: the contract's columns that are asked for.

    Raises:
        FunctionError: the error value that stands in one of them.
    """
    start = headings_at(table)
    headings = [_name(cell) for cell in table[start]]
    names = named_columns(headings, names_by_spelling(kommun.huvudbok.kolumner))
    if missing_columns(names, typ_given=False):
        wanted = names
    rows = table[start + 1 : _end(table, start + 1)]
    asked = [place for place, name in enumerate(names) if name in wanted]
    columns = [_told([row[place] for row in rows], is_amount=names[place] == "belopp") for place in asked]
    shown = [headings[place] for place in asked]
    others = [place for place in range(len(names)) if place not in asked]
    if others and any(beside := _beside(rows, names.index("konto"), others)):
        columns.append(_array(beside))
        shown.append("")
    return Cells(_NAME, tuple(shown), tuple(columns), start + 2)


def headings_at(table: Block) -> int:
    """Where the headings stand: the first row that is not empty, counted from 0."""
    return next((place for place, row in enumerate(table) if _has_anything(row)), 0)


def _end(table: Block, first: int) -> int:
    """Where the empty rows begin that a range of whole columns ends in."""
    return next((place + 1 for place in range(len(table) - 1, first - 1, -1) if _has_anything(table[place])), first)


def _has_anything(row: Sequence[object]) -> bool:
    return any(cell is not None and cell != "" for cell in row)


def _name(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _beside(rows: Block, konto: int, others: Sequence[int]) -> list[str]:
    """What stands in the columns that are not asked for, on rows without konto: these are not empty then."""
    return [_anything([row[place] for place in others]) if row[konto] in (None, "") else "" for row in rows]


def _anything(cells: Sequence[object]) -> str:
    return next((str(cell) for cell in cells if cell is not None and str(cell).strip()), "")


def _told(column: Sequence[object], *, is_amount: bool) -> "NDArray[np.object_] | NDArray[np.float64]":
    """The text of every cell; amounts that are numbers are left to DuckDB, which writes them in the same form."""
    amounts = _amounts(column) if is_amount and set(map(type, column)) == {float} else None
    return _array(_texts(column)) if amounts is None else amounts


def _array(texts: Sequence[str]) -> "NDArray[np.object_]":
    import numpy as np

    return np.array(texts, dtype=object)


def _amounts(column: Sequence[object]) -> "NDArray[np.float64] | None":
    """Numbers with whole öre, without what the storing has put behind them; None where one is not such a number."""
    import numpy as np

    stored = np.array(column, dtype=float)
    if not np.abs(stored).max() < LARGEST_WITH_ORE:
        return None
    whole: NDArray[np.float64] = np.rint(stored * _ORE) / _ORE
    other = stored != whole
    shown = [float(shown_digits(value)) for value in stored[other].tolist()]
    return whole if np.array_equal(whole[other], shown) else None


def _texts(column: Sequence[object]) -> Sequence[str]:
    """The text of every cell; values that are equal have one text, but for 1 and TRUE."""
    kinds = set(map(type, column))
    if kinds == {str} and "".join(column).isprintable():  # type: ignore[arg-type]
        return column  # type: ignore[return-value]
    distinct = set(column) if kinds <= {str, float, type(None)} else ()
    if 0 < len(distinct) * _FEW <= len(column):
        told = {value: _text(value) for value in distinct}
        return [told[value] for value in column]
    return [_text(value) for value in column]


def _text(given: object) -> str:
    """One line; a number as people see it."""
    if type(given) is float:
        return number_text(given)
    value = single(given)
    if isinstance(value, CellError):
        raise FunctionError(value)
    if value is None:
        return ""
    text = str(value)
    return text if text.isprintable() else " ".join(text.split()).encode(errors="replace").decode()
