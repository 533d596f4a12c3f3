"""The ledger's faults and remainders as findings."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from engine.amounts import show_number
from engine.findings import Finding, Severity, make_finding
from engine.ledger.result import CodeSum, Removed, RemovedRow, Stripped
from engine.ledger.source_findings import source_findings


def ledger_findings(stripped: Stripped) -> tuple[Finding, ...]:
    """Everything there is to say about a stripped ledger, the worst first."""
    return (
        *_unread(stripped),
        *_row_faults(stripped),
        *(_remainder(removed) for removed in stripped.borttaget if removed.ore),
        *(_unknown_account(code) for code in stripped.okanda_konton),
        *(_one_sided(row) for row in stripped.utan_motsvarighet),
        *(_unknown_party(code) for code in stripped.okanda_motparter),
        *source_findings(stripped),
    )


def _unread(stripped: Stripped) -> Iterator[Finding]:
    for fault in stripped.olasta:
        yield make_finding("LA01", f"{fault.fil}: {fault.text}", remedy=fault.remedy)


def _row_faults(stripped: Stripped) -> Iterator[Finding]:
    left_out = " Raden är utelämnad." if stripped.hoppade else ""
    for fault in stripped.radfel:
        amount = "" if fault.ore is None else f" ({_kronor(fault.ore)} kr)"
        message = f"{fault.fil} rad {fault.rad}: {fault.text}{amount}.{left_out}"
        found = make_finding("LA01", message, remedy=fault.remedy)
        yield replace(found, severity=Severity.VARNING) if stripped.hoppade else found


def _remainder(removed: Removed) -> Finding:
    text = (
        f"Interninterna poster i {removed.forvaltning} {removed.ar} ({removed.typ}) summerar till "
        f"{_kronor(removed.ore)} kr i stället för 0."
    )
    return make_finding("IN01", text, found=Fraction(removed.ore, 100), expected=0)


def _one_sided(row: RemovedRow) -> Finding:
    text = (
        f"{row.fil} rad {row.rad}: intern post utan motsvarighet, konto {row.konto}, ansvar {row.ansvar}, "
        f"motpart {row.motpart}, period {row.period}, {row.typ} {_kronor(row.ore)} kr."
    )
    return make_finding("IN02", text, found=Fraction(row.ore, 100))


def _unknown_account(code: CodeSum) -> Finding:
    amount = f"{_rows(code)}, {_kronor(code.ore)} kr, räknas inte i RR."
    if not code.claimants:
        text = f"Konto {code.kod} hör inte till någon kontogrupp eller rad i nämndens flik: {amount}"
        return make_finding("IN03", text, found=code.kod)
    claimed = " och ".join(f"”{name}”" for name in code.claimants)
    remedy = "Undanta kontot med utom på alla ställen utom ett i kommun.toml."
    return make_finding("IN03", f"Konto {code.kod} tas av både {claimed}: {amount}", found=code.kod, remedy=remedy)


def _unknown_party(code: CodeSum) -> Finding:
    text = (
        f"Motpart {code.kod} hör inte till något motpartsslag: {_rows(code)}, {_kronor(code.ore)} kr, "
        "räknas som extern."
    )
    return make_finding("IN06", text, found=code.kod)


def _rows(code: CodeSum) -> str:
    return "1 rad" if code.rader == 1 else f"{show_number(code.rader, 0)} rader"


def _kronor(ore: int) -> str:
    return show_number(Fraction(ore, 100), 2)
