"""ST04 and ST05: are the flik's rows and columns there, and none besides."""

from collections.abc import Iterator, Sequence

from engine.addresses import Cell
from engine.data import FlikData, UnknownRow
from engine.findings import Finding, make_finding
from engine.model import Row
from engine.rules.scope import BookScope, FlikScope
from engine.text import clean, nearest


def check_rows_and_columns(scope: BookScope) -> Iterator[Finding]:
    """ST04 for what is missing, ST05 for rows that do not belong; a likely rename is one finding."""
    for flik in scope.flikar:
        renamed = set()
        missing = missing_rows(flik)
        for row in missing:
            near = _likely_renamed(row.shown(scope.year), missing, flik.data.unknown_rows)
            renamed |= {near.label if near else "", ""}  # a row whose label was wiped out is the one that is missing
            yield _missing_row(flik.data, row, near, scope.year)
        yield from _missing_columns(flik.data, scope.year)
        for unknown in flik.data.unknown_rows:
            if unknown.label not in renamed:
                yield make_finding(
                    "ST05", f"Raden ”{unknown.label}” hör inte till tabellen men har belopp.", flik=flik.data.name,
                    cell=unknown.cells[0], row=unknown.label or None, found=unknown.label,
                )  # fmt: skip


def missing_rows(flik: FlikScope) -> tuple[Row, ...]:
    """Declared rows that the flik lacks, those an older layout may lack left out."""
    layout = flik.data.layout
    return tuple(row for row in layout.flik.table.rows if row.id and not row.optional and layout.row(row.id) is None)


def _likely_renamed(label: str, missing: tuple[Row, ...], unknown: tuple[UnknownRow, ...]) -> UnknownRow | None:
    """The strange row that a missing one has probably become: the only one there is, else the one most like it."""
    if len(missing) == len(unknown) == 1:
        return unknown[0]
    near = nearest(label, (each.label for each in unknown), limit=1)
    return next((each for each in unknown if near and each.label == near[0]), None)


def _missing_row(flik: FlikData, row: Row, near: UnknownRow | None, year: int) -> Finding:
    rows = flik.layout.flik.table.rows
    standing = [placed.number if (placed := flik.layout.row(each.id)) else None for each in rows]
    number = near.number if near else _place(rows.index(row), standing)
    cell, label = Cell(number, flik.layout.label_column), row.shown(year)
    return _missing("Raden", flik, cell, label, near.label if near else "", row=label)


def _missing_columns(flik: FlikData, year: int) -> Iterator[Finding]:
    """Each missing column at the heading it has probably become, else where it should stand."""
    columns, layout = flik.layout.flik.columns, flik.layout
    standing = [placed.number if (placed := layout.column(each.kind)) else None for each in columns]
    unknown = _unknown_headings(flik) if None in standing else {}
    for at, column in enumerate(columns):
        if standing[at] is None:
            heading, place = column.shown(year), _place(at, standing)
            near = nearest(heading, unknown.values(), limit=1)
            number = next((n for n, text in unknown.items() if near and text == near[0]), place)
            cell, found = Cell(layout.heading_row, number), unknown.pop(number, "")
            yield _missing("Kolumnen", flik, cell, heading, found, column=column.kind.value)


def _unknown_headings(flik: FlikData) -> dict[int, str]:
    """The headings nobody declared, by sheet column; those from the comments on are not the table's."""
    layout = flik.layout
    known = {placed.number for placed in (*layout.columns, *layout.beside)}
    return {
        cell.column: clean(raw.value)
        for cell, raw in sorted(flik.sheet.cells.items())
        if cell.row == layout.heading_row and isinstance(raw.value, str) and cell.column not in known
        and layout.label_column < cell.column < (layout.comment_column or cell.column + 1)
    }  # fmt: skip


def _place(at: int, standing: Sequence[int | None]) -> int:
    """The number that a missing row or column should have, told by the nearest of the others.

    Args:
        at: which one is missing.
        standing: the numbers of all, in their order; None for those that are not there.
    """
    later = next(((i, number) for i, number in enumerate(standing) if i > at and number is not None), None)
    if later is not None:
        wanted = later[1] - (later[0] - at)
        return wanted if wanted > 0 and wanted not in standing else later[1]  # no room: it is to be inserted there
    earlier = [(i, number) for i, number in enumerate(standing) if i < at and number is not None]
    return earlier[-1][1] + at - earlier[-1][0] if earlier else at + 1


def _missing(what: str, flik: FlikData, cell: Cell, wanted: str, found: str, **place: str) -> Finding:
    """ST04 with the place, and the name that stands there when it is likely to be a rename."""
    hint = f"”{found}” i {cell} kan vara den." if found else f"Platsen är {cell}."
    remedy = f"Skriv ”{wanted}” i {cell}."
    return make_finding(
        "ST04", f"{what} ”{wanted}” saknas. {hint}", flik=flik.name, cell=cell, found=found or None, expected=wanted,
        remedy=remedy if found else f"Återställ det som har tagits bort, eller {remedy[0].lower()}{remedy[1:]}",
        **place,
    )  # fmt: skip
