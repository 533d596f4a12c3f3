"""What there is to say of the exports themselves: how they were read, and what two of them both have."""

from collections.abc import Iterator
from dataclasses import replace

from engine.amounts import counted, kronor, show_number
from engine.findings import Finding, Severity, make_finding
from engine.ledger.faults import FaultKind
from engine.ledger.overlap import Overlap
from engine.ledger.result import Stripped

_SHOWN_ROWS = 10


def source_findings(stripped: Stripped) -> Iterator[Finding]:
    """Repeated rows, shared verifications, files that may be cut, and how the others were read."""
    for overlap in stripped.upprepade:
        yield _repeated(overlap, left_out=stripped.hoppade)
    for shared in stripped.delade_verifikationer:
        text = (
            f"{shared.fil} har andra rader på {counted(shared.antal, 'verifikation', 'verifikationer')} som också "
            f"finns i {shared.tidigare}, samma period och ansvar (till exempel {shared.exempel}). Raderna räknas."
        )
        yield make_finding("LA07", text, found=shared.antal)
    cut = {fault.fil for fault in stripped.radfel if fault.slag is FaultKind.HALV_RAD}
    for fil in (one for one in stripped.utan_radslut if one not in cut):
        yield make_finding("LA08", f"{fil}: sista raden avslutas inte med radslut; filen kan vara avbruten.")
    for fil, note in stripped.noter:
        yield make_finding("LA05", f"{fil}: {note}")


def _repeated(overlap: Overlap, *, left_out: bool) -> Finding:
    count = len(overlap.rader)
    places = ", ".join(map(str, overlap.rader[:_SHOWN_ROWS]))
    more = f" och {show_number(count - _SHOWN_ROWS, 0)} till" if count > _SHOWN_ROWS else ""
    text = (
        f"{overlap.fil}: {counted(count, 'rad', 'rader')} med {overlap.typ} {overlap.period}, "
        f"{kronor(overlap.ore)} kr, finns redan i {overlap.tidigare}: "
        f"rad {places}{more} i den senare filen."
    )
    found = make_finding("LA06", f"{text} De är utelämnade." if left_out else text, found=count, expected=0)
    return replace(found, severity=Severity.VARNING) if left_out else found
