"""Prepaid income that is spread over the years it serves: positive amounts.

``- varav exploatering`` is a part of the total that people fill in; it is never added to it.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.formula import SumBlock, SumRows
from engine.model import Row, RowKind, Sign, Table

INKOMSTER = Row(id="inkomster", label="Inkomster", kind=RowKind.HEADING, slots=6, sign=Sign.INCOME)
VARAV = Row(
    id="varav_exploatering",
    label="- varav exploatering",
    kind=RowKind.OF_WHICH,
    sign=Sign.INCOME,
    subject="De förutbetalda intäkterna från exploatering",
)
TOTALA_INKOMSTER = Row(
    id="totala_inkomster",
    label="Totala inkomster",
    kind=RowKind.SUM,
    formula=SumBlock("inkomster"),
    sign=Sign.INCOME,
    subject="De förutbetalda intäkterna",
)
_TITLE = "Förutbetalda intäkter som periodiseras över sin nyttjandetid"

FORUTB = Table("FORUTB", _TITLE, (INKOMSTER, VARAV, TOTALA_INKOMSTER))


def forutb_with_rows(incomes: Sequence[Row]) -> Table:
    """The same with named rows under *Inkomster* in place of the projects that users name."""
    heading = replace(INKOMSTER, slots=0)
    total = replace(TOTALA_INKOMSTER, formula=SumRows(tuple(row.id for row in incomes)))
    return Table("FORUTB", _TITLE, (heading, *incomes, VARAV, total))
