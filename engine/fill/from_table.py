"""A flik's cells from a table: columns by heading, rows by label, projects by name (contract: from tables)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import Ambiguous, Number, Unit, read_number, show_number
from engine.calc import Amount, flik_values
from engine.data import CsvRow, CsvTable, FlikData
from engine.data.renames import MISSPELT, NO_ANSWERS, Answers, Rename, likely_pairs
from engine.errors import UnreadableError
from engine.fill.plan import CellSource, FilledCell, FlikFill, SourceKind, content
from engine.fill.projects import Projects, likely_projects, place_projects, remaining_projects
from engine.findings import Finding, make_finding
from engine.layout import PlacedColumn, PlacedRow, PlacedTarget, label_names, match_headings
from engine.model import Row
from engine.text import fold, nearest

_CORNERS = ("", "tkr", "belopp i tkr")


class TableFaultsError(UnreadableError):
    """A table that cannot be placed in the flik; every fault is told with its line."""

    def __init__(self, path: str, flik: str, faults: list[str]) -> None:
        message = f"tabellen kan inte läggas i fliken ”{flik}”: {' '.join(faults)}"
        super().__init__(path, message, "Rätta tabellen; ingenting är skrivet.")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table whose columns and rows have found their places.

    Attributes:
        columns: per field of the table, the flik's column.
        rows: each table row with the sheet row it belongs to.
        labels: cells of column A that name new projects.
    """

    columns: tuple[PlacedColumn, ...]
    rows: tuple[tuple[CsvRow, PlacedRow], ...]
    labels: tuple[FilledCell, ...]


def fill_from_table(
    flik: FlikData, table: CsvTable, already: Mapping[Cell, FilledCell], answers: Answers = NO_ANSWERS
) -> FlikFill:
    """The input cells a table gives.

    Args:
        flik: the recognised flik.
        table: the table; the columns and rows it has are touched, no others.
        already: cells that the ledger filled; the table's values for them are compared, not written.
        answers: which of the table's projects are the flik's under another name.

    Raises:
        TableFaultsError: an unknown heading or row, more projects than rows, an amount with a unit or decimals.
    """
    faults: list[str] = []
    placed = _placed(flik, table, faults, answers)
    amounts = list(_amounts(flik, placed, faults))

    def source(line: int) -> CellSource:
        return CellSource(SourceKind.TABELL, file=table.path, line=line)

    if faults:
        raise TableFaultsError(table.path, flik.name, faults)
    lines = {row.label: row.line for row, _ in placed.rows}
    cells = [replace(named, source=source(lines[named.row])) for named in placed.labels]
    findings: list[Finding] = []
    for target, row, value in amounts:
        if target.formula is not None:
            continue
        kind = target.column.column.kind.value
        if target.cell in already:
            findings.extend(_compared(flik, target, value, already[target.cell].after))
        else:
            before = content(flik, target.cell)
            cells.append(FilledCell(flik.name, target.cell, row.label, kind, before, value, source=source(row.line)))
    named = {fold(row.label) for row, _ in placed.rows}
    findings.extend(remaining_projects(flik, named, {place.number for _, place in placed.rows}))
    return FlikFill(tuple(cells), (), tuple(findings))


