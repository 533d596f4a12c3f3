"""What the year came to, as the årsbokslut's resultaträkning says it; prognossäkerhet is measured by it."""

from collections.abc import Iterable

from engine.addresses import Cell
from engine.calc.derive import Amount
from engine.calc.values import flik_values
from engine.data import FlikData
from engine.model import ColumnKind
from engine.periods import OccasionKind

RESULT = "resultat"


def years_result(flikar: Iterable[FlikData]) -> Amount | None:
    """Årets resultat of the årsbokslut in tkr, report sign; None until its outcome is filled in."""
    for flik in flikar:
        column, row = flik.layout.column(ColumnKind.UTFALL), flik.layout.row(RESULT)
        if OccasionKind.ARSBOKSLUT not in flik.layout.flik.kinds or column is None or row is None:
            continue
        inputs = [t.cell for t in flik.layout.targets if t.column is column and t.formula is None]
        if any(flik.is_filled(cell) for cell in inputs):
            return flik_values(flik).values.get(Cell(row.number, column.number))
    return None
