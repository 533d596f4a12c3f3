"""The planted faults stand where the list says."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from workbooks.demo.faults import FAULTY_ROWS, PlantedFault, write_faulty_ledger, write_unreadable_ledger
from workbooks.demo.ledger import make_vouchers
from workbooks.demo.postings import ledger_lines


def clean_lines() -> Counter[str]:
    return Counter(ledger_lines(make_vouchers(FAULTY_ROWS)[1]))


@pytest.mark.parametrize("write", [write_faulty_ledger, write_unreadable_ledger])
def test_faults_stand_on_their_lines_and_nothing_else_differs(
    write: Callable[[Path], tuple[PlantedFault, ...]], tmp_path: Path
) -> None:
    faults = write(tmp_path / "fel.csv")
    lines = (tmp_path / "fel.csv").read_text(encoding="utf-8").splitlines()
    for fault in faults:
        assert tuple(lines[line - 1] for line in fault.lines) == fault.rows
        assert any(fault.value in row for row in fault.rows)
    planted = Counter(row for fault in faults for row in fault.rows)
    assert Counter(lines) - planted == clean_lines()
    assert len(lines) == 1 + FAULTY_ROWS + planted.total()


def test_data_faults_can_be_read_and_leave_what_they_say(tmp_path: Path) -> None:
    for fault in write_faulty_ledger(tmp_path / "fel.csv"):
        fields = [row.split(";") for row in fault.rows]
        assert all(len(row) == 9 for row in fields)
        assert sum(int(row[5].replace(",", "")) for row in fields) == fault.ore
        assert bool(fault.ore) is (fault.rules != ("IN08",))
        assert fault.rules
        assert fault.namnd


def test_broken_pairs_of_every_status_are_planted(tmp_path: Path) -> None:
    planted = {rule for fault in write_faulty_ledger(tmp_path / "fel.csv") for rule in fault.rules}
    assert planted >= {"IN01", "IN02", "IN08", "IN09"}


def test_unreadable_rows_cover_every_kind(tmp_path: Path) -> None:
    faults = write_unreadable_ledger(tmp_path / "olasbar.csv")
    assert {fault.value for fault in faults} > {"tolv", "1.234", "12,345", "202214", "99999", "199"}
    assert all(fault.rules == () and fault.ore == 0 for fault in faults)
