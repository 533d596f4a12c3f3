"""What is to be said of the workbooks of one check together: copies, missing nämnder, pairs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.findings import Finding, Severity, make_finding
from engine.organisation import Namnd
from engine.pipeline.checked import CheckedFile
from engine.pipeline.opening import known_namnd
from engine.pipeline.setup import Setup
from engine.rules import judged

Placed = Iterator[tuple[int, Finding]]
"""Findings with the place of their file among those checked."""


def with_findings_across(setup: Setup, files: Sequence[CheckedFile], *, is_filed: bool) -> tuple[CheckedFile, ...]:
    """The files with what they give together, each finding in the file where somebody should act on it.

    Args:
        setup: the kommun, whose severities and accepted places count as for any rule.
        files: the workbooks of the call; earlier ones to check against are not among them.
        is_filed: the workbooks are handed in, all of them.
    """
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    told = (
        *_pairs(setup, files),
        *_doubles(setup, files, is_filed=is_filed),
        *_missing(setup, files, is_filed=is_filed),
    )
    for place, finding in told:
        found[place].append(finding)
    return tuple(
        replace(file, findings=(*file.findings, *found.get(place, ())), pairs=()) for place, file in enumerate(files)
    )


def _pairs(setup: Setup, files: Sequence[CheckedFile]) -> Placed:
    if not any(file.pairs for file in files):
        return iter(())
    from engine.pipeline.pairs_across import pair_findings  # the ledger is not for whoever checks without one

    return pair_findings(setup.kommun, files)


def _doubles(setup: Setup, files: Sequence[CheckedFile], *, is_filed: bool) -> Placed:
    """AV04 in each of several workbooks of one nämnd, year and occasion.

    A copy beside its workbook is everyday on the way, so it is a *varning*; handed in it is the *fel* that
    ``konsolidera`` makes of it.
    """
    for places in _alike(files).values():
        paths = {files[place].path: Path(files[place].path).resolve() for place in places}
        for place in places:
            others = [path for path, real in paths.items() if real != paths[files[place].path]]
            if others:
                finding = _double(setup, files[place], others, is_filed=is_filed)
                yield from ((place, told) for told in judged((finding,), setup.kommun, _namnd(setup, files[place])))


_Key = tuple[str, int | None, str]


def _alike(files: Sequence[CheckedFile]) -> Mapping[_Key, list[int]]:
    """The readable files that say whose they are and for which occasion, by nämnd, year and occasion."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for place, file in enumerate(files):
        if file.namnd is not None and file.occasion is not None and not _is_of_another_year(file):
            found[file.namnd, file.year, file.occasion].append(place)
    return found


def _is_of_another_year(file: CheckedFile) -> bool:
    """A workbook that is checked as of a year that is not its own, which is told of already."""
    return any(finding.rule == "ST03" and finding.flik is None for finding in file.findings)


def _double(setup: Setup, file: CheckedFile, others: Sequence[str], *, is_filed: bool) -> Finding:
    namnd = _namnd(setup, file)
    name = namnd.namn if namnd else file.namnd
    listed = " och ".join(others)
    text = f"{name} har också {listed} för samma år och tillfälle."
    finding = make_finding("AV04", text, found=listed, remedy="Avgör vilken bok som gäller och lämna bara den.")
    return finding if is_filed else replace(finding, severity=Severity.VARNING)


def _missing(setup: Setup, files: Sequence[CheckedFile], *, is_filed: bool) -> Placed:
    """AV03 for each nämnd without a workbook when several nämnder hand theirs in; it stands in the first file.

    Who checks a few workbooks on the way is not told of the others, and nor is the nämnd that hands in its own.
    """
    there = {file.namnd for file in files if file.namnd is not None}
    if not is_filed or len(there) < 2:
        return
    unread = [Path(file.path).name for file in files if not file.is_readable]
    why = f" ({' och '.join(unread)} gick inte att läsa)" if unread else ""
    for namnd in setup.kommun.namnder:
        if namnd.kod not in there:
            text = f"{namnd.namn} har ingen bok bland dem som kontrolleras{why}."
            finding = make_finding("AV03", text, expected=namnd.kod)
            yield from ((0, told) for told in judged((finding,), setup.kommun, namnd))


def _namnd(setup: Setup, file: CheckedFile) -> Namnd | None:
    return known_namnd(setup.kommun, file.namnd)
