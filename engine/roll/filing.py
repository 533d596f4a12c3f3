"""What a flik holds, as lines of *Historik*: every filled amount and every comment."""

from collections.abc import Iterator, Mapping

from engine.addresses import Cell
from engine.calc import FlikValues, Origin, flik_values
from engine.data import FlikData
from engine.data.history import HistoryLine
from engine.findings import Finding, make_finding
from engine.layout import PlacedTarget
from engine.periods import Occasion
from engine.roll.plan import Rolled, constant
from engine.roll.refusals import RollRefusedError
from engine.roll.rows import group_of
from engine.roll.standing import Standing, own_occasion

_IN_THOUSANDS = ("", "tkr", "ksek")


def file_until(standing: Standing, last: Occasion, roll: int) -> Rolled:
    """The flikar of every occasion until ``last`` that *Historik* does not have yet.

    Raises:
        RollRefusedError: an amount cannot be read, or the flik of every month holds an occasion that is filed with
            other amounts.
    """
    filed = Rolled()
    for flik in standing.book.flikar:
        if not flik.has_input() and not any(_comments(flik)):
            continue
        occasion = _checked_occasion(flik, standing.book.year)
        if occasion.rank <= last.rank and not _is_filed(standing, flik, occasion):
            lines = tuple(filed_lines(flik, occasion, standing.book.year, roll))
            filed += Rolled(lines=lines, findings=tuple(_undeclared(flik)))
    return filed


def _checked_occasion(flik: FlikData, year: int) -> Occasion:
    occasion = own_occasion(flik)
    said, named = flik.occasion or (None, None)
    is_other = said is not None and said != occasion
    if occasion is None or is_other or flik.unread_occasion or (named is not None and named != year):
        told = flik.unread_occasion or (said.label(named or year) if said else "ingenting")
        raise RollRefusedError(
            f"{flik.name}: cellen Tillfälle säger ”{told}”, och inte vilket tillfälle {year} som fliken gäller.",
            f"Skriv tillfället, till exempel ”mars {year}”.",
        )
    return occasion


def _is_filed(standing: Standing, flik: FlikData, occasion: Occasion) -> bool:
    """Whether *Historik* has the table of this occasion.

    Only the flik of every month is going to be emptied, so that only there another content would be lost.
    """
    key = (standing.book.year, occasion, flik.layout.flik.table.code)
    filed = [line for line in standing.history.lines if (line.year, line.occasion, line.table) == key]
    if filed and flik.layout.flik.is_monthly:
        _refuse_difference(flik, filed, occasion, standing.book.year)
    return bool(filed)


def _refuse_difference(flik: FlikData, filed: list[HistoryLine], occasion: Occasion, year: int) -> None:
    known = {_told(line) for line in filed}
    new = [line for line in filed_lines(flik, occasion, year, None) if _told(line) not in known]
    if new:
        raise RollRefusedError(
            f"{flik.name} gäller {occasion.label(year)}, som redan är arkiverat med andra belopp. "
            "Det här skulle gå förlorat:",
            "Rätta cellen Tillfälle om fliken gäller ett annat tillfälle.",
            (
                f"{line.row} {line.kind or ''} {line.amount if line.amount is not None else line.comment}"
                for line in new
            ),
        )


def _told(line: HistoryLine) -> tuple[object, ...]:
    return line.group, line.row, line.kind, line.amount, line.comment


def filed_lines(flik: FlikData, occasion: Occasion, year: int, roll: int | None) -> Iterator[HistoryLine]:
    """A flik's amounts and comments, row by row; the comment stands on the first line of its row.

    Raises:
        RollRefusedError: an amount is text or an error value, or the flik speaks of another unit or year.
    """
    values = flik_values(flik)
    _refuse_unreadable(flik, values)
    comments = dict(_comments(flik))
    code = flik.layout.flik.table.code
    rows = {placed.number: placed for placed in flik.layout.rows}
    amounts = _amounts_by_row(flik, values)
    for number in sorted({*amounts, *comments}):
        placed = rows.get(number)
        group, label = (group_of(flik.layout, placed), placed.label) if placed else ("", "")
        comment = comments.get(number, "")
        for target in amounts.get(number, ()):
            kind, amount = target.column.column.kind, values.values[target.cell]
            yield HistoryLine(year, occasion, code, group, label, kind, amount, comment, roll)
            comment = ""
        if comment:
            yield HistoryLine(year, occasion, code, group, label, None, None, comment, roll)


