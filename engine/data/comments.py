"""A comment beside a row, and the mark of one that nobody has made their own yet."""

DRAFT_MARK = "Utkast: "
"""What a drafted comment begins with, until somebody has edited it and takes the mark away."""


def is_draft(comment: str) -> bool:
    """Whether a comment is still a draft."""
    return comment.lstrip().startswith(DRAFT_MARK.rstrip())
