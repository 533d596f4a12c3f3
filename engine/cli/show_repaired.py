"""What ``flikar kontrollera --ratta`` tells: every cell before and after, and what is only proposed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.amounts import show_number
from engine.cli.show_blocks import heading, table
from engine.cli.show_findings import count_words, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.findings import FoundValue
    from engine.pipeline.repairing import Repaired, RepairedFile


def show_repaired(repaired: "Repaired") -> Iterator["RenderableType"]:
    """The blocks of the text, file by file."""
    for file in repaired.files:
        yield from _file(file)
        yield ""


def _file(file: "RepairedFile") -> Iterator["RenderableType"]:
    yield heading(f"Rättat i {one_line(file.target)}")
    if file.repairs:
        rows = (
            (
                r.rule,
                one_line(f"{r.flik}!{r.cell}"),
                one_line(r.row),
                _shown(r.before),
                _shown(r.shown_after),
                r.reason,
            )
            for r in file.repairs
        )  # fmt: skip
        yield table(("Regel", "Cell", "Rad", "Före", "Efter", "Varför"), rows)
    else:
        yield "Ingenting är rättat; boken är kopierad som den är."
    if file.proposals:
        yield "Att ta ställning till:"
        rows = (
            (p.finding.rule, one_line(p.finding.place), one_line(p.finding.row or ""), _shown(p.finding.found),
             _shown(p.proposed), p.reason)
            for p in file.proposals
        )  # fmt: skip
        yield table(("Regel", "Cell", "Rad", "Nu", "Förslag", "Varför det inte är gjort"), rows)
    yield f"Efter rättningen: {count_words(file.left)}."


def _shown(value: "FoundValue") -> str:
    if value is None:
        return "(tom)"
    return one_line(str(value)) if isinstance(value, str | bool) else show_number(value)
