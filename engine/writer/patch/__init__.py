"""Changing single cells of a workbook somebody owns; everything else in the file stays as it is.

``book`` is the table of contents: find the sheet (``package``), change its cells (``sheet``), tell Excel what to
recalculate (``recalculation``), and write the package anew around the parts that stayed (``archive``).
"""

from engine.writer.patch.book import patch_workbook
from engine.writer.patch.refusals import (
    ArrayFormulaError,
    DamagedWorkbookError,
    NotPatchableError,
    SignedWorkbookError,
    TextTooLongError,
)

__all__ = [
    "ArrayFormulaError", "DamagedWorkbookError", "NotPatchableError", "SignedWorkbookError", "TextTooLongError",
    "patch_workbook",
]  # fmt: skip
