"""A comment beside a row, and the mark of one that nobody has made their own yet."""

COMMENT_COLUMN = "kommentar"
"""What a changed cell's column is called when it holds a comment."""
DRAFT_MARK = "Utkast: "
"""What a drafted comment begins with, until somebody has edited it and takes the mark away."""


def says_something(comment: str) -> bool:
    """Whether there is a word or a figure in it: a dash or a question mark keeps a place and explains nothing."""
    return any(letter.isalnum() for letter in comment)


def is_draft(comment: str) -> bool:
    """Whether a comment is still a draft."""
    return comment.lstrip().startswith(DRAFT_MARK.rstrip())
