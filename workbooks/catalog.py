"""Which flikar exist, under which exact names (domain: flikar; contract: flik anatomy)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from engine.model import Catalog, Column, ColumnKind, Flik, Row, RowKind, Sign, Table
from engine.organisation import Flik as Flikrader
from engine.organisation import Kommun
from engine.periods import OccasionKind
from engine.text import slug
from workbooks.columns import (
    arsbokslut_columns,
    budget_columns,
    delar_columns,
    follow_up_columns,
    forecast_change_columns,
    prognossakerhet_columns,
)
from workbooks.tables import FORUTB, INV, LEDGER_LABELS, PROGSAK, RR, rr_with_rows

VERSION = "1"
SPECIAL = {"va": "VA", "avfall": "Avfall", "samhallsbyggnad": "SBN"}
VERKSAMHETER = ("skattefinansierad", *SPECIAL)
_DEFAULT_PART = re.compile(r"skatte?fin(?: övriga| övr| & avfall)?")


class _Declared(NamedTuple):
    """One flik of the year: its table, exact name, the occasions it serves, its month and its key column."""

    code: str
    name: str
    kinds: frozenset[OccasionKind]
    month: int | None
    key_column: ColumnKind


_BUDGET = frozenset({OccasionKind.BUDGET})
_MONTHLY = frozenset({OccasionKind.MANAD, OccasionKind.FORDJUPAD})
_FORDJUPAD = frozenset({OccasionKind.FORDJUPAD})
_DELAR = frozenset({OccasionKind.DELAR})
_ARSBOKSLUT = frozenset({OccasionKind.ARSBOKSLUT})

_FLIKAR = (
    _Declared("RR", "RR skattfin", _BUDGET, None, ColumnKind.BUDGET),
    _Declared("INV", "INV skattefin & avfall", _BUDGET, None, ColumnKind.BUDGET),
    _Declared("FORUTB", "Förutbet skattefin", _BUDGET, None, ColumnKind.BUDGET),
    _Declared("RR", "1–11 RR skattefin övr jan-nov", _MONTHLY, None, ColumnKind.PROGNOS),
    _Declared("INV", "4 inv skattefin övr apr", _FORDJUPAD, 4, ColumnKind.PROGNOS),
    _Declared("FORUTB", "4 förutb skattefin ALLA apr", _FORDJUPAD, 4, ColumnKind.PROGNOS),
    _Declared("RR", "8 RR skattefin övriga delår", _DELAR, 8, ColumnKind.PROGNOS),
    _Declared("INV", "8 inv skattefin övriga delår", _DELAR, 8, ColumnKind.PROGNOS),
    _Declared("FORUTB", "8 förutb skattefin ALLA delår", _DELAR, 8, ColumnKind.PROGNOS),
    _Declared("RR", "12 RR skattefin övriga ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("INV", "12 inv skattefin övr ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("FORUTB", "12 förutb skattefin ALLA ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("PROGSAK", "12 prognossäkerhet ALLA ÅB", _ARSBOKSLUT, 12, ColumnKind.PROGNOS),
)


def flik_name(name: str, code: str, verksamhet: str) -> str:
    """The tab name for a verksamhet: RR is special for all three, INV and förutbetalda for VA alone."""
    has_own = code == "RR" or (verksamhet == "va" and code != "PROGSAK")
    if verksamhet not in SPECIAL or not has_own:
        return name
    return _DEFAULT_PART.sub(SPECIAL[verksamhet], name)


def build_catalog(kommun: Kommun) -> Catalog:
    """The flikar of a kommun: its settings decide directions, its ``flikar`` other rows for special verksamheter."""
    return Catalog(VERSION, LEDGER_LABELS, {verksamhet: _book(verksamhet, kommun) for verksamhet in VERKSAMHETER})


def _book(verksamhet: str, kommun: Kommun) -> tuple[Flik, ...]:
    tables = _tables(verksamhet, kommun)
    return tuple(
        Flik(
            name=flik_name(declared.name, declared.code, verksamhet),
            table=tables[declared.code],
            columns=_columns(declared, kommun),
            kinds=declared.kinds,
            month=declared.month,
            key_column=declared.key_column,
            beside=_beside(declared),
        )
        for declared in _FLIKAR
    )


def _columns(declared: _Declared, kommun: Kommun) -> tuple[Column, ...]:
    settings = kommun.installningar
    if declared.code == "PROGSAK":
        return prognossakerhet_columns(forecast_first=settings.avvikelse_prognossakerhet == "prognos-bokslut")
    budget_first = {"RR": False, "INV": True, "FORUTB": settings.avvikelse_forutbetalda == "budget-prognos"}
    if declared.kinds == _BUDGET:
        return budget_columns(plan_years=2 if declared.code == "RR" else 4)
    by_kind = {_DELAR: delar_columns, _ARSBOKSLUT: arsbokslut_columns}
    return by_kind.get(declared.kinds, follow_up_columns)(budget_first=budget_first[declared.code])


def _beside(declared: _Declared) -> tuple[Column, ...]:
    """Where a forecast is filed, the one before it."""
    has_forecast = bool(declared.kinds & (_MONTHLY | _DELAR)) and declared.code != "PROGSAK"
    return forecast_change_columns(previous_first=declared.code == "INV") if has_forecast else ()


def _tables(verksamhet: str, kommun: Kommun) -> Mapping[str, Table]:
    tables = {table.code: table for table in (RR, INV, FORUTB, PROGSAK)}
    for declared in kommun.flikar:
        if declared.verksamhet == verksamhet and declared.tabell == "RR":
            tables["RR"] = _declared_rr(declared)
    return tables


def _declared_rr(declared: Flikrader) -> Table:
    def rows(block: str, sign: Sign) -> tuple[Row, ...]:
        return tuple(
            Row(id=slug(rad.namn).replace("-", "_"), label=rad.namn, kind=RowKind.INPUT, sign=sign)
            for rad in declared.rader
            if rad.block == block
        )

    return rr_with_rows(rows("intakter", Sign.INCOME), rows("kostnader", Sign.COST))
