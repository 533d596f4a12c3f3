"""Values that travel one way: what stood in a file, and what shall be changed in one."""

from engine.data.book import (
    DECIDED,
    EMPTY,
    PRELIMINARY,
    TEMPLATE_ID,
    TEMPLATE_NAME,
    BookData,
    FlikData,
    Identity,
    UnknownRow,
    WrongYear,
)
from engine.data.cells import RawBook, RawCell, RawSheet
from engine.data.changes import CachedValue, CellChange, ForgetCached, InsertRow, SetCell, SetFormula
from engine.data.tables import CsvRow, CsvTable
from engine.data.views import CommentView, ReportSection, ReportView, RowView, TableView
from engine.model import RowKind

__all__ = [
    "DECIDED",
    "EMPTY",
    "PRELIMINARY",
    "TEMPLATE_ID",
    "TEMPLATE_NAME",
    "BookData",
    "CachedValue",
    "CellChange",
    "CommentView",
    "CsvRow",
    "CsvTable",
    "FlikData",
    "ForgetCached",
    "Identity",
    "InsertRow",
    "RawBook",
    "RawCell",
    "RawSheet",
    "ReportSection",
    "ReportView",
    "RowKind",
    "RowView",
    "SetCell",
    "SetFormula",
    "TableView",
    "UnknownRow",
    "WrongYear",
]
