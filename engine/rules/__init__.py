"""The rules: each looks at what stands in a workbook and says, as findings, what is not right."""

from engine.rules.run import CHECKS, check_book, judged, read_failure
from engine.rules.scope import BookScope, FlikScope
from engine.rules.structure import names_other_occasion, occasion_finding

__all__ = [
    "CHECKS",
    "BookScope",
    "FlikScope",
    "check_book",
    "judged",
    "names_other_occasion",
    "occasion_finding",
    "read_failure",
]
