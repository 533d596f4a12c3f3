"""Rolling a workbook with marks above its outcomes and with the flik for the period: within a year, and on."""

from pathlib import Path

import pytest

from engine.data import DECIDED, PRELIMINARY, SetCell
from engine.model import ColumnKind
from engine.pipeline.checking import check_books
from engine.pipeline.rolling import roll_book
from engine.reader.history import read_history
from tests.support.books import demo_setup, flik_of, template
from tests.support.rolling import APRIL, BUDGET, INV8, MARS, MONTHLY, RR8, RR12, Bok

PERIOD = "8 period skattefin delår"
K = ColumnKind
OUTCOME = BUDGET | {"Personalkostnader": -480_000, "Kommunbidrag": 569_037}


def marked(bok: Bok, flik: str, mark: str, kind: ColumnKind = K.UTFALL) -> Bok:
    layout = flik_of(bok.data, flik).layout
    return bok.change(SetCell(layout.sheet, layout.mark_cells[kind], mark))


def mark_of(bok: Bok, flik: str, kind: ColumnKind = K.UTFALL) -> str | None:
    return flik_of(bok.data, flik).marks.get(kind)


@pytest.fixture
def bok(tmp_path: Path) -> Bok:
    """Mars and delår filled in, with the period and decided outcomes."""
    made = (
        Bok(tmp_path, template("VON", optional=True)).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    )
    made.roll("delar")
    made.fill(RR8, "prognos", APRIL).fill(RR8, "utfall", OUTCOME).fill(PERIOD, "budget_period", BUDGET)
    return marked(made.fill(PERIOD, "utfall", OUTCOME), RR8, DECIDED)


def new_book(folder: Path, path: Path) -> Bok:
    folder.mkdir()
    return Bok(folder, path.read_bytes())


def test_the_period_is_filed_and_stays_in_its_flik(bok: Bok) -> None:
    before = bok.values()
    bok.roll("arsbokslut")
    kept = {(line.row, line.kind): line.amount for line in read_history(bok.data.raw) if line.table == "PERIOD"}
    assert kept["Personalkostnader", K.BUDGET_PERIOD] == -717_534
    assert kept["Personalkostnader", K.UTFALL] == -480_000
    assert kept["Personalkostnader", K.AVVIKELSE] == 237_534
    assert bok.amount(PERIOD, "Personalkostnader", "utfall") == -480_000
    bok.undo()
    assert bok.values() == before


def test_marks_stay_when_the_book_is_rolled_within_the_year(bok: Bok) -> None:
    bok.roll("arsbokslut")
    assert (mark_of(bok, RR8), mark_of(bok, RR8, K.UTFALL_FG)) == (DECIDED, DECIDED)
    assert mark_of(bok, RR12) == PRELIMINARY, "the outcome of the year has not been decided yet"


def test_a_new_year_has_the_period_empty_and_last_years_marks(bok: Bok, tmp_path: Path) -> None:
    bok.name(INV8, "Reinvestering", "Sängar").fill(INV8, "utfall", {"Sängar": 5})
    outcome = roll_book(demo_setup(), bok.path, "budget", year=2023, target=tmp_path / "nytt.xlsx")
    new = new_book(tmp_path / "nytt", Path(outcome.target))
    assert not flik_of(new.data, PERIOD).has_input()
    assert {line.table for line in read_history(new.data.raw)} == {"RR", "INV", "PERIOD"}
    assert mark_of(new, RR8, K.UTFALL_FG) == DECIDED
    assert mark_of(new, RR8) == PRELIMINARY
    assert mark_of(new, INV8, K.UTFALL_FG) == PRELIMINARY, "nobody marked last year's investments as decided"
    new.fill(RR8, "budget", BUDGET)
    told = check_books(demo_setup(), [new.path], occasion="delar", year=None).findings
    assert [finding.flik for finding in told if finding.rule == "AV10"] == [INV8]


@pytest.mark.parametrize("mark", [PRELIMINARY, DECIDED])
def test_fjolar_brings_the_mark_with_the_amounts_and_undo_takes_it_back(tmp_path: Path, mark: str) -> None:
    earlier = marked(new_earlier(tmp_path), RR8, mark)
    bok = Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)
    before = bok.values()
    bok.roll("delar", last_year=earlier.path)
    assert mark_of(bok, RR8, K.UTFALL_FG) == mark
    assert bok.amount(RR8, "Lokalhyror", "utfall_fg") == -80_000
    bok.undo()
    assert bok.values() == before


def new_earlier(folder: Path) -> Bok:
    (folder / "fjol").mkdir()
    return Bok(folder / "fjol", template("VON", 2021)).fill(RR8, "utfall", BUDGET)


def test_oktober_follows_delar_with_the_period_in_the_book(bok: Bok) -> None:
    bok.roll("oktober")
    assert bok.amount(MONTHLY, "Personalkostnader", "foregaende_prognos") == APRIL["Personalkostnader"]
    assert bok.amount(PERIOD, "Lokalhyror", "budget_period") == -80_000
    told = check_books(demo_setup(), [bok.path], occasion=None, year=None).findings
    assert [finding.rule for finding in told if finding.flik in (PERIOD, MONTHLY)] == []
