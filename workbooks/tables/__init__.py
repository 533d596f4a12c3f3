"""The tables of the follow-up: their rows, signs and formulas (domain: table layouts, amounts and signs)."""

from workbooks.tables.declared import tables_of
from workbooks.tables.forutb import FORUTB
from workbooks.tables.inv import INV
from workbooks.tables.progsak import PROGSAK
from workbooks.tables.rr import LEDGER_LABELS, RR, rr_with_rows

__all__ = ["FORUTB", "INV", "LEDGER_LABELS", "PROGSAK", "RR", "rr_with_rows", "tables_of"]
