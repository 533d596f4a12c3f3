"""A workbook carried from occasion to occasion: what is filed, what the next flikar get, what is refused."""

from fractions import Fraction
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.data import SetCell
from engine.errors import WrongCallError
from engine.pipeline.rolling import roll_book
from engine.reader.history import read_history
from engine.roll import NoHistoryError, RollRefusedError
from tests.support.books import Place, demo_setup, flik_of, template
from tests.support.damage import edited, insert_row_as_excel_does
from tests.support.rolling import APRIL, BUDGET, INV0, INV4, INV8, INV12, MARS, MONTHLY, PROGSAK, RR8, RR12, Bok

RESULT = "Årets resultat"


@pytest.fixture
def bok(tmp_path: Path) -> Bok:
    """Mars filled in, and a budget of investments."""
    book = Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    book.name(INV0, "Reinvestering", "Sängar", "Larm")
    return book.fill(INV0, "budget", {"Sängar": 750, "Larm": 300})


def at_april(bok: Bok) -> Bok:
    bok.roll("april")
    return bok.fill(MONTHLY, "prognos", APRIL).fill(INV4, "prognos", {"Sängar": 700, "Larm": 300})


def history(bok: Bok, **wanted: object) -> dict[str, object]:
    """Amounts by row of the lines that answer to ``wanted``."""
    lines = [line for line in read_history(bok.data.raw) if line.kind]
    return {
        line.row: line.amount
        for line in lines
        if all(line.occasion.code == v if k == "occasion" else getattr(line, k) == v for k, v in wanted.items())
    }


def test_a_month_is_filed_and_its_flik_made_ready_for_the_next(bok: Bok) -> None:
    outcome = bok.roll("april")
    assert (outcome.origin, outcome.occasion, outcome.filed) == ("mars", "april", len(read_history(bok.data.raw)))
    filed = history(bok, occasion="mars", table="RR", kind="prognos")
    assert filed == MARS | {
        "Verksamhetens kostnader": -1_055_600,
        "Verksamhetens nettokostnader": -860_456,
        RESULT: -6_900,
    }
    flik = flik_of(bok.data, MONTHLY)
    assert flik.occasion is not None
    assert flik.occasion[0].code == "april"
    for label, amount in MARS.items():
        assert bok.amount(MONTHLY, label, "prognos") is None
        assert bok.amount(MONTHLY, label, "budget") == BUDGET[label]
        assert bok.amount(MONTHLY, label, "foregaende_prognos") == amount
    assert bok.amount(MONTHLY, RESULT, "foregaende_prognos") == -6_900
    assert bok.amount(MONTHLY, RESULT, "avvikelse") == 0


def test_the_change_against_the_latest_follow_up_comes_out_by_itself(bok: Bok) -> None:
    at_april(bok)
    assert bok.amount(MONTHLY, RESULT, "prognosforandring") == 22_652
    bok.roll("maj")
    bok.fill(MONTHLY, "prognos", APRIL | {"Lokalhyror": -81_000})
    bok.roll("delar")
    assert bok.amount(RR8, "Lokalhyror", "foregaende_prognos") == -81_000
    assert bok.amount(INV8, "Sängar", "foregaende_prognos") == 700
    assert bok.amount(INV8, "Reinvestering", "foregaende_prognos") == 1_000


def test_projects_and_budget_reach_the_next_flik_of_the_table(bok: Bok) -> None:
    outcome = bok.roll("april")
    assert bok.amount(INV4, "Sängar", "budget") == 750
    assert bok.amount(INV4, "Totala utgifter", "budget") == 1_050
    assert {(cell.flik, cell.row) for cell in outcome.cells if cell.column == "budget"} == {
        (INV4, "Sängar"), (INV4, "Larm"),
    }  # fmt: skip


def test_prognossakerhet_gets_both_forecasts_of_the_result(bok: Bok) -> None:
    at_april(bok).roll("delar")
    bok.fill(RR8, "prognos", APRIL | {"Personalkostnader": -720_000})
    bok.fill(RR12, "utfall", BUDGET | {"Personalkostnader": -719_534})
    bok.roll("arsbokslut")
    assert bok.amount(PROGSAK, "Fördjupad månadsuppföljning", "prognos") == 15_752
    assert bok.amount(PROGSAK, "Delårsbokslut", "prognos") == 20_186
    assert bok.amount(PROGSAK, "Bokslut 2022", "prognos") == -2_000
    assert bok.amount(PROGSAK, "Delårsbokslut", "avvikelse") == -22_186
    assert bok.amount(RR12, "Lokalhyror", "budget") == -80_000
    assert bok.amount(INV12, "Larm", "budget") == 300


