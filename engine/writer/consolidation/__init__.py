"""The kommun's workbook, written from a consolidation."""

from engine.writer.consolidation.book import write_kommun_book
from engine.writer.consolidation.content import KommunBook

__all__ = ["KommunBook", "write_kommun_book"]
