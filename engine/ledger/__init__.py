"""A ledger export stripped of interninterna poster and summed per RR row, in exact öre.

Rows are read, checked and grouped in one pass in DuckDB; Python sees codes and sums. Single rows are fetched, by a
second pass, only when there is something to tell about them.
"""

from engine.ledger.faults import FaultKind, FileFault, RowFault
from engine.ledger.findings import ledger_findings
from engine.ledger.kept import write_kept
from engine.ledger.question import Question, Typ
from engine.ledger.removed_rows import removed_rows
from engine.ledger.result import CodeSum, Removed, RemovedRow, RowAmounts, RowCounts, Stripped
from engine.ledger.stripping import Stripping, open_stripping, strip
from engine.ledger.watching import UNWATCHED, Reading

__all__ = [
    "UNWATCHED",
    "CodeSum",
    "FaultKind",
    "FileFault",
    "Question",
    "Reading",
    "Removed",
    "RemovedRow",
    "RowAmounts",
    "RowCounts",
    "RowFault",
    "Stripped",
    "Stripping",
    "Typ",
    "ledger_findings",
    "open_stripping",
    "removed_rows",
    "strip",
    "write_kept",
]
