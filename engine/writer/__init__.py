"""Everything that makes or changes workbooks."""

from engine.writer.patch import patch_workbook

__all__ = ["patch_workbook"]
