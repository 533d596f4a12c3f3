"""lamna-in: nothing faulty is filed, nothing is written over, and what has been consolidated stays."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from engine.addresses import parse_cell
from engine.data import SetCell
from engine.findings import Severity
from engine.pipeline.consolidating import Consolidated, consolidate_books
from engine.pipeline.submitting import (
    AlreadyConsolidatedError,
    DamagedReceiptError,
    NothingToUndoError,
    Submitted,
    submit_book,
    undo_submission,
)
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import RR_DELAR, cell_of, clean_book, empty_book, setup

NOW = datetime(2022, 9, 12, 10, 30, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "von.xlsx").write_bytes(clean_book())
    return tmp_path / "von.xlsx"


def submit(book: Path) -> Submitted:
    return submit_book(setup(), book, "delar", year=None, folder=book.parent / "in", now=NOW)


def plant(book: Path, row: str, kind: str, value: float | str) -> None:
    cell = parse_cell(cell_of(clean_book(), book.parent, RR_DELAR, row, kind))
    assert cell is not None
    book.write_bytes(patch_workbook(book.read_bytes(), [SetCell(RR_DELAR, cell, value)]))


def consolidated(folder: Path, occasion: str = "delar") -> Consolidated:
    return consolidate_books(setup(), [folder], occasion, folder.parent / "kommun.xlsx", year=None)


def test_a_book_without_faults_is_sealed_with_a_receipt(book: Path) -> None:
    done = submit(book)
    copy = book.parent / "in" / "von-2022-delar-01.xlsx"
    assert (done.exit_code, done.copy) == (0, str(copy))
    assert copy.read_bytes() == book.read_bytes()
    assert copy.stat().st_mode & 0o222 == 0
    receipt = json.loads(Path(done.receipt_path or "").read_text(encoding="utf-8"))
    assert receipt["sha256"] == sha256(book.read_bytes()).hexdigest()
    assert (receipt["namnd"], receipt["nummer"], receipt["tid"]) == ("VON", 1, "2022-09-12T10:30:00+00:00")
    assert {finding.rule for finding in done.findings} == {"KO01"}, "uncommented deviations, as when filed"
    assert receipt["summa"] == {"fel": 0, "varning": len(done.findings), "info": 0}
    told = copy.with_name("von-2022-delar-01.kvitto.txt").read_text(encoding="utf-8")
    assert "Första inlämningen." in told
    assert "2022-09-12 kl. 10.30" in told


def test_a_book_after_the_deadline_is_filed_and_told_of(book: Path) -> None:
    late = submit_book(setup(), book, "delar", year=None, folder=book.parent / "in", now=NOW.replace(month=12))
    assert late.copy is not None
    assert "AV16" in {finding.rule for finding in late.findings}
    assert "varning AV16: Delår" in Path(late.copy).with_suffix(".kvitto.txt").read_text(encoding="utf-8")


def test_what_it_is_checked_against_must_be_readable(book: Path) -> None:
    (book.parent / "april.xlsx").write_bytes(b"nej")
    done = submit_book(
        setup(), book, "delar", year=None, folder=book.parent / "in", now=NOW, earlier=[book.parent / "april.xlsx"]
    )
    assert (done.exit_code, done.copy) == (3, None)
    assert "LA01" in {finding.rule for finding in done.findings}


def test_a_fault_stops_it_and_nothing_is_written(book: Path) -> None:
    plant(book, "Personalkostnader", "prognos", 724465)
    done = submit(book)
    assert (done.exit_code, done.copy, done.as_json()["inlamnad"]) == (1, None, False)
    assert not (book.parent / "in").exists()


def test_what_cannot_be_read_or_belongs_to_nobody_is_not_filed(tmp_path: Path) -> None:
    (tmp_path / "trasig.xlsx").write_bytes(b"nej")
    assert submit(tmp_path / "trasig.xlsx").exit_code == 3
    assert submit(tmp_path / "borta.xlsx").exit_code == 3
    assert not (tmp_path / "in").exists()


def test_a_second_time_keeps_the_first_and_says_what_changed(book: Path) -> None:
    submit(book)
    first = (book.parent / "in" / "von-2022-delar-01.xlsx").read_bytes()
    plant(book, "Personalkostnader", "prognos", -724000)
    done = submit(book)
    assert done.receipt is not None
    assert done.receipt.changes is not None
    filled = [(c.row, c.column, c.before, c.after) for c in done.receipt.changes if not c.derived]
    assert filled == [("Personalkostnader", "prognos", -724465, -724000)]
    assert done.receipt.number == 2
    assert (book.parent / "in" / "von-2022-delar-01.xlsx").read_bytes() == first


def test_many_at_once_all_get_numbers_of_their_own(book: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(submit, [book] * 6))
    assert sorted(each.receipt.number for each in done if each.receipt) == [1, 2, 3, 4, 5, 6]
    assert len(list((book.parent / "in").glob("*.xlsx"))) == 6
    assert not list((book.parent / "in").glob("*.tmp"))


def test_consolidation_reads_the_latest_and_ignores_the_receipts(book: Path) -> None:
    submit(book)
    plant(book, "Personalkostnader", "prognos", -724000)
    submit(book)
    outcome = consolidated(book.parent / "in")
    assert [(Path(f.path).name, f.status.value) for f in outcome.files] == [("von-2022-delar-02.xlsx", "last")]
    assert [sentence.rpartition(": ")[2] for sentence in outcome.passed_over] == ["ersatt av inlämning 2."]
    marks = [path.name for path in (book.parent / "in").glob("*.konsoliderad.json")]
    assert marks == ["von-2022-delar-02.konsoliderad.json"]


def test_a_filing_of_another_occasion_is_passed_over(book: Path) -> None:
    submit(book)
    outcome = consolidated(book.parent / "in", "april")
    assert [f.status.value for f in outcome.files if Path(f.path).suffix == ".xlsx"] == []
    assert outcome.passed_over[0].endswith("inlämnad för delar 2022.")


def test_the_last_can_be_undone_until_it_is_consolidated(book: Path) -> None:
    submit(book)
    submit(book)
    undone = undo_submission(setup(), book, "delar", year=None, folder=book.parent / "in")
    assert (undone.sealed.number, undone.left) == (2, 1)
    assert submit(book).receipt is not None
    assert (book.parent / "in" / "von-2022-delar-03.xlsx").exists()  # a number is never used again
    consolidated(book.parent / "in")
    with pytest.raises(AlreadyConsolidatedError):
        undo_submission(setup(), book, "delar", year=None, folder=book.parent / "in")


def test_there_may_be_nothing_to_undo(book: Path) -> None:
    with pytest.raises(NothingToUndoError):
        undo_submission(setup(), book, "delar", year=None, folder=book.parent / "in")


def _damage_receipt(folder: Path, number: int, content: bytes) -> Path:
    receipt = folder / f"von-2022-delar-{number:02d}.kvitto.json"
    receipt.chmod(0o644)
    receipt.write_bytes(content)
    return receipt


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[]", b'{"fil": "von-2022-delar-01.xlsx"}'])
def test_a_damaged_receipt_is_named_and_its_submission_is_not_forgotten(book: Path, content: bytes) -> None:
    folder = book.parent / "in"
    submit(book)
    receipt = _damage_receipt(folder, 1, content)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = submit(book)
    text = (folder / "von-2022-delar-02.kvitto.txt").read_text(encoding="utf-8")
    assert "Första inlämningen" not in text
    assert f"Kvittot {receipt.name} går inte att läsa." in text
    assert f"Lägg tillbaka {receipt.name} från en säkerhetskopia" in text
    assert [f.found for f in done.findings if f.rule == "AV32"] == [receipt.name]
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_receipt_that_is_gone_is_named_and_its_submission_is_not_forgotten(book: Path) -> None:
    folder = book.parent / "in"
    submit(book)
    receipt = folder / "von-2022-delar-01.kvitto.json"
    receipt.unlink()
    with pytest.raises(DamagedReceiptError):
        undo_submission(setup(), book, "delar", year=None, folder=folder)
    submit(book)
    text = (folder / "von-2022-delar-02.kvitto.txt").read_text(encoding="utf-8")
    assert "Första inlämningen" not in text
    assert f"Kvittot {receipt.name} saknas." in text
    assert [f.found for f in consolidated(folder).findings if f.rule == "AV32"] == [receipt.name]


def test_a_submission_with_a_damaged_receipt_is_not_undone(book: Path) -> None:
    folder = book.parent / "in"
    submit(book)
    submit(book)
    receipt = _damage_receipt(folder, 2, b"{")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(DamagedReceiptError) as refused:
        undo_submission(setup(), book, "delar", year=None, folder=folder)
    assert str(receipt) in refused.value.message
    assert "säkerhetskopia" in refused.value.remedy
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_older_damaged_receipt_does_not_stop_the_undoing_of_the_last(book: Path) -> None:
    folder = book.parent / "in"
    submit(book)
    submit(book)
    _damage_receipt(folder, 1, b"{")
    undone = undo_submission(setup(), book, "delar", year=None, folder=folder)
    assert (undone.sealed.number, undone.left, [f.rule for f in undone.findings]) == (2, None, ["AV32"])


def test_a_sealed_copy_that_was_changed_is_told_of(book: Path) -> None:
    submit(book)
    copy = book.parent / "in" / "von-2022-delar-01.xlsx"
    copy.chmod(0o644)
    copy.write_bytes(empty_book())
    assert "AV30" in [finding.rule for finding in consolidated(book.parent / "in").findings]


def test_a_receipt_without_its_copy_or_sense_is_told_of(book: Path) -> None:
    submit(book)
    folder = book.parent / "in"
    (folder / "von-2022-delar-01.xlsx").unlink()
    (folder / "sn-2022-delar-01.kvitto.json").write_text("{", encoding="utf-8")
    (folder / "von.xlsx").write_bytes(clean_book())
    assert [f.rule for f in consolidated(folder).findings].count("AV32") == 2


def test_a_folder_without_receipts_is_left_as_it_was(book: Path) -> None:
    folder = book.parent / "mapp"
    folder.mkdir()
    (folder / "von.xlsx").write_bytes(clean_book())
    consolidated(folder)
    assert [path.name for path in folder.iterdir()] == ["von.xlsx"]


def test_an_empty_arsbokslut_is_refused(tmp_path: Path) -> None:
    (tmp_path / "von.xlsx").write_bytes(empty_book())
    done = submit_book(setup(), tmp_path / "von.xlsx", "arsbokslut", year=None, folder=tmp_path / "in", now=NOW)
    assert (done.exit_code, done.copy) == (1, None)
    assert [f.rule for f in done.findings if f.severity is Severity.FEL] == ["ST23"]
    assert not (tmp_path / "in").exists()
