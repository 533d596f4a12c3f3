"""Which cells a formula anybody wrote may read."""

from dataclasses import dataclass

from engine.addresses import MAX_COLUMN, MAX_ROW, Cell, column_number, parse_cell
from engine.formula.tokens import Kind, Token, tokens


@dataclass(frozen=True, slots=True)
class Reference:
    """A rectangle of cells, both corners included.

    ``sheet`` None is the formula's own sheet; one that begins with ``[`` stands in another workbook.
    """

    sheet: str | None
    first: Cell
    last: Cell

    def covers(self, sheet: str, cell: Cell, own_sheet: str) -> bool:
        """Whether the rectangle holds this cell; tab names compare without case, as in Excel."""
        named = own_sheet if self.sheet is None else self.sheet
        return (
            named.casefold() == sheet.casefold()
            and self.first.row <= cell.row <= self.last.row
            and self.first.column <= cell.column <= self.last.column
        )


@dataclass(frozen=True, slots=True)
class References:
    """What a formula reads.

    Attributes:
        rectangles: the ranges named outright.
        names: defined names (or anything that looks like one).
        opaque: it also reads what cannot be told from the text (INDIRECT, OFFSET, tables, several tabs at once).
    """

    rectangles: tuple[Reference, ...]
    names: tuple[str, ...]
    opaque: bool


_OPAQUE_FUNCTIONS = {"INDIRECT(", "OFFSET(", "CELL(", "INFO("}
_OF_PLACE = {"ROW(", "ROWS(", "COLUMN(", "COLUMNS("}
"""Functions that ask where a cell stands, not what it holds."""
_CONSTANTS = {"TRUE", "FALSE"}


def read_references(formula: str) -> References:
    """The references of a formula text without ``=``."""
    rectangles: list[Reference] = []
    names: list[str] = []
    opaque = False
    before = ""
    for token in tokens(formula):
        asked_of, before = before, token.text.upper()
        if token.kind in (Kind.CELL, Kind.RANGE) and asked_of not in _OF_PLACE:
            rectangles.append(rectangle(token))
            opaque |= _names_several_tabs(token.sheet or "")
        elif token.kind is Kind.NAME and before not in _CONSTANTS:
            names.append(token.text.rsplit("!", 1)[-1])
        elif token.kind is Kind.OTHER or before in _OPAQUE_FUNCTIONS:
            opaque = True
    return References(tuple(rectangles), tuple(names), opaque)


def _names_several_tabs(sheet: str) -> bool:
    """Whether a reference goes through tabs, ``'Blad 1:Blad 3'!B5``; a drive's colon stands before a bracket."""
    return ":" in sheet and "[" not in sheet


def rectangle(token: Token) -> Reference:
    """The rectangle of a cell or range token; whole columns and rows reach to the sheet's edge."""
    first_text, _, last_text = token.text.replace("$", "").partition(":")
    first = parse_cell(first_text)
    last = parse_cell(last_text or first_text)
    if first is not None and last is not None:
        rows = sorted((first.row, last.row))
        columns = sorted((first.column, last.column))
    elif first_text.isdigit():
        rows, columns = sorted((int(first_text), int(last_text))), [1, MAX_COLUMN]
    elif last_text:
        rows, columns = [1, MAX_ROW], sorted((column_number(first_text), column_number(last_text)))
    else:
        rows, columns = [1, MAX_ROW], [1, MAX_COLUMN]
    return Reference(token.sheet, Cell(rows[0], columns[0]), Cell(rows[1], columns[1]))
