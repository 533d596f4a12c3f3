"""One sheet in one pass: every used cell's value, formula, error and style."""

from collections.abc import Iterable, Iterator
from itertools import chain

from engine.addresses import MAX_COLUMN, MAX_ROW, Cell
from engine.data.cells import RawCell, SheetLook
from engine.reader.namespaces import TRUE, main_names
from engine.reader.plainrows import PlainRows, Written, plain_rows
from engine.reader.sheetcells import Reading, SheetCells
from engine.reader.sheetlook import NAMES, ROOTS, Around, Looks, around_rows
from engine.reader.strings import run_text
from engine.reader.xmlpass import Attributes, new_parser, run

_NONE: Attributes = {}
_NAMES = main_names(*NAMES)
_BEGIN, _END = b"<sheetData>", b"</sheetData>"

Sheet = tuple[dict[Cell, RawCell], SheetLook]


def read_sheet(chunks: Iterable[bytes], part: str, name: str, reading: Reading) -> Sheet:
    """The used cells of one sheet, in the order they stand, and how it shows them.

    Args:
        chunks: the sheet part's content.
        part: its name, for messages about the XML.
        name: the tab's name, for messages about cells.
        reading: what the workbook's sheets share; its counts grow.

    Raises:
        Refused: malformed, impossible addresses or values, a cell twice, or over the limits.
    """
    pieces = iter(chunks)
    first = next(pieces, b"")
    plain = plain_sheet(first)
    if plain is None:
        return _parsed(chain((first,), pieces), part, name, reading)
    more = next(pieces, None)
    if more is not None:
        return _parsed(chain((first, more), pieces), part, name, reading)
    cells = SheetCells(name, reading)
    rows, around = plain
    cells.take(rows)
    return _weighed(cells, around.look, rows.form.size + around.elements, reading)


def plain_sheet(content: bytes) -> tuple[PlainRows, Around] | None:
    """A sheet read without its rows passing the parser; None when that cannot be done."""
    begin = content.find(_BEGIN)
    end = content.find(_END, begin)
    if not 0 <= begin < end:
        return None
    head, tail = content[:begin], content[end + len(_END) :]
    rows = plain_rows(head, content[begin + len(_BEGIN) : end])
    around = None if rows is None else around_rows(head, _BEGIN + _END, tail)
    return None if rows is None or around is None else (rows, around)


def _parsed(chunks: Iterable[bytes], part: str, name: str, reading: Reading) -> Sheet:
    sheet = _SheetPass(name, reading)
    run(sheet.parser, sheet.checked(chunks), part)
    return _weighed(sheet.cells, sheet.looks.look(), sheet.elements, reading)


def _weighed(cells: SheetCells, look: SheetLook, elements: int, reading: Reading) -> Sheet:
    reading.check(cells.stored, elements)
    found = cells.finished()
    reading.cells += cells.stored
    reading.elements += elements
    return found, look


class _SheetPass:
    """The pass over one sheet; its handlers run for every element, so they do little each."""

    def __init__(self, name: str, reading: Reading) -> None:
        self.parser = new_parser(self._root, self._end)
        self.cells = SheetCells(name, reading)
        self.looks = Looks()
        self._reading = reading
        self._elements = 0
        self._chars: list[str] = []
        self._row = 0
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

    @property
    def elements(self) -> int:
        """How many cells, empty ones too, and tags of the sheet's look have been met."""
        return self._elements + self.looks.elements

    def checked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks, the limits checked after each: cheaper than at every cell."""
        for chunk in chunks:
            yield chunk
            self._reading.check(self.cells.stored, self.elements)

    def _root(self, tag: str, _attributes: Attributes) -> None:
        if tag not in ROOTS:
            raise self.cells.damaged("delen är inget kalkylblad")
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
        elif name == "sheetData":
            self.parser.CharacterDataHandler = self._chars.append
        else:
            self.looks.note(name, attributes)

    def _end_rare(self, name: str) -> None:
        if name == "t":
            if self._runs is not None and not self._phonetic:
                self._runs.append(run_text("".join(self._chars), self._run_attributes))
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            self.parser.CharacterDataHandler = None

    def _open_row(self, attributes: Attributes) -> None:
        if self._in_row:
            raise self.cells.damaged("en rad inuti en rad")
        text = attributes.get("r", str(self._row + 1)).strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MAX_ROW):
            raise self.cells.damaged(f"rad ”{text[:20]}” finns inte")
        self._row = int(text)
        if "hidden" in attributes and attributes["hidden"].lower() in TRUE:
            self.looks.hidden_rows.append(self._row)
        self._in_row = True
        self._reference = None
        self._column = 0

    def _open_cell(self, attributes: Attributes) -> None:
        if self._in_cell:
            raise self.cells.damaged("en cell inuti en cell")
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
        return self._column if self._reference is None else self.cells.place(self._reference).column

    def _place(self) -> Cell:
        if self._reference is not None:
            return self.cells.place(self._reference)
        cell = Cell(self._row, self._column)
        if cell.column > MAX_COLUMN or cell.row < 1:
            raise self.cells.damaged(f"cell ”{str(cell)[:20]}” finns inte")
        return cell

    def _close_cell(self) -> None:
        cell = self._cell_attributes
        inline = None if self._runs is None else "".join(self._runs)
        self.cells.keep(
            self._place(),
            Written(
                cell.get("t", "n"), cell.get("s", "0"), self._formula, self._formula_attributes, self._text, inline
            ),
        )
