"""Resultaträkning: costs negative, income and kommunbidrag positive."""

from collections.abc import Mapping, Sequence

from engine.formula import Ref, SumRows
from engine.model import Row, RowKind, Sign, Table

BLANK = Row(kind=RowKind.BLANK)
INTAKTER = Row(id="intakter", label="Verksamhetens intäkter", kind=RowKind.INPUT, sign=Sign.INCOME)
COSTS = (
    Row(id="personalkostnader", label="Personalkostnader", kind=RowKind.INPUT, sign=Sign.COST),
    Row(id="lokalhyror", label="Lokalhyror", kind=RowKind.INPUT, sign=Sign.COST, aliases=("Lokalkostnader",)),
    Row(id="kop_av_tjanster", label="Köp av tjänster", kind=RowKind.INPUT, sign=Sign.COST),
    Row(id="ovriga_kostnader", label="Övriga kostnader", kind=RowKind.INPUT, sign=Sign.COST),
)
_BELOW = (
    Row(id="kommunbidrag", label="Kommunbidrag", kind=RowKind.INPUT, sign=Sign.INCOME),
    Row(id="finansnetto", label="Finansnetto", kind=RowKind.INPUT, optional=True),
)

LEDGER_LABELS: Mapping[str, str] = {row.id: row.label for row in (INTAKTER, *COSTS, *_BELOW)}
"""The label of each kontogrupp of kommun.toml; a row's id is its kontogrupp."""


def _revenue_rows(revenues: Sequence[Row]) -> tuple[Row, ...]:
    """The income block: one input row, or a sum row under the rows a kommun declares."""
    if len(revenues) == 1 and revenues[0].id == INTAKTER.id:
        return tuple(revenues)
    total = Row(
        id=INTAKTER.id,
        label=INTAKTER.label,
        kind=RowKind.SUM,
        formula=SumRows(tuple(row.id for row in revenues)),
    )
    return (*revenues, total)


def rr_with_rows(revenues: Sequence[Row], costs: Sequence[Row]) -> Table:
    """An RR with other income and cost rows; the sums below are the same for every verksamhet."""
    kostnader = Row(
        id="kostnader",
        label="Verksamhetens kostnader",
        kind=RowKind.SUM,
        formula=SumRows(tuple(row.id for row in costs)),
    )
    nettokostnader = Row(
        id="nettokostnader",
        label="Verksamhetens nettokostnader",
        kind=RowKind.SUM,
        formula=Ref(row="intakter") + Ref(row="kostnader"),
    )
    resultat = Row(
        id="resultat",
        label="Årets resultat",
        kind=RowKind.SUM,
        formula=Ref(row="nettokostnader") + Ref(row="kommunbidrag") + Ref(row="finansnetto"),
    )
    upper = (*_revenue_rows(revenues), BLANK, *costs, kostnader, BLANK, nettokostnader)
    return Table("RR", "Resultaträkning", (*upper, BLANK, *_BELOW, BLANK, resultat))


RR = rr_with_rows((INTAKTER,), COSTS)
