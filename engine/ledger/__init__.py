"""A ledger export stripped of interninterna poster and summed per RR row, in exact öre.

Rows are read, checked and grouped in one pass in DuckDB; Python sees codes and sums. Single rows are fetched, by a
second pass, only when there is something to tell about them.
"""

from engine.ledger.account_sums import Claim
from engine.ledger.between import Between
from engine.ledger.between_compared import ComparedPair, LeadingRow, compared_pairs
from engine.ledger.breakdown import Breakdown, Dimension, Share, read_dimension
from engine.ledger.cells import Cells
from engine.ledger.faults import FaultKind, FileFault, RowFault
from engine.ledger.findings import ledger_findings, proof_findings
from engine.ledger.investments import InvestmentSum, amounts_of, investment_sums
from engine.ledger.kept import kept_lines, write_kept
from engine.ledger.pairing import pair_removed
from engine.ledger.proof import BridgeAmounts, PeriodSum, Proof, StatusSum, prove
from engine.ledger.question import Question, Typ
from engine.ledger.removed_rows import PairLine, count_pair_lines, removed_rows, side_by_side
from engine.ledger.result import CodeSum, PairStatus, Removed, RemovedRow, RowAmounts, RowCounts, Stripped
from engine.ledger.stripping import Sorting, Stripping, open_sorting, open_stripping, strip
from engine.ledger.watching import UNWATCHED, Reading

__all__ = [
    "UNWATCHED",
    "Between",
    "Breakdown",
    "BridgeAmounts",
    "Cells",
    "Claim",
    "CodeSum",
    "ComparedPair",
    "Dimension",
    "FaultKind",
    "FileFault",
    "InvestmentSum",
    "LeadingRow",
    "PairLine",
    "PairStatus",
    "PeriodSum",
    "Proof",
    "Question",
    "Reading",
    "Removed",
    "RemovedRow",
    "RowAmounts",
    "RowCounts",
    "RowFault",
    "Share",
    "Sorting",
    "StatusSum",
    "Stripped",
    "Stripping",
    "Typ",
    "amounts_of",
    "compared_pairs",
    "count_pair_lines",
    "investment_sums",
    "kept_lines",
    "ledger_findings",
    "open_sorting",
    "open_stripping",
    "pair_removed",
    "proof_findings",
    "prove",
    "read_dimension",
    "removed_rows",
    "side_by_side",
    "strip",
    "write_kept",
]
