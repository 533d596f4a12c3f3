"""What is to be said of a consolidation, as findings; about the files first, then about the whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.consolidate.contribution import Contribution, Gap, TableContribution
from engine.data.consolidation import FileStatus, SourceFile
from engine.findings import Finding, make_finding
from engine.model import ColumnKind

_SHOWN = 6
STATUS_WORDS: Mapping[FileStatus, str] = {
    FileStatus.LAST: "läst",
    FileStatus.DUBBEL: "två filer från samma nämnd",
    FileStatus.FEL_AR: "fel år",
    FileStatus.FEL_TILLFALLE: "fel tillfälle",
    FileStatus.OKAND: "okänd bok",
    FileStatus.OLAST: "gick inte att läsa",
}


def in_file(path: str, finding: Finding) -> Finding:
    """The finding with the file's name first in its message."""
    return replace(finding, message=f"{Path(path).name}: {finding.message}")


def double_finding(namnd: str, paths: Sequence[str]) -> Finding:
    """AV04: several files of one nämnd, all of them named."""
    names = " och ".join(paths)
    return make_finding("AV04", f"{namnd} har {len(paths)} filer: {names}. Ingen av dem räknas.", found=names)


def missing_finding(namnd: str, files: Sequence[SourceFile]) -> Finding:
    """AV03: a nämnd that is not in the sums, and why."""
    own = [f"{Path(file.path).name} används inte ({STATUS_WORDS[file.status]})" for file in files]
    why = "; ".join(own) or "ingen läsbar fil från nämnden"
    return make_finding("AV03", f"{namnd} ingår inte i summorna: {why}.", expected=namnd)


def gross_findings(namnder: Sequence[str]) -> Iterator[Finding]:
    """AV06 when several nämnder are in the sums: kommuninterna poster are still there."""
    if len(namnder) > 1:
        text = "Kommuninterna poster är inte eliminerade: summorna är brutto mellan nämnderna."
        yield make_finding("AV06", text)


def contribution_findings(
    path: str, contribution: Contribution, expected: Collection[ColumnKind]
) -> Iterator[Finding]:
    """AV08 once for a flik whose sums lack something, AV03 for what counts as 0 because nobody filled it in.

    Args:
        path: the nämnd's file.
        contribution: what was read of it.
        expected: the column kinds that must be filled in the RR of the occasion.
    """
    for table in contribution.tables:
        if table.gaps:
            yield in_file(path, _gap_finding(table))
        empty = [kind for kind in table.empty if kind in expected] if table.code == "RR" else []
        if empty:
            yield in_file(path, _empty_finding(table, empty))


def _gap_finding(table: TableContribution) -> Finding:
    gaps = list(dict.fromkeys(_worded(gap, table) for gap in table.gaps))
    more = f" och {len(gaps) - _SHOWN} till" if len(gaps) > _SHOWN else ""
    listed = "; ".join(gaps[:_SHOWN])
    text = f"Ingår inte i summorna: {listed}{more}."
    return make_finding("AV08", text, flik=table.flik, found=len(gaps), expected=0)


def _worded(gap: Gap, table: TableContribution) -> str:
    heading = table.headings[gap.column] if gap.column else ""
    place = ", ".join(part for part in (gap.row, heading) if part)
    return f"{place} ({gap.reason})" if place else gap.reason


def _empty_finding(table: TableContribution, empty: Sequence[ColumnKind]) -> Finding:
    listed = ", ".join(f"”{table.headings[kind]}”" for kind in empty)
    subject, filled = ("Kolumnen", "ifylld") if len(empty) == 1 else ("Kolumnerna", "ifyllda")
    text = f"{subject} {listed} är inte {filled} och räknas som 0."
    return make_finding(
        "AV03", text, flik=table.flik, column=empty[0].value, remedy="Begär in en ifylld flik och konsolidera igen."
    )
