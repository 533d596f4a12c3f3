"""The rules: each looks at what stands in a workbook and says, as findings, what is not right."""

from engine.rules.filed import FiledTable, RowName, filed_flik, filed_in_history
from engine.rules.run import CHECKS, check_book, judged, read_failure
from engine.rules.scope import BookScope, FlikScope, LedgerColumns
from engine.rules.structure import names_other_occasion, occasion_finding

__all__ = [
    "CHECKS", "BookScope", "FiledTable", "FlikScope", "LedgerColumns", "RowName", "check_book", "filed_flik",
    "filed_in_history", "judged", "names_other_occasion", "occasion_finding",
    "read_failure",
]  # fmt: skip
