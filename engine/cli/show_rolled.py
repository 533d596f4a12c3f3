"""What ``flikar rulla`` tells: what was filed, what each flik got, and what to fill in next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cli.show_blocks import heading, whole
from engine.cli.show_filled import column_counts
from engine.cli.show_findings import count_words, finding_lines, one_line, written_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.pipeline.rolling import RollOutcome


def show_rolled(outcome: "RollOutcome") -> Iterator["RenderableType"]:
    """The blocks of the text."""
    way = f"{outcome.origin or '?'} → {outcome.occasion or '?'}"
    yield heading(" ".join(part for part in (outcome.namnd, str(outcome.year), way) if part))
    verb = "Borttaget ur" if outcome.is_undone else "Arkiverat i"
    yield f"{verb} Historik: {whole(outcome.filed)} {'rad' if outcome.filed == 1 else 'rader'}"
    yield from cell_lines(outcome)
    yield from finding_lines(outcome.findings)
    yield from _to_fill(outcome)
    yield from written_lines(outcome.target, outcome.trail)
    yield f"{count_words(outcome.findings)}."


def cell_lines(outcome: "RollOutcome") -> Iterator[str]:
    """What each flik got, one line each."""
    for flik in dict.fromkeys(cell.flik for cell in outcome.cells):
        own = [cell for cell in outcome.cells if cell.flik == flik]
        emptied = sum(cell.after is None for cell in own)
        parts = column_counts(cell.column or "" for cell in own if cell.after is not None)
        yield f"{one_line(flik)}: {', '.join([*parts, *([f'{emptied} tömda'] if emptied else [])])}"


def _to_fill(outcome: "RollOutcome") -> Iterator["RenderableType"]:
    if outcome.to_fill:
        yield ""
        yield heading("Fyll i nu")
        for each in outcome.to_fill:
            yield f"{one_line(each.flik)}: {', '.join(one_line(text) for text in each.headings)}"
        yield ""
