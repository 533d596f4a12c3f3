"""A project that somebody adds to a flik: on the first empty row of its block, or on one that is inserted there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from engine.addresses import Cell
from engine.data import CellChange, FlikData, InsertRow, SetFormula
from engine.data.renames import likely_pairs
from engine.errors import EXIT_NOT_WRITTEN, FlikarError, WrongCallError
from engine.fill.plan import FilledCell
from engine.fill.projects import empty_rows, project_label
from engine.findings import Finding, make_finding
from engine.layout import CHECK_LABEL, FlikLayout, PlacedRow, column_checks, label_names
from engine.layout.template import project_of
from engine.text import clean, fold, printable


class NoBlockError(WrongCallError):
    """A cell that is in no block of projects."""

    def __init__(self, flik: FlikData, cell: Cell) -> None:
        owners = [placed.label for placed in flik.layout.rows if placed.row.slots]
        if owners:
            message = f"{flik.name}!{cell} står inte bland projekten."
            super().__init__(message, f"Markera en rad under {' eller '.join(owners)}.")
        else:
            super().__init__(
                f"Fliken ”{flik.name}” har inga projektrader.",
                "Välj en flik för investeringar eller förutbetalda intäkter.",
            )


class ProjectNameError(WrongCallError):
    """A name that no project can have."""


class ProjectStandsError(WrongCallError):
    """A project of that name is in the block already."""

    def __init__(self, flik: FlikData, standing: PlacedRow, owner: PlacedRow) -> None:
        place = f"{flik.name}!{Cell(standing.number, flik.layout.label_column)}"
        super().__init__(
            f"Projektet ”{standing.label}” står redan i {place} under {owner.label}.",
            "Fyll i på den raden, eller ge det nya projektet ett eget namn.",
        )


class NarrowBlockError(WrongCallError):
    """A block so small that nothing can be inserted within its sum."""

    def __init__(self, flik: FlikData, owner: PlacedRow) -> None:
        super().__init__(
            f"{flik.name}: {owner.label} har ingen rad som en ny kan komma före och räknas med.",
            f"Infoga en tom rad närmast under {owner.label}, och se till att summan omfattar den.",
        )


class FullBlockError(FlikarError):
    """Every row of the block has a project, and a row is inserted in Excel alone."""

    exit_code = EXIT_NOT_WRITTEN

    def __init__(self, flik: str, block: str, row: int) -> None:
        super().__init__(
            f"{flik}: {block} har ingen tom projektrad, och en stängd bok får inga nya rader. Ingenting är skrivet.",
            f"Öppna boken i Excel, ställ dig bland projekten och välj Lägg till projektrad, eller högerklicka på "
            f"rad {row}, välj Infoga och kör igen.",
        )


@dataclass(frozen=True, slots=True)
class NewProject:
    """Where a project that is added stands, and what is written.

    Attributes:
        flik: the tab's name.
        block: the label of the row that owns the block.
        inserted: the row that Excel has to insert first; None where an empty one stands.
        label: the cell of its name.
        formulas: those that its row lacks, and the row *Kontroll* with them.
        findings: projects of the block with a name much like it.
    """

    flik: str
    block: str
    inserted: InsertRow | None
    label: FilledCell
    formulas: tuple[SetFormula, ...]
    findings: tuple[Finding, ...]

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """What is written, once the row stands there."""
        return (self.label.change, *self.formulas)


def new_project(flik: FlikData, cell: Cell, name: str) -> NewProject:
    """A project in the block in which a cell stands.

    Args:
        flik: the recognised flik.
        cell: anywhere from the row that owns the block to the block's last.
        name: as it was typed.

    Raises:
        NoBlockError: the cell is in no block.
        ProjectNameError: the name is none that a project can have.
        ProjectStandsError: the block has that project.
        NarrowBlockError: the block is full, and nothing can be inserted within its sum.
    """
    owner = block_owner(flik, cell)
    named = _named(flik, owner, name)
    empty = empty_rows(flik, owner.row.id)
    if empty:
        return _placed(flik, flik.layout, owner, project_label(flik, empty[0], named), None)
    number = _last_of(flik, owner)
    layout = with_project_row(flik.layout, owner.row.id, number)
    label = FilledCell(flik.name, Cell(number, layout.label_column), named, None, None, named)
    return _placed(flik, layout, owner, label, InsertRow(flik.name, number))


def _placed(
    flik: FlikData, layout: FlikLayout, owner: PlacedRow, label: FilledCell, inserted: InsertRow | None
) -> NewProject:
    """The project on its row of a layout, which is the flik's own but for a row that is inserted."""
    lacking = [
        target
        for target in layout.derived_targets
        if target.cell.row == label.cell.row and (inserted or not flik.is_filled(target.cell))
    ]
    return NewProject(
        flik=flik.name,
        block=owner.label,
        inserted=inserted,
        label=label,
        formulas=(
            # a row without amounts has no deviations either
            *(SetFormula(flik.name, target.cell, layout.formula_text(target), 0) for target in lacking),
            *_checks(flik, layout, {target.cell.column for target in lacking}),
        ),
        findings=tuple(_alike(flik, owner, label.row)),
    )