def test_comments_move_to_the_history(bok: Bok) -> None:
    layout = flik_of(bok.data, MONTHLY).layout
    row = layout.row("lokalhyror")
    assert row is not None
    assert layout.comment_column is not None
    cell = Cell(row.number, layout.comment_column)
    bok.change(SetCell(MONTHLY, cell, "Nya lokaler\nfrån maj"))
    bok.roll("april")
    assert flik_of(bok.data, MONTHLY).raw(cell).value is None
    assert [(line.row, line.comment) for line in read_history(bok.data.raw) if line.comment] == [
        ("Lokalhyror", "Nya lokaler\nfrån maj")
    ]
    bok.undo()
    assert flik_of(bok.data, MONTHLY).raw(cell).value == "Nya lokaler\nfrån maj"


@pytest.mark.parametrize("occasion", ["mars", "februari", "budget"])
def test_no_roll_to_where_the_book_stands_or_before(bok: Bok, occasion: str) -> None:
    before = bok.path.read_bytes()
    with pytest.raises(RollRefusedError, match="gå förlorat") as refused:
        bok.roll(occasion)
    assert refused.value.exit_code == 2
    assert bok.path.read_bytes() == before


def test_no_roll_onto_what_is_filed(bok: Bok) -> None:
    bok.roll("maj")
    bok.change(SetCell(MONTHLY, Cell(3, 2), "februari 2022"))
    with pytest.raises(RollRefusedError, match=r"Mars 2022 finns redan i Historik: \d+ rader \(RR\)"):
        bok.roll("mars")


def test_no_roll_over_amounts_that_differ(bok: Bok) -> None:
    bok.fill(RR8, "budget", {"Lokalhyror": -79_000, "Finansnetto": 0})
    with pytest.raises(RollRefusedError, match=r"C?B10 Lokalhyror, budget: −79.000 mot −80.000") as refused:
        bok.roll("delar")
    assert len(refused.value.places) == 1


def test_more_projects_than_rows_are_named(bok: Bok) -> None:
    bok.name(INV4, "Expansionsinvestering - Exploatering", "Torg").name(
        INV0, "Expansionsinvestering - Exploatering", "Kaj"
    )
    with pytest.raises(RollRefusedError, match="Exploatering har 1 nya projekt men 0 tomma rader") as refused:
        bok.roll("april")
    assert refused.value.places == ("Kaj",)


def test_an_amount_that_is_text_would_be_lost(bok: Bok) -> None:
    flik = flik_of(bok.data, MONTHLY)
    bok.change(SetCell(MONTHLY, Place(flik).cell("Lokalhyror", "prognos"), "80 000-ish"))
    with pytest.raises(RollRefusedError, match="C10 Lokalhyror"):
        bok.roll("april")


def test_a_book_without_history_is_told_what_to_do(bok: Bok) -> None:
    bok.path.write_bytes(edited(bok.path.read_bytes(), lambda book: book.remove(book["Historik"])))
    with pytest.raises(NoHistoryError, match="flikar mall"):
        bok.roll("april")


def test_decimals_are_rounded_and_told_of(bok: Bok) -> None:
    bok.fill(INV0, "budget", {"Sängar": 750.5})
    outcome = bok.roll("april")
    assert bok.amount(INV4, "Sängar", "budget") == 751
    assert [(f.rule, f.found) for f in outcome.findings] == [("TK01", Fraction(1501, 2))]


def test_last_years_outcome_by_category_and_name(bok: Bok, tmp_path: Path) -> None:
    folder = tmp_path / "fjol"
    folder.mkdir()
    earlier = Bok(folder, template("VON", 2021)).fill(RR8, "utfall", BUDGET)
    earlier.name(INV8, "Reinvestering", "Larm", "Hissar").fill(INV8, "utfall", {"Larm": 90, "Hissar": 40})
    outcome = bok.roll("delar", last_year=earlier.path)
    assert bok.amount(RR8, "Lokalhyror", "utfall_fg") == -80_000
    assert bok.amount(INV8, "Larm", "utfall_fg") == 90
    assert bok.amount(INV8, "Sängar", "utfall_fg") is None
    told = [finding for finding in outcome.findings if finding.rule == "ST08" and finding.row]
    assert [(finding.row, finding.found) for finding in told] == [("Hissar", 40)]
    with pytest.raises(WrongCallError, match="gäller 2022, inte 2021"):
        bok.roll("arsbokslut", last_year=bok.path)


