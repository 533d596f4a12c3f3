"""Reading workbooks: safely and as they stand first, then as what they mean."""

from engine.reader.errors import UnreadableWorkbookError
from engine.reader.limits import DEFAULT_LIMITS, Limits
from engine.reader.names import is_name_of
from engine.reader.raw import read_raw
from engine.reader.recognise import identity_of, recognise

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "UnreadableWorkbookError",
    "identity_of",
    "is_name_of",
    "read_raw",
    "recognise",
]
