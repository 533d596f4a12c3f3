"""Reading workbooks: safely and as they stand first, then as what they mean."""

from engine.reader.errors import UnreadableWorkbookError
from engine.reader.limits import DEFAULT_LIMITS, Limits
from engine.reader.raw import read_raw

__all__ = ["DEFAULT_LIMITS", "Limits", "UnreadableWorkbookError", "read_raw"]
