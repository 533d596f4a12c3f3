"""What ``flikar lamna-in`` tells: filed or not and why, the receipt, what has changed since the last time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cli.show_blocks import heading
from engine.cli.show_findings import count_words, finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.pipeline.submitting import Submitted, Undone


def show_submitted(submitted: "Submitted") -> Iterator["RenderableType"]:
    """The blocks of the text."""
    from engine.pipeline.read_words import read_sentence
    from engine.pipeline.receipt import change_lines

    file = submitted.file
    told = (file.namnd or "okänd nämnd", one_line(file.path), file.occasion, str(file.year) if file.year else None)
    yield heading("  ".join(part for part in told if part))
    yield read_sentence(file)
    yield from finding_lines(submitted.findings)
    yield ""
    receipt = submitted.receipt
    if receipt is None:
        yield f"{count_words(submitted.findings)}. Boken är inte inlämnad; rätta felen och lämna in igen."
        return
    yield from (one_line(line) for line in change_lines(receipt))
    yield f"Inlämnad {receipt.told_time} som inlämning {receipt.number}: {one_line(submitted.copy or '')}"
    yield f"Kvitto: {one_line(submitted.receipt_path or '')}"
    yield f"{count_words(submitted.findings)}. Regler version {receipt.rules}, sha-256 {receipt.digest}."


def show_undone(undone: "Undone") -> Iterator["RenderableType"]:
    """What was taken back, and what counts now."""
    sealed = undone.sealed
    yield heading(f"{sealed.namnd}  {sealed.occasion}  {sealed.year}")
    yield f"Inlämning {sealed.number} är ångrad; dess filer står kvar i mappen med ändelsen .angrad."
    yield from finding_lines(undone.findings)
    yield what_counts(undone)


def what_counts(undone: "Undone") -> str:
    """Which submission counts when one has been taken back."""
    if undone.left:
        return f"Nu gäller inlämning {undone.left}."
    return "Nu finns ingen inlämning " + ("som går att läsa." if undone.findings else "för tillfället.")
