"""The kommun's workbook: live totals whose stored values LibreOffice agrees with, and every cell wide enough."""

import os
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.addresses import Cell, parse_cell
from engine.consolidate import (
    STATUS_WORDS,
    SUMMARY_ROW,
    Contribution,
    ProjectAmounts,
    RowAmounts,
    TableContribution,
    consolidate,
    gross_findings,
)
from engine.data import RawBook
from engine.data.consolidation import CONSOLIDATION_TEMPLATE, FileStatus, SourceFile
from engine.model import ColumnKind, RowKind
from engine.reader import identity_of, read_raw
from engine.writer.consolidation import KommunBook, write_kommun_book

NAMES = {code: f"Nämnden för {code}" for code in ("VON", "SN", "KUN", "BUN", "MSN", "SBN", "EXP", "KS", "OFN")}
K = ColumnKind
DELAR = {
    K.BUDGET: "Budget 2022", K.PROGNOS: "Prognos helår 2022", K.AVVIKELSE: "Avv. prognos/budget 2022",
    K.UTFALL: "Delårsbokslut 2022", K.UTFALL_FG: "Delårsbokslut 2021", K.DIFF: "Diff. utfall 2021/2022",
}  # fmt: skip
RR_ROWS = {
    "Verksamhetens intäkter": RowKind.INPUT, "Personalkostnader": RowKind.INPUT, SUMMARY_ROW: RowKind.SUM,
    "Årets resultat": RowKind.SUM,
}  # fmt: skip
INV_ROWS = {"Reinvestering": RowKind.CATEGORY, "Totala utgifter": RowKind.SUM}


def filed(code: str, rows: dict[str, RowKind], seed: int) -> TableContribution:
    made = tuple(
        RowAmounts(label, kind, {column: _amount(seed, place, at) for at, column in enumerate(DELAR)})
        for place, (label, kind) in enumerate(rows.items())
    )
    projects = (ProjectAmounts("Reinvestering", "Sängar", {K.BUDGET: 750}),) if code == "INV" else ()
    return TableContribution(code, code, code, DELAR, made, projects, (), ())


def _amount(seed: int, place: int, at: int) -> int | Fraction:
    whole = (seed * 7919 + place * 104_729 + at * 1299709) % 4_000_000 - 2_000_000
    return whole if seed % 3 else whole + Fraction(1, 4)


def content(codes: tuple[str, ...], reason: str = "filen är skadad.") -> KommunBook:
    contributions = [
        Contribution(code, (filed("RR", RR_ROWS, seed), filed("INV", INV_ROWS, seed + 50)))
        for seed, code in enumerate(codes)
    ]
    files = [SourceFile(f"in/{code}.xlsx", code, FileStatus.LAST, "", ("RR", "INV"), 700, None) for code in codes]
    return KommunBook(
        kommun="Exempelkommun",
        occasion="delår 2022",
        year=2022,
        names=NAMES,
        consolidation=consolidate(contributions, tuple(NAMES)),
        files=(*files, SourceFile("in/trasig.xlsx", None, FileStatus.OLAST, reason)),
        status_words={status.value: words for status, words in STATUS_WORDS.items()},
        missing=tuple(code for code in NAMES if code not in codes),
        passed_over=("in/brev.docx: inte en arbetsbok (.xlsx eller .xlsm).",),
        findings=(*gross_findings(("VON", "SN")),),
    )


def read(tmp_path: Path, book: KommunBook) -> RawBook:
    path = tmp_path / "kommun.xlsx"
    path.write_bytes(write_kommun_book(book))
    return read_raw(path)


def formulas(raw: RawBook) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (sheet.name, str(cell)): (found.formula, float(found.value))  # type: ignore[arg-type]
        for sheet in raw.sheets
        for cell, found in sheet.cells.items()
        if found.formula is not None
    }


def test_every_formula_has_the_value_of_its_cells(tmp_path: Path) -> None:
    raw = read(tmp_path, content(tuple(NAMES)))
    found = formulas(raw)
    assert len(found) == 9 + 3 + (4 + 2) * len(DELAR)
    for (sheet, cell), (formula, value) in found.items():
        cells = next(each.cells for each in raw.sheets if each.name == sheet)
        if formula.startswith("SUM("):
            first, last = map(parse_cell, formula[4:-1].split(":"))
            assert first is not None
            assert last is not None
            inside = [found.value for at, found in cells.items() if _is_in(at, first, last)]
            assert value == pytest.approx(sum(number for number in inside if isinstance(number, int | float))), cell
        else:
            left, right = (cells[at].value for part in formula.split("-") if (at := parse_cell(part)))
            assert value == pytest.approx(left - right), cell  # type: ignore[operator]


