"""The receipt of a filed workbook, as JSON for programs and as text for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.amounts import show_number
from engine.calc import Amount
from engine.findings import Finding, count_severities
from engine.findings.wording import count_words
from engine.pipeline.comparing_figures import FigureChange
from engine.pipeline.submission_folder import Sealed
from engine.text import day_and_time

VERSION = 1
"""Of the receipt's shape."""
_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was filed, when, by which rules, and what has changed since the submission before.

    Attributes:
        number: 1 for a nämnd's first of the occasion.
        file: the sealed copy's name.
        source: the workbook's own name.
        digest: sha-256 of both, in hex.
        time: local time with its zone, ISO 8601.
        rules: the version of the catalogue of rules.
        read: how much of the workbook was read.
        replaces: the submission before; None for the first.
        changes: figures that differ from it; None when it can no longer be read.
        damaged: what there is to say of earlier receipts of the nämnd and the occasion that cannot be used.
    """

    kommun: str
    namnd: str
    name: str
    year: int
    occasion: str
    number: int
    file: str
    source: str
    digest: str
    time: str
    rules: str
    read: Mapping[str, int]
    findings: tuple[Finding, ...]
    replaces: Sealed | None
    changes: tuple[FigureChange, ...] | None
    damaged: tuple[Finding, ...] = ()

    @property
    def told_time(self) -> str:
        """The time by the clock of whoever filed it."""
        return day_and_time(datetime.fromisoformat(self.time))

    def as_json(self) -> dict[str, object]:
        """The receipt's keys."""
        return {
            "version": VERSION, "kommun": self.kommun, "namnd": self.namnd, "namn": self.name, "ar": self.year,
            "tillfalle": self.occasion, "nummer": self.number, "fil": self.file, "bok": self.source,
            "sha256": self.digest, "tid": self.time, "regelversion": self.rules, "last": dict(self.read),
            "summa": count_severities(self.findings),
            "ersatter": _replaced(self.replaces) if self.replaces else None,
            "andringar": None if self.changes is None else [change.as_json() for change in self.changes],
            "skadade": [finding.as_json() for finding in self.damaged],
            "fynd": [finding.as_json() for finding in self.findings],
        }  # fmt: skip


def _replaced(earlier: Sealed) -> dict[str, object]:
    return {
        "nummer": earlier.number, "fil": earlier.copy.name, "sha256": earlier.digest,
        "konsoliderad": earlier.is_consolidated,
    }  # fmt: skip


def receipt_text(receipt: Receipt) -> str:
    """The receipt as people read it."""
    return "".join(f"{line}\n" for line in _lines(receipt))


def _lines(receipt: Receipt) -> Iterator[str]:
    yield "KVITTO PÅ INLÄMNING"
    yield ""
    yield f"Kommun        {receipt.kommun}"
    yield f"Nämnd         {receipt.name} ({receipt.namnd})"
    yield f"Tillfälle     {receipt.occasion} {receipt.year}"
    yield f"Inlämning     {receipt.number}"
    yield f"Tid           {receipt.told_time}"
    yield f"Bok           {receipt.source}"
    yield f"Kopia         {receipt.file} (skrivskyddad)"
    yield f"SHA-256       {receipt.digest}"
    yield f"Regler        version {receipt.rules}"
    yield f"Läst          {receipt.read['flikar']} flikar, {receipt.read['celler']} celler"
    yield f"Anmärkningar  {count_words(receipt.findings)}"
    yield from (
        f"  {f.severity.value} {f.rule}{f' {f.place}' if f.place else ''}: {f.message}" for f in receipt.findings
    )
    yield ""
    yield from change_lines(receipt)


def change_lines(receipt: Receipt) -> Iterator[str]:
    """What has changed since the submission before, a line for each amount that somebody filled in."""
    for finding in receipt.damaged:
        yield f"{finding.message} Vad som har ändrats sedan den inlämningen går inte att säga. {finding.remedy}"
    if receipt.replaces is None:
        if not receipt.damaged:
            yield "Första inlämningen."
        return
    before = f"inlämning {receipt.replaces.number}"
    used = " Den är redan konsoliderad." if receipt.replaces.is_consolidated else ""
    yield f"Ersätter {before}, som står kvar.{used}"
    if receipt.changes is None:
        yield f"Vad som har ändrats går inte att säga: {before} går inte längre att läsa."
        return
    filled = [change for change in receipt.changes if not change.derived]
    follows = len(receipt.changes) - len(filled)
    if not receipt.changes:
        yield f"Inga belopp är ändrade sedan {before}."
        return
    yield f"Ändrat sedan {before}, tkr ({len(filled)} belopp, och {follows} som följer av dem):"
    for change in [*filled, *(change for change in receipt.changes if change.derived)][:_SHOWN]:
        place = f"{change.flik}, {change.row}, {change.column}"
        yield f"  {place}: {_shown(change.before)} → {_shown(change.after)}{' (följer)' if change.derived else ''}"
    if len(receipt.changes) > _SHOWN:
        yield f"  och {len(receipt.changes) - _SHOWN} till; kvittots JSON har alla."


def _shown(amount: Amount | None) -> str:
    return "tomt" if amount is None else show_number(amount)
