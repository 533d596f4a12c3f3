"""What kommun.toml changes in the rules: severities, parameters, accepted places."""

from pathlib import Path

from engine.findings import Severity
from engine.pipeline.checking import check_books
from tests.rules import damage
from tests.rules.sample_books import RR_DELAR, clean_book, demo_setup


def _checked(
    tmp_path: Path, cell: str, value: float, replacing: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, cell, damage.number(value))
    damage.recalculate(parts, tmp_path)
    book = tmp_path / "bok.xlsx"
    book.write_bytes(damage.zipped(parts))
    outcome = check_books(demo_setup(replacing=replacing), [book], occasion="delar", year=None)
    return [(finding.rule, finding.severity.value) for finding in outcome.findings]


def test_the_severity_of_a_rule_is_the_kommuns(tmp_path: Path) -> None:
    old = 'TE02 = { allvar = "varning" }'
    assert _checked(tmp_path, "C7", -5) == [("TE02", "varning")]
    assert _checked(tmp_path, "C7", -5, {old: 'TE02 = { allvar = "info" }'}) == [("TE02", "info")]
    assert _checked(tmp_path, "C7", -5, {old: 'TE02 = { allvar = "fel" }'}) == [("TE02", "fel")]


def test_an_accepted_place_is_an_info_with_its_reason(tmp_path: Path) -> None:
    assert _checked(tmp_path, "C11", 5) == [("TE01", "info")]
    assert _checked(tmp_path, "C10", 5) == [("TE01", "fel")]
    assert _checked(tmp_path, "E11", 5) == [("TE01", "fel")]
    assert _checked(tmp_path, "C11", 5, {'regel = "TE01", namnd = "VON"': 'regel = "TE01", namnd = "KS"'}) == [
        ("TE01", "fel")
    ]


def test_the_reason_is_told(tmp_path: Path) -> None:
    parts = damage.unzipped(clean_book())
    damage.put(parts, RR_DELAR, "C11", damage.number(5))
    damage.recalculate(parts, tmp_path)
    (tmp_path / "bok.xlsx").write_bytes(damage.zipped(parts))
    outcome = check_books(demo_setup(), [tmp_path / "bok.xlsx"], occasion="delar", year=None)
    assert outcome.findings[0].severity is Severity.INFO
    assert "Återbetalning från leverantör, beslut 2022-08-12" in outcome.findings[0].message
    assert outcome.exit_code == 0
