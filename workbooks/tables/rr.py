"""Resultaträkning: costs negative, income and kommunbidrag positive."""

from collections.abc import Mapping, Sequence

from engine.formula import Ref, SumRows
from engine.model import Row, RowKind, Sign, Table

BLANK = Row(kind=RowKind.BLANK)
INTAKTER = Row(
    id="intakter", label="Verksamhetens intäkter", kind=RowKind.INPUT, sign=Sign.INCOME, subject="Intäkterna"
)


def _cost(row_id: str, label: str, subject: str, *aliases: str) -> Row:
    return Row(id=row_id, label=label, kind=RowKind.INPUT, sign=Sign.COST, aliases=aliases, subject=subject)


COSTS = (
    _cost("personalkostnader", "Personalkostnader", "Personalkostnaderna"),
    _cost("lokalhyror", "Lokalhyror", "Lokalhyrorna", "Lokalkostnader"),
    _cost("kop_av_tjanster", "Köp av tjänster", "Köp av tjänster"),
    _cost("ovriga_kostnader", "Övriga kostnader", "Övriga kostnader"),
)
BELOW = (
    Row(
        id="kommunbidrag",
        label="Kommunbidrag",
        kind=RowKind.INPUT,
        sign=Sign.INCOME,
        subject="Kommunbidraget",
        plural=False,
    ),
    Row(
        id="finansnetto",
        label="Finansnetto",
        kind=RowKind.INPUT,
        optional=True,
        subject="Finansnettot",
        plural=False,
    ),
)

LEDGER_LABELS: Mapping[str, str] = {row.id: row.label for row in (INTAKTER, *COSTS, *BELOW)}
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
        sign=INTAKTER.sign,
        subject=INTAKTER.subject,
    )
    return (*revenues, total)


def rr_with_rows(revenues: Sequence[Row], costs: Sequence[Row], below: Sequence[Row] = BELOW) -> Table:
    """An RR with other income and cost rows; the sums below are the same for every verksamhet."""
    kostnader = Row(
        id="kostnader",
        label="Verksamhetens kostnader",
        kind=RowKind.SUM,
        formula=SumRows(tuple(row.id for row in costs)),
        sign=Sign.COST,
        subject="Kostnaderna",
    )
    nettokostnader = Row(
        id="nettokostnader",
        label="Verksamhetens nettokostnader",
        kind=RowKind.SUM,
        formula=Ref(row="intakter") + Ref(row="kostnader"),
        sign=Sign.COST,
        subject="Nettokostnaderna",
    )
    resultat = Row(
        id="resultat",
        label="Årets resultat",
        kind=RowKind.SUM,
        formula=Ref(row="nettokostnader") + Ref(row="kommunbidrag") + Ref(row="finansnetto"),
        subject="Årets resultat",
        plural=False,
    )
    upper = (*_revenue_rows(revenues), BLANK, *costs, kostnader, BLANK, nettokostnader)
    return Table("RR", "Resultaträkning", (*upper, BLANK, *below, BLANK, resultat))


def period_of(rr: Table) -> Table:
    """The rows of an RR, for the outcome against the budget of the same months."""
    return Table("PERIOD", "Utfall mot periodbudget", rr.rows)


RR = rr_with_rows((INTAKTER,), COSTS)
