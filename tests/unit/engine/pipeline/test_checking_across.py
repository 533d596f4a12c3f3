"""kontrollera over several workbooks at once: copies of one nämnd's, and nämnder without any."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from engine.findings import Finding, Severity
from engine.pipeline.checked import CheckOutcome
from engine.pipeline.checking import check_books
from engine.pipeline.evidence import Against
from engine.pipeline.setup import Setup
from tests.rules.sample_books import clean_book, demo_setup, empty_book, setup

IN_TIME = datetime(2022, 9, 12, 9)  # noqa: DTZ001 the calendar has local time
VON, SN = clean_book(), empty_book("SN")


def _checked(folder: Path, books: Mapping[str, bytes], *, of: Setup | None = None, **against: object) -> CheckOutcome:
    for name, content in books.items():
        (folder / name).write_bytes(content)
    paths = [folder / name for name in books]
    occasion = against.pop("occasion", "delar")
    return check_books(of or setup(), paths, occasion=occasion, year=None, against=Against(**against))  # type: ignore[arg-type]


def _told(outcome: CheckOutcome, rule: str) -> list[tuple[str, Finding]]:
    return [(Path(f.path).name, each) for f in outcome.files for each in f.findings if each.rule == rule]


def test_each_copy_names_the_others(tmp_path: Path) -> None:
    outcome = _checked(tmp_path, {"a.xlsx": VON, "sn.xlsx": SN, "b.xlsx": VON, "c.xlsx": VON})
    told = _told(outcome, "AV04")
    assert [name for name, _ in told] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert told[1][1].found == f"{tmp_path / 'a.xlsx'} och {tmp_path / 'c.xlsx'}"
    assert told[1][1].message == f"Vård- och omsorgsnämnden har också {told[1][1].found} för samma år och tillfälle."
    assert outcome.exit_code == 0


def test_the_same_file_twice_is_one_workbook(tmp_path: Path) -> None:
    (tmp_path / "von.xlsx").write_bytes(VON)
    paths = [tmp_path / "von.xlsx", tmp_path / "von.xlsx", tmp_path / ".." / tmp_path.name / "von.xlsx"]
    outcome = check_books(setup(), paths, occasion="delar", year=None)
    assert _told(outcome, "AV04") == []
    assert len(outcome.files) == 3


def test_other_occasions_and_years_are_no_copies(tmp_path: Path) -> None:
    unfilled = {"von.xlsx": VON, "von-ny.xlsx": empty_book()}
    assert _told(_checked(tmp_path, unfilled, occasion=None), "AV04") == []
    years = {"von-2022.xlsx": VON, "von-2021.xlsx": clean_book(2021)}
    for name, content in years.items():
        (tmp_path / name).write_bytes(content)
    outcome = check_books(setup(), [tmp_path / name for name in years], occasion="delar", year=2022)
    assert "ST03" in {finding.rule for finding in outcome.files[1].findings}
    assert _told(outcome, "AV04") == []


def test_an_unreadable_or_nobodys_file_is_no_copy(tmp_path: Path) -> None:
    outcome = _checked(tmp_path, {"a.xlsx": b"nej", "b.xlsx": b"nej", "von.xlsx": VON})
    assert {finding.rule for finding in outcome.findings} == {"LA01"}


def test_what_is_handed_in_twice_is_a_fel(tmp_path: Path) -> None:
    outcome = _checked(tmp_path, {"a.xlsx": VON, "b.xlsx": VON}, filed_at=IN_TIME)
    assert [finding.severity for _, finding in _told(outcome, "AV04")] == [Severity.FEL, Severity.FEL]
    assert _told(outcome, "AV03") == []  # one nämnd hands in its own
    assert outcome.exit_code == 1


def test_a_missing_namnd_stands_once_in_the_first_file(tmp_path: Path) -> None:
    books = {"von.xlsx": VON, "trasig.xlsx": b"nej", "sn.xlsx": SN}
    told = _told(_checked(tmp_path, books, filed_at=IN_TIME), "AV03")
    assert {name for name, _ in told} == {"von.xlsx"}
    assert [finding.expected for _, finding in told] == ["KUN", "BUN", "MSN", "SBN", "EXP", "KS", "OFN"]
    assert told[0][1].message == (
        "Kultur- och utbildningsnämnden har ingen bok bland dem som kontrolleras (trasig.xlsx gick inte att läsa)."
    )


SILENCED = (
    '{ regel = "AV04", namnd = "VON", skal = "Två utkast jämförs" },'
    ' { regel = "AV03", namnd = "KS", skal = "Senare" },'
)


@pytest.fixture
def silenced() -> Setup:
    lighter = 'AV03 = { allvar = "info" }\nTE02 = {'
    return demo_setup(replacing={"tystade = [": f"tystade = [{SILENCED}", "TE02 = {": lighter})


def test_the_kommun_decides_how_much_they_weigh_and_what_it_accepts(tmp_path: Path, silenced: Setup) -> None:
    outcome = _checked(tmp_path, {"a.xlsx": VON, "b.xlsx": VON, "sn.xlsx": SN}, of=silenced, filed_at=IN_TIME)
    assert {finding.accepted for _, finding in _told(outcome, "AV04")} == {"Två utkast jämförs"}
    told = {finding.expected: finding for _, finding in _told(outcome, "AV03")}
    assert {finding.severity for finding in told.values()} == {Severity.INFO}
    assert (told["KS"].accepted, told["OFN"].accepted) == ("Senare", None)
