"""The monthly flik's cell *Tillfälle* follows the occasion it is filled for."""

from collections.abc import Collection

from engine.data import FlikData
from engine.fill.plan import CellSource, FilledCell, FlikFill, SourceKind, content
from engine.findings import make_finding
from engine.model import ColumnKind
from engine.periods import Occasion


def set_occasion(flik: FlikData, occasion: Occasion, year: int, filled: Collection[FilledCell]) -> FlikFill:
    """Name the occasion in the flik; a prognos that stays from the last one is warned about."""
    cell = flik.layout.occasion_cell
    if not flik.layout.flik.is_monthly or cell is None or flik.occasion == (occasion, year):
        return FlikFill()
    before = content(flik, cell)
    label = occasion.label(year)
    change = FilledCell(flik.name, cell, "Tillfälle", None, before, label, source=CellSource(SourceKind.TILLFALLE))
    column = flik.layout.column(ColumnKind.PROGNOS)
    is_new = any(f.flik == flik.name and f.column == ColumnKind.PROGNOS for f in filled)
    stays = (
        column is not None
        and not is_new
        and any(
            target.formula is None and target.column is column and flik.is_filled(target.cell)
            for target in flik.layout.targets
        )
    )
    if not stays:
        return FlikFill((change,))
    text = f"Fliken gäller nu {label}, men prognosen från {before or 'förra tillfället'} står kvar."
    warning = make_finding("AV02", text, flik=flik.name, column=ColumnKind.PROGNOS.value, found=str(before or ""))
    return FlikFill((change,), (), (warning,))
