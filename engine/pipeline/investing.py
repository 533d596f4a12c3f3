"""Investments from the ledger: the INV rows by projekt, proposed until somebody asks for them to be written."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.data import FlikData
from engine.errors import UnreadableError, WrongCallError
from engine.fill import FlikFill, InvestmentFigures, fill_investments
from engine.findings import make_finding
from engine.ledger import amounts_of, investment_sums
from engine.model import ColumnKind
from engine.organisation import Kommun
from engine.periods import Occasion
from engine.pipeline.opening import OpenedBook
from engine.pipeline.setup import Setup
from engine.pipeline.trailing import LedgerSource, periods_of

_KINDS = (ColumnKind.BUDGET, ColumnKind.BUDGET_FG, ColumnKind.UTFALL, ColumnKind.UTFALL_FG)


def require_investments(kommun: Kommun, ledgers: Sequence[Path]) -> None:
    """Refuse a call that asks for investments and cannot have them.

    Raises:
        WrongCallError: no ledger, or no investment accounts.
    """
    if not ledgers:
        raise WrongCallError("--inv fyller investeringarna från huvudboken.", "Lägg till --huvudbok FIL.")
    if not kommun.investeringar.konton:
        raise WrongCallError(
            "--inv behöver veta vilka konton som är investeringar.",
            "Lägg till avsnittet [investeringar] med konton och projekt i kommun.toml.",
        )


def investments_from(setup: Setup, opened: OpenedBook, ledger: LedgerSource, *, must_fit: bool) -> FlikFill:
    """The INV rows that a ledger gives; nothing where the kommun names no investment accounts.

    Args:
        setup: the kommun with its accounts and projects.
        opened: the workbook.
        ledger: still open.
        must_fit: they are to be written; else what hinders that is told of and stops nothing.

    Raises:
        UnreadableError: they must fit and do not.
    """
    flik = _inv_flik(opened, ledger.question.scope.occasion)
    if not setup.kommun.investeringar.konton or flik is None:
        return FlikFill()
    source = str(ledger.paths[0])
    try:
        return fill_investments(flik, _figures(ledger), setup.kommun, source)
    except UnreadableError as error:
        if must_fit:
            raise
        text = f"Investeringarna kan inte föreslås: {error}"
        return FlikFill(findings=(make_finding("IN20", text, flik=flik.name),))


def told_of(proposed: FlikFill) -> FlikFill:
    """What is to be said of investments that are not written."""
    findings = tuple(found for found in proposed.findings if found.rule in {"IN19", "IN20"})
    if proposed.cells:
        flik = proposed.cells[0].flik
        amounts = sum(cell.column is not None for cell in proposed.cells)
        text = f"Huvudboken ger {amounts} belopp till investeringarna; de är förslag och inte skrivna."
        findings = (*findings, make_finding("IN20", text, flik=flik))
    return replace(FlikFill(), findings=findings)


def _inv_flik(opened: OpenedBook, occasion: Occasion) -> FlikData | None:
    found = (flik for flik in opened.data.flikar if flik.layout.flik.table.code == "INV")
    return next((flik for flik in found if flik.layout.flik.serves(occasion)), None)


def _figures(ledger: LedgerSource) -> InvestmentFigures:
    sums = investment_sums(ledger.stripping.rows, ledger.question)
    scope, figures = ledger.question.scope, ledger.figures
    return InvestmentFigures(
        figures=figures,
        amounts={kind: amounts_of(sums, figures.source_of(kind)[0], periods_of(kind, scope)) for kind in _KINDS},
        booked=frozenset((each.typ, each.period // 100) for each in sums),
    )
