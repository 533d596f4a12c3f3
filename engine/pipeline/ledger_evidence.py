"""What the stripped ledger gives for the RR flikar of a workbook under check."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.findings import Finding, Severity, make_finding
from engine.ledger import ComparedPair, Question, Stripped, Stripping, compared_pairs, ledger_findings, open_stripping
from engine.model import ColumnKind
from engine.organisation import Namnd
from engine.periods import Occasion, OccasionKind
from engine.pipeline.evidence import LedgerEvidence, PairEvidence
from engine.pipeline.filling import LEDGER_FIELDS
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import question_of
from engine.rules import BookScope, FlikScope, LedgerColumns

_KOMMUNBIDRAG = "kommunbidrag"
_TYPS = {"budget": ColumnKind.BUDGET, "utfall": ColumnKind.UTFALL}
"""What the columns of the year itself are filled from; last year's internals can no longer be put right."""
_OF_ROWS = ("LA01", "LA06")
"""Rows that cannot be read or stand twice: a varning once left out, though the amounts lack them."""


def ledger_evidence(setup: Setup, scope: BookScope, ledgers: Sequence[Path], *, skip_faults: bool) -> LedgerEvidence:
    """Strip the ledger for each occasion that the workbook's RR flikar hold."""
    if not ledgers or not scope.book.flikar:
        return LedgerEvidence()
    if scope.namnd is None:
        text = "Boken säger inte vilken nämnd den tillhör och jämförs inte med huvudboken."
        return LedgerEvidence(findings=(make_finding("LA04", text),))
    columns: dict[str, LedgerColumns] = {}
    told: dict[Finding, None] = {}
    pairs: tuple[PairEvidence, ...] = ()
    labels = {row.label: row.id for row in setup.catalog.ledger_rows(scope.namnd.verksamhet)}
    latest = _latest_result(scope)
    for flik in scope.flikar:
        declared, occasion = flik.data.layout.flik, flik.data.own_occasion
        if declared.table.code not in ("RR", "PERIOD") or occasion is None:
            continue
        question = question_of(setup, scope.namnd, scope.year, occasion, typ=None, skip_faults=skip_faults)
        with open_stripping(ledgers, question) as stripping:
            told |= dict.fromkeys(f for f in ledger_findings(stripping.result) if _counts(f))
            if stripping.result.stops:
                return LedgerEvidence(findings=tuple(told), stops=True)
            if not stripping.result.namndens_typ_ar:
                return LedgerEvidence(findings=(*told, _another_ledger(scope.namnd)))
            columns[declared.name] = dict(_columns(stripping.result, labels, occasion, scope.year))
            if flik is latest:
                pairs = tuple(_pairs(flik, stripping, question))
    return LedgerEvidence(columns, (*told, *_untested([each.pair for each in pairs])), pairs=pairs)


def _another_ledger(namnd: Namnd) -> Finding:
    text = f"Huvudboken har inga rader på {namnd.kod}:s ansvar i de perioder som räknas, och jämförs inte."
    return make_finding("LA04", text, remedy="Ange nämndens huvudbok, eller hela kommunens.")


def _counts(finding: Finding) -> bool:
    return finding.severity is Severity.FEL or finding.rule in _OF_ROWS


def _latest_result(scope: BookScope) -> FlikScope | None:
    """The RR of the latest occasion: its outcome counts what those of the earlier ones do."""
    ranks = [
        (occasion.rank, place)
        for place, flik in enumerate(scope.flikar)
        if flik.data.layout.flik.table.code == "RR" and (occasion := flik.data.own_occasion) is not None
    ]
    return scope.flikar[max(ranks)[1]] if ranks else None


def _pairs(flik: FlikScope, stripping: Stripping, question: Question) -> Iterator[PairEvidence]:
    """The kommuninterna poster of the typs that the flik shows."""
    typs = [typ for typ, kind in _TYPS.items() if flik.data.layout.column(kind) is not None]
    for pair in compared_pairs(stripping.rows, question, typs):
        through = 12 if pair.sides.typ == "budget" else question.scope.occasion.month
        yield PairEvidence(flik.data.name, through, pair)


def _untested(pairs: Sequence[ComparedPair]) -> Iterator[Finding]:
    """LA04 once for a workbook some of whose nämnd's kommuninterna poster cannot be held against the other side."""
    lacking = [pair for pair in pairs if pair.lacks is not None and pair.sides.rader]
    if lacking:
        *some, last = dict.fromkeys(pair.sides.motforvaltning for pair in lacking)
        parties = f"{', '.join(some)} och {last}" if some else last
        text = f"Kommuninterna poster mot {parties} prövas inte: huvudboken saknar till exempel {lacking[0].lacks}."
        remedy = "Ange hela kommunens huvudbok om båda sidor ska jämföras; annars behöver inget göras."
        yield make_finding("LA04", text, remedy=remedy)


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
