"""The few pieces of Markdown that the generated pages are made of."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Skapad med make docs; ändra inte här. -->"


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = (headings, ["---"] * len(headings), *rows)
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def page(*blocks: str) -> str:
    """A page of blocks with one blank line between them."""
    return "\n\n".join((GENERATED, *blocks)) + "\n"
