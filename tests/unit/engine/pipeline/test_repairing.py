"""--ratta: what is safe goes away in the copy, what is not is proposed, and a second time changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.addresses import parse_cell
from engine.data import SetCell
from engine.organisation.followup import Tystad
from engine.pipeline.checking import check_books
from engine.pipeline.repairing import Repaired, repair_books
from engine.pipeline.setup import Setup
from engine.reader import read_raw
from engine.writer.patch import patch_workbook
from tests.rules.damage import freeze, unzipped, zipped
from tests.rules.sample_books import RR_DELAR, cell_of, clean_book, setup

Planted = dict[tuple[str, str], int | float | str | None]
PERSONAL, SUM = "Personalkostnader", "Verksamhetens kostnader"


def repaired(tmp_path: Path, planted: Planted, *, of: Setup | None = None, frozen: bool = False) -> Repaired:
    source = clean_book()
    if frozen:
        parts = unzipped(source)
        freeze(parts, RR_DELAR)
        source = zipped(parts)
    cells = {place: parse_cell(cell_of(source, tmp_path, RR_DELAR, *place)) for place in planted}
    changes = [SetCell(RR_DELAR, cell, planted[place]) for place, cell in cells.items() if cell]
    (tmp_path / "bok.xlsx").write_bytes(patch_workbook(source, changes))
    return once_more(tmp_path / "bok.xlsx", tmp_path / "rattat" / "bok.xlsx", of or setup())


def once_more(book: Path, target: Path, of: Setup) -> Repaired:
    outcome = check_books(of, [str(book)], occasion="delar", year=None)
    return repair_books(of, outcome, [target], occasion="delar", year=None)


def told(done: Repaired) -> list[tuple[str, str, object, object]]:
    return [(r.rule, r.row, r.before, r.shown_after) for r in done.files[0].repairs]


SAFE: dict[str, tuple[Planted, tuple[str, str, object, object]]] = {
    "text": ({(PERSONAL, "budget"): "\u2212717 534"}, ("TY01", PERSONAL, "\u2212717 534", -717534)),
    "minus": ({(PERSONAL, "prognos"): 724465}, ("TE01", PERSONAL, 724465, -724465)),
    "text_minus": ({(PERSONAL, "prognos"): "724 465"}, ("TY01, TE01", PERSONAL, "724 465", -724465)),
    "decimaler": ({(PERSONAL, "prognos"): -724464.6}, ("TK01", PERSONAL, -724464.6, -724465)),
    "formel": ({(SUM, "budget"): -1048700}, ("FO01", SUM, -1048700, "=SUM(B9:B12)")),
    "formel_i_text": ({(SUM, "budget"): "-1 048 700"}, ("TY01", SUM, "-1 048 700", "=SUM(B9:B12)")),
}


@pytest.mark.parametrize("name", SAFE)
def test_what_is_safe_is_put_right_and_the_copy_is_clean(tmp_path: Path, name: str) -> None:
    planted, expected = SAFE[name]
    before = repaired(tmp_path, planted)
    assert told(before) == [expected]
    assert before.files[0].proposals == ()
    assert [f.rule for f in before.files[0].left if f.rule != "LA03"] == []
    again = once_more(tmp_path / "rattat" / "bok.xlsx", tmp_path / "igen.xlsx", setup())
    assert told(again) == []
    assert (tmp_path / "igen.xlsx").read_bytes() == (tmp_path / "rattat" / "bok.xlsx").read_bytes()


def test_the_original_is_untouched_and_the_dependents_follow(tmp_path: Path) -> None:
    repaired(tmp_path, {(PERSONAL, "prognos"): "-724 000"})
    original = read_raw(tmp_path / "bok.xlsx")
    made = read_raw(tmp_path / "rattat" / "bok.xlsx")
    cells = {sheet.name: sheet.cells for sheet in made.sheets}[RR_DELAR]
    total = parse_cell(cell_of(clean_book(), tmp_path, RR_DELAR, SUM, "prognos"))
    assert total is not None
    assert cells[total].value == -1071352 + 465
    assert any(raw.value == "-724 000" for sheet in original.sheets for raw in sheet.cells.values())


UNSAFE: dict[str, tuple[Planted, str, object]] = {
    "tvetydig": ({(PERSONAL, "budget"): "1.234"}, "TY01", "1\u00a0234 eller 1,234"),
    "mnkr": ({(PERSONAL, "budget"): "717 mnkr"}, "TY01", 717000),
    "kronor": ({(PERSONAL, "budget"): "-717 534 400 kr"}, "TY01", -717534),
    "apostrof": ({(PERSONAL, "budget"): "'-717534"}, "TY01", -717534),
    "ord": ({(PERSONAL, "budget"): "se bilaga"}, "TY01", None),
    "flera_plus": ({(PERSONAL, "prognos"): 724465, ("Lokalhyror", "prognos"): 93004}, "TE01", -724465),
    "hel_rad": ({(PERSONAL, "prognos"): 724465, (PERSONAL, "budget"): 717534}, "TE01", -724465),
    "intakt": ({("Verksamhetens intäkter", "prognos"): -217796}, "TE02", 217796),
    "summa": ({(SUM, "budget"): -1}, "SU01", "=SUM(B9:B12)"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_not_safe_is_proposed_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    planted, rule, proposed = UNSAFE[name]
    done = repaired(tmp_path, planted)
    assert told(done) == []
    found = {p.finding.rule: p for p in done.files[0].proposals}
    assert rule in found
    assert proposed in [p.proposed for p in done.files[0].proposals if p.finding.rule == rule]
    assert (tmp_path / "rattat" / "bok.xlsx").read_bytes() == (tmp_path / "bok.xlsx").read_bytes()


def test_a_pasted_table_whose_sum_agrees_with_plus_is_not_given_a_minus(tmp_path: Path) -> None:
    """The sum that somebody wrote is evidence: it would no longer agree."""
    plus = -1071352 + 2 * 724465
    done = repaired(tmp_path, {(PERSONAL, "prognos"): 724465, (SUM, "prognos"): plus}, frozen=True)
    assert told(done) == []
    assert "TE01" in [p.finding.rule for p in done.files[0].proposals]


def test_an_accepted_place_is_left_alone(tmp_path: Path) -> None:
    place = Tystad(regel="TE01", namnd="VON", flik=RR_DELAR, rad=PERSONAL, kolumn="prognos", skal="Återbetalning")
    kommun = setup().kommun.model_copy(update={"tystade": (place,)})
    of = replace(setup(), kommun=kommun)
    done = repaired(tmp_path, {(PERSONAL, "prognos"): 724465}, of=of)
    assert told(done) == []
    assert done.files[0].proposals == ()


def test_decimals_of_a_column_are_rounded_so_that_the_sums_come_out_right(tmp_path: Path) -> None:
    planted: Planted = {
        (PERSONAL, "prognos"): -724465.4,
        ("Lokalhyror", "prognos"): -93004.4,
        ("Köp av tjänster", "prognos"): -171895.4,
    }  # fmt: skip
    rounded = {r.row: r.after for r in repaired(tmp_path, planted).files[0].repairs}
    assert sum(rounded.values()) == -989365  # 1,2 more than the whole amounts, and so one unit more