def test_a_new_year_begins_with_last_years_amounts_and_projects(bok: Bok, tmp_path: Path) -> None:
    at_april(bok).roll("delar")
    bok.name(INV8, "Imageinvestering", "Konst", "Skylt")
    bok.fill(INV8, "utfall", {"Larm": 120}).fill(RR8, "utfall", BUDGET).fill(RR8, "prognos", APRIL)
    before = bok.path.read_bytes()
    filed = len(read_history(bok.data.raw))
    outcome = roll_book(demo_setup(), bok.path, "budget", year=2023, target=tmp_path / "nytt.xlsx")
    assert bok.path.read_bytes() == before
    folder = tmp_path / "nytt"
    folder.mkdir()
    new = Bok(folder, (tmp_path / "nytt.xlsx").read_bytes())
    assert (outcome.origin, outcome.occasion, outcome.year, new.data.year) == ("delar", "budget", 2023, 2023)
    assert new.amount(INV0, "Sängar", "budget_fg") == 750
    assert new.amount(INV8, "Larm", "utfall_fg") == 120
    assert new.amount(RR8, "Lokalhyror", "utfall_fg") == -80_000
    lines = read_history(new.data.raw)
    assert len(lines) == outcome.filed > filed
    assert {line.year for line in lines} == {2022}
    with pytest.raises(RollRefusedError, match="gjordes av rullningen"):
        new.undo()
    assert new.roll("mars").origin == "budget"


def test_a_new_year_has_room_for_every_project(bok: Bok, tmp_path: Path) -> None:
    layout = flik_of(bok.data, INV0).layout
    part = next(f"xl/worksheets/sheet{at}.xml" for at, s in enumerate(bok.data.raw.sheets, start=1) if s.name == INV0)
    first = layout.projects("image")[0].number
    bok.path.write_bytes(insert_row_as_excel_does(bok.path.read_bytes(), part, INV0, first))
    bok.name(INV0, "Imageinvestering", "Konst", "Skylt").fill(INV0, "budget", {"Konst": 10, "Skylt": 20})
    roll_book(demo_setup(), bok.path, "budget", year=2023, target=tmp_path / "nytt.xlsx")
    folder = tmp_path / "nytt"
    folder.mkdir()
    new = Bok(folder, (tmp_path / "nytt.xlsx").read_bytes())
    assert new.amount(INV0, "Imageinvestering", "budget_fg") == 30
    with pytest.raises(RollRefusedError, match="Imageinvestering har 2 nya projekt men 1 tomma rader") as refused:
        bok.roll("april")
    assert refused.value.places == ("Skylt",)


def test_undo_follows_rows_that_have_moved(bok: Bok) -> None:
    before = {label: bok.amount(MONTHLY, label, "prognos") for label in MARS}
    bok.roll("april")
    part = next(f"xl/worksheets/sheet{at}.xml" for at, s in enumerate(bok.data.raw.sheets, 1) if s.name == MONTHLY)
    bok.path.write_bytes(insert_row_as_excel_does(bok.path.read_bytes(), part, MONTHLY, 8))
    bok.undo()
    assert {label: bok.amount(MONTHLY, label, "prognos") for label in MARS} == before


def test_undo_refuses_what_has_been_filled_in_since(bok: Bok) -> None:
    bok.roll("april")
    bok.fill(MONTHLY, "prognos", {"Lokalhyror": -1})
    with pytest.raises(RollRefusedError, match="C10 Lokalhyror, Prognos: -1"):
        bok.undo()


def test_undo_refuses_a_history_that_has_been_changed(bok: Bok) -> None:
    bok.roll("april")
    bok.change(SetCell("Historik", Cell(6, 7), 1))
    with pytest.raises(RollRefusedError, match="har ändrats sedan dess"):
        bok.undo()


def test_rolls_are_undone_one_after_the_other(bok: Bok) -> None:
    start = bok.values()
    at_april(bok)
    filled = bok.values()
    bok.roll("delar")
    bok.undo()
    assert bok.values() == filled
    bok.fill(MONTHLY, "prognos", dict.fromkeys(APRIL)).fill(INV4, "prognos", {"Sängar": None, "Larm": None})
    bok.undo()
    assert bok.values() == start
    with pytest.raises(RollRefusedError, match="ingen rullning"):
        bok.undo()


def test_a_formula_in_the_forecast_is_filed_by_value_and_stays(bok: Bok) -> None:
    cell = Place(flik_of(bok.data, MONTHLY)).cell("Lokalhyror", "prognos")

    def with_formula(book: object) -> None:
        book[MONTHLY][str(cell)] = "=B10-500"  # type: ignore[index]

    bok.path.write_bytes(edited(bok.path.read_bytes(), with_formula))
    outcome = bok.roll("april")
    assert history(bok, occasion="mars", kind="prognos")["Lokalhyror"] == -80_500
    assert flik_of(bok.data, MONTHLY).raw(cell).formula == "B10-500"
    assert [finding.rule for finding in outcome.findings] == ["AV02"]
