"""What ``flikar fyll`` tells: which cells of which flik, what rounding moved, what was found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.amounts import counted, kronor, show_number
from engine.cli.show_blocks import heading, table
from engine.cli.show_findings import count_words, finding_lines, one_line, written_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.fill import FilledCell
    from engine.pipeline.filling import FillOutcome


def show_filled(outcome: "FillOutcome") -> Iterator["RenderableType"]:
    """The blocks of the text."""
    yield heading(" ".join(part for part in (outcome.namnd, outcome.occasion, str(outcome.year)) if part))
    yield from _cells(outcome)
    yield from _moved(outcome)
    yield from _investments(outcome)
    yield from finding_lines(outcome.findings)
    if outcome.target is None:
        yield "Ingenting skrevs."
    else:
        yield from written_lines(outcome.target, outcome.trail)
    yield f"{count_words(outcome.findings)}."


def _cells(outcome: "FillOutcome") -> Iterator["RenderableType"]:
    for flik in dict.fromkeys(cell.flik for cell in outcome.cells):
        own = [cell for cell in outcome.cells if cell.flik == flik]
        count = counted(len(own), "cell skriven", "celler skrivna")
        yield f"{one_line(flik)}: {count} ({columns_told(own)})"


def columns_told(cells: Iterable["FilledCell"]) -> str:
    """How many cells of each column there are."""
    return ", ".join(column_counts(cell.column for cell in cells if cell.column)) or "inga belopp"


def column_counts(columns: Iterable[str]) -> list[str]:
    """``prognos 12``: each kind of column as people are told of it, and how often it comes; "" is anything else."""
    from engine.model.columns import column_told  # the help is shown without the model

    return [f"{column_told(column) if column else 'övrigt'} {count}" for column, count in Counter(columns).items()]


def _moved(outcome: "FillOutcome") -> Iterator["RenderableType"]:
    if not outcome.moved:
        return
    yield ""
    yield heading("Flyttade av avrundningen, så att summorna går ihop")
    yield table(
        ("Cell", "Kronor", "Skrivet, tkr"),
        ((f"{one_line(m.flik)}!{m.cell}", kronor(m.ore), show_number(m.tkr, 0)) for m in outcome.moved),
        numbers=2,
    )
    yield ""


def _investments(outcome: "FillOutcome") -> Iterator["RenderableType"]:
    proposed = [cell for cell in outcome.investments if cell.ore is not None]
    if not proposed:
        return
    yield ""
    yield heading("Förslag till investeringar ur huvudboken, inte skrivna")
    yield table(
        ("Cell", "Projekt", "Kolumn", "Kronor", "Förslag, tkr"),
        (
            (f"{one_line(c.flik)}!{c.cell}", one_line(c.row), c.column or "", kronor(c.ore or 0), str(c.after))
            for c in proposed
        ),
        numbers=2,
    )
    yield ""
