"""A ledger export stripped of interninterna poster and summed per RR row, in exact öre.

Rows are read, checked, joined and summed in DuckDB; Python sees codes and sums, and single rows only when there is
something to tell about them.
"""

from engine.ledger.faults import FaultKind, FileFault, RowFault
from engine.ledger.findings import ledger_findings
from engine.ledger.investments import InvestmentSum, amounts_of, investment_sums
from engine.ledger.kept import write_kept
from engine.ledger.question import Question, Typ
from engine.ledger.removed_rows import removed_rows
from engine.ledger.result import CodeSum, Removed, RemovedRow, RowAmounts, RowCounts, Stripped
from engine.ledger.stripping import Stripping, open_stripping, strip

__all__ = [
    "CodeSum",
    "FaultKind",
    "FileFault",
    "InvestmentSum",
    "Question",
    "Removed",
    "RemovedRow",
    "RowAmounts",
    "RowCounts",
    "RowFault",
    "Stripped",
    "Stripping",
    "Typ",
    "amounts_of",
    "investment_sums",
    "ledger_findings",
    "open_stripping",
    "removed_rows",
    "strip",
    "write_kept",
]
