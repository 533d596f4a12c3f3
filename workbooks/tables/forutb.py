"""Prepaid income that is spread over the years it serves: positive amounts.

``- varav exploatering`` is a part of the total that people fill in; it is never added to it.
"""

from engine.formula import SumBlock
from engine.model import Row, RowKind, Sign, Table

FORUTB = Table(
    "FORUTB",
    "Förutbetalda intäkter som periodiseras över sin nyttjandetid",
    (
        Row(id="inkomster", label="Inkomster", kind=RowKind.HEADING, slots=6, sign=Sign.INCOME),
        Row(
            id="varav_exploatering",
            label="- varav exploatering",
            kind=RowKind.OF_WHICH,
            sign=Sign.INCOME,
            subject="Inkomsterna från exploatering",
        ),
        Row(
            id="totala_inkomster",
            label="Totala inkomster",
            kind=RowKind.SUM,
            formula=SumBlock("inkomster"),
            sign=Sign.INCOME,
            subject="Inkomsterna",
        ),
    ),
)
