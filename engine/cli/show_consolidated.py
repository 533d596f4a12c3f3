"""What ``flikar konsolidera`` tells: what became of every file, who is missing, the driftsammandrag."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.amounts import show_number
from engine.cli.show_accuracy import show_accuracy
from engine.cli.show_blocks import heading, table
from engine.cli.show_findings import count_words, finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.data.consolidation import SourceFile, SummaryLine, Tkr
    from engine.pipeline.consolidating import Consolidated


def show_consolidated(outcome: "Consolidated") -> Iterator["RenderableType"]:
    """The blocks of the text; amounts in tkr."""
    yield heading(f"{outcome.occasion.label(outcome.year)}")
    yield table(("Nämnd", "Fil", "Läst"), (_file(file) for file in outcome.files))
    yield from (one_line(sentence) for sentence in outcome.passed_over)
    yield f"Saknas: {', '.join(outcome.missing)}" if outcome.missing else "Alla nämnder är med."
    yield from _summary(outcome.consolidation.summary)
    yield from show_accuracy(outcome.accuracy or ())
    yield ""
    yield from finding_lines(outcome.findings)
    yield "Ingen bok är skriven." if outcome.target is None else f"Skrev {one_line(outcome.target)}"
    yield f"{count_words(outcome.findings)}."


def _file(file: "SourceFile") -> tuple[str, str, str]:
    read = file.reason or ", ".join(file.flikar)
    return file.namnd or "okänd", one_line(file.path), one_line(read)


def _summary(lines: tuple["SummaryLine", ...]) -> Iterator["RenderableType"]:
    if not lines:
        return
    yield ""
    yield heading("Verksamhetens nettokostnader, tkr")
    rows = ((line.namnd, *map(_amount, (line.budget, line.outcome, line.deviation))) for line in lines)
    yield table(("Nämnd", "Budget", "Prognos eller utfall", "Avvikelse"), rows, numbers=3)


def _amount(amount: "Tkr | None") -> str:
    return "" if amount is None else show_number(amount)
