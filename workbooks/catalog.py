"""Which flikar exist, under which exact names (domain: flikar; contract: flik anatomy)."""

import re
from typing import NamedTuple

from engine.model import Catalog, Column, ColumnKind, Flik, favourable_in
from engine.organisation import OWN_FLIKAR, Kommun
from engine.periods import OccasionKind
from workbooks.columns import (
    arsbokslut_columns,
    budget_columns,
    delar_columns,
    follow_up_columns,
    forecast_change_columns,
    period_columns,
    prognossakerhet_columns,
    proposal_columns,
)
from workbooks.tables import LEDGER_LABELS, tables_of

VERSION = "1"
SPECIAL = {"va": "VA", "avfall": "Avfall", "samhallsbyggnad": "SBN"}
VERKSAMHETER = ("skattefinansierad", *SPECIAL)
_DEFAULT_PART = re.compile(r"skatte?fin(?: övriga| övr| & avfall)?")


class _Declared(NamedTuple):
    """One flik of the year: its table, exact name, occasions, month, key column, and whether a book may lack it."""

    code: str
    name: str
    kinds: frozenset[OccasionKind]
    month: int | None
    key_column: ColumnKind
    optional: bool = False


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
    _Declared("PERIOD", "8 period skattefin delår", _DELAR, 8, ColumnKind.AVVIKELSE, optional=True),
    _Declared("RR", "12 RR skattefin övriga ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("INV", "12 inv skattefin övr ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("FORUTB", "12 förutb skattefin ALLA ÅB", _ARSBOKSLUT, 12, ColumnKind.UTFALL),
    _Declared("PROGSAK", "12 prognossäkerhet ALLA ÅB", _ARSBOKSLUT, 12, ColumnKind.PROGNOS),
)


def flik_name(name: str, code: str, verksamhet: str) -> str:
    """The tab name for a verksamhet; where it has no flik of its own, everyone's."""
    if verksamhet not in OWN_FLIKAR[code]:
        return name
    return _DEFAULT_PART.sub(SPECIAL[verksamhet], name)


def build_catalog(kommun: Kommun) -> Catalog:
    """The flikar of a kommun: its settings decide directions, its ``flikar`` other rows for special verksamheter."""
    return Catalog(VERSION, LEDGER_LABELS, {verksamhet: _book(verksamhet, kommun) for verksamhet in VERKSAMHETER})


def _book(verksamhet: str, kommun: Kommun) -> tuple[Flik, ...]:
    tables = tables_of(verksamhet, kommun)
    return tuple(
        Flik(
            name=flik_name(declared.name, declared.code, verksamhet),
            table=tables[declared.code],
            columns=_columns(declared, kommun),
            kinds=declared.kinds,
            month=declared.month,
            key_column=declared.key_column,
            beside=_beside(declared, kommun),
            optional=declared.optional,
        )
        for declared in _FLIKAR
    )


def _columns(declared: _Declared, kommun: Kommun) -> tuple[Column, ...]:
    favourable = favourable_in(declared.code, kommun.installningar)
    if declared.code == "PROGSAK":
        return prognossakerhet_columns(favourable)
    if declared.code == "PERIOD":
        return period_columns(favourable)
    if declared.kinds == _BUDGET:
        return budget_columns(plan_years=2 if declared.code == "RR" else 4)
    by_kind = {_DELAR: delar_columns, _ARSBOKSLUT: arsbokslut_columns}
    return by_kind.get(declared.kinds, follow_up_columns)(favourable)


def _beside(declared: _Declared, kommun: Kommun) -> tuple[Column, ...]:
    """Where a forecast is filed, the one before it; in the RR also what the outcome so far would propose."""
    if not declared.kinds & (_MONTHLY | _DELAR) or declared.code == "PERIOD":
        return ()
    change = forecast_change_columns(favourable_in(declared.code, kommun.installningar))
    return (*change, *proposal_columns()) if declared.code == "RR" else change