def _checks(flik: FlikData, layout: FlikLayout, columns: Collection[int]) -> Iterator[SetFormula]:
    """The row *Kontroll* in these columns, with the new row in it; what it says does not change."""
    for check in column_checks(layout):
        standing = flik.raw(Cell(flik.layout.check_row or 0, check.cell.column))
        if check.cell.column in columns and standing.formula is not None and isinstance(standing.value, str):
            yield SetFormula(flik.name, check.cell, check.formula, standing.value)


def with_project_row(layout: FlikLayout, block: str, number: int) -> FlikLayout:
    """The layout once an empty project row of a block has been inserted as the sheet's row ``number``."""
    owner = next(placed.row for placed in layout.rows if placed.row.id == block)
    moved = [replace(placed, number=_below(placed.number, number)) for placed in layout.rows]
    added = PlacedRow(project_of(owner), "", number, block)
    return replace(
        layout,
        rows=tuple(sorted([*moved, added], key=lambda placed: placed.number)),
        block_ends={name: _below(end, number) for name, end in layout.block_ends.items()},
        check_row=None if layout.check_row is None else _below(layout.check_row, number),
    )


def _below(row: int, inserted: int) -> int:
    return row + 1 if row >= inserted else row


def block_owner(flik: FlikData, cell: Cell) -> PlacedRow:
    """The row that owns the block in which a cell stands.

    Raises:
        NoBlockError: the cell is in no block.
    """
    for placed in flik.layout.rows:
        if placed.row.slots and placed.number <= cell.row <= flik.layout.block_ends[placed.row.id]:
            return placed
    raise NoBlockError(flik, cell)


def _last_of(flik: FlikData, owner: PlacedRow) -> int:
    """The last row of the block's sum; a row that is inserted there is within everything that spans the block.

    Raises:
        NarrowBlockError: the block's sum is a single row.
    """
    projects, end = flik.layout.projects(owner.row.id), flik.layout.block_ends[owner.row.id]
    if not projects or projects[0].number == end:
        raise NarrowBlockError(flik, owner)
    return end


def _named(flik: FlikData, owner: PlacedRow, name: str) -> str:
    """The name as it is written."""
    wanted = clean(printable(name))
    if not fold(wanted):
        raise ProjectNameError("Projektet saknar namn.", "Skriv projektets namn.")
    if wanted.startswith("="):
        raise ProjectNameError(f"”{wanted}” skulle bli en formel.", "Börja namnet med en bokstav.")
    taken = {name for row in flik.layout.flik.table.rows if row.label for name in label_names(row, flik.layout.year)}
    if fold(wanted).rstrip(":") in taken | {fold(CHECK_LABEL)}:
        raise ProjectNameError(f"”{wanted}” heter en av tabellens egna rader.", "Ge projektet ett eget namn.")
    for placed in flik.layout.projects(owner.row.id):
        if fold(placed.label) == fold(wanted):
            raise ProjectStandsError(flik, placed, owner)
    return wanted


def _alike(flik: FlikData, owner: PlacedRow, name: str) -> Iterator[Finding]:
    """A project of the block whose name is much like the new one's."""
    standing = {placed.label: placed for placed in flik.layout.projects(owner.row.id) if placed.label}
    for old, _ in likely_pairs(list(standing), [name]):
        yield make_finding(
            "ST10", f"”{name}” liknar ”{old}”; de räknas som två.", flik=flik.name,
            cell=Cell(standing[old].number, flik.layout.label_column), row=old, found=name, expected=old,
            remedy=f"Är de samma, fyll i på raden ”{old}”.",
        )  # fmt: skip
