"""What forklara --andrat says: nothing for the same ledger, and every planted change for another."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.errors import UnreadableError
from engine.pipeline.filling import FillOutcome
from engine.pipeline.ledger_changes import ChangeOutcome, ledger_changes
from tests.rules.sample_books import RR_DELAR, setup
from tests.unit.engine.pipeline.conftest import HEADING

Fill = Callable[..., FillOutcome]
THEN = [
    "5010;70322;;202203;2000000,00;utfall;V1;",
    "5010;70322;;202203;100,00;utfall;V2;",
    "5010;70322;;202203;100,00;utfall;V2;",
    "6010;70322;;202203;750000,00;utfall;V3;",
    "7410;71000;;202204;1000,00;utfall;V4;",
    "6132;70322;120;202203;8333,00;utfall;V5;",
    "3153;71612;121;202203;-8333,00;utfall;V5;",
]


def _since(
    outcome: FillOutcome, folder: Path, lines: Sequence[str], *, occasion: str | None = None, skip: bool = False
) -> ChangeOutcome:
    assert outcome.target is not None
    now = folder / "nu.csv"
    now.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
    return ledger_changes(
        setup(), Path(outcome.target), [now], occasion=occasion, year=None, typ=None, skip_faults=skip, with_rows=True
    )  # fmt: skip


def test_the_same_rows_in_another_order_are_no_change(fill: Fill, tmp_path: Path) -> None:
    found = _since(fill("delar", lines=THEN), tmp_path, THEN[::-1])
    (only,) = found.fills
    assert (only.figures, only.accounts, only.rows, found.findings) == ((), (), (), ())
    assert found.exit_code == 0


def test_new_gone_and_changed_amounts_are_told_apart(fill: Fill, tmp_path: Path) -> None:
    now = [*THEN[:2], "6010;70322;;202203;750500,00;utfall;V3;", *THEN[5:], "6110;70322;;202208;2500,00;utfall;V9;ny"]
    found = _since(fill("delar", lines=THEN), tmp_path, now)
    (only,) = found.fills
    assert [(each.row, each.change.konto, each.change.kind, each.as_json()["ore"]) for each in only.accounts] == [
        ("Köp av tjänster", "7410", "borta", 100_000),
        ("Lokalhyror", "6010", "ändrad", -50_000),
        ("Övriga kostnader", "6110", "ny", -250_000),
        ("Personalkostnader", "5010", "ändrad", 10_000),
    ]
    assert sorted((change.kind, change.row.verifikation) for _, change in only.rows) == [
        ("borta", "V2"), ("borta", "V3"), ("borta", "V4"), ("ny", "V3"), ("ny", "V9"),
    ]  # fmt: skip
    becomes = {(figure.row, figure.ore_then, figure.ore_now): figure.becomes for figure in only.figures}
    assert becomes[("Övriga kostnader", 0, -250_000)] in {-2, -3}
    refilled = fill("delar", lines=now, target=tmp_path / "ny.xlsx")
    written = {(cell.row, cell.ore): cell.after for cell in refilled.cells}
    for figure in only.figures:
        assert written[figure.row, figure.ore_now] == figure.becomes
    assert {finding.rule for finding in found.findings} == {"IN18"}
    assert all(finding.flik == RR_DELAR for finding in found.findings)


def test_a_row_that_has_become_internal_is_gone(fill: Fill, tmp_path: Path) -> None:
    lines = ["6010;70322;810;202203;750000,00;utfall;V3;", "3010;70322;810;202203;-750000,00;utfall;V3;"]
    found = _since(fill("delar", lines=lines), tmp_path, [line.replace("810", "120") for line in lines])
    assert [change.kind for change in (each.change for each in found.fills[0].accounts)] == ["borta", "borta"]


def test_a_typ_that_the_ledger_did_not_have_is_a_change(fill: Fill, tmp_path: Path) -> None:
    found = _since(fill("delar", lines=THEN), tmp_path, [*THEN, "5010;70322;;202203;3000000,00;budget;B1;"])
    figures = {(each.row, each.column): (each.filled, each.becomes) for each in found.fills[0].figures}
    assert figures["Personalkostnader", "budget"] == (None, -3000)
    assert not any(column == "utfall" for _, column in figures)


def test_a_typ_that_the_ledger_has_lost_is_a_change(fill: Fill, tmp_path: Path) -> None:
    found = _since(fill("delar", lines=THEN), tmp_path, ["5010;70322;;202203;3000000,00;budget;B1;"])
    figures = {(each.row, each.column): (each.filled, each.becomes) for each in found.fills[0].figures}
    assert figures["Personalkostnader", "utfall"] == (-2000, None)


def test_rows_that_cannot_be_read_stop_the_comparison_unless_left_out(fill: Fill, tmp_path: Path) -> None:
    outcome = fill("delar", lines=THEN)
    broken = [*THEN, "5010;99999;;202203;1,00;utfall;V6;"]
    found = _since(outcome, tmp_path, broken)
    assert (found.exit_code, found.stops, found.fills) == (3, True, ())
    assert _since(outcome, tmp_path, broken, skip=True).fills[0].figures == ()


def test_only_the_asked_occasion_is_compared_and_one_that_was_never_filled_is_refused(
    fill: Fill, tmp_path: Path
) -> None:
    outcome = fill("delar", lines=THEN)
    assert [each.occasion for each in _since(outcome, tmp_path, THEN, occasion="delar").fills] == ["delar"]
    with pytest.raises(UnreadableError, match="inte fylld från någon huvudbok för"):
        _since(outcome, tmp_path, THEN, occasion="mars")


def test_a_book_filled_from_tables_alone_has_nothing_to_compare(fill: Fill, tmp_path: Path) -> None:
    outcome = fill("delar", tables={"8 RR": "Belopp i tkr,Prognos helår 2022\nPersonalkostnader,-3\n"})
    with pytest.raises(UnreadableError, match="inte fylld från någon huvudbok"):
        _since(outcome, tmp_path, THEN)
