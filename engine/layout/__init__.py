"""Where everything stands on a sheet; the writer makes it from the declaration, the reader finds it."""

from engine.layout.bridge import BRIDGE, BridgeLine, BudgetChange, Decisions, bridge_lines
from engine.layout.checks import CHECK_LABEL, FAILS, HOLDS, ColumnCheck, column_checks
from engine.layout.cover import COVER, CoverEntry, cover_entries, quoted, summary_formula
from engine.layout.headings import MatchedHeadings, label_names, likely_year, match_headings
from engine.layout.placed import FlikLayout, PlacedColumn, PlacedRow, PlacedTarget, shared_layout
from engine.layout.template import template_layout

__all__ = [
    "BRIDGE",
    "CHECK_LABEL",
    "COVER",
    "FAILS",
    "HOLDS",
    "BridgeLine",
    "BudgetChange",
    "ColumnCheck",
    "CoverEntry",
    "Decisions",
    "FlikLayout",
    "MatchedHeadings",
    "PlacedColumn",
    "PlacedRow",
    "PlacedTarget",
    "bridge_lines",
    "column_checks",
    "cover_entries",
    "label_names",
    "likely_year",
    "match_headings",
    "quoted",
    "shared_layout",
    "summary_formula",
    "template_layout",
]
