"""Where everything stands on a sheet; the writer makes it from the declaration, the reader finds it."""

from engine.layout.cover import COVER, CoverEntry, cover_entries, quoted
from engine.layout.headings import MatchedHeadings, label_names, likely_year, match_headings
from engine.layout.placed import FlikLayout, PlacedColumn, PlacedRow, PlacedTarget
from engine.layout.template import template_layout

__all__ = [
    "COVER",
    "CoverEntry",
    "FlikLayout",
    "MatchedHeadings",
    "PlacedColumn",
    "PlacedRow",
    "PlacedTarget",
    "cover_entries",
    "label_names",
    "likely_year",
    "match_headings",
    "quoted",
    "template_layout",
]
