"""Formulas written with the value they show, so that a new workbook is right before anybody computes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.addresses import Cell
from engine.formula import Value, evaluate_text
from engine.layout import FAILS, HOLDS


def at(cell: Cell) -> tuple[int, int]:
    """XlsxWriter counts from 0."""
    return cell.row - 1, cell.column - 1


@dataclass(frozen=True, slots=True)
class Written:
    """What the cells of a new workbook that others read hold or show, by tab and place; grows as they are written."""

    values: dict[tuple[str, Cell], Value] = field(default_factory=dict)

    def look(self, sheet: str, cell: Cell) -> Value:
        """What a cell holds; one that nobody has written is empty."""
        return self.values.get((sheet, cell))

    def keep(self, sheet: Worksheet, cell: Cell, value: Value) -> None:
        """Remember what a cell holds."""
        self.values[sheet.get_name(), cell] = value


def write_live(sheet: Worksheet, cell: Cell, formula: str, style: Format, written: Written) -> None:
    """Write a formula (without ``=``) over cells that have been written already, with its value."""
    value = evaluate_text(formula, sheet.get_name(), written.look)
    if value is None:
        raise ValueError(f"{sheet.get_name()}!{cell}: ={formula} has no value")
    sheet.write_formula(*at(cell), f"={formula}", style, value)
    written.keep(sheet, cell, value)


def mark_verdicts(sheet: Worksheet, first: Cell, last: Cell, styles: Mapping[str, Format]) -> None:
    """Colour the words OK and AVVIKER in a range; the words say the same without it."""
    for word, style in ((HOLDS, "check_holds"), (FAILS, "check_fails")):
        rule = {"type": "cell", "criteria": "equal to", "value": f'"{word}"', "format": styles[style]}
        sheet.conditional_format(*at(first), *at(last), rule)
