"""``flikar konsolidera``: several nämnders workbooks of one occasion to one."""

from engine.pipeline.consolidating.outcome import Consolidated
from engine.pipeline.consolidating.run import consolidate_books

__all__ = ["Consolidated", "consolidate_books"]
