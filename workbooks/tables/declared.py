"""The tables of a verksamhet: the usual ones, with the rows a kommun declares in place of theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.model import Row, RowKind, Sign, Table
from engine.organisation import Flikrad, Kommun
from engine.text import fold, slug
from workbooks.tables.forutb import FORUTB, forutb_with_rows
from workbooks.tables.inv import CATEGORIES, INV, category, inv_with_categories
from workbooks.tables.progsak import PROGSAK
from workbooks.tables.rr import BELOW, COSTS, INTAKTER, RR, period_of, rr_with_rows

_PROJECT_ROWS = 3
"""Empty project rows under a category that only a kommun has."""


def tables_of(verksamhet: str, kommun: Kommun) -> Mapping[str, Table]:
    """The five tables by code."""
    rr, inv, forutb = (kommun.declared_rows(verksamhet, code) for code in ("RR", "INV", "FORUTB"))
    table = _rr(rr, kommun)
    return {
        "RR": table,
        "PERIOD": period_of(table),
        "INV": inv_with_categories(_categories(inv)) if inv else INV,
        "FORUTB": forutb_with_rows(_incomes(forutb)) if forutb else FORUTB,
        "PROGSAK": PROGSAK,
    }


def _rr(rader: Sequence[Flikrad], kommun: Kommun) -> Table:
    """A block without declared rows keeps the usual ones; every row knows its accounts."""
    income = [rad for rad in rader if rad.block == "intakter"]
    costs = [rad for rad in rader if rad.block == "kostnader"]
    taken = _ids(RR)
    return rr_with_rows(
        _declared(income, (INTAKTER,), Sign.INCOME, taken) or _by_kontogrupp((INTAKTER,), kommun),
        _declared(costs, COSTS, Sign.COST, taken) or _by_kontogrupp(COSTS, kommun),
        _by_kontogrupp(BELOW, kommun),
    )


def _declared(rader: Sequence[Flikrad], usual: Sequence[Row], sign: Sign, taken: set[str]) -> tuple[Row, ...]:
    """A declared row that bears the name of a usual one in its block is that row, with accounts of its own."""
    by_name = {fold(row.label): row for row in usual}

    def row_of(rad: Flikrad) -> Row:
        own = by_name.get(fold(rad.namn))
        return own or Row(id=_new_id(rad.namn, taken), label=rad.namn, kind=RowKind.INPUT, sign=sign)

    return tuple(replace(row_of(rad), aliases=(), accounts=rad.codes if rad.konton else None) for rad in rader)


def _by_kontogrupp(rows: Iterable[Row], kommun: Kommun) -> tuple[Row, ...]:
    return tuple(replace(row, accounts=kommun.kontogrupper.sets[row.id]) for row in rows)


def _categories(rader: Sequence[Flikrad]) -> tuple[Row, ...]:
    usual = {fold(row.label): row for row in CATEGORIES}
    taken = _ids(INV)
    return tuple(
        usual.get(fold(rad.namn)) or category(_new_id(rad.namn, taken), rad.namn, _PROJECT_ROWS) for rad in rader
    )


def _incomes(rader: Sequence[Flikrad]) -> tuple[Row, ...]:
    taken = _ids(FORUTB)
    return tuple(
        Row(id=_new_id(rad.namn, taken), label=rad.namn, kind=RowKind.INPUT, sign=Sign.INCOME) for rad in rader
    )


def _ids(table: Table) -> set[str]:
    return {row.id for row in table.rows if row.id}


def _new_id(name: str, taken: set[str]) -> str:
    """An id for a formula that no row of the table has; ``taken`` grows by it."""
    wanted = slug(name).replace("-", "_")
    numbered = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, len(taken) + 2))
    found = next(each for each in numbered if each not in taken)
    taken.add(found)
    return found
