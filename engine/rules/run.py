"""All checks of one workbook, with the kommun's severities and its accepted places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from engine.errors import UnreadableError
from engine.findings import Finding, Severity, make_finding
from engine.organisation import Kommun, Namnd
from engine.rules.accuracy import check_outcome
from engine.rules.amounts import (
    check_dates,
    check_ledger_signs,
    check_signs,
    check_thousands,
    check_types,
)
from engine.rules.appearance import check_hidden, check_merged, check_order, check_protection
from engine.rules.comment_words import check_direction, check_stale_words
from engine.rules.comments import (
    check_deficit,
    check_drafts,
    check_large_deviations,
    check_net,
    check_placeholders,
    check_repeated,
)
from engine.rules.completeness import check_required_columns
from engine.rules.consequences import without_consequences
from engine.rules.covers import check_cover
from engine.rules.crosschecks import (
    check_accuracy,
    check_budget_unchanged,
    check_deadline,
    check_ledger,
    check_previous_forecast,
    check_previous_year,
    check_reports,
)
from engine.rules.decisions import (
    check_development_funds,
    check_kommunbidrag,
    check_period_budget,
)
from engine.rules.headings import check_headings
from engine.rules.investments import check_investments
from engine.rules.marks import check_marks
from engine.rules.missing import check_rows_and_columns
from engine.rules.origins import check_days, check_hidden_names, check_links
from engine.rules.owners import check_named_namnd
from engine.rules.parts import check_parts
from engine.rules.period import check_period_outcome
from engine.rules.projects import check_projects
from engine.rules.scope import BookScope
from engine.rules.structure import (
    check_belonging,
    check_doubles,
    check_flik_belonging,
    check_recognised,
    check_version,
    check_year_in_turn,
)
from engine.rules.sums import check_live, check_reading, check_stored_values, check_sums
from engine.rules.written_formulas import check_written_formulas
from engine.text import fold

Check = Callable[[BookScope], Iterator[Finding]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("ST01", "ST02"), check_recognised),
    (("ST03",), check_belonging),
    (("ST03",), check_year_in_turn),
    (("ST09",), check_version),
    (("ST03",), check_flik_belonging),
    (("ST03", "ST24"), check_named_namnd),
    (("ST04", "ST05"), check_rows_and_columns),
    (("ST06",), check_doubles),
    (("ST12", "ST13"), check_hidden),
    (("ST14",), check_merged),
    (("ST15",), check_order),
    (("ST16", "ST17", "ST18"), check_projects),
    (("ST19",), check_hidden_names),
    (("ST20",), check_protection),
    (("ST21", "ST23"), check_required_columns),
    (("ST22",), check_headings),
    (("TY01", "TY02", "LA11"), check_types),
    (("TY03",), check_dates),
    (("TK01", "TK02", "TK03"), check_thousands),
    (("TE01", "TE02", "TE03"), check_signs),
    (("TE04",), check_ledger_signs),
    (("SU01", "SU02", "SU03", "FO01", "FO02", "FO04"), check_sums),
    (("LA02", "LA03"), check_stored_values),
    (("SU04",), check_parts),
    (("LA04",), check_reading),
    (("LA09",), check_links),
    (("LA10",), check_days),
    (("FO03",), check_live),
    (("FO05", "FO06"), check_written_formulas),
    (("AV01",), check_kommunbidrag),
    (("AV09",), check_accuracy),
    (("AV10",), check_marks),
    (("AV12",), check_outcome),
    (("AV13",), check_period_budget),
    (("AV14", "AV15"), check_investments),
    (("AV16",), check_deadline),
    (("AV17",), check_budget_unchanged),
    (("AV18",), check_previous_year),
    (("AV19",), check_previous_forecast),
    (("AV20",), check_ledger),
    (("AV21",), check_reports),
    (("AV22",), check_cover),
    (("AV23",), check_development_funds),
    (("AV24",), check_period_outcome),
    (("KO01",), check_large_deviations),
    (("KO02", "KO03"), check_deficit),
    (("KO04",), check_drafts),
    (("KO05",), check_stale_words),
    (("KO06",), check_repeated),
    (("KO07",), check_direction),
    (("KO08",), check_net),
    (("KO09",), check_placeholders),
)
"""Every check with the rules it may report; a new rule is a line here and one in the catalogue."""


def check_book(scope: BookScope) -> tuple[Finding, ...]:
    """Run every check; findings come in the order of the checks, then of the flikar and their cells."""
    found = (finding for _, check in CHECKS for finding in check(scope))
    return judged(without_consequences(found), scope.kommun, scope.namnd)


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
        if place.regel != finding.rule:
            continue
        wanted = (place.namnd, place.flik, place.rad, place.kolumn)
        actual = (namnd.kod if namnd else None, finding.flik, finding.row, finding.column)
        is_here = all(
            w is None or (a is not None and fold(w) == fold(a)) for w, a in zip(wanted, actual, strict=True)
        )
        if is_here:
            message = f"{finding.message} Godtagen: {place.skal}"
            return replace(finding, severity=Severity.INFO, message=message, accepted=place.skal)
    return finding


def read_failure(error: UnreadableError) -> Finding:
    """LA01 for a file that could not be read."""
    return make_finding("LA01", error.fault, remedy=error.remedy or None)
