"""What ``flikar kontrollera`` tells: every file, what was read of it, what was found; the summary last."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.cli.show_blocks import heading
from engine.cli.show_findings import count_words, finding_lines, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.pipeline.checking import CheckedFile, CheckOutcome


def show_checked(outcome: "CheckOutcome") -> Iterator["RenderableType"]:
    """The blocks of the text, the files of one nämnd together."""
    by_namnd: dict[str | None, list[CheckedFile]] = {}
    for file in outcome.files:
        by_namnd.setdefault(file.namnd, []).append(file)
    for files in by_namnd.values():
        for file in files:
            yield from _file(file)
            yield ""
    yield _summary(outcome)


def _file(file: "CheckedFile") -> Iterator["RenderableType"]:
    told = (file.namnd or "okänd nämnd", one_line(file.path), file.occasion, str(file.year) if file.year else None)
    yield heading("  ".join(part for part in told if part))
    read = file.read
    if file.is_readable:
        yield (
            f"Läst: {read.flikar} flikar, {read.celler} celler; {read.fel_celler} med felvärde, "
            f"{read.utan_cache} formler utan sparat värde."
        )
    else:
        yield "Läst: ingenting."
    yield from finding_lines(file.findings)
    if not file.findings:
        yield "Inga anmärkningar." if file.occasion else "Ingen flik är ifylld än; inget fanns att kontrollera."


def _summary(outcome: "CheckOutcome") -> str:
    count = len(outcome.files)
    unread = sum(not file.is_readable for file in outcome.files)
    files = f"{count} {'fil' if count == 1 else 'filer'}" + (f", varav {unread} inte gick att läsa" if unread else "")
    verdict = "Rätta felen." if outcome.exit_code else "Inget fel."
    return f"{files}: {count_words(outcome.findings)}. {verdict}"
