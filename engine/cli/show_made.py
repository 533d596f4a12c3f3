"""What ``mall``, ``tabell`` and ``rapport`` tell: what was made and where."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.cli.show_blocks import table
from engine.cli.show_findings import count_words, finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.findings import Finding
    from engine.pipeline.making import MadeFile

_ROLES = {
    "bok": "Arbetsbok", "huvudbok": "Huvudbok", "tabell": "Tabell", "rapport": "Rapport", "kontroll": "Kontroll",
    "konsolidering": "Konsolidering",
}  # fmt: skip


def show_made(files: Sequence["MadeFile"], findings: Sequence["Finding"]) -> Iterator["RenderableType"]:
    """The files with their role, then the findings."""
    yield table(("Gjort", "Fil"), ((_ROLES[file.role], one_line(file.path)) for file in files))
    if findings:
        yield ""
        yield from finding_lines(findings)
        yield f"{count_words(findings)}."
