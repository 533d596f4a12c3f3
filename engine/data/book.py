"""A workbook whose flikar have been recognised: what stands where, without any judgement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.addresses import Cell
from engine.amounts import Unit, unit_named
from engine.data.cells import RawBook, RawCell, RawSheet
from engine.layout import FlikLayout, PlacedColumn, PlacedTarget
from engine.model import ColumnKind
from engine.periods import OCCASIONS, Occasion

EMPTY = RawCell()
PRELIMINARY, DECIDED = "preliminärt", "nämndbeslutat"
"""What the mark above an outcome column says."""

TEMPLATE_NAME = "flikar_mall"
"""The hidden name that says which template a workbook was made from."""
TEMPLATE_ID = "flikar-namnd"
"""What it says in a nämnd's workbook."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the workbook's hidden names say; None where a name is missing."""

    template: str | None = None
    version: str | None = None
    namnd: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A row inside the table that no declaration knows, with the cells that hold amounts."""

    label: str
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WrongYear:
    """A heading that names other years than it should."""

    column: PlacedColumn
    expected: str


@dataclass(frozen=True, slots=True)
class FlikData:
    """One recognised flik.

    Attributes:
        layout: where its rows and columns stand.
        sheet: the cells.
        occasion: what its cell *Tillfälle* says, with the year if it names one.
        unread_occasion: what its cell *Tillfälle* says when that is no occasion; empty when it is one, or blank.
        namnd: what its cell *Nämnd* says.
        namnd_cell: where that stands; None when there is no such cell.
        unit: the unit in the heading *Belopp i …*; empty when there is no such heading.
        wrong_years: headings of another year.
        unknown_rows: rows with amounts that are not declared.
        marks: per outcome column what its mark says: PRELIMINARY or DECIDED; no other words are a mark.
    """

    layout: FlikLayout
    sheet: RawSheet
    occasion: tuple[Occasion, int | None] | None = None
    unread_occasion: str = ""
    namnd: str | None = None
    namnd_cell: Cell | None = None
    unit: str = "tkr"
    wrong_years: tuple[WrongYear, ...] = ()
    unknown_rows: tuple[UnknownRow, ...] = ()
    marks: Mapping[ColumnKind, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The tab's name as it is."""
        return self.sheet.name

    def raw(self, cell: Cell) -> RawCell:
        """What stands in a cell; an unused one is empty."""
        return self.sheet.cells.get(cell, EMPTY)

    def standing(self, targets: Iterable[PlacedTarget]) -> Iterator[tuple[PlacedTarget, RawCell]]:
        """The amount cells in which anything stands, with that."""
        cells = self.sheet.cells
        return ((target, raw) for target in targets if (raw := cells.get(target.cell)) is not None)

    def is_filled(self, cell: Cell) -> bool:
        """Whether anything stands in the cell."""
        raw = self.sheet.cells.get(cell)
        return raw is not None and (raw.value is not None or raw.error is not None or raw.formula is not None)

    @property
    def is_in_thousands(self) -> bool:
        """Whether the amounts are in thousands of kronor; a flik without a unit is taken to be."""
        return not self.unit or unit_named(self.unit) is Unit.TKR

    @property
    def own_occasion(self) -> Occasion | None:
        """The occasion the flik holds; None for a monthly flik that names none."""
        declared = self.layout.flik
        if declared.is_monthly:
            return self.occasion[0] if self.occasion else None
        return next((occasion for occasion in OCCASIONS if declared.serves(occasion)), None)

    def has_input(self) -> bool:
        """Whether any input cell is filled."""
        inputs = (target.cell for target in self.layout.targets if target.formula is None)
        return any(map(self.is_filled, inputs))


@dataclass(frozen=True, slots=True)
class BookData:
    """A recognised workbook.

    Attributes:
        raw: everything the reader saw.
        identity: the hidden names.
        year: ÅR: ``--ar``, else the workbook's, else what its headings say, else the kommun's.
        verksamhet: which book of the catalog it follows.
        flikar: in tab order, one per declared flik.
        doubles: tabs that look like a flik another tab already is, with that flik's declared name.
        template_version: of the declarations it was recognised by.
    """

    raw: RawBook
    identity: Identity
    year: int
    verksamhet: str
    flikar: tuple[FlikData, ...]
    doubles: Mapping[str, str] = field(default_factory=dict)
    template_version: str = ""

    def flik(self, declared_name: str) -> FlikData | None:
        """The flik that was recognised as the declared one."""
        return next((flik for flik in self.flikar if flik.layout.flik.name == declared_name), None)
