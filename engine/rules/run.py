"""All checks of one workbook, with the kommun's severities and its accepted places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.errors import UnreadableError
from engine.findings import Finding, Severity, make_finding
from engine.organisation import Kommun, Namnd
from engine.rules.accuracy import check_outcome
from engine.rules.amounts import check_signs, check_thousands, check_types
from engine.rules.decisions import check_kommunbidrag
from engine.rules.marks import check_marks
from engine.rules.parts import check_parts
from engine.rules.scope import BookScope
from engine.rules.structure import (
    check_belonging,
    check_doubles,
    check_flik_belonging,
    check_recognised,
    check_rows_and_columns,
    check_version,
)
from engine.rules.sums import check_live, check_reading, check_stored_values, check_sums
from engine.text import fold

Check = Callable[[BookScope], Iterator[Finding]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("ST01", "ST02"), check_recognised),
    (("ST03",), check_belonging),
    (("ST09",), check_version),
    (("ST03",), check_flik_belonging),
    (("ST04", "ST05"), check_rows_and_columns),
    (("ST06",), check_doubles),
    (("TY01", "TY02", "LA02"), check_types),
    (("TK01", "TK02"), check_thousands),
    (("TE01", "TE02", "TE03"), check_signs),
    (("SU01", "SU02", "SU03", "FO01", "FO02", "FO04"), check_sums),
    (("LA02", "LA03"), check_stored_values),
    (("SU04",), check_parts),
    (("LA04",), check_reading),
    (("FO03",), check_live),
    (("AV01",), check_kommunbidrag),
    (("AV10",), check_marks),
    (("AV12",), check_outcome),
)
"""Every check with the rules it may report; a new rule is a line here and one in the catalogue."""


def check_book(scope: BookScope) -> tuple[Finding, ...]:
    """Run every check; findings come in the order of the checks, then of the flikar and their cells."""
    found = (finding for _, check in CHECKS for finding in check(scope))
    return judged(_without_consequences(found), scope.kommun, scope.namnd)


def _without_consequences(found: Iterable[Finding]) -> list[Finding]:
    """One cause, one finding: a kommunbidrag in kronor, with a minus or of another nämnd is told of once."""
    everything = list(found)
    in_kronor = {(f.flik, f.column) for f in everything if f.rule == "TK02"}
    strange = {f.flik for f in everything if f.rule == "ST03" and f.column is None}
    undecided = {
        (f.flik, f.cell)
        for f in everything
        if f.rule == "AV01" and (f.flik, f.column) not in in_kronor and f.flik not in strange
    }
    return [f for f in everything if _stays(f, (f.flik, f.cell) in undecided)]


def _stays(finding: Finding, is_undecided: bool) -> bool:  # noqa: FBT001 the one fact about the cell
    return is_undecided if finding.rule == "AV01" else not (finding.rule == "TE02" and is_undecided)


def judged(findings: Sequence[Finding], kommun: Kommun, namnd: Namnd | None) -> tuple[Finding, ...]:
    """The findings with kommun.toml's severities, accepted places turned to info with the written reason."""
    return tuple(_accepted(_weighed(finding, kommun), kommun, namnd) for finding in findings)


def _weighed(finding: Finding, kommun: Kommun) -> Finding:
    setting = kommun.regler.get(finding.rule)
    if setting is None or setting.allvar is None:
        return finding
    return replace(finding, severity=Severity(setting.allvar))


def _accepted(finding: Finding, kommun: Kommun, namnd: Namnd | None) -> Finding:
    for place in kommun.tystade:
        wanted = (place.namnd, place.flik, place.rad, place.kolumn)
        actual = (namnd.kod if namnd else None, finding.flik, finding.row, finding.column)
        is_here = all(
            w is None or (a is not None and fold(w) == fold(a)) for w, a in zip(wanted, actual, strict=True)
        )
        if place.regel == finding.rule and is_here:
            return replace(finding, severity=Severity.INFO, message=f"{finding.message} Godtagen: {place.skal}")
    return finding


def read_failure(error: UnreadableError) -> Finding:
    """LA01 for a file that could not be read."""
    return make_finding("LA01", error.fault, remedy=error.remedy or None)
