"""What filling a flik comes to: cells before and after, amounts moved by rounding, findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from engine.addresses import Cell
from engine.data import FlikData, RawCell, SetCell
from engine.data.comments import COMMENT_COLUMN
from engine.findings import Finding
from engine.layout import PlacedRow
from engine.layout.heights import comment_height

CellContent = int | float | str | None


class SourceKind(StrEnum):
    """Where what is written into a cell comes from; the values are those of the JSON."""

    HUVUDBOK = "huvudbok"
    BESLUT = "beslut"
    TABELL = "tabell"
    FORSLAG = "forslag"
    UTKAST = "utkast"
    TILLFALLE = "tillfalle"
    FOLJER_MED = "foljer_med"


@dataclass(frozen=True, slots=True)
class CellSource:
    """The source of one written cell.

    Attributes:
        kind: what sort of source.
        group: of the ledger, the RR row's id or the project's mark, by which its rows are known.
        told: the sentence that says what was decided, or how a proposal was made.
        file, line: of a table, its path as given and the line.
    """

    kind: SourceKind
    group: str | None = None
    told: str | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell that is written.

    Attributes:
        row: the row's label.
        column: the column kind, or ``kommentar``; None for a label or the cell *Tillfälle*.
        ore: the exact amount behind it, report sign; None when it does not come from the ledger.
        source: where it comes from; None where nobody asks.
    """

    flik: str
    cell: Cell
    row: str
    column: str | None
    before: CellContent
    after: CellContent
    ore: int | None = None
    source: CellSource | None = field(default=None, compare=False)

    @property
    def change(self) -> SetCell:
        """The change to the workbook."""
        height = comment_height(self.after) if self.column == COMMENT_COLUMN else None
        return SetCell(self.flik, self.cell, self.after, height)

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 5."""
        return {
            "flik": self.flik, "cell": str(self.cell), "rad": self.row, "kolumn": self.column,
            "fore": self.before, "efter": self.after, "ore": self.ore,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class MovedCell:
    """An amount that summerbar rounding moved by a unit, so that the totals come out right."""

    flik: str
    cell: Cell
    ore: int
    tkr: int

    def as_json(self) -> dict[str, object]:
        """The keys of the contract, section 5."""
        return {"flik": self.flik, "cell": str(self.cell), "ore": self.ore, "tkr": self.tkr}


@dataclass(frozen=True, slots=True)
class FlikFill:
    """How one flik is filled.

    Attributes:
        beside: cells written to the right of the comments, in no table that is filed.
    """

    cells: tuple[FilledCell, ...] = ()
    moved: tuple[MovedCell, ...] = ()
    findings: tuple[Finding, ...] = ()
    beside: tuple[FilledCell, ...] = ()

    def __add__(self, other: "FlikFill") -> "FlikFill":
        return FlikFill(
            self.cells + other.cells,
            self.moved + other.moved,
            self.findings + other.findings,
            self.beside + other.beside,
        )


def content(flik: FlikData, cell: Cell) -> CellContent:
    """What stands in a cell, an error value as its text."""
    raw = flik.raw(cell)
    if isinstance(raw.value, bool):
        return "SANT" if raw.value else "FALSKT"
    return raw.error if raw.error is not None else raw.value


def changed_flik(flik: FlikData, cells: Iterable[FilledCell]) -> FlikData:
    """The flik as it stands when the cells have been written, new projects by their names."""
    written = {filled.cell: RawCell(value=filled.after) for filled in cells if filled.flik == flik.name}
    rows = tuple(_named_row(placed, flik.layout.label_column, written) for placed in flik.layout.rows)
    sheet = replace(flik.sheet, cells=_overlaid(flik.sheet.cells, written))
    return replace(flik, layout=replace(flik.layout, rows=rows), sheet=sheet)


def _named_row(placed: PlacedRow, column: int, written: Mapping[Cell, RawCell]) -> PlacedRow:
    raw = written.get(Cell(placed.number, column))
    return placed if raw is None else replace(placed, label=str(raw.value or ""))


def _overlaid(cells: Mapping[Cell, RawCell], written: Mapping[Cell, RawCell]) -> Mapping[Cell, RawCell]:
    kept = {cell: raw for cell, raw in cells.items() if cell not in written}
    return kept | {cell: raw for cell, raw in written.items() if raw.value is not None}
