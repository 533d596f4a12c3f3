"""AV12: are the forecasts of prognossäkerhet measured by an outcome; that it is the right one is AV09's to say."""

from collections.abc import Iterator

from engine.amounts import half_away, show_number
from engine.calc import years_result
from engine.findings import Finding
from engine.model import ColumnKind
from engine.rules.scope import BookScope, FlikScope, finding_at

_OUTCOME = "bokslut"


def check_outcome(scope: BookScope) -> Iterator[Finding]:
    """AV12 where forecasts are measured by no outcome, which counts as 0, although the resultaträkning has one."""
    result = years_result(flik.data for flik in scope.flikar)
    if result is None:
        return
    for flik in scope.flikar:
        if flik.data.layout.flik.table.code == "PROGSAK":
            yield from _compared(flik, half_away(result))


def _compared(flik: FlikScope, result: int) -> Iterator[Finding]:
    inputs = [t for t in flik.data.layout.targets if t.formula is None and t.column.column.kind is ColumnKind.PROGNOS]
    outcome = next((t for t in inputs if t.row.row.id == _OUTCOME), None)
    is_measured = any(t.cell in flik.values.inputs for t in inputs if t is not outcome)
    if outcome is None or not is_measured:
        return
    if not flik.data.is_filled(outcome.cell):
        text = f"bokslutet saknas; årets resultat i bokslutets resultaträkning är {show_number(result)}."
        yield finding_at("AV12", flik.data, outcome, text, expected=result)
