"""AV22: does the cover show what the flikar say."""

from collections.abc import Iterator

from engine.addresses import Cell
from engine.amounts import exact, show_number
from engine.findings import Finding, make_finding
from engine.layout import COVER
from engine.layout.cover import AMOUNT_COLUMN, FIRST_ENTRY_ROW, LINK_COLUMN
from engine.rules.scope import BookScope
from engine.text import fold


def check_cover(scope: BookScope) -> Iterator[Finding]:
    """AV22 for each key amount on the cover that is a number of its own, and another one than the flik's."""
    sheet = next((sheet for sheet in scope.book.raw.sheets if fold(sheet.name) == fold(COVER)), None)
    if sheet is None:
        return
    flikar = {fold(flik.data.name): flik for flik in scope.flikar}
    row = FIRST_ENTRY_ROW
    while (named := sheet.cells.get(Cell(row, LINK_COLUMN))) is not None:
        cell = Cell(row, AMOUNT_COLUMN)
        shown, flik = sheet.cells.get(cell), flikar.get(fold(str(named.value)))
        row += 1
        if shown is None or shown.formula is not None or flik is None:
            continue
        target = flik.total(flik.data.layout.flik.key_column)
        amount = flik.values.values.get(target.cell) if target else None
        if amount is None or isinstance(shown.value, bool) or not isinstance(shown.value, int | float):
            continue
        if exact(shown.value) != amount:
            text = f"{flik.data.name}: {show_number(exact(shown.value))} står på försättsbladet, fliken har "
            yield make_finding(
                "AV22", f"{text}{show_number(amount)}.", flik=sheet.name, cell=cell, row=flik.data.name,
                found=shown.value, expected=amount,
            )  # fmt: skip
