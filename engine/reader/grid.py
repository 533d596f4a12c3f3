"""The shape of a table on a sheet: where its headings and labels stand, before we know which table it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.addresses import Cell
from engine.data import RawCell, RawSheet
from engine.layout import CHECK_LABEL, FAILS, HOLDS
from engine.text import clean, fold

_UNIT_HEADING = re.compile(r"belopp i (tkr|kr|kronor|mkr|mnkr|mdkr|tusen(?:tal|tals)? kronor|ksek|miljoner kronor)")


@dataclass(frozen=True)
class Grid:
    """A sheet seen as a table.

    Attributes:
        sheet: the cells.
        heading_row: the row with the column headings.
        label_column: the column with the row labels.
        unit: from ``Belopp i tkr``; empty when the heading names none.
    """

    sheet: RawSheet
    heading_row: int
    label_column: int
    unit: str

    @cached_property
    def headings(self) -> Mapping[int, str]:
        """The texts of the heading row to the right of the labels, by column."""
        return {
            cell.column: clean(text)
            for cell, text in self._texts
            if cell.row == self.heading_row and cell.column > self.label_column
        }

    @cached_property
    def _texts(self) -> tuple[tuple[Cell, str], ...]:
        """Every text of the sheet, row by row."""
        found = [(cell, raw.value) for cell, raw in self.sheet.cells.items() if isinstance(raw.value, str)]
        return tuple(sorted(found))

    @cached_property
    def labels(self) -> Mapping[int, str]:
        """The texts of the label column below the headings, by row."""
        return {
            cell.row: clean(text)
            for cell, text in self._texts
            if self.heading_row < cell.row <= self.last_row and cell.column == self.label_column
        }

    @cached_property
    def last_row(self) -> int:
        """The last used row of the table; a row *Kontroll* stands below it."""
        last = max((cell.row for cell in self.sheet.cells), default=0)
        return last if self.check_row is None else self.check_row - 1

    @cached_property
    def check_row(self) -> int | None:
        """The row *Kontroll*: it has that label, and verdicts beside it (a project of that name has amounts)."""
        named = (
            cell.row
            for cell, text in self._texts
            if cell.row > self.heading_row and cell.column == self.label_column and fold(text) == fold(CHECK_LABEL)
        )
        return next((row for row in named if self._has_verdict(row)), None)

    def _has_verdict(self, row: int) -> bool:
        beside = self.sheet.cells.get(Cell(row, self.label_column + 1), RawCell())
        says = (beside.value if isinstance(beside.value, str) else beside.formula) or ""
        return says in (HOLDS, FAILS) or f'"{FAILS}"' in says

    def beside(self, label: str) -> tuple[Cell, str] | None:
        """The cell to the right of a label above the headings, and its text (empty when it has none)."""
        for cell, text in self._texts:
            if cell.row >= self.heading_row:
                break
            if cell.column == self.label_column and fold(text).rstrip(":") == label:
                right = Cell(cell.row, cell.column + 1)
                value = self.sheet.cells[right].value if right in self.sheet.cells else ""
                return right, clean(str(value or ""))
        return None


def find_grid(sheet: RawSheet, labels: Iterable[str]) -> Grid | None:
    """The table of a sheet: by its heading ``Belopp i …``, else by the declared (folded) labels that stand in it."""
    texts = [(cell, fold(raw.value)) for cell, raw in sheet.cells.items() if isinstance(raw.value, str)]
    units = [(cell, match[1]) for cell, text in texts if (match := _UNIT_HEADING.fullmatch(text))]
    if units:
        cell, unit = min(units)
        return Grid(sheet, cell.row, cell.column, unit)
    known = set(labels)
    standing = sorted(cell for cell, text in texts if text in known)
    if len(standing) < 3:
        return None
    column = max({cell.column for cell in standing}, key=lambda c: sum(cell.column == c for cell in standing))
    first = min(cell.row for cell in standing if cell.column == column)
    above = [cell.row for cell, _ in texts if cell.row < first and cell.column > column]
    return Grid(sheet, max(above), column, "") if above else None
