"""From cells to flikar: which tab is which, by name first and then by labels and headings."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from engine.addresses import Cell
from engine.amounts import show_number
from engine.data import (
    DECIDED,
    PRELIMINARY,
    TEMPLATE_NAME,
    BookData,
    FlikData,
    Identity,
    RawBook,
    RawCell,
    RawSheet,
    WrongYear,
)
from engine.layout import FlikLayout, likely_year, match_headings, shared_layout
from engine.layout.control import control_sheet
from engine.model import Catalog, ColumnKind, Flik
from engine.periods import occasion_label_of_day, read_occasion_label
from engine.reader.grid import Grid, find_grid
from engine.reader.names import is_name_of, spoken
from engine.reader.rows import declared_labels, match_rows
from engine.text import clean, fold


def identity_of(raw: RawBook) -> Identity:
    """The workbook's hidden names."""

    def text(name: str) -> str | None:
        return raw.names[name].strip('"= ') or None if name in raw.names else None

    year = text("flikar_ar")
    return Identity(
        template=text(TEMPLATE_NAME),
        version=text("flikar_version"),
        namnd=text("flikar_namnd"),
        year=int(year) if year and year.isdigit() else None,
    )


def recognise(
    raw: RawBook, catalog: Catalog, *, verksamhet: str | None, year: int | None, default_year: int
) -> BookData:
    """The flikar of a workbook.

    Args:
        raw: the cells.
        catalog: the declared flikar.
        verksamhet: of the nämnd the book belongs to; None when nobody knows, then the tab names decide.
        year: ``--ar``; None lets the workbook say.
        default_year: ``[kommun] ar``, for a book that names no year at all.
    """
    identity = identity_of(raw)
    book = verksamhet or _spoken_verksamhet(raw)
    flikar = catalog.flikar(book)
    of_findings = control_sheet(raw.names)
    sheets = (sheet for sheet in raw.sheets if sheet.name != of_findings)
    labels = _all_labels(flikar, default_year)
    grids = {sheet.name: find_grid(sheet, labels) for sheet in sheets}
    known = {name: grid for name, grid in grids.items() if grid is not None}
    chosen, doubles = _assign(known, flikar)
    own_year = identity.year or _likely_year(chosen, known) or default_year
    data = [
        _flik_data(known[sheet.name], chosen[sheet.name], year or own_year, date1904=raw.date1904)
        for sheet in raw.sheets
        if sheet.name in chosen
    ]
    return BookData(raw, identity, year or own_year, book, tuple(data), doubles, catalog.version)


def _spoken_verksamhet(raw: RawBook) -> str:
    said = (spoken(sheet.name).special for sheet in raw.sheets)
    return next((special for special in said if special), "skattefinansierad")


@lru_cache(maxsize=64)
def _all_labels(flikar: tuple[Flik, ...], year: int) -> frozenset[str]:
    return frozenset().union(*(declared_labels(flik.table, year) for flik in flikar))


def _likely_year(chosen: Mapping[str, Flik], grids: Mapping[str, Grid]) -> int | None:
    found = (likely_year(list(grids[name].headings.values()), flik.columns) for name, flik in chosen.items())
    return max((year for year in found if year), default=None)


def _assign(grids: Mapping[str, Grid], flikar: Sequence[Flik]) -> tuple[dict[str, Flik], dict[str, str]]:
    """Each sheet's flik, an exact name before a likely one before labels; a second claimant is a double."""
    chosen: dict[str, Flik] = {}
    doubles: dict[str, str] = {}
    readings = (_by_exact_name, _by_spoken_name, _by_shape)
    for reading in readings:
        for name, grid in grids.items():
            if name in chosen or name in doubles:
                continue
            flik = reading(name, grid, flikar)
            if flik is None:
                continue
            if flik in chosen.values():
                doubles[name] = flik.name
            else:
                chosen[name] = flik
    return chosen, doubles


def _by_exact_name(name: str, _grid: Grid, flikar: Sequence[Flik]) -> Flik | None:
    return next((flik for flik in flikar if fold(flik.name) == fold(name)), None)


def _by_spoken_name(name: str, _grid: Grid, flikar: Sequence[Flik]) -> Flik | None:
    return next((flik for flik in flikar if is_name_of(name, flik)), None)


def _by_shape(_name: str, grid: Grid, flikar: Sequence[Flik]) -> Flik | None:
    """The flik whose labels and headings stand on the sheet, if one answers best and well enough."""
    scored = [(score, flik) for flik in flikar if (score := _likeness(grid, flik)) > 0]
    return max(scored, key=lambda item: item[0])[1] if scored else None


def _likeness(grid: Grid, flik: Flik) -> float:
    year = likely_year(list(grid.headings.values()), flik.columns) or 0
    labels = {fold(label) for label in grid.labels.values()}
    wanted = declared_labels(flik.table, year)
    standing = len(labels & wanted)
    found = match_headings(grid.headings, flik.columns, year)
    if standing < min(2, len(wanted)) or len(found.columns) < 2:
        return 0
    missing = len(flik.columns) - len(found.columns)
    return standing + 2 * len(found.columns) - missing - 0.5 * len(found.unknown)


def _flik_data(grid: Grid, flik: Flik, year: int, *, date1904: bool) -> FlikData:
    headings = match_headings(grid.headings, flik.columns, year)
    beside = match_headings(headings.unknown, flik.beside, year)
    rows = match_rows(grid, flik.table, headings.columns, year)
    occasion = grid.beside("tillfalle")
    said = _said_occasion(grid.sheet, occasion[0], date1904=date1904) if occasion else ""
    read = read_occasion_label(said)
    namnd = grid.beside("namnd")
    layout = shared_layout(
        FlikLayout(
            flik=flik,
            sheet=grid.sheet.name,
            year=year,
            heading_row=grid.heading_row,
            label_column=grid.label_column,
            rows=rows.rows,
            columns=headings.columns,
            comment_column=_comment_column(beside.unknown),
            occasion_cell=occasion[0] if occasion else None,
            block_ends=rows.block_ends,
            beside=beside.columns,
            check_row=grid.check_row,
        )
    )
    return FlikData(
        layout=layout,
        sheet=grid.sheet,
        occasion=read,
        unread_occasion=said if read is None else "",
        namnd=namnd[1] or None if namnd else None,
        namnd_cell=namnd[0] if namnd else None,
        unit=grid.unit,
        wrong_years=tuple(WrongYear(p, p.column.shown(year)) for p in headings.wrong_years),
        unknown_rows=rows.unknown,
        marks=_marks(layout, grid.sheet),
    )


def _said_occasion(sheet: RawSheet, cell: Cell, *, date1904: bool) -> str:
    """What the cell *Tillfälle* says, a date as its month."""
    raw = sheet.cells.get(cell, RawCell())
    if isinstance(raw.value, int | float) and not isinstance(raw.value, bool):
        return occasion_label_of_day(raw.value, date1904=date1904) or show_number(raw.value)
    return clean(str(raw.value if raw.value is not None else raw.error or ""))


def _marks(layout: FlikLayout, sheet: RawSheet) -> dict[ColumnKind, str]:
    """What stands above the outcome columns, where it is one of the words of a mark."""
    words = {fold(word): word for word in (PRELIMINARY, DECIDED)}
    said = {kind: sheet.cells[cell].value for kind, cell in layout.mark_cells.items() if cell in sheet.cells}
    return {kind: words[fold(text)] for kind, text in said.items() if isinstance(text, str) and fold(text) in words}


def _comment_column(unknown: Mapping[int, str]) -> int | None:
    return next((number for number, text in unknown.items() if fold(text).startswith("kommentar")), None)
