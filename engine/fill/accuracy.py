"""The outcome in prognossäkerhet follows the resultaträkning of the årsbokslut, so that the deviations are right."""

from dataclasses import replace

from engine.addresses import Cell
from engine.amounts import half_away, show_number
from engine.calc import number_in, years_result
from engine.data import BookData, FlikData
from engine.fill.plan import CellSource, FilledCell, FlikFill, SourceKind, changed_flik, content
from engine.findings import Severity, make_finding
from engine.model import ColumnKind

_OUTCOME = "bokslut"
_SOURCE = CellSource(SourceKind.FOLJER_MED, told="Årets resultat ur bokslutets resultaträkning i boken.")


def follow_outcome(book: BookData, filled: FlikFill) -> FlikFill:
    """The row *Bokslut* of prognossäkerhet, once there are forecasts to measure and an outcome.

    A row that holds anything else than the outcome before the filling is somebody's own and stays. The cell is
    ``beside``: it is neither the ledger's nor a table's.
    """
    flik = next((each for each in book.flikar if each.layout.flik.table.code == "PROGSAK"), None)
    after = years_result(changed_flik(each, filled.cells) for each in book.flikar)
    if flik is None or after is None:
        return FlikFill()
    now = changed_flik(flik, filled.cells)
    column, row = flik.layout.column(ColumnKind.PROGNOS), flik.layout.row(_OUTCOME)
    if column is None or row is None or not _has_forecast(now, row.number):
        return FlikFill()
    cell = Cell(row.number, column.number)
    own, before, wanted = now.raw(cell), years_result(book.flikar), half_away(after)
    follows = not now.is_filled(cell) or (
        own.formula is None and before is not None and number_in(own) == half_away(before)
    )
    if not follows or number_in(own) == wanted:
        return FlikFill()
    text = f"{row.label} i prognossäkerhet är årets resultat {show_number(wanted)} ur bokslutets resultaträkning."
    told = replace(
        make_finding("AV12", text, flik=flik.name, cell=cell, row=row.label, found=wanted), severity=Severity.INFO
    )
    kind = ColumnKind.PROGNOS.value
    return FlikFill(
        beside=(FilledCell(flik.name, cell, row.label, kind, content(now, cell), wanted, source=_SOURCE),),
        findings=(told,),
    )


def _has_forecast(flik: FlikData, outcome_row: int) -> bool:
    inputs = (target.cell for target in flik.layout.targets if target.formula is None)
    return any(flik.is_filled(cell) for cell in inputs if cell.row != outcome_row)
