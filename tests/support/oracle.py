"""Spreadsheet engines that are not ours, as judges of the values that we store beside formulas.

LibreOffice is told to compute everything anew on loading. One stored value per run is made wrong on purpose: a run
that does not put it right has only copied our own values, and judges nothing.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.addresses import Cell, parse_cell
from engine.data import CachedValue
from engine.writer.patch import patch_workbook

PLANTED = 987_654_321
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""

Stored = Mapping[tuple[str, Cell], object]
"""What a workbook stores beside its formulas, by tab name and cell."""


@dataclass(frozen=True)
class Plant:
    """A stored value that is made wrong on purpose."""

    sheet: str
    cell: Cell

    def put_into(self, content: bytes) -> bytes:
        return patch_workbook(content, [CachedValue(self.sheet, self.cell, PLANTED)])


def soffice() -> str:
    """LibreOffice's program; without it a test is skipped, but fails where ``CI`` says ``true``."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is missing, and without it nobody has recomputed the workbooks")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program


def recomputed(books: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Every workbook computed anew by LibreOffice, by file name; one start for all of them."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    results = folder / "recomputed"
    command = [
        soffice(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(results), *map(str, books),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    made = {book.name: results / book.name for book in books}
    missing = [name for name, path in made.items() if not path.exists()]
    assert not missing, f"LibreOffice did not convert {missing}: {done.stdout} {done.stderr}"
    return made


def formula_cells(path: Path) -> list[tuple[str, Cell]]:
    """Every cell with a formula."""
    book = openpyxl.load_workbook(path)
    return [
        (sheet.title, parsed)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and (parsed := parse_cell(cell.coordinate)) is not None
    ]


def stored_values(path: Path, cells: Sequence[tuple[str, Cell]]) -> Stored:
    """What is stored in these cells."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {(sheet, cell): book[sheet].cell(cell.row, cell.column).value for sheet, cell in cells}


_SOLVED = re.compile(r"'\[[^\]]+\](?P<sheet>.+)'!(?P<cell>\$?[A-Z]+\$?\d+)")


def solved_by_formulas(path: Path) -> dict[tuple[str, Cell], object]:
    """Every single cell as the package ``formulas`` computes it, by tab name in capitals (as the package has it)."""
    import formulas

    solution: Mapping[str, Any] = formulas.ExcelModel().loads(str(path)).finish().calculate()
    return dict(_single_cells(solution))


def _single_cells(solution: Mapping[str, Any]) -> Iterator[tuple[tuple[str, Cell], object]]:
    for name, ranges in solution.items():
        match = _SOLVED.fullmatch(str(name))
        cell = parse_cell(match["cell"]) if match else None
        if match and cell:
            yield (match["sheet"].replace("''", "'"), cell), ranges.value[0, 0]
