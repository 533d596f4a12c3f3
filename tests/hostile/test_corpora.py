"""Public workbooks, hostile and ordinary: each reads whole or is refused in our own words, within limits.

Every hostile file is read in a process of its own, under a memory cap and a clock. Ordinary ones are compared cell
by cell with openpyxl, which reads each twice; the files with most cells are left out of that to keep the run short.
"""

import csv
import json
import math
import os
import re
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from engine.data import RawBook, RawCell, RawSheet
from engine.reader import read_raw
from engine.reader.errors import REFUSALS

REPOSITORY = Path(__file__).parents[2]
CORPORA = REPOSITORY.parent / "shared" / "corpora"
# Processor seconds that tell a hang from a large file on a slow and busy machine; speed itself is benched.
MOST_SECONDS = 30
MOST_MB = 512
MOST_BYTES_COMPARED = 300_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

# Faults that are no business of a reader; the rules judge a circular formula.
NOT_THE_READERS = {"val_formula_circular.xlsx"}


class Case(NamedTuple):
    group: str
    path: str
    expected: str

    @property
    def file(self) -> Path:
        return CORPORA / self.group / self.path


def cases(group: str) -> list[Case]:
    index = CORPORA / "index.csv"
    if not index.exists():
        return []
    with index.open(encoding="utf-8", newline="") as file:
        rows = [Case(row["set"], row["path"], row["expected"].partition("|")[0]) for row in csv.DictReader(file)]
    return [case for case in rows if case.group == group]


needs_corpora = pytest.mark.skipif(not CORPORA.exists(), reason="../shared/corpora is not there")


def read_apart(case: Case) -> dict[str, object]:
    """What a process of its own says of the file."""
    script = Path(__file__).with_name("one_workbook.py")
    done = subprocess.run(
        [sys.executable, str(script), str(case.file)],
        capture_output=True, text=True, timeout=6 * MOST_SECONDS, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert done.returncode == 0, f"{case.path}: {done.stderr[-2000:]}"
    outcome: dict[str, object] = json.loads(done.stdout)
    return outcome


def fault(case: Case, outcome: dict[str, object]) -> str | None:
    """What the outcome breaks of what must hold for the file; None when it keeps all."""
    refused, noted = outcome["code"] is not None, bool(outcome["notes"])
    allowed = case.expected.split("-or-") if case.expected else ["any"]
    met = {
        "any": True, "ok": not refused, "reject": refused,
        "warn": noted or Path(case.path).name in NOT_THE_READERS, "flag": noted or refused,
    }  # fmt: skip
    if refused and (outcome["code"] not in REFUSALS or not outcome["remedy"]):
        return f"{case.path}: refused without words of ours: {outcome}"
    if float(str(outcome["seconds"])) > MOST_SECONDS or int(str(outcome["peak_mb"])) > MOST_MB:
        return f"{case.path}: too dear: {outcome}"
    return None if any(met[word] for word in allowed) else f"{case.path}: {case.expected} became {outcome}"


@needs_corpora
def test_hostile_files_are_read_or_refused_within_limits() -> None:
    found = cases("hostile")
    assert len(found) > 100
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        outcomes = list(pool.map(read_apart, found))
    faults = [fault(case, outcome) for case, outcome in zip(found, outcomes, strict=True)]
    assert [text for text in faults if text] == []


def stored(value: object, *, mac: bool) -> object:
    """An openpyxl value as the number or text that stands in the file."""
    epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
    if isinstance(value, datetime | date | time | timedelta):
        number: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        return number
    return value


def same_value(ours: RawCell, theirs: object) -> bool:
    """Equal; numbers to twelve digits or a millisecond of a day (openpyxl turns dates into datetimes and back),
    texts apart from white space and from the ``_x0007_`` escapes openpyxl leaves in them."""
    if ours.error is not None:
        return theirs == ours.error
    if isinstance(ours.value, int | float) and isinstance(theirs, int | float):
        return math.isclose(ours.value, theirs, rel_tol=1e-12, abs_tol=2e-8)
    if isinstance(ours.value, str) or isinstance(theirs, str):
        return _plain(ours.value) == _plain(theirs)
    return ours.value == theirs


def _plain(text: object) -> str:
    return "" if text is None else "".join(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), str(text)).split())


def same_formula(ours: str | None, theirs: object) -> bool:
    """Equal apart from case (openpyxl upper-cases moved references) and white space."""
    if isinstance(theirs, DataTableFormula):
        return ours is not None and ours.startswith("TABLE(")
    text = theirs.text if isinstance(theirs, ArrayFormula) else theirs
    if not (isinstance(text, str) and text.startswith("=")):
        return ours is None
    return _plain(ours).upper() == _plain(text.removeprefix("=")).upper()


def differences(sheet: RawSheet, values: Worksheet, formulas: Worksheet, *, mac: bool) -> list[str]:
    """Places where openpyxl saw something else, or something where we saw nothing."""
    wrong = []
    for cell, raw in sheet.cells.items():
        value = stored(values.cell(cell.row, cell.column).value, mac=mac)
        formula = formulas.cell(cell.row, cell.column).value if raw.formula is not None else None
        if not same_value(raw, value) or not same_formula(raw.formula, formula):
            wrong.append(f"{sheet.name}!{cell}: {raw} / {value!r} {formula!r}")
    ours = {(cell.row, cell.column) for cell in sheet.cells}
    theirs = {(c.row, c.column) for line in formulas.iter_rows() for c in line if c.value is not None}
    return wrong + [f"{sheet.name}!{place}: lost" for place in theirs - ours]


def compare(case: Case) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = openpyxl.load_workbook(case.file, data_only=True)
        formulas = openpyxl.load_workbook(case.file)
    ours = read_raw(case.file)
    faults = [] if names(ours) == {sheet.title for sheet in formulas.worksheets} else [f"{case.path}: other tabs"]
    for sheet in ours.sheets:
        faults += differences(sheet, values[sheet.name], formulas[sheet.name], mac=ours.date1904)
    return [f"{case.path}: {text}" for text in faults]


def names(book: RawBook) -> set[str]:
    return {sheet.name for sheet in book.sheets}


@needs_corpora
def test_ordinary_files_are_all_read() -> None:
    found = cases("realworld")
    assert len(found) > 90
    for case in found:
        assert read_raw(case.file).sheets, case.path


@needs_corpora
def test_ordinary_files_agree_with_openpyxl() -> None:
    found = [case for case in cases("realworld") if case.file.stat().st_size < MOST_BYTES_COMPARED]
    assert len(found) > 80
    faults = [text for case in found for text in compare(case)]
    assert faults == []
