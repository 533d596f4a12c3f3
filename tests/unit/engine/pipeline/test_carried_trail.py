"""What forklara says in a workbook that was made of a filled one: by a new project, by a roll, by an undone roll."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.addresses import parse_cell
from engine.amounts import show_number
from engine.cli import run
from engine.data import SetCell
from engine.ledger.trail import find_trail, open_trail, trail_path
from engine.organisation.followup import Budgetandring
from engine.pipeline.adding import add_project
from engine.pipeline.consolidating import find_workbooks
from engine.pipeline.explaining import explain_cell
from engine.pipeline.explanations import Explained
from engine.pipeline.filling import FillOutcome
from engine.pipeline.ledger_changes import ledger_changes
from engine.pipeline.rolling import roll_book, undo_roll
from engine.pipeline.setup import Setup
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import INV_DELAR, KOMMUN_TOML, RR_DELAR, RR_MANAD, empty_book, setup
from workbooks.__main__ import APPLICATION

Fill = Callable[..., FillOutcome]
BUDGET = [
    "3010;70322;810;202212;-900000,00;budget;;",
    "5010;70322;;202201;2000400,10;budget;;",
    "5010;71000;;202212;1000,25;budget;;",
]
DELAR = [*BUDGET, "5010;70322;;202203;1500400,10;utfall;V1;", "5010;70322;;202103;1400000,00;utfall;V0;"]
FORECAST = {RR_MANAD: "Belopp i tkr;Prognos helår 2022\nPersonalkostnader;-2100\n"}


def _book(outcome: FillOutcome) -> Path:
    assert outcome.target is not None
    return Path(outcome.target)


def _told(book: Path, address: str, *, with_rows: bool = False) -> Explained:
    return explain_cell(setup(), book, address, year=None, with_rows=with_rows)


def _rolled(book: Path, occasion: str, **options: object) -> Path:
    target = book.with_name(f"rullad-{occasion}.xlsx")
    outcome = roll_book(setup(), book, occasion, target=target, **options)  # type: ignore[arg-type]
    assert outcome.trail == str(trail_path(target))
    assert outcome.as_json()["spar"] == outcome.trail
    return target


def _changed(book: Path, flik: str, cell: str, value: int) -> None:
    place = parse_cell(cell)
    assert place is not None
    book.write_bytes(patch_workbook(book.read_bytes(), [SetCell(flik, place, value)]))


def test_a_new_project_leaves_every_amount_explained_in_the_new_file(fill: Fill, tmp_path: Path) -> None:
    filled = _book(fill("delar", lines=DELAR))
    target = tmp_path / "annanstans" / "ny.xlsx"
    target.parent.mkdir()
    added = add_project(setup(), filled, f"{INV_DELAR}!A20", "Sängar", year=None, target=target)
    assert added.as_json()["spar"] == str(trail_path(target))
    before, after = (_told(book, "8 RR!E9", with_rows=True) for book in (filled, target))
    assert after.explanation == before.explanation
    assert after.explanation.rows
    assert after.is_untouched
    assert not after.findings


def test_a_book_without_a_trail_gets_none_and_an_old_one_beside_the_new_file_is_told_of(
    fill: Fill, tmp_path: Path
) -> None:
    filled = _book(fill("delar", lines=DELAR, trail=False))
    target = tmp_path / "ny.xlsx"
    trail_path(target).write_bytes(b"an older trail")
    added = add_project(setup(), filled, f"{INV_DELAR}!A20", "Sängar", year=None, target=target)
    assert added.trail is None
    assert [finding.rule for finding in added.findings] == ["IN17"]
    assert trail_path(target).read_bytes() == b"an older trail"


def test_a_trail_of_somebody_else_is_told_of_and_not_carried(fill: Fill, tmp_path: Path) -> None:
    other = _book(fill("delar", lines=DELAR, namnd="SN", target=tmp_path / "sn.xlsx"))
    filled = _book(fill("delar", lines=DELAR, trail=False))
    shutil.copyfile(trail_path(other), trail_path(filled))
    added = add_project(setup(), filled, f"{INV_DELAR}!A20", "Sängar", year=None, target=tmp_path / "ny.xlsx")
    assert added.trail is None
    assert [finding.rule for finding in added.findings] == ["IN17"]


def test_a_carried_budget_says_from_where_and_has_its_rows(fill: Fill) -> None:
    filled = _book(fill("mars", lines=BUDGET, tables=FORECAST))
    there = _told(filled, f"{RR_MANAD}!B9").explanation
    book = _rolled(filled, "delar")
    found = _told(book, "8 RR!B9", with_rows=True).explanation
    assert found.told == f"Följer med från bok-ifylld.xlsx, {RR_MANAD}!B9 (mars 2022). {there.told}"
    assert (found.value, found.ore, found.source, found.counted) == (-2001, -200_140_035, "huvudbok", 2)
    assert found.shares == there.shares
    assert {row.ore for row in found.rows} == {200_040_010, 100_025}
    assert found.as_json(with_rows=False)["foljer_med_fran"] == {
        "bok": "bok-ifylld.xlsx", "flik": RR_MANAD, "cell": "B9", "tillfalle": "mars 2022", "raknas": "budget",
    }  # fmt: skip
    assert not found.is_changed


def test_what_stands_in_a_rolled_book_is_explained_as_before(fill: Fill) -> None:
    filled = _book(fill("mars", lines=BUDGET))
    book = _rolled(filled, "april")
    before, after = (_told(each, f"{RR_MANAD}!B9") for each in (filled, book))
    assert after.explanation == before.explanation
    assert after.is_untouched
    assert not after.findings


def test_the_previous_forecast_says_which_table_it_came_from(fill: Fill) -> None:
    book = _rolled(_book(fill("mars", lines=BUDGET, tables=FORECAST)), "delar")
    [cell] = _cells(book, "foregaende_prognos", "Personalkostnader", RR_DELAR)
    found = _told(book, f"{RR_DELAR}!{cell}").explanation
    assert found.value == -2100
    assert found.told.startswith(f"Följer med från bok-ifylld.xlsx, {RR_MANAD}!C9 (mars 2022). Tabellen ")
    assert found.told.endswith("tabell0.csv, rad 2.")


def test_a_forecast_that_nobody_filled_was_put_in_by_hand_there(fill: Fill) -> None:
    filled = _book(fill("mars", lines=BUDGET))
    _changed(filled, RR_MANAD, "C9", -2200)
    book = _rolled(filled, "delar")
    [cell] = _cells(book, "foregaende_prognos", "Personalkostnader", RR_DELAR)
    found = _told(book, f"{RR_DELAR}!{cell}").explanation
    assert (found.value, found.source) == (-2200, "foljer_med")
    assert found.told == (
        f"Följer med från bok-ifylld.xlsx, {RR_MANAD}!C9 (mars 2022). "
        "Ingen huvudbok eller tabell hade fyllt det: beloppet var inmatat för hand."
    )


def test_an_amount_that_was_changed_before_the_roll_is_told_as_changed(fill: Fill) -> None:
    filled = _book(fill("mars", lines=BUDGET))
    _changed(filled, RR_MANAD, "B9", -2100)
    found = _told(_rolled(filled, "delar"), "8 RR!B9").explanation
    assert found.told == (
        f"Följer med från bok-ifylld.xlsx, {RR_MANAD}!B9 (mars 2022). "
        f"{show_number(-2001)} fylldes i där, men ändrades till {show_number(-2100)} före rullningen."
    )
    assert (found.ore, found.rule, found.shares) == (-210_000_000, None, ())


def test_an_amount_that_is_changed_after_the_roll_is_told_as_changed(fill: Fill) -> None:
    book = _rolled(_book(fill("mars", lines=BUDGET)), "delar")
    _changed(book, RR_DELAR, "B9", -2100)
    told = _told(book, "8 RR!B9")
    assert told.explanation.is_changed
    assert [(each.rule, each.message) for each in told.findings] == [
        ("IN16", f"{show_number(-2001)} följde med till Personalkostnader, {show_number(-2100)} står där nu.")
    ]


def test_last_years_outcome_says_which_book_and_which_column(fill: Fill, tmp_path: Path) -> None:
    last = tmp_path / "fjol.xlsx"
    lines = [line.replace(";2021", ";2020").replace(";2022", ";2021") for line in DELAR]
    fill("delar", lines=lines, year=2021, target=last, book=empty_book(year=2021))
    rows = _told(last, "8 RR!E9", with_rows=True).explanation.rows
    book = _rolled(_book(fill("mars", lines=BUDGET)), "delar", last_year=last)
    [cell] = _cells(book, "utfall_fg", "Personalkostnader", RR_DELAR)
    found = _told(book, f"{RR_DELAR}!{cell}", with_rows=True).explanation
    assert found.told.startswith(
        f"Följer med från fjol.xlsx, {RR_DELAR}!E9 (delår 2021). Summan av huvudbokens utfall"
    )
    assert found.rows == rows
    assert _told(book, "8 RR!B9", with_rows=True).explanation.counted == 2


def test_last_years_book_without_a_trail_is_named_and_nothing_more(fill: Fill, tmp_path: Path) -> None:
    last = tmp_path / "fjol.xlsx"
    lines = [line.replace(";2021", ";2020").replace(";2022", ";2021") for line in DELAR]
    fill("delar", lines=lines, year=2021, target=last, book=empty_book(year=2021), trail=False)
    book = _rolled(_book(fill("mars", lines=BUDGET)), "delar", last_year=last)
    [cell] = _cells(book, "utfall_fg", "Personalkostnader", RR_DELAR)
    found = _told(book, f"{RR_DELAR}!{cell}").explanation
    assert found.told.endswith("(delår 2021). Boken hade inget spår, så varifrån beloppet kom dit är inte känt.")


def test_the_next_years_book_knows_what_was_carried_into_it(fill: Fill) -> None:
    filled = _book(fill("delar", lines=DELAR))
    book = _rolled(filled, "mars", year=2023)
    with open_trail(find_trail(book)) as opened:
        assert (opened.trail.namnd, opened.trail.ar) == ("VON", 2023)
    [cell] = _cells(book, "utfall_fg", "Personalkostnader", RR_DELAR)
    told = _told(book, f"{RR_DELAR}!{cell}", with_rows=True)
    assert told.explanation.told.startswith(f"Följer med från bok-ifylld.xlsx, {RR_DELAR}!E9 (delår 2022). Summan av")
    assert (told.explanation.ore, len(told.explanation.rows)) == (-150_040_010, 1)
    assert not told.findings


def test_an_amount_carried_twice_is_told_of_from_the_book_before_by_its_first_rule(fill: Fill) -> None:
    first = _rolled(_book(fill("mars", lines=BUDGET)), "delar")
    book = _rolled(first, "arsbokslut")
    [cell] = _cells(book, "budget", "Personalkostnader", "12 RR skattefin övriga ÅB")
    found = _told(book, f"12 RR!{cell}").explanation
    assert found.told.startswith(f"Följer med från rullad-delar.xlsx, {RR_DELAR}!B9 (delår 2022). Summan av")
    assert found.counted == 2


def test_an_undone_roll_knows_again_what_it_knew(fill: Fill) -> None:
    filled = _book(fill("mars", lines=BUDGET, tables=FORECAST))
    target = filled.with_name("tillbaka.xlsx")
    undone = undo_roll(setup(), _rolled(filled, "april"), target=target)
    assert undone.trail == str(trail_path(target))
    for cell in ("B9", "C9"):
        assert _told(target, f"{RR_MANAD}!{cell}").explanation == _told(filled, f"{RR_MANAD}!{cell}").explanation
    assert not _told(target, f"{RR_MANAD}!C9").findings


def test_a_book_filled_after_a_roll_keeps_what_was_carried(fill: Fill) -> None:
    book = _rolled(_book(fill("mars", lines=BUDGET)), "delar")
    shutil.copyfile(trail_path(book), trail_path(book.with_name("bok.xlsx")))
    again = fill("delar", book=book.read_bytes(), tables={"8 RR": "Belopp i tkr;Prognos helår 2022\nLokalhyror;-7\n"})
    found = _told(_book(again), "8 RR!B9").explanation
    assert found.told.startswith("Följer med från bok-ifylld.xlsx, ")
    assert found.counted == 2


def test_the_ledger_now_is_compared_with_what_it_filled_and_not_with_what_was_carried(
    fill: Fill, tmp_path: Path
) -> None:
    book = _rolled(_book(fill("mars", lines=BUDGET)), "delar")
    changes = ledger_changes(
        setup(), book, [tmp_path / "huvudbok.csv"], occasion=None, year=None, typ=None, skip_faults=False,
        with_rows=False,
    )  # fmt: skip
    assert [fill.occasion for fill in changes.fills] == ["mars"]
    assert not changes.findings


def test_the_bridge_is_nobodys_filled_amount(fill: Fill) -> None:
    own = setup()
    said = {"ar": 2022, "namnd": "VON", "fran": "202203", "kommunbidrag": 1200, "investering": 0, "beslut": "KF"}
    changed = own.kommun.model_copy(update={"budgetandringar": (Budgetandring.model_validate(said),)})
    whose = Setup(changed, own.catalog)
    filled = _book(fill("mars", lines=BUDGET, whose=whose))
    assert not explain_cell(whose, filled, f"{RR_MANAD}!B9", year=None, with_rows=False).findings


def _cells(book: Path, kind: str, label: str, flik: str) -> list[str]:
    with open_trail(find_trail(book)) as opened:
        cells = opened.trail.celler
    return [cell.cell for cell in cells if (cell.flik, cell.kolumn, cell.rad) == (flik, kind, label)]


def test_every_file_that_was_written_is_told_of(fill: Fill, capsys: pytest.CaptureFixture[str]) -> None:
    filled = _book(fill("mars", lines=BUDGET))
    names = ("ny", "rullad")
    calls = (
        ["projektrad", str(filled), f"{INV_DELAR}!A20", "--namn", "Sängar"],
        ["rulla", str(filled), "--till", "delar"],
    )
    for name, call in zip(names, calls, strict=True):
        target = filled.with_name(f"{name}.xlsx")
        run(APPLICATION, [*call, "-o", str(target), "--kommun", str(KOMMUN_TOML)])
        said = capsys.readouterr().out.replace("\n", "")
        assert f"{name}.xlsx" in said
        assert f"{name}.spar.parquet" in said


def test_trails_in_a_folder_are_passed_over_without_a_word(fill: Fill, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill("delar", lines=DELAR, target=folder / "von.xlsx")
    (folder / "brev.parquet").touch()
    found = find_workbooks([folder], tmp_path / "kommun.xlsx", "delar", 2022)
    assert [path.name for path in found.files] == ["von.xlsx"]
    assert found.passed_over == (f"{folder / 'brev.parquet'}: inte en arbetsbok (.xlsx eller .xlsm).",)