def _amounts_by_row(flik: FlikData, values: FlikValues) -> Mapping[int, list[PlacedTarget]]:
    found: dict[int, list[PlacedTarget]] = {}
    for target in flik.layout.all_targets:
        if target.cell in values.values and _is_told(flik, target, values):
            found.setdefault(target.cell.row, []).append(target)
    return found


def _is_told(flik: FlikData, target: PlacedTarget, values: FlikValues) -> bool:
    """An input that is filled; a derived amount that any filled cell is behind, or that somebody wrote."""
    if target.formula is None:
        return flik.is_filled(target.cell)
    if not _is_awaited(flik, target):
        return False
    written = values.derived[target.cell].origin not in (Origin.DECLARED, Origin.EMPTY)
    return written or _rests_on_filled(flik, target.cell)


def _is_awaited(flik: FlikData, target: PlacedTarget) -> bool:
    """False for a formula that counts nothing until another column holds a number."""
    awaited = flik.layout.conditions.get(target.cell)
    column = flik.layout.column(awaited) if awaited else None
    return column is None or any(flik.is_filled(t.cell) for t in flik.layout.all_targets if t.column is column)


def _rests_on_filled(flik: FlikData, cell: Cell) -> bool:
    parts = flik.layout.sums.get(cell)
    return flik.is_filled(cell) if parts is None else any(_rests_on_filled(flik, part) for part, _ in parts)


def comment_cells(flik: FlikData) -> Iterator[Cell]:
    """The filled cells of the comment column beside the table."""
    layout = flik.layout
    if layout.comment_column is None or not layout.rows:
        return
    last = max(placed.number for placed in layout.rows)
    for cell, raw in sorted(flik.sheet.cells.items()):
        in_table = layout.heading_row < cell.row <= last
        if in_table and cell.column == layout.comment_column and raw.value not in (None, ""):
            yield cell


def _comments(flik: FlikData) -> Iterator[tuple[int, str]]:
    return ((cell.row, str(constant(flik.raw(cell)))) for cell in comment_cells(flik))


def _refuse_unreadable(flik: FlikData, values: FlikValues) -> None:
    if flik.unit not in _IN_THOUSANDS and not flik.unit.startswith("tusen"):
        raise RollRefusedError(
            f"{flik.name} anger belopp i {flik.unit}; Historik håller tusental.", "Räkna om fliken till tkr."
        )
    if flik.wrong_years:
        headings = (f"{wrong.column.heading} (ska vara {wrong.expected})" for wrong in flik.wrong_years)
        raise RollRefusedError(f"{flik.name} har rubriker för ett annat år:", "Rätta rubrikerna.", headings)
    unread = [target for target in flik.layout.all_targets if not _is_readable(flik, target, values)]
    if unread:
        raise RollRefusedError(
            f"{flik.name} har celler som inte är tal och därför inte kan arkiveras:",
            "Rätta dem (flikar kontrollera säger hur) och rulla sedan.",
            (f"{target.cell} {target.row.label}, {target.column.heading}" for target in unread),
        )


def _is_readable(flik: FlikData, target: PlacedTarget, values: FlikValues) -> bool:
    raw = flik.raw(target.cell)
    if raw.value == "" or not flik.is_filled(target.cell):
        return True
    if target.formula is None:
        return target.cell in values.values
    return raw.error is None and not isinstance(raw.value, str | bool)


def _undeclared(flik: FlikData) -> Iterator[Finding]:
    for row in flik.unknown_rows:
        text = f"Raden ”{row.label}” hör inte till tabellen; dess belopp är inte arkiverade och står kvar."
        yield make_finding("ST05", text, flik=flik.name, cell=row.cells[0], row=row.label)
