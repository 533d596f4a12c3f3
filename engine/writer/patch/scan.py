"""Where the cells concerned stand in a sheet part, as byte offsets, in one pass of expat.

Cells and rows may lack their ``r`` (their place is counted), and tags may have any namespace prefix.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from engine.addresses import Cell, parse_cell
from engine.writer.patch.package import element_end, parse
from engine.writer.patch.refusals import DamagedWorkbookError


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes of one element, from its start tag up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CellSpan(Span):
    """A cell concerned, and where its children stand (``f``, ``v``, ``is``, ``extLst``)."""

    children: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class RowSpan(Span):
    """A row concerned.

    Attributes:
        attributes: of its start tag.
        inner_end: where its end tag begins (``end`` when it closes itself).
        cells: column and start of each cell, in document order.
    """

    attributes: Mapping[str, str]
    inner_end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Formula(Span):
    """A formula that concerns more cells than its own.

    Attributes:
        kind: ``shared``, ``array`` or ``dataTable``.
        group: the ``si`` of a shared formula.
        area: the ``ref`` it applies to, if it says.
        text: without ``=``; empty in a cell that shares another's formula.
    """

    cell: Cell
    kind: str
    group: str
    area: str
    text: str


@dataclass(frozen=True, slots=True)
class ColumnStyle:
    """The style of the empty cells from column ``first`` to ``last``."""

    first: int
    last: int
    style: str


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Where everything concerned stands in a sheet part.

    Attributes:
        grid: the ``sheetData`` element.
        grid_inner_end: where its end tag begins (``grid.end`` when it closes itself).
        rows: the rows concerned, by number.
        row_starts: number and start of every row, in document order.
        cells: the cells concerned.
        formulas: every shared, array and data table formula of the sheet, in document order.
        columns: the styles of whole columns.
        dimension: where the ``dimension`` element begins, if there is one.
        dimension_area: the area it declares.
    """

    grid: Span
    grid_inner_end: int
    rows: Mapping[int, RowSpan]
    row_starts: tuple[tuple[int, int], ...]
    cells: Mapping[Cell, CellSpan]
    formulas: tuple[Formula, ...]
    columns: tuple[ColumnStyle, ...]
    dimension: int | None
    dimension_area: str


def scan_sheet(xml: bytes, wanted: Collection[Cell], part: str) -> SheetMap:
    """Find the wanted cells, their rows, and what else a change of them may touch.

    Raises:
        DamagedWorkbookError: the part is not well-formed, or it is no sheet with a grid.
    """
    scanner = _Scanner(xml, frozenset(wanted))
    try:
        parse(scanner.parser, xml, part)
    except (KeyError, ValueError) as fault:  # a row without a number, a column group without ends
        raise DamagedWorkbookError(f"delen {part} har rader eller kolumner utan giltigt nummer") from fault
    if scanner.grid is None:
        raise DamagedWorkbookError(f"delen {part} är inget kalkylblad")
    return SheetMap(
        scanner.grid, scanner.grid_inner_end, scanner.rows, tuple(scanner.row_starts), scanner.cells,
        tuple(scanner.formulas), tuple(scanner.columns), scanner.dimension, scanner.dimension_area,
    )  # fmt: skip


_COMMON = ("shared", "array", "dataTable")
_Opening = Callable[[dict[str, str]], None]
_Closing = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """What to call at the start and at the end of which elements."""

    opening: Mapping[str, _Opening]
    closing: Mapping[str, _Closing]