def _is_in(at: Cell, first: Cell, last: Cell) -> bool:
    return first.row <= at.row <= last.row and first.column <= at.column <= last.column


def test_the_sheets_and_the_identity(tmp_path: Path) -> None:
    raw = read(tmp_path, content(("VON", "SN")))
    assert [sheet.name for sheet in raw.sheets] == ["Driftsammandrag", "RR", "INV", "Läsrapport"]
    identity = identity_of(raw)
    assert (identity.template, identity.namnd, identity.year) == (CONSOLIDATION_TEMPLATE, None, 2022)
    texts = {str(found.value) for found in raw.sheets[2].cells.values()}
    assert {"Sängar", "Projekt per nämnd (ingår redan i raderna ovan)", "VON", "SN"} <= texts


def test_a_workbook_without_any_namnd_is_still_a_report(tmp_path: Path) -> None:
    raw = read(tmp_path, content(()))
    assert [sheet.name for sheet in raw.sheets] == ["Driftsammandrag", "Läsrapport"]
    assert {value for _, value in formulas(raw).values()} == {0.0}


def test_an_amount_nobody_could_read_leaves_its_cells_empty_and_says_so(tmp_path: Path) -> None:
    book = content(("VON", "SN"))
    given = book.consolidation
    first, second = given.summary
    lacking = replace(given, summary=(replace(first, outcome=None), second))
    cells = read(tmp_path, replace(book, consolidation=lacking)).sheets[0].cells
    row = [cells[at].value if at in cells else None for at in (Cell(7, column) for column in range(1, 6))]
    assert row == ["Nämnden för VON (VON)", first.budget, None, None, "Allt är inte läst, se Läsrapport"]
    assert second.outcome is not None
    assert cells[Cell(16, 3)].value == pytest.approx(float(second.outcome))


def test_the_same_content_gives_the_same_bytes() -> None:
    assert write_kommun_book(content(("VON", "SN"))) == write_kommun_book(content(("VON", "SN")))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=60), st.sets(st.sampled_from(tuple(NAMES)), max_size=3))
def test_any_text_and_any_namnder_make_a_readable_workbook(
    tmp_path_factory: pytest.TempPathFactory, reason: str, codes: set[str]
) -> None:
    book = content(tuple(code for code in NAMES if code in codes), f"Orsak {reason}")
    raw = read(tmp_path_factory.mktemp("bok"), book)
    assert raw.sheets[-1].name == "Läsrapport"


def test_a_file_name_that_is_no_text_is_written_as_far_as_it_is(tmp_path: Path) -> None:
    name = os.fsdecode(b"von-\xe5r.xlsx")
    raw = read(tmp_path, replace(content(()), passed_over=(f"{name}: inte en arbetsbok.",)))
    texts = [str(found.value) for found in raw.sheets[-1].cells.values()]
    assert "von-\ufffdr.xlsx: inte en arbetsbok." in texts


def libreoffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice måste finnas i CI")
        pytest.skip("LibreOffice finns inte här")
    return program


def planted(path: Path, sheet: str) -> None:
    """Store 1 beside every formula of a sheet's XML: LibreOffice has to compute them all anew."""
    import re

    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed, count = re.subn(rb"</f><v>[^<]*</v>", b"</f><v>1</v>", parts[sheet])
    assert count > 3
    with ZipFile(path, "w") as package:
        for name, part in {**parts, sheet: changed}.items():
            package.writestr(name, part)


_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def converted(path: Path, kind: str, folder: Path) -> Path:
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, "utf-8")
    (folder / "ut").mkdir(exist_ok=True)
    subprocess.run(
        [libreoffice(), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir",
         str(folder / "ut"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "ut" / f"{path.stem}.{kind}"


def test_libreoffice_computes_the_stored_values_anew(tmp_path: Path) -> None:
    libreoffice()
    ours = formulas(read(tmp_path, content(tuple(NAMES))))
    path = tmp_path / "kommun.xlsx"
    for number in (1, 2, 3):
        planted(path, f"xl/worksheets/sheet{number}.xml")
    theirs = formulas(read_raw(converted(path, "xlsx", tmp_path)))
    assert set(theirs) == set(ours)
    wrong = {at: (value, theirs[at][1]) for at, (_, value) in ours.items() if abs(theirs[at][1] - value) > 1e-6}
    assert wrong == {}


def test_no_amount_is_printed_as_a_row_of_hashes(tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    libreoffice()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("pdftotext måste finnas i CI")
        pytest.skip("pdftotext finns inte här")
    read(tmp_path, content(tuple(NAMES)))
    pdf = converted(tmp_path / "kommun.xlsx", "pdf", tmp_path)
    text = subprocess.run([program, str(pdf), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    assert "Driftsammandrag" in text
    assert "##" not in text
