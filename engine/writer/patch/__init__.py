"""Changing single cells of a workbook somebody owns; everything else in the file stays as it is.

``book`` is the table of contents: find the sheet (``package``), change its cells (``sheet``), tell Excel what to
recalculate (``recalculation``), and write the package anew around the parts that stayed (``archive``).
``new_sheet`` adds a sheet of ours.
"""

from engine.writer.patch.book import patch_workbook
from engine.writer.patch.new_sheet import NewSheet, with_sheet
from engine.writer.patch.refusals import (
    ArrayFormulaError,
    DamagedWorkbookError,
    NotPatchableError,
    SignedWorkbookError,
    TextTooLongError,
)
from engine.writer.patch.rendering import Link, SheetColumn, SheetContent, SheetValue

__all__ = [
    "ArrayFormulaError", "DamagedWorkbookError", "Link", "NewSheet", "NotPatchableError", "SheetColumn",
    "SheetContent", "SheetValue", "SignedWorkbookError", "TextTooLongError", "patch_workbook", "with_sheet",
]  # fmt: skip
