"""Where amounts stand before a roll carries them, so that somebody else can tell where they came from."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.addresses import Cell
from engine.calc import Amount, flik_values
from engine.data import BookData, FlikData
from engine.model import ColumnKind
from engine.periods import Occasion
from engine.roll.plan import CarriedFrom
from engine.roll.rows import RowKey, keyed_rows
from engine.roll.standing import own_occasion

Places = Mapping[RowKey, CarriedFrom]
NOWHERE: Places = MappingProxyType({})


def places_of(book: BookData, flik: FlikData | None, kind: ColumnKind) -> Places:
    """The cells of a column, by row; none where there is no such flik or column."""
    column = flik.layout.column(kind) if flik is not None else None
    occasion = own_occasion(flik) if flik is not None else None
    if flik is None or column is None or occasion is None:
        return NOWHERE
    told = occasion.label(book.year)
    return {
        key: CarriedFrom(book.year, flik.name, Cell(placed.number, column.number), told, kind.value)
        for key, placed in keyed_rows(flik.layout)
    }


def forecast_places(
    book: BookData, table: str, occasion: Occasion | None, amounts: Mapping[RowKey, Amount]
) -> Places:
    """The cells in which a filed forecast still stands; none where the flik has been used for another occasion since.

    Args:
        book: the workbook.
        table: the table's code.
        occasion: that the forecast was filed at.
        amounts: as they were filed.
    """
    filed = (f for f in book.flikar if f.layout.flik.table.code == table and own_occasion(f) == occasion)
    flik = next((f for f in filed if f.layout.column(ColumnKind.PROGNOS) is not None), None)
    if flik is None:
        return NOWHERE
    values = flik_values(flik).values
    places = places_of(book, flik, ColumnKind.PROGNOS)
    return {key: place for key, place in places.items() if key in amounts and values.get(place.cell) == amounts[key]}
