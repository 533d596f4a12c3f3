"""Several nämnders tables added up, with every nämnd still visible; pure, values in and values out."""

from engine.consolidate.contribution import (
    CODES,
    Contribution,
    Gap,
    ProjectAmounts,
    RowAmounts,
    TableContribution,
    contribution_of,
)
from engine.consolidate.findings import (
    STATUS_WORDS,
    contribution_findings,
    double_finding,
    gross_finding,
    in_file,
    missing_finding,
)
from engine.consolidate.joining import SUMMARY_ROW, consolidate, merged_order
from engine.consolidate.json_form import summary_json, tables_json

__all__ = [
    "CODES", "STATUS_WORDS", "SUMMARY_ROW", "Contribution", "Gap", "ProjectAmounts", "RowAmounts",
    "TableContribution", "consolidate", "contribution_findings", "contribution_of", "double_finding",
    "gross_finding", "in_file", "merged_order", "missing_finding", "summary_json", "tables_json",
]  # fmt: skip
