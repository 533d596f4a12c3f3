"""kontrollera against earlier workbooks, reports and a ledger: what cannot be read or used is told of."""

from pathlib import Path

import pytest

from engine.pipeline.checked import CheckOutcome
from engine.pipeline.checking import check_books
from engine.pipeline.consolidating import consolidate_books
from engine.pipeline.evidence import Against
from tests.rules import damage
from tests.rules.sample_books import RR_DELAR, clean_book, empty_book, setup


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(clean_book())
    return path


def _checked(book: Path, **against: object) -> CheckOutcome:
    return check_books(setup(), [str(book)], occasion="delar", year=None, against=Against(**against))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["trasig.xlsx", "trasig.docx", "borta.xlsx", "borta.docx"])
def test_an_unreadable_earlier_file_is_an_entry_and_the_rest_goes_on(book: Path, tmp_path: Path, name: str) -> None:
    if name.startswith("trasig"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 nej")
    outcome = _checked(book, earlier=(str(tmp_path / name),))
    assert outcome.exit_code == 3
    assert [file.path for file in outcome.files] == [str(book), str(tmp_path / name)]
    assert [finding.rule for finding in outcome.findings] == ["LA01"]


def test_another_namnds_workbook_is_told_of_and_not_compared(book: Path, tmp_path: Path) -> None:
    (tmp_path / "ks.xlsx").write_bytes(empty_book("KS"))
    outcome = _checked(book, earlier=(str(tmp_path / "ks.xlsx"),))
    assert [(f.rule, f.severity.value) for f in outcome.findings] == [("LA04", "info")]
    assert "annan nämnds (KS)" in outcome.findings[0].message


def test_a_ledger_that_cannot_be_read_is_exit_3(book: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "huvudbok.csv"
    ledger.write_text("konto;ansvar;motpart;period;belopp;typ\n5010;70100;;202203;1.234;utfall\n", encoding="utf-8")
    assert _checked(book, ledgers=(ledger,)).exit_code == 3


def test_the_same_occasion_of_this_year_is_no_earlier_one(book: Path) -> None:
    assert _checked(book, earlier=(str(book),)).findings == ()


def test_an_accepted_place_is_told_of_by_konsolidera_too(tmp_path: Path) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "C11", damage.number(5))
    damage.recalculate(parts, tmp_path)
    (tmp_path / "von.xlsx").write_bytes(damage.zipped(parts))
    outcome = consolidate_books(setup(), [tmp_path / "von.xlsx"], "delar", tmp_path / "kommun.xlsx", year=None)
    told = [(f.severity.value, f.message) for f in outcome.findings if f.rule == "TE01"]
    assert [severity for severity, _ in told] == ["info"]
    assert "Återbetalning från leverantör, beslut 2022-08-12" in told[0][1]
