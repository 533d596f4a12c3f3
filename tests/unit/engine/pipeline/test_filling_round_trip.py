"""What tabell writes as CSV, fyll reads into an empty book as the same inputs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.findings import Severity
from engine.pipeline.exporting import export_table
from engine.pipeline.filling import FillOutcome
from tests.rules.sample_books import (
    FORUTB_AB,
    FORUTB_DELAR,
    INV_BUDGET,
    INV_DELAR,
    PROGSAK,
    RR_AB,
    RR_BUDGET,
    RR_DELAR,
    RR_MANAD,
    clean_book,
    opened,
    setup,
)

Fill = Callable[..., FillOutcome]
OCCASIONS = {RR_MANAD: "april", RR_DELAR: "delar", INV_DELAR: "delar", FORUTB_DELAR: "delar", RR_BUDGET: "budget",
             INV_BUDGET: "budget", RR_AB: "arsbokslut", FORUTB_AB: "arsbokslut", PROGSAK: "arsbokslut"}  # fmt: skip


def _inputs(data: bytes, flik: str, folder: Path) -> dict[str, object]:
    found = next(each for each in opened(data, folder).data.flikar if each.name == flik)
    cells = {target.cell for target in found.layout.targets if target.formula is None}
    cells |= {Cell(placed.number, 1) for placed in found.layout.rows if placed.label}
    return {str(cell): found.raw(cell).value for cell in cells if found.raw(cell).value is not None}


@pytest.mark.parametrize("all_rows", [False, True])
@pytest.mark.parametrize("flik", OCCASIONS)
def test_a_flik_comes_back(fill: Fill, tmp_path: Path, flik: str, all_rows: bool) -> None:
    book = tmp_path / "klar.xlsx"
    book.write_bytes(clean_book())
    text = export_table(setup(), book, flik, "csv", all_rows=all_rows, target=None, year=None).text
    outcome = fill(OCCASIONS[flik], tables={flik: str(text)})
    filled = Path(str(outcome.target)).read_bytes()
    assert _inputs(filled, flik, tmp_path) == _inputs(clean_book(), flik, tmp_path)
    assert all(finding.severity is Severity.INFO for finding in outcome.findings)
