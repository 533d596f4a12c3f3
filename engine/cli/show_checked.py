"""What ``flikar kontrollera`` tells: every file, what was read of it, what was found; the summary last."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from engine.amounts import counted
from engine.cli.show_blocks import heading, table, whole
from engine.cli.show_findings import count_words, finding_lines, one_line
from engine.cli.show_repaired import show_repaired

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.findings import Finding
    from engine.pipeline.check_outputs import CheckReport
    from engine.pipeline.checked import CheckedFile, CheckOutcome
    from engine.pipeline.comparing_findings import Since, Told

_MARKS = {"ny": "NY   ", "kvar": "KVAR "}
_UNKNOWN = "okänd nämnd"


def show_checked(report: "CheckReport", names: Mapping[str, str]) -> Iterator["RenderableType"]:
    """The blocks of the text, the files of one nämnd together.

    Args:
        report: the check and what was made of it.
        names: the nämnder by code, for the summary.
    """
    outcome = report.outcome
    marks: tuple[tuple[str, ...], ...] = report.since.marks if report.since else ((),) * len(outcome.files)
    by_namnd: dict[str | None, list[tuple[CheckedFile, tuple[str, ...]]]] = {}
    for file, own in zip(outcome.files, marks, strict=True):
        by_namnd.setdefault(file.namnd, []).append((file, own))
    for files in by_namnd.values():
        for file, own in files:
            yield from _file(file, own)
            yield ""
    if report.since is not None:
        yield from _fixed(report.since)
    yield from _made(report)
    if len(by_namnd) > 1:
        yield from _by_namnd(outcome, names)
    yield _summary(outcome)


def _file(file: "CheckedFile", marks: tuple[str, ...]) -> Iterator["RenderableType"]:
    from engine.pipeline.read_words import clean_sentence, read_sentence

    told = (file.namnd or _UNKNOWN, one_line(file.path), file.occasion, str(file.year) if file.year else None)
    yield heading("  ".join(part for part in told if part))
    yield read_sentence(file)
    by_finding = {id(found): _MARKS[mark] for found, mark in zip(file.findings, marks, strict=bool(marks))}

    def mark_of(finding: "Finding") -> str:
        return by_finding.get(id(finding), "")

    yield from finding_lines(file.findings, mark_of=mark_of)
    if not file.findings:
        yield clean_sentence(file)


def _fixed(since: "Since") -> Iterator["RenderableType"]:
    """What is gone since the earlier check, and how many are new and remain."""
    from engine.cli.show_findings import finding_line

    if since.fixed:
        yield heading("Åtgärdat sedan förra kontrollen")
        yield from (finding_line(told.finding, mark=f"{_owner(told)}  ") for told in since.fixed)
    new, fixed = counted(len(since.new), "ny", "nya"), counted(len(since.fixed), "åtgärdad", "åtgärdade")
    told = f"Sedan förra kontrollen: {new}, {len(since.remaining)} kvar, {fixed}."
    untested = f" {len(since.untested)} gäller böcker eller tillfällen som inte är kontrollerade nu."
    yield told + (untested if since.untested else "")


def _owner(told: "Told") -> str:
    return told.namnd or one_line(told.file)


def _made(report: "CheckReport") -> Iterator["RenderableType"]:
    """What was put right, and the files that were written."""
    if report.repaired is not None:
        yield from show_repaired(report.repaired)
    for copy in report.copies or ():
        yield f"Skrev {one_line(copy.copy)} med fliken Kontroll"
    if report.page is not None:
        yield f"Skrev {one_line(report.page)}"


def _by_namnd(outcome: "CheckOutcome", names: Mapping[str, str]) -> Iterator["RenderableType"]:
    """How many of each severity every nämnd has."""
    from engine.findings import count_severities

    findings: dict[str | None, list[Finding]] = {}
    files: dict[str | None, int] = {}
    for file in outcome.files:
        findings.setdefault(file.namnd, []).extend(file.findings)
        files[file.namnd] = files.get(file.namnd, 0) + 1
    rows = (
        (f"{code}  {names.get(code, '')}" if code else _UNKNOWN, whole(files[code]),
         *(whole(number) for number in count_severities(found).values()))
        for code, found in findings.items()
    )  # fmt: skip
    yield table(("Nämnd", "Filer", "Fel", "Varningar", "Info"), rows, numbers=4)


def _summary(outcome: "CheckOutcome") -> str:
    count = len(outcome.files)
    unread = sum(not file.is_readable for file in outcome.files)
    files = f"{count} {'fil' if count == 1 else 'filer'}" + (f", varav {unread} inte gick att läsa" if unread else "")
    return f"{files}: {count_words(outcome.findings)}. {_verdict(outcome)}"


def _verdict(outcome: "CheckOutcome") -> str:
    has_faults = any(finding.severity == "fel" for file in outcome.files for finding in file.findings)
    return "Rätta felen." if has_faults else "Inget fel."
