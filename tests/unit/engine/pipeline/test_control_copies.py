"""--kopia: a copy of each workbook with its findings, the workbook itself untouched."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine.addresses import parse_cell
from engine.data import SetFormula
from engine.errors import WrongCallError
from engine.pipeline.check_outputs import report_check
from engine.pipeline.checked import CheckOutcome
from engine.pipeline.checking import check_books
from engine.pipeline.control_copies import targets_in, write_copies
from engine.reader import read_raw
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import RR_DELAR, clean_book, setup


def checked(*paths: Path) -> CheckOutcome:
    return check_books(setup(), [str(path) for path in paths], occasion="delar", year=None)


def faulty() -> bytes:
    cell = parse_cell("C13")
    assert cell is not None
    return patch_workbook(clean_book(), [SetFormula(RR_DELAR, cell, "SUM(C9:C11)", -989364)])


def test_a_formula_put_in_is_read_back_with_its_value(tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes(faulty())
    [cells] = [sheet.cells for sheet in read_raw(tmp_path / "bok.xlsx").sheets if sheet.name == RR_DELAR]
    cell = parse_cell("C13")
    assert cell is not None
    assert (cells[cell].formula, cells[cell].value) == ("SUM(C9:C11)", -989364)
    assert "xl/calcChain.xml" not in ZipFile(BytesIO(faulty())).namelist()


def test_the_copy_gives_the_same_findings_as_the_workbook(tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(faulty())
    outcome = checked(book)
    assert [finding.rule for finding in outcome.findings] != []
    copies, told = write_copies(outcome, tmp_path / "kopior")
    assert told == outcome
    assert book.read_bytes() == faulty()
    again = checked(Path(copies[0].copy))
    assert again.findings == outcome.findings
    assert again.files[0].read.flikar == outcome.files[0].read.flikar
    twice, _ = write_copies(again, tmp_path / "igen")
    assert Path(twice[0].copy).read_bytes() == Path(copies[0].copy).read_bytes()


def test_a_workbook_that_cannot_have_the_flik_is_told_of_and_the_others_copied(tmp_path: Path) -> None:
    signed, whole = tmp_path / "signerad.xlsx", tmp_path / "hel.xlsx"
    whole.write_bytes(clean_book())
    signed.write_bytes(clean_book())
    with ZipFile(signed, "a") as opened:
        opened.writestr("_xmlsignatures/sig1.xml", "<x/>")
    copies, told = write_copies(checked(signed, whole), tmp_path / "kopior")
    assert [Path(copy.copy).name for copy in copies] == ["hel.xlsx"]
    assert [finding.rule for finding in told.files[0].findings][-1:] == ["AV28"]


def test_files_of_one_name_get_numbers(tmp_path: Path) -> None:
    names = [target.name for target in targets_in(tmp_path, ["a/von.xlsx", "b/VON.xlsx", "c/sn.xlsx"])]
    assert names == ["von.xlsx", "VON-2.xlsx", "sn.xlsx"]


def test_nothing_is_written_over_a_workbook(tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(clean_book())
    outcome = checked(book)
    with pytest.raises(WrongCallError, match="skriva över"):
        report_check(setup(), outcome, occasion=None, copies=tmp_path)
    with pytest.raises(WrongCallError, match="skriva över"):
        report_check(setup(), outcome, occasion=None, page=book)
    with pytest.raises(WrongCallError, match="skriva över"):
        report_check(setup(), outcome, occasion=None, repaired_to=tmp_path)
    with pytest.raises(WrongCallError, match="samma filer"):
        report_check(setup(), outcome, occasion=None, copies=tmp_path / "ut", repaired_to=tmp_path / "ut")
    assert [path.name for path in tmp_path.iterdir()] == ["bok.xlsx"]


def test_a_page_is_never_empty(tmp_path: Path) -> None:
    book = tmp_path / "bok.xlsx"
    book.write_bytes(clean_book())
    report_check(setup(), checked(book), occasion="delar", page=tmp_path / "ut.html")
    text = (tmp_path / "ut.html").read_text(encoding="utf-8")
    assert "Inget fel och inga varningar." in text
    assert "13 flikar" in text
