"""Texts as VBA writes them."""

import re

_PIECE = 200
"""Characters on one line of code, which VBA lets have 1,023."""
_MOST_PIECES = 20
"""A statement of VBA goes on over at most 24 lines."""


def literal(text: str) -> str:
    """A VBA literal, a long one on several lines; what the code page of VBA lacks is spelled with ``ChrW``.

    Raises:
        ValueError: the text is longer than a statement of VBA can be.
    """
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    if len(pieces) > _MOST_PIECES:
        raise ValueError(f"too long for VBA: {text}")
    return " & _\n            ".join(map(_on_one_line, pieces)) or '""'


def _on_one_line(text: str) -> str:
    pieces = re.split(r"([^\x20-\x7e\xa0-\xff])", text.replace('"', '""'))
    shown = (
        f'"{piece}"' if len(piece) != 1 or _is_plain(piece) else f"ChrW({ord(piece)})" for piece in pieces if piece
    )
    return " & ".join(shown)


def _is_plain(character: str) -> bool:
    return " " <= character <= "~" or "\xa0" <= character <= "\xff"
