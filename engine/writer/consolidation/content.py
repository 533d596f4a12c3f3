"""What a kommun's workbook is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.data.accuracy import AccuracyYear
from engine.data.consolidation import Consolidation, SourceFile
from engine.findings import Finding

READING_SHEET = "Läsrapport"
GROSS = "Kommuninterna poster är inte eliminerade än: summorna är brutto mellan nämnderna."


@dataclass(frozen=True, slots=True)
class KommunBook:
    """What the workbook is made of.

    Attributes:
        kommun: the municipality's name.
        occasion: as people read it, ``delår 2022``.
        year: ÅR.
        names: every nämnd of the kommun by code, in its order.
        consolidation: the figures.
        files: every file, with what was read of it.
        status_words: per file status the words people read.
        missing: codes of the nämnder that are not in the sums.
        passed_over: one sentence for each file that was not even opened.
        findings: of the whole run.
        accuracy: prognossäkerhet of every year that is known of; empty except in årsbokslut.
    """

    kommun: str
    occasion: str
    year: int
    names: Mapping[str, str]
    consolidation: Consolidation
    files: tuple[SourceFile, ...]
    status_words: Mapping[str, str]
    missing: tuple[str, ...]
    passed_over: tuple[str, ...]
    findings: tuple[Finding, ...]
    accuracy: tuple[AccuracyYear, ...] = ()

    @property
    def source(self) -> str:
        """Where the figures come from, in one sentence."""
        read = len(self.consolidation.namnder)
        return f"Källa: {read} av {len(self.names)} nämnders arbetsböcker; filerna står i fliken {READING_SHEET}."
