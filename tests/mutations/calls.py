"""The calls of ``kontrollera`` that faults are planted in: of one workbook, or with all that it is held against."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from engine.findings import Finding
from engine.pipeline.checking import check_books
from engine.pipeline.evidence import Against
from engine.pipeline.setup import Setup

ALONE, EARLIER, LEDGER, FILED, CLOSED = "", "--mot", "--huvudbok", "--inlamning", "--mot, årsbokslut"
"""The kinds of call, as the page names what the workbook is held against."""

Said = tuple[str, str, str | None, str | None]
"""File, rule, flik and cell of a finding."""


@dataclass
class Call:
    """Everything that one call is given; a fault changes a copy of it.

    Attributes:
        kind: one of the five.
        own: the name of the nämnd's workbook among ``books``.
        books, earlier: contents by file name.
        ledgers: the lines of each huvudbok, its heading first.
        beside: other files in the folder.
        remembered: the tables of the earlier workbook.
    """

    kind: str
    setup: Setup
    namnd: str
    own: str
    books: dict[str, bytes]
    occasion: str | None = None
    earlier: dict[str, bytes] = field(default_factory=dict)
    ledgers: dict[str, list[str]] = field(default_factory=dict)
    filed_at: datetime | None = None
    beside: dict[str, bytes] = field(default_factory=dict)
    remembered: frozenset[str] = frozenset()

    def copied(self) -> "Call":
        """A call that can be changed by itself."""
        ledgers = {name: list(lines) for name, lines in self.ledgers.items()}
        return replace(self, books=dict(self.books), earlier=dict(self.earlier), ledgers=ledgers, beside={})

    def findings(self, folder: Path) -> Iterator[tuple[Said, Finding]]:
        """Write everything in an empty folder, check, and tell of each finding with its place."""
        for name, content in {**self.books, **self.earlier, **self.beside}.items():
            (folder / name).write_bytes(content)
        for name, lines in self.ledgers.items():
            (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
        against = Against([folder / name for name in self.earlier], [folder / n for n in self.ledgers], self.filed_at)
        outcome = check_books(
            self.setup, [folder / name for name in self.books], occasion=self.occasion, year=None, against=against
        )
        for file in outcome.files:
            for finding in file.findings:
                yield (Path(file.path).name, finding.rule, finding.flik, finding.cell), finding
