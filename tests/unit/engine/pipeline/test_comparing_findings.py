"""--sedan: what makes a finding the same in two checks, and what may be called fixed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import UnreadableError
from engine.findings import Finding, Severity
from engine.pipeline.checked import CheckedFile, CheckOutcome, ReadCounts
from engine.pipeline.comparing_findings import Since, compare_outcomes, read_earlier

BASE = Finding(
    rule="TE01", severity=Severity.FEL, message="Personalkostnader: 5 står utan minus.", remedy="Sätt minus.",
    flik="8 RR", cell="C9", row="Personalkostnader", column="prognos", found=5, expected=-5,
)  # fmt: skip


def checked(
    *findings: Finding, path: str = "von.xlsx", namnd: str | None = "VON", readable: bool = True
) -> CheckedFile:
    return CheckedFile(path, namnd, 2022, "delar", ReadCounts(), findings, is_readable=readable)


def compared(tmp_path: Path, before: list[CheckedFile], now: list[CheckedFile]) -> Since:
    (tmp_path / "f.json").write_text(json.dumps(CheckOutcome(tuple(before)).as_json()), encoding="utf-8")
    return compare_outcomes(CheckOutcome(tuple(now)), read_earlier(tmp_path / "f.json"))


def counts(since: Since) -> tuple[int, int, int, int]:
    return len(since.new), len(since.remaining), len(since.fixed), len(since.untested)


@pytest.mark.parametrize(
    "changes", [{"cell": "C11"}, {"message": "andra ord", "found": 6}, {"flik": "8 rr"}, {"severity": Severity.INFO}]
)
def test_the_same_finding_survives_moved_rows_and_other_words(tmp_path: Path, changes: dict[str, object]) -> None:
    now = replace(BASE, **changes)  # type: ignore[arg-type]
    assert counts(compared(tmp_path, [checked(BASE)], [checked(now, path="annan/von.xlsx")])) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    "changes", [{"rule": "TE02"}, {"row": "Lokalhyror"}, {"column": "budget"}, {"flik": "12 RR"}]
)
def test_another_finding_is_new_and_the_old_one_fixed(tmp_path: Path, changes: dict[str, object]) -> None:
    now = replace(BASE, **changes)  # type: ignore[arg-type]
    assert counts(compared(tmp_path, [checked(BASE)], [checked(now)])) == (1, 0, 1, 0)


def test_of_several_alike_the_cell_decides(tmp_path: Path) -> None:
    two = replace(BASE, cell="C10", row=None, message="Rad utan namn: 7 står utan minus.")
    one = replace(two, cell="C9")
    since = compared(tmp_path, [checked(one, two)], [checked(two)])
    assert [told.finding.cell for told in since.fixed] == ["C9"]
    assert since.marks == (("kvar",),)


def test_another_namnd_is_another_finding(tmp_path: Path) -> None:
    since = compared(tmp_path, [checked(BASE)], [checked(BASE, path="sn.xlsx", namnd="SN")])
    assert counts(since) == (1, 0, 0, 1)


def test_nothing_is_called_fixed_that_was_not_checked(tmp_path: Path) -> None:
    assert counts(compared(tmp_path, [checked(BASE)], [])) == (0, 0, 0, 1)
    unread = checked(path="von.xlsx", namnd=None, readable=False)
    assert counts(compared(tmp_path, [checked(BASE)], [unread])) == (0, 0, 0, 1)
    april = replace(checked(BASE), occasion="april")
    assert counts(compared(tmp_path, [april], [checked()])) == (0, 0, 0, 1)


def test_a_file_that_can_be_read_again_is_fixed(tmp_path: Path) -> None:
    unread = Finding(rule="LA01", severity=Severity.FEL, message="skadad", remedy="")
    before = checked(unread, path="a/von.xlsx", namnd=None, readable=False)
    assert counts(compared(tmp_path, [before], [checked()])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"filer": [{}]}', '{"filer": [{"fil": "a", "fynd": [{}]}]}', "1"]
)
def test_anything_else_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError):
        read_earlier(tmp_path / "f.json")
