"""``flikar konsolidera``: several nämnders workbooks of one occasion to one."""

from engine.pipeline.consolidating.outcome import Consolidated
from engine.pipeline.consolidating.run import consolidate_books
from engine.pipeline.consolidating.sources import find_workbooks

__all__ = ["Consolidated", "consolidate_books", "find_workbooks"]
