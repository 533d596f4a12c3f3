"""The ledger's faults and remainders as findings."""

from collections.abc import Iterator
from fractions import Fraction

from engine.amounts import show_number
from engine.findings import Finding, Severity
from engine.ledger.result import CodeSum, Removed, RemovedRow, Stripped


def ledger_findings(stripped: Stripped) -> tuple[Finding, ...]:
    """Everything there is to say about a stripped ledger, the worst first."""
    return (
        *_unread(stripped),
        *_row_faults(stripped),
        *(_remainder(removed) for removed in stripped.borttaget if removed.ore),
        *(_unknown_account(code) for code in stripped.okanda_konton),
        *(_one_sided(row) for row in stripped.utan_motsvarighet),
        *(_unknown_party(code) for code in stripped.okanda_motparter),
    )


def _unread(stripped: Stripped) -> Iterator[Finding]:
    for fault in stripped.olasta:
        yield Finding(
            rule="LA01", severity=Severity.FEL, message=f"{fault.fil}: {fault.text}", remedy=fault.remedy
        )


def _row_faults(stripped: Stripped) -> Iterator[Finding]:
    severity = Severity.VARNING if stripped.hoppade else Severity.FEL
    left_out = " Raden är utelämnad." if stripped.hoppade else ""
    for fault in stripped.radfel:
        amount = "" if fault.ore is None else f" ({_kronor(fault.ore)} kr)"
        yield Finding(
            rule="LA01",
            severity=severity,
            message=f"{fault.fil} rad {fault.rad}: {fault.text}{amount}.{left_out}",
            remedy=fault.remedy,
        )


def _remainder(removed: Removed) -> Finding:
    return Finding(
        rule="IN01",
        severity=Severity.FEL,
        message=(
            f"Interninterna poster i {removed.forvaltning} {removed.ar} ({removed.typ}) summerar till "
            f"{_kronor(removed.ore)} kr i stället för 0."
        ),
        remedy="Rätta motparten på de rader som saknar motsvarighet, eller boka den rad som fattas.",
        found=Fraction(removed.ore, 100),
        expected=0,
    )


def _one_sided(row: RemovedRow) -> Finding:
    return Finding(
        rule="IN02",
        severity=Severity.VARNING,
        message=(
            f"{row.fil} rad {row.rad}: intern post utan motsvarighet, konto {row.konto}, ansvar {row.ansvar}, "
            f"motpart {row.motpart}, period {row.period}, {row.typ} {_kronor(row.ore)} kr."
        ),
        remedy="Leta upp den andra sidan av posten, eller rätta motparten på raden.",
        found=Fraction(row.ore, 100),
    )


def _unknown_account(code: CodeSum) -> Finding:
    return Finding(
        rule="IN03",
        severity=Severity.FEL,
        message=(
            f"Konto {code.kod} hör inte till någon kontogrupp: {_rows(code)}, {_kronor(code.ore)} kr, "
            "räknas inte i RR."
        ),
        remedy="Lägg till kontot i rätt grupp under [kontogrupper] i kommun.toml.",
        found=code.kod,
    )


def _unknown_party(code: CodeSum) -> Finding:
    return Finding(
        rule="IN04",
        severity=Severity.VARNING,
        message=(
            f"Motpart {code.kod} hör inte till något motpartsslag: {_rows(code)}, {_kronor(code.ore)} kr, "
            "räknas som extern."
        ),
        remedy="Lägg till motparten under [motpartsslag] i kommun.toml, eller rätta raderna.",
        found=code.kod,
    )


def _rows(code: CodeSum) -> str:
    return "1 rad" if code.rader == 1 else f"{show_number(code.rader, 0)} rader"


def _kronor(ore: int) -> str:
    return show_number(Fraction(ore, 100), 2)
