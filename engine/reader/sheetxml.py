"""One sheet in one pass: every used cell's value, formula, error and style."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from engine.addresses import MAX_COLUMN, MAX_ROW, Cell, parse_cell
from engine.data.cells import RawCell
from engine.reader.cellformulas import SheetFormulas
from engine.reader.cellvalues import NOTHING, Stored, is_iso_date, stored_value
from engine.reader.errors import Refused
from engine.reader.limits import Limits
from engine.reader.namespaces import MAIN, main_names
from engine.reader.notices import BAD_DATE, Notices
from engine.reader.plainrows import (
    BEGIN,
    attributes_of,
    blanks,
    count_cells,
    cut,
    filled_cells,
    plain_rows,
    plain_text,
)
from engine.reader.strings import run_text
from engine.reader.xmlpass import Attributes, new_parser, run

_NAMES = main_names("sheetData", "row", "c", "v", "f", "is", "t", "rPh")
_USUAL, _BARE = ("", "s"), ("", "<f>")
"""The types of nearly all cells, and the tags of formulas without attributes."""
_NONE: Attributes = {}
_ROOTS = {f"{namespace} worksheet" for namespace in MAIN}


@dataclass(slots=True)
class Reading:
    """What the sheets of one workbook share while they are read.

    Attributes:
        strings: the shared string table.
        addresses: A1 texts already understood; the same ones return on every sheet.
        cells, elements, text: how much has been read, against ``limits``; texts of the shared string table and
            formulas that are written out have been counted as parts.
    """

    strings: list[str]
    limits: Limits
    notices: Notices
    addresses: dict[str, Cell] = field(default_factory=dict)
    cells: int = 0
    elements: int = 0
    text: int = 0

    def count_text(self, characters: int) -> None:
        """Count text that a cell keeps for itself.

        Raises:
            Refused: over the limit.
        """
        self.text += characters
        if self.text > self.limits.text:
            raise Refused("bomb", "för mycket text")

    def check(self, cells: int, elements: int) -> None:
        """Weigh what is read, with so many cells and elements in the sheet at hand, against the limits.

        Raises:
            Refused: over a limit.
        """
        for count, limit in (
            (self.cells + cells, self.limits.cells),
            (self.elements + elements, self.limits.elements),
        ):
            if count > limit:
                raise Refused("for_manga_celler", f"över {limit}")


def read_sheet(chunks: Iterable[bytes], part: str, name: str, reading: Reading) -> dict[Cell, RawCell]:
    """The used cells of one sheet, in the order they stand.

    Args:
        chunks: the sheet part's content.
        part: its name, for messages about the XML.
        name: the tab's name, for messages about cells.
        reading: what the workbook's sheets share; its counts grow.

    Raises:
        Refused: malformed, impossible addresses or values, a cell twice, or over the limits.
    """
    sheet = _SheetPass(name, reading)
    run(sheet.parser, sheet.checked(chunks), part)
    return sheet.finished()


class _SheetPass:
    """The pass over one sheet; its handlers run for every element, so they do little each."""

    def __init__(self, name: str, reading: Reading) -> None:
        self.parser = new_parser(self._root, self._end)
        self._name = name
        self._reading = reading
        self._addresses = reading.addresses
        self._strings = reading.strings
        self._formulas = SheetFormulas(name, reading.notices, reading.count_text)
        self._cells: dict[Cell, RawCell] = {}
        self._stored = 0
        self._elements = 0
        self._chars: list[str] = []
        self._row = 0
        self._in_data = False
        self._in_row = False
        self._in_cell = False
        # The open cell: its attributes, <v>, <f> and the runs of <is>.
        self._reference: str | None = None
        self._column = 0
        self._cell_attributes: Attributes = {}
        self._text: str | None = None
        self._formula: str | None = None
        self._formula_attributes: Attributes = {}
        self._runs: list[str] | None = None
        self._run_attributes: Attributes = {}
        self._phonetic = False

    def checked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks, the limits checked after each: cheaper than at every cell."""
        for number, chunk in enumerate(chunks):
            if number:
                yield chunk
            else:
                yield from self._first(chunk)
            self._reading.check(self._stored, self._elements)

    def _first(self, chunk: bytes) -> Iterator[bytes]:
        """The first chunk for the parser; plain rows are taken out of it here."""
        stretch = cut(chunk)
        if stretch is None:
            yield chunk
            return
        yield stretch.head
        was_inside = self._in_data
        yield BEGIN
        is_open = self._in_data and not (was_inside or self._in_row or self._in_cell)
        rows = plain_rows(stretch) if is_open else None  # else the tag is a comment's, or somewhere odd
        if rows is None:
            yield stretch.rows
        else:
            self._take(rows)
            yield blanks(rows)
        yield stretch.tail

    def _take(self, rows: str) -> None:
        self._elements += count_cells(rows)
        for reference, style, kind, formula_tag, formula, value_tag, value, inline_tag, inline in filled_cells(rows):
            if kind in _USUAL and value_tag and not inline_tag and formula_tag in _BARE and "&" not in formula:
                self._keep(reference, self._value(kind or "n", value, reference), formula, _NONE, style)
                continue
            self._text = plain_text(value) if value_tag else None
            self._runs = [run_text(plain_text(inline), attributes_of(inline_tag))] if inline_tag else None
            stored = self._stored_value(kind or "n", reference)
            self._keep(reference, stored, plain_text(formula), attributes_of(formula_tag), style)

    def finished(self) -> dict[Cell, RawCell]:
        if self._stored != len(self._cells):
            raise Refused("tvetydig", f"{self._name} har samma cell flera gånger")
        for cell, formula in self._formulas.late():
            self._cells[cell] = replace(self._cells.get(cell, RawCell()), formula=formula)
        self._reading.cells += self._stored
        self._reading.elements += self._elements
        return self._cells

    def _root(self, tag: str, _attributes: Attributes) -> None:
        if tag not in _ROOTS:
            raise self._damaged("delen är inget kalkylblad")
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = _NAMES.get(tag)
        if name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self._chars.clear()
        elif name == "f":
            self._chars.clear()
            self._formula_attributes = attributes
        elif name == "row":
            self._open_row(attributes)
        elif name is not None:
            self._start_rare(name, attributes)

    def _end(self, tag: str) -> None:
        name = _NAMES.get(tag)
        if name == "c":
            self._in_cell = False
            if self._text is not None or self._formula is not None or self._runs is not None:
                self._close_cell()
        elif name == "v":
            self._text = "".join(self._chars)
        elif name == "f":
            self._formula = "".join(self._chars)
        elif name == "row":
            self._in_row = False
        elif name is not None:
            self._end_rare(name)

    def _start_rare(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._chars.clear()
            self._run_attributes = attributes
        elif name == "is":
            self._runs = []
        elif name == "rPh":
            self._phonetic = True
        else:
            self._in_data = True
            self.parser.CharacterDataHandler = self._chars.append

    def _end_rare(self, name: str) -> None:
        if name == "t":
            if self._runs is not None and not self._phonetic:
                self._runs.append(run_text("".join(self._chars), self._run_attributes))
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            self._in_data = False
            self.parser.CharacterDataHandler = None

    def _open_row(self, attributes: Attributes) -> None:
        if self._in_row:
            raise self._damaged("en rad inuti en rad")
        text = attributes.get("r", str(self._row + 1)).strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MAX_ROW):
            raise self._damaged(f"rad ”{text[:20]}” finns inte")
        self._row = int(text)
        self._in_row = True
        self._reference = None
        self._column = 0

    def _open_cell(self, attributes: Attributes) -> None:
        if self._in_cell:
            raise self._damaged("en cell inuti en cell")
        self._in_cell = True
        reference = attributes.get("r")
        if reference is None:
            self._column = self._column_before() + 1
        self._reference = reference
        self._cell_attributes = attributes
        self._text = self._formula = self._runs = None
        self._formula_attributes = _NONE
        self._elements += 1

    def _column_before(self) -> int:
        """A cell that does not tell its place stands right of the one before, else first in its row."""
        return self._column if self._reference is None else self._address(self._reference).column

    def _address(self, reference: str | None) -> Cell:
        cell = Cell(self._row, self._column) if reference is None else parse_cell(reference)
        if cell is None or cell.column > MAX_COLUMN or cell.row < 1:
            raise self._damaged(f"cell ”{(reference or str(cell))[:20]}” finns inte")
        if reference is not None:
            self._addresses[reference] = cell
        return cell

    def _close_cell(self) -> None:
        cell = self._cell_attributes
        stored = self._stored_value(cell.get("t", "n"), self._reference)
        self._keep(self._reference, stored, self._formula, self._formula_attributes, cell.get("s", "0"))

    def _keep(
        self, reference: str | None, stored: Stored, written: str | None, attributes: Attributes, style: str
    ) -> None:
        """Keep a cell, if it holds anything; ``written`` and ``attributes`` are of its ``<f>``."""
        cell = self._addresses.get(reference or "") or self._address(reference)
        formula = self._formulas.text(cell, written or "", attributes) if written or attributes else None
        value, error = stored
        if value is None and error is None and formula is None:
            return
        self._cells[cell] = RawCell(value, error, formula, int(style) if style.isdecimal() else 0)
        self._stored += 1

    def _stored_value(self, kind: str, reference: str | None) -> Stored:
        if self._runs is not None and self._text is None:
            return self._counted("".join(self._runs)), None
        stored = self._value(kind, self._text, reference)
        if kind == "str":
            self._counted(self._text or "")
        elif kind == "d" and stored != NOTHING and not is_iso_date(str(stored[0])):
            self._reading.notices.add(BAD_DATE, f"{self._name}!{self._address(reference)}")
        return stored

    def _value(self, kind: str, text: str | None, reference: str | None) -> Stored:
        try:
            return stored_value(kind, text, self._strings)
        except (ValueError, IndexError) as error:
            said, cell = (text or "").strip()[:30], self._address(reference)
            raise self._damaged(f"värdet ”{said}” i {cell} är inte av typen {kind[:20]}") from error

    def _counted(self, text: str) -> str:
        self._reading.count_text(len(text))
        return text

    def _damaged(self, detail: str) -> Refused:
        return Refused("skadad", f"fliken {self._name}: {detail}")
