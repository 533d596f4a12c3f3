"""What a check asks of one workbook: the amounts its names stand for, and where the first of them is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.addresses import Cell
from engine.calc import Amount, FlikValues, is_unreadable
from engine.data import FlikData
from engine.layout import PlacedRow, PlacedTarget
from engine.model import Catalog, ColumnKind
from engine.organisation import Kontroll
from engine.owncheck.grammar import OwnFormula, read_formula
from engine.owncheck.names import CellName, row_key
from engine.periods import Occasion
from engine.text import nearest

Valued = tuple[FlikData, FlikValues]
"""A flik with its amounts in tkr as they stand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One check of one occasion of one workbook.

    Attributes:
        check: the check of kommun.toml.
        formula: the same, read.
        amounts: tkr, one for each name of the formula; empty when some of them cannot be had.
        missing: why not, in Swedish; empty when all of them can.
        fliks: the tabs that the names are of.
        rests_on: tab and cell of each amount and of every amount that it is worked out from.
        flik, cell, row, column: where the first name stands; cell and row are None when the flik lacks them.
    """

    check: Kontroll
    formula: OwnFormula
    flik: str
    fliks: frozenset[str]
    rests_on: frozenset[tuple[str, str]] = frozenset()
    amounts: tuple[Amount, ...] = ()
    missing: tuple[str, ...] = ()
    cell: Cell | None = None
    row: str | None = None
    column: ColumnKind | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """One name looked up: its flik and cell, and the amount, or why there is none."""

    flik: FlikData
    target: PlacedTarget | None = None
    amount: Amount | None = None
    missing: str = ""


def questions_of(
    checks: Sequence[Kontroll], catalog: Catalog, verksamhet: str, occasion: Occasion, flikar: Sequence[Valued]
) -> Iterator[Asked]:
    """What the checks ask of the flikar of one occasion.

    A check that names no occasion is left out where the occasion has not the tables and columns it speaks of, and any
    check where a whole flik is missing or not used, or a column that it speaks of is still empty.
    """
    by_table = {data.layout.flik.table.code: (data, values) for data, values in flikar}
    for check in checks:
        formula = read_formula(check.formel)
        if not all(name.table in by_table and _is_filled(name, *by_table[name.table]) for name in formula.names):
            continue
        if occasion.code in check.tillfallen or (
            not check.tillfallen and _can_be_asked(formula, catalog, verksamhet, occasion)
        ):
            yield _asked(check, formula, by_table)


def _can_be_asked(formula: OwnFormula, catalog: Catalog, verksamhet: str, occasion: Occasion) -> bool:
    declared = {
        (flik.table.code, column.kind) for flik in catalog.required(verksamhet, occasion) for column in flik.columns
    }
    return all((name.table, name.column) in declared for name in formula.names)


def _is_filled(name: CellName, data: FlikData, values: FlikValues) -> bool:
    """Whether anybody has filled in anything that the column holds; a column that is not there cannot be empty."""
    column = data.layout.column(name.column)
    if column is None:
        return True
    if column.column.formula is not None:
        return bool(values.inputs)
    return any(cell.column == column.number for cell in values.inputs)


def _asked(check: Kontroll, formula: OwnFormula, by_table: Mapping[str, Valued]) -> Asked:
    found = [_found(name, *by_table[name.table]) for name in formula.names]
    first = found[0]
    missing = tuple(each.missing for each in found if each.missing)
    target = first.target
    return Asked(
        check=check,
        formula=formula,
        amounts=() if missing else tuple(each.amount or 0 for each in found),
        missing=missing,
        flik=first.flik.name,
        fliks=frozenset(each.flik.name for each in found),
        rests_on=frozenset(place for each in found if each.target for place in _places(each.flik, each.target.cell)),
        cell=target.cell if target else None,
        row=target.row.label if target else None,
        column=formula.names[0].column,
    )


def _places(data: FlikData, cell: Cell) -> Iterator[tuple[str, str]]:
    """The cell, and every cell that it is worked out from."""
    yield data.name, str(cell)
    for part, _ in data.layout.sums.get(cell, ()):
        yield from _places(data, part)


def _found(name: CellName, data: FlikData, values: FlikValues) -> _Found:
    rows = [row for row in data.layout.rows if row.label and row_key(row.label) == name.row]
    column = data.layout.column(name.column)
    if len(rows) != 1 or column is None:
        return _Found(data, missing=_why(name, data, rows))
    target = data.layout.targets_by_cell.get(Cell(rows[0].number, column.number))
    if target is None:
        return _Found(data, missing=f"raden ”{rows[0].label}” har inga belopp")
    if is_unreadable(data.raw(target.cell)):
        return _Found(data, target, missing=f"{name.text} ({target.cell}) är inget tal")
    return _Found(data, target, values.values.get(target.cell, 0))


def _why(name: CellName, data: FlikData, rows: Sequence[PlacedRow]) -> str:
    if len(rows) > 1:
        return f"flera rader heter ”{rows[0].label}”"
    if rows:
        return f"kolumnen {name.column.value} saknas"
    labels = {row_key(row.label): row.label for row in data.layout.rows if row.label}
    near = nearest(name.row, labels, limit=1)
    return f"raden i {name.text} saknas" + (f"; närmast är ”{labels[near[0]]}”" if near else "")
