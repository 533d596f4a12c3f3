"""What is not safe to put right: proposed, with the reason why somebody has to decide."""

from collections.abc import Iterator, Mapping

from engine.addresses import parse_cell
from engine.amounts import Ambiguous, read_number, show_number
from engine.data import FlikData
from engine.findings import Finding, FoundValue
from engine.layout import PlacedTarget
from engine.repair.plan import Proposal

_REASONS: Mapping[str, str] = {
    "TY01": "Texten är inget rent tal i tkr: den kan läsas på flera sätt, har ett annat tecken eller en annan enhet.",
    "TK01": "Cellen är en formel, eller så skulle en inskriven summa inte längre stämma.",
    "TK02": "Hela kolumnen behöver ses över; det kan också vara ett riktigt belopp.",
    "TE01": "Det kan vara en återbetalning: fler belopp saknar minus, eller så stämmer summan med plus.",
    "TE02": "Det kan vara en rättelse.",
    "TE03": "Det kan vara en inkomst på fel rad.",
    "SU01": "Det kan vara en rad som är fel och inte summan.",
    "SU02": "Det kan vara ett belopp på raden som är fel.",
    "FO01": "Formeln kan inte återställas medan raderna inte går att läsa.",
    "FO02": "Någon har ändrat formeln med avsikt eller av misstag.",
    "FO04": "Raden är infogad i Excel.",
}
_FORMULA_RULES = ("SU01", "SU02", "FO01", "FO02", "FO04")


def proposals_of(flik: FlikData, findings: tuple[Finding, ...]) -> Iterator[Proposal]:
    """A proposal for every finding of an amount cell that no step has put right."""
    for finding in findings:
        cell = parse_cell(finding.cell or "")
        target = flik.layout.targets_by_cell.get(cell) if cell and finding.flik == flik.name else None
        if target is not None and finding.rule in _REASONS:
            yield Proposal(finding, _proposed(flik, target, finding), _REASONS[finding.rule])


def _proposed(flik: FlikData, target: PlacedTarget, finding: Finding) -> FoundValue:
    if target.formula is not None and finding.rule in (*_FORMULA_RULES, "TY01"):
        return f"={flik.layout.formula_text(target)}"
    if finding.rule == "TY01" and isinstance(finding.found, str):
        reading = read_number(finding.found)
        if isinstance(reading, Ambiguous):
            return " eller ".join(show_number(each) for each in reading.readings)
    return finding.expected
