"""What the stripped ledger gives for the RR flikar of a workbook under check."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.findings import Finding, Severity, make_finding
from engine.ledger import Stripped, ledger_findings, strip
from engine.model import ColumnKind
from engine.periods import Occasion, OccasionKind
from engine.pipeline.evidence import LedgerEvidence
from engine.pipeline.filling import LEDGER_FIELDS
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from engine.rules import BookScope, LedgerColumns

_KOMMUNBIDRAG = "kommunbidrag"


def ledger_evidence(setup: Setup, scope: BookScope, ledgers: Sequence[Path], *, skip_faults: bool) -> LedgerEvidence:
    """Strip the ledger for each occasion that the workbook's RR flikar hold."""
    if not ledgers:
        return LedgerEvidence()
    if scope.namnd is None:
        text = "Boken säger inte vilken nämnd den tillhör och jämförs inte med huvudboken."
        return LedgerEvidence(findings=(make_finding("LA04", text),))
    columns: dict[str, LedgerColumns] = {}
    told: dict[Finding, None] = {}
    labels = {row.label: row.id for row in setup.catalog.ledger_rows(scope.namnd.verksamhet)}
    for flik in scope.flikar:
        declared, occasion = flik.data.layout.flik, flik.data.own_occasion
        if declared.table.code not in ("RR", "PERIOD") or occasion is None:
            continue
        question = question_of(setup, scope.namnd, scope.year, occasion, typ=None, skip_faults=skip_faults)
        stripped = strip(ledgers, question)
        told |= dict.fromkeys(f for f in ledger_findings(stripped) if f.severity is Severity.FEL)
        if stripped.stops:
            return LedgerEvidence(findings=tuple(told), stops=True)
        columns[declared.name] = dict(_columns(stripped, labels, occasion, scope.year))
    return LedgerEvidence(columns, tuple(told))


def _columns(
    stripped: Stripped, labels: Mapping[str, str], occasion: Occasion, year: int
) -> Iterator[tuple[ColumnKind, Mapping[str, int]]]:
    """The columns that the ledger has rows for; kommunbidrag only where it is booked."""
    for kind, field_name in LEDGER_FIELDS.items():
        typ_year = _typ_year(kind, year)
        is_answered = kind is not ColumnKind.BUDGET_FG or occasion.kind is OccasionKind.BUDGET
        if is_answered and typ_year in stripped.huvudbokens_typ_ar:
            has_grant = typ_year in stripped.kommunbidrag_typ_ar
            yield (
                kind,
                {
                    labels[label]: getattr(amounts, field_name)
                    for label, amounts in stripped.rr_rader.items()
                    if has_grant or labels[label] != _KOMMUNBIDRAG
                },
            )


def _typ_year(kind: ColumnKind, year: int) -> tuple[str, int]:
    typ = "budget" if kind.value.startswith("budget") else "utfall"
    return typ, year - 1 if kind.value.endswith("_fg") else year
