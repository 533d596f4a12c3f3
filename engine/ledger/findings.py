"""The ledger's faults and remainders as findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from engine.amounts import kronor, show_number
from engine.findings import Finding, Severity, make_finding
from engine.ledger.breakdown import Breakdown
from engine.ledger.proof import PeriodSum, Proof
from engine.ledger.result import CodeSum, PairStatus, Removed, RemovedRow, Stripped
from engine.ledger.source_findings import source_findings

_TOLD_PERIODS = 6


def ledger_findings(stripped: Stripped) -> tuple[Finding, ...]:
    """Everything there is to say about a stripped ledger, the worst first."""
    return (
        *_unread(stripped),
        *_row_faults(stripped),
        *(_remainder(removed) for removed in stripped.borttaget if removed.ore),
        *(_unknown_account(code) for code in stripped.okanda_konton),
        *_without_counterpart(stripped.utan_motsvarighet),
        *(_unknown_party(code) for code in stripped.okanda_motparter),
        *source_findings(stripped),
    )


def proof_findings(proof: Proof) -> tuple[Finding, ...]:
    """What the pairing and the breakdown have to say besides."""
    across = sorted((one for one in proof.perioder if one.annan_period_ore), key=_group_of)
    return (
        *(_other_period(list(periods)) for _, periods in groupby(across, key=_group_of)),
        *([_no_column(proof.per)] if proof.per and not proof.per.has_column else []),
    )


def _unread(stripped: Stripped) -> Iterator[Finding]:
    for fault in stripped.olasta:
        yield make_finding("LA01", f"{fault.fil}: {fault.text}", remedy=fault.remedy)


def _row_faults(stripped: Stripped) -> Iterator[Finding]:
    left_out = " Raden är utelämnad." if stripped.hoppade else ""
    for fault in stripped.radfel:
        amount = "" if fault.ore is None else f" ({kronor(fault.ore)} kr)"
        message = f"{fault.fil} rad {fault.rad}: {fault.text}{amount}.{left_out}"
        found = make_finding("LA01", message, remedy=fault.remedy)
        yield replace(found, severity=Severity.VARNING) if stripped.hoppade else found


def _remainder(removed: Removed) -> Finding:
    text = (
        f"Interninterna poster i {removed.forvaltning} {removed.ar} ({removed.typ}) summerar till "
        f"{kronor(removed.ore)} kr i stället för 0."
    )
    return make_finding("IN01", text, found=Fraction(removed.ore, 100), expected=0)


def _without_counterpart(rows: Sequence[RemovedRow]) -> Iterator[Finding]:
    """One finding for each one-sided row, and one for each pair whose amounts differ."""
    differing: dict[int, list[RemovedRow]] = {}
    for row in rows:
        if row.status is PairStatus.BELOPP_SKILJER:
            differing.setdefault(row.grupp, []).append(row)
    yield from (_differing(pair) for pair in differing.values())
    yield from (_one_sided(row) for row in rows if row.status is PairStatus.ENSIDIG)


def _differing(pair: Sequence[RemovedRow]) -> Finding:
    ore = sum(row.ore for row in pair)
    sides = " mot ".join(
        f"{row.fil} rad {row.rad}: konto {row.konto}, ansvar {row.ansvar}, period {row.period}, {kronor(row.ore)} kr"
        for row in pair[:_TOLD_PERIODS]
    )
    more = f" och {len(pair) - _TOLD_PERIODS} rader till" if len(pair) > _TOLD_PERIODS else ""
    text = f"Beloppen skiljer sig med {kronor(ore)} kr ({pair[0].satt}): {sides}{more}."
    return make_finding("IN09", text, found=Fraction(ore, 100), expected=0)


def _group_of(one: PeriodSum) -> tuple[str, str, int]:
    return one.forvaltning, one.typ, one.period // 100


def _other_period(periods: Sequence[PeriodSum]) -> Finding:
    """One finding for a förvaltning, typ and year whose pairs stand in different periods."""
    forvaltning, typ, ar = _group_of(periods[0])
    told = ", ".join(f"{one.period} ({kronor(one.annan_period_ore)} kr)" for one in periods[:_TOLD_PERIODS])
    more = f" och {len(periods) - _TOLD_PERIODS} perioder till" if len(periods) > _TOLD_PERIODS else ""
    rows = [row for one in periods for row in one.storsta if row.status is PairStatus.ANNAN_PERIOD]
    largest = max(rows, key=lambda row: abs(row.ore), default=None)
    where = f" Störst är {largest.fil} rad {largest.rad}: {kronor(largest.ore)} kr." if largest else ""
    text = (
        f"Interninterna poster i {forvaltning} {ar} ({typ}) har sin motsvarighet i en annan period: {told}{more}."
        f" Över perioderna tar de ut varandra.{where}"
    )
    return make_finding("IN08", text)


def _no_column(per: Breakdown) -> Finding:
    text = f"Ingen av filerna har kolumnen {per.dimension.column}; alla rader redovisas utan {per.dimension.column}."
    return make_finding("IN10", text, found=per.dimension.column)


def _one_sided(row: RemovedRow) -> Finding:
    text = (
        f"{row.fil} rad {row.rad}: intern post utan motsvarighet, konto {row.konto}, ansvar {row.ansvar}, "
        f"motpart {row.motpart}, period {row.period}, {row.typ} {kronor(row.ore)} kr."
    )
    return make_finding("IN02", text, found=Fraction(row.ore, 100))


def _unknown_account(code: CodeSum) -> Finding:
    amount = f"{_rows(code)}, {kronor(code.ore)} kr, räknas inte i RR."
    if not code.claimants:
        text = f"Konto {code.kod} hör inte till någon kontogrupp eller rad i nämndens flik: {amount}"
        return make_finding("IN03", text, found=code.kod)
    claimed = " och ".join(f"”{name}”" for name in code.claimants)
    remedy = "Undanta kontot med utom på alla ställen utom ett i kommun.toml."
    return make_finding("IN03", f"Konto {code.kod} tas av både {claimed}: {amount}", found=code.kod, remedy=remedy)


def _unknown_party(code: CodeSum) -> Finding:
    text = (
        f"Motpart {code.kod} hör inte till något motpartsslag: {_rows(code)}, {kronor(code.ore)} kr, "
        "räknas som extern."
    )
    return make_finding("IN06", text, found=code.kod)


def _rows(code: CodeSum) -> str:
    return "1 rad" if code.rader == 1 else f"{show_number(code.rader, 0)} rader"
