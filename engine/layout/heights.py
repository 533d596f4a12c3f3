"""How much room a comment takes beside its row, so that it can be read and printed wherever the file is opened."""

from math import ceil

COMMENT_WIDTH = 60
"""Of the comment column, in characters."""
_LINE, _LETTERS = 15, 60
"""Points of a line, and letters of ordinary Swedish text that it holds for certain."""


def comment_height(text: object) -> int:
    """The row height in points for a comment; one line when there is none."""
    lines = sum(max(1, ceil(len(line) / _LETTERS)) for line in str(text or "").split("\n"))
    return lines * _LINE
