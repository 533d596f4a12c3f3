"""Formulas written with the value they show, so that a new workbook is right before anybody computes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.formula import Value, evaluate_text
from engine.layout import FAILS, HOLDS


def at(cell: Cell) -> tuple[int, int]:
    """XlsxWriter counts from 0."""
    return cell.row - 1, cell.column - 1


Known = dict[tuple[str, Cell], Value]
"""What cells hold or show, by tab and place."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that is being written.

    Attributes:
        sheet: the worksheet.
        styles: of its workbook.
        known: those cells of the whole workbook that formulas read; grows.
    """

    sheet: Worksheet
    styles: Mapping[str, Format]
    known: Known

    def keep(self, cell: Cell, value: Value) -> None:
        """Remember what a cell holds, for the formulas that read it."""
        self.known[self.sheet.get_name(), cell] = value

    def text(self, row: int, column: int, text: str, style: str) -> None:
        """Write a text; row and column count from 1."""
        self.sheet.write_string(row - 1, column - 1, text, self.styles[style])

    def blank(self, row: int, column: int, style: str) -> None:
        """Leave a cell empty in its style."""
        self.sheet.write_blank(row - 1, column - 1, None, self.styles[style])

    def link(self, row: int, column: int, sheet: str) -> None:
        """A link to the top of another sheet, with its name."""
        target = "internal:'" + sheet.replace("'", "''") + "'!A1"
        self.sheet.write_url(row - 1, column - 1, target, self.styles["link"], sheet, f"Gå till {sheet}")

    def live(self, cell: Cell, formula: str, style: str) -> None:
        """Write a formula (without ``=``) over cells that have been written already, with its value."""
        name = self.sheet.get_name()
        value = evaluate_text(formula, name, lambda sheet, place: self.known.get((sheet, place)))
        if value is None:
            raise ValueError(f"{name}!{cell}: ={formula} has no value")
        self.shown(cell, formula, value, style)

    def shown(self, cell: Cell, formula: str, value: Value, style: str) -> None:
        """Write a formula (without ``=``) whose value is known."""
        self.sheet.write_formula(*at(cell), f"={formula}", self.styles[style], value)
        self.keep(cell, value)

    def mark_verdicts(self, first: Cell, last: Cell) -> None:
        """Colour the words OK and AVVIKER in a range; the words say the same without it."""
        for word, style in ((HOLDS, "check_holds"), (FAILS, "check_fails")):
            rule = {"type": "cell", "criteria": "equal to", "value": f'"{word}"', "format": self.styles[style]}
            self.sheet.conditional_format(*at(first), *at(last), rule)
