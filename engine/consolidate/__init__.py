"""Several nämnders tables added up, with every nämnd still visible; pure, values in and values out."""

from engine.consolidate.accuracy import accuracy_json, forecast_accuracy
from engine.consolidate.contribution import (
    CODES,
    Contribution,
    Gap,
    ProjectAmounts,
    RowAmounts,
    RowComment,
    TableContribution,
    contribution_of,
)
from engine.consolidate.filings import (
    RESULT_ROW,
    Filings,
    accuracy_filings,
    filing_findings,
    history_filings,
    outcome_filings,
    settled,
)
from engine.consolidate.findings import (
    STATUS_WORDS,
    contribution_findings,
    double_finding,
    gross_findings,
    in_file,
    missing_finding,
)
from engine.consolidate.joining import SUMMARY_ROW, consolidate, merged_order
from engine.consolidate.json_form import summary_json, tables_json

__all__ = [
    "CODES", "RESULT_ROW", "STATUS_WORDS", "SUMMARY_ROW", "Contribution", "Filings", "Gap", "ProjectAmounts",
    "RowAmounts", "RowComment", "TableContribution", "accuracy_filings", "accuracy_json", "consolidate",
    "contribution_findings", "contribution_of", "double_finding", "filing_findings", "forecast_accuracy",
    "gross_findings", "history_filings", "in_file", "merged_order", "missing_finding", "outcome_filings", "settled",
    "summary_json", "tables_json",
]  # fmt: skip