def renamed_rows(flik: FlikData, table: CsvTable, answers: Answers) -> CsvTable:
    """The table with a row that has been said to be one of the flik's declared rows under that row's name."""
    known = _declared(flik)
    labels = [row.shown(flik.layout.year) for row in flik.layout.flik.table.rows if row.id]
    rows = (
        replace(row, label=next((label for label in labels if answers.joins(label, row.label)), row.label))
        if fold(row.label) not in known
        else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def likely_renames(flik: FlikData, table: CsvTable) -> tuple[Rename, ...]:
    """Projects and rows of a table that are likely the flik's own under another name."""
    standing = {fold(row.label) for row in table.rows}
    year = flik.layout.year
    missing = [
        row for row in flik.layout.flik.table.rows if row.id and not standing.intersection(label_names(row, year))
    ]
    declared = _declared(flik)
    stray = [row.label for row in table.rows if row.label and fold(row.label) not in declared]
    rows = likely_pairs([row.shown(year) for row in missing if not row.slots], stray)
    blocks = likely_pairs([row.shown(year) for row in missing if row.slots], stray, enough=MISSPELT)
    rows += [pair for pair in blocks if pair[1] not in {new for _, new in rows}]
    claimed = {fold(new) for _, new in rows}
    projects = [(row, block) for row, block in _blocks(flik, table, []) if fold(row.label) not in claimed]
    return (*(Rename(flik.name, "rad", *pair) for pair in rows), *likely_projects(flik, projects))


def _declared(flik: FlikData) -> Mapping[str, Row]:
    """The declared rows by every folded name they go by."""
    rows = (row for row in flik.layout.flik.table.rows if row.id)
    return {name: row for row in rows for name in label_names(row, flik.layout.year)}


def compare_derived(before: FlikData, after: FlikData, table: CsvTable) -> Iterator[Finding]:
    """The table's sums and deviations beside those the filled flik gives."""
    faults: list[str] = []
    placed = _placed(before, table, faults, NO_ANSWERS)
    values = flik_values(after)
    for target, _, said in _amounts(before, placed, faults):
        derived = values.derived.get(target.cell)
        if derived is None or said is None:
            continue
        given = values.values[target.cell]
        off = abs(Fraction(said) - given)
        if off:
            yield _difference(after, target, said, given, is_rounding=off <= derived.tolerance)


def _difference(flik: FlikData, target: PlacedTarget, said: int, given: Amount, *, is_rounding: bool) -> Finding:
    shown = show_number(given)
    words = "en avrundningsdifferens" if is_rounding else "det går inte ihop"
    return make_finding(
        "SU03" if is_rounding else "AV05",
        f"{target.row.label}, {target.column.heading}: tabellen säger {show_number(said)}, fliken {shown}; {words}.",
        flik=flik.name, cell=target.cell, row=target.row.label, column=target.column.column.kind.value,
        found=said, expected=given,
    )  # fmt: skip


def _compared(flik: FlikData, target: PlacedTarget, said: int | None, written: object) -> Iterator[Finding]:
    """A table's value for a cell the ledger filled; an empty one says the same as 0."""
    ledger = written if isinstance(written, int) else 0
    if (said or 0) != ledger:
        yield _difference(flik, target, said or 0, ledger, is_rounding=abs((said or 0) - ledger) <= 1)


def _placed(flik: FlikData, table: CsvTable, faults: list[str], answers: Answers) -> _Placed:
    if fold(table.corner) not in _CORNERS:
        faults.append(f"Rubrikraden börjar med ”{table.corner}”, men ska börja med ”Belopp i tkr”.")
    columns = _columns(flik, table, faults)
    projects = place_projects(flik, _blocks(flik, table, faults), faults, answers)
    return _Placed(columns, _rows(flik, table, projects), projects.labels)


def _columns(flik: FlikData, table: CsvTable, faults: list[str]) -> tuple[PlacedColumn, ...]:
    """Per field the flik's column; a heading of another year is unknown here."""
    layout = flik.layout
    headings = dict(enumerate(table.headings))
    matched = match_headings(headings, layout.flik.columns, layout.year)
    wrong = {placed.number for placed in matched.wrong_years}
    found = {p.number: layout.column(p.column.kind) for p in matched.columns if p.number not in wrong}
    known = [column.heading for column in layout.columns]
    for number, heading in headings.items():
        if found.get(number) is None:
            near = ", ".join(nearest(heading, known)) or ", ".join(known)
            faults.append(f"Rubriken ”{heading}” finns inte i fliken; närmast är {near}.")
    return tuple(column for number in sorted(found) if (column := found[number]) is not None)


def _blocks(flik: FlikData, table: CsvTable, faults: list[str]) -> tuple[tuple[CsvRow, str], ...]:
    """The table's project rows with their block; anything else that is not declared is a fault."""
    table_rows = flik.layout.flik.table.rows
    declared = _declared(flik)
    projects: list[tuple[CsvRow, str]] = []
    seen: set[tuple[str | None, str]] = set()
    block: str | None = None
    for row in table.rows:
        known = declared.get(fold(row.label))
        if known is not None:
            block = known.id if known.slots else None
        elif not row.label and _says_nothing(row):
            continue
        elif block is None or not row.label:
            near = ", ".join(nearest(row.label, (r.shown(flik.layout.year) for r in table_rows if r.label)))
            hint = f" Närmast är {near}." if near else ""
            faults.append(f"Rad {row.line}: ”{row.label}” finns inte i fliken.{hint}")
            continue
        else:
            projects.append((row, block))
        key = (block if known is None else None, fold(row.label))
        if key in seen:
            faults.append(f"Rad {row.line}: ”{row.label}” förekommer två gånger.")
        seen.add(key)
    return tuple(projects)


def _says_nothing(row: CsvRow) -> bool:
    """An unused project row: no amounts, and 0 where its deviations are derived."""
    return all(field in ("", "0") for field in row.cells)


def _rows(flik: FlikData, table: CsvTable, projects: Projects) -> tuple[tuple[CsvRow, PlacedRow], ...]:
    names = {
        name: placed
        for placed in flik.layout.rows
        if placed.row.id
        for name in label_names(placed.row, flik.layout.year)
    }
    found = ((row, projects.places.get(row.line) or names.get(fold(row.label))) for row in table.rows)
    return tuple((row, placed) for row, placed in found if placed is not None)


def _amounts(flik: FlikData, placed: _Placed, faults: list[str]) -> Iterator[tuple[PlacedTarget, CsvRow, int | None]]:
    """Every amount of the table with its cell; None empties it."""
    for row, place in placed.rows:
        for field, column in zip(row.cells, placed.columns, strict=False):
            target = flik.layout.targets_by_cell.get(Cell(place.number, column.number))
            if target is None:
                if field:
                    faults.append(f"Rad {row.line}: ”{row.label}” är en rubrik och har inga belopp.")
                continue
            value = _whole_tkr(field, row, column, faults)
            yield target, row, value


def _whole_tkr(field: str, row: CsvRow, column: PlacedColumn, faults: list[str]) -> int | None:
    if not field:
        return None
    reading = read_number(field)
    place = f"Rad {row.line}, {row.label}, {column.heading}:"
    match reading:
        case Number(value, None) if value == int(value):
            return int(value)
        case Number(_, None):
            faults.append(f"{place} ”{field}” har decimaler; belopp anges i hela tusental kronor.")
        case Number(_, Unit() as unit):
            faults.append(f"{place} ”{field}” har enheten {unit.told}; belopp anges utan enhet, i tkr.")
        case Ambiguous(readings):
            either = " eller ".join(show_number(each) for each in readings)
            faults.append(f"{place} ”{field}” kan läsas som {either}.")
        case _:
            faults.append(f"{place} ”{field}” är inget tal.")
    return None
