"""The cells of one sheet as they are read: what is written in each, and what it means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import repeat

from engine.addresses import Cell, parse_cell
from engine.data.cells import RawCell
from engine.reader.cellformulas import SheetFormulas
from engine.reader.cellvalues import NOTHING, Stored, is_iso_date, number, stored_value
from engine.reader.errors import Refused
from engine.reader.limits import Limits
from engine.reader.notices import BAD_DATE, Notices
from engine.reader.plainrows import PlainRows, Usual, Written, plain_text
from engine.reader.strings import unescape


@dataclass
class Reading:
    """What the sheets of one workbook share while they are read.

    Attributes:
        strings: the shared string table.
        cells, elements, text: how much has been read, against ``limits``; texts of the shared string table and
            formulas that are written out have been counted as parts.
    """

    strings: list[str]
    limits: Limits
    notices: Notices
    cells: int = 0
    elements: int = 0
    text: int = 0

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The shared string table by its places as they are written in a cell."""
        return {str(at): text for at, text in enumerate(self.strings)}

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


_AS_CELL: Callable[[Iterable[object]], RawCell] = partial(tuple.__new__, RawCell)
"""A cell from its four parts, in a third of the time that its own call takes."""


def _own_text(text: str) -> str:
    return unescape(plain_text(text))


class SheetCells:
    """The cells that hold anything, in the order they are kept.

    Attributes:
        stored: how many have been kept, the same place twice counted twice.
    """

    def __init__(self, name: str, reading: Reading) -> None:
        self.stored = 0
        self._name = name
        self._reading = reading
        self._formulas = SheetFormulas(name, reading.notices, reading.count_text)
        self._cells: dict[Cell, RawCell] = {}

    def place(self, reference: str) -> Cell:
        """The cell of an A1 text.

        Raises:
            Refused: there is no such cell.
        """
        cell = parse_cell(reference)
        if cell is None:
            raise self.damaged(f"cell ”{reference[:20]}” finns inte")
        return cell

    def keep(self, cell: Cell, written: Written) -> None:
        """Keep a cell, if it holds anything.

        Raises:
            Refused: its value is not of its type, or there is too much text.
        """
        value, error = self._stored(cell, written)
        formula = None
        if written.formula or written.attributes:
            formula = self._formulas.text(cell, written.formula or "", written.attributes)
        if value is None and error is None and formula is None:
            return
        self._cells[cell] = RawCell(value, error, formula, int(written.style) if written.style.isdecimal() else 0)
        self.stored += 1

    def take(self, rows: PlainRows) -> None:
        """Keep the cells of plain rows.

        Raises:
            Refused: as for ``place`` and ``keep``.
        """
        if rows.form.usual is not None and self._took(rows.form.usual, rows.values):
            return
        values = iter(rows.values)
        for reference, written in rows.form.cells:
            is_known = written.text is None
            self.keep(self.place(reference), written if is_known else written._replace(text=plain_text(next(values))))

    def _took(self, usual: Usual, texts: Sequence[str]) -> bool:
        """Keep the cells of a usual sheet, all at once; False when a value only looks as if it could be."""
        known, own = self._reading.texts, _own_text
        try:
            values = [
                number(text) if kind == "n" else known[text] if kind == "s" else own(text)
                for kind, text in zip(usual.kinds, texts, strict=True)
            ]
        except (ValueError, KeyError):
            return False
        own_texts = [text for kind, text in zip(usual.kinds, texts, strict=True) if kind == "str"]
        self._reading.count_text(sum(map(len, map(plain_text, own_texts))))
        no_errors = repeat(None, len(values))
        made = map(_AS_CELL, zip(values, no_errors, usual.formulas, usual.styles, strict=True))
        self._cells = dict(zip(usual.cells, made, strict=True))
        self.stored = len(self._cells)
        return True

    def finished(self) -> dict[Cell, RawCell]:
        """The cells.

        Raises:
            Refused: a cell stands twice.
        """
        if self.stored != len(self._cells):
            raise Refused("tvetydig", f"{self._name} har samma cell flera gånger")
        for cell, formula in self._formulas.late():
            self._cells[cell] = self._cells.get(cell, RawCell())._replace(formula=formula)
        return self._cells

    def damaged(self, detail: str) -> Refused:
        """That the sheet is damaged, and how."""
        return Refused("skadad", f"fliken {self._name}: {detail}")

    def _stored(self, cell: Cell, written: Written) -> Stored:
        if written.inline is not None and written.text is None:
            self._reading.count_text(len(written.inline))
            return written.inline, None
        stored = self._value(cell, written)
        if written.kind == "str":
            self._reading.count_text(len(written.text or ""))
        elif written.kind == "d" and stored != NOTHING and not is_iso_date(str(stored[0])):
            self._reading.notices.add(BAD_DATE, f"{self._name}!{cell}")
        return stored

    def _value(self, cell: Cell, written: Written) -> Stored:
        try:
            return stored_value(written.kind, written.text, self._reading.strings)
        except (ValueError, IndexError) as error:
            said = (written.text or "").strip()[:30]
            raise self.damaged(f"värdet ”{said}” i {cell} är inte av typen {written.kind[:20]}") from error