class _Scanner:
    """The expat callbacks and what they have seen so far."""

    def __init__(self, xml: bytes, wanted: frozenset[Cell]) -> None:
        self.xml = xml
        self.wanted = wanted
        self.wanted_rows = {cell.row for cell in wanted}
        self.grid: Span | None = None
        self.grid_inner_end = 0
        self.rows: dict[int, RowSpan] = {}
        self.row_starts: list[tuple[int, int]] = []
        self.cells: dict[Cell, CellSpan] = {}
        self.formulas: list[Formula] = []
        self.columns: list[ColumnStyle] = []
        self.dimension: int | None = None
        self.dimension_area = ""
        self._row = 0
        self._row_cells: list[tuple[int, int]] = []
        self._row_attributes: dict[str, str] = {}
        self._grid_start = 0
        self._named = ""
        self._unnamed = 0
        self._cell: tuple[Cell, int] | None = None
        self._children: dict[str, Span] = {}
        self._child: tuple[str, int] | None = None
        self._formula: tuple[int, dict[str, str]] | None = None
        self._text: list[str] = []
        self._row_name = ""
        self._outside = self._inside = self._now = _Callbacks({}, {})
        self._only_wanted = not any(kind.encode() in xml for kind in _COMMON)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, _: dict[str, str]) -> None:
        """The root's namespace is the one that the elements of a sheet have (ordinary and strict differ)."""
        space = name.rpartition(" ")[0]

        def named(local: str) -> str:
            return f"{space} {local}".lstrip()

        self._row_name = named("row")
        self._outside = _Callbacks(
            {
                named("dimension"): self._dimension, named("col"): self._column, named("sheetData"): self._open_grid,
                named("row"): self._open_row, named("c"): self._open_cell, named("f"): self._open_formula,
            },
            {
                named("sheetData"): self._close_grid, named("row"): self._close_row,
                named("f"): self._close_formula,
            },
        )  # fmt: skip
        children = ("v", "is", "extLst")
        self._inside = _Callbacks(
            {named("f"): self._open_formula, **{named(child): self._child_opener(child) for child in children}},
            {
                named("c"): self._close_cell, named("f"): self._close_formula,
                **{named(child): self._child_closer(child) for child in children},
            },
        )  # fmt: skip
        self._now = self._outside
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        callback = self._now.opening.get(name)
        if callback is not None:
            callback(attributes)

    def _end(self, name: str) -> None:
        callback = self._now.closing.get(name)
        if callback is not None:
            callback()

    def _end_of_passed_row(self, name: str) -> None:
        if name == self._row_name:
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end

    def _span(self, start: int) -> Span:
        return Span(start, element_end(self.xml, start, self.parser.CurrentByteIndex))

    def _dimension(self, attributes: dict[str, str]) -> None:
        self.dimension = self.parser.CurrentByteIndex
        self.dimension_area = attributes.get("ref", "")

    def _column(self, attributes: dict[str, str]) -> None:
        if "style" in attributes:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.columns.append(ColumnStyle(first, last, attributes["style"]))

    def _open_grid(self, _: dict[str, str]) -> None:
        self._grid_start = self.parser.CurrentByteIndex

    def _close_grid(self) -> None:
        self.grid_inner_end = self.parser.CurrentByteIndex
        self.grid = self._span(self._grid_start)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self.row_starts.append((self._row, self.parser.CurrentByteIndex))
        self._row_attributes = attributes
        self._row_cells = []
        self._named, self._unnamed = "", 0
        if self._only_wanted and self._row not in self.wanted_rows:
            self.parser.StartElementHandler = None
            self.parser.EndElementHandler = self._end_of_passed_row

    def _close_row(self) -> None:
        if self._row in self.wanted_rows:
            inner_end = self.parser.CurrentByteIndex
            span = self._span(self.row_starts[-1][1])
            self.rows[self._row] = RowSpan(
                span.start, span.end, self._row_attributes, inner_end, tuple(self._row_cells)
            )

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._unnamed += 1
        else:
            self._named, self._unnamed = reference, 0
        if self._row in self.wanted_rows:
            cell, start = self._place(), self.parser.CurrentByteIndex
            self._row_cells.append((cell.column, start))
            if cell in self.wanted:
                self._cell, self._children, self._now = (cell, start), {}, self._inside

    def _place(self) -> Cell:
        """The current cell; worked out only when needed, since few cells are."""
        named = parse_cell(self._named) or Cell(self._row, 0)
        return Cell(named.row, named.column + self._unnamed)

    def _close_cell(self) -> None:
        if self._cell is not None:
            cell, start = self._cell
            span = self._span(start)
            self.cells[cell] = CellSpan(span.start, span.end, self._children)
            self._cell, self._now = None, self._outside

    def _child_opener(self, name: str) -> _Opening:
        def opened(_: dict[str, str]) -> None:
            if self._child is None:
                self._child = (name, self.parser.CurrentByteIndex)

        return opened

    def _child_closer(self, name: str) -> _Closing:
        def closed() -> None:
            if self._child is not None and self._child[0] == name:
                self._children[name] = self._span(self._child[1])
                self._child = None

        return closed

    def _open_formula(self, attributes: dict[str, str]) -> None:
        self._formula = (self.parser.CurrentByteIndex, attributes)
        if "t" in attributes:
            self._text = []
            self.parser.CharacterDataHandler = self._text.append

    def _close_formula(self) -> None:
        if self._formula is None:
            return
        start, attributes = self._formula
        kind = attributes.get("t", "normal")
        if self._cell is not None or kind != "normal":
            span = self._span(start)
            if self._cell is not None:
                self._children["f"] = span
            if kind in _COMMON:
                self._note(span, kind, attributes)
        self._formula = None
        self.parser.CharacterDataHandler = None

    def _note(self, span: Span, kind: str, attributes: dict[str, str]) -> None:
        group, area = attributes.get("si", ""), attributes.get("ref", "")
        text = "".join(self._text)
        self.formulas.append(Formula(span.start, span.end, self._place(), kind, group, area, text))
