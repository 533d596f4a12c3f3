"""*Budgetbrygga* follows kommun.toml whenever the workbook is written, and what was rewritten is told of."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from engine.addresses import Cell
from engine.layout import BRIDGE
from engine.layout.bridge import DECISION_ROW, GRANT_COLUMN, INVESTMENT_COLUMN
from engine.organisation.followup import Budgetandring
from engine.pipeline.filling import FillOutcome
from engine.pipeline.rolling import roll_book, undo_roll
from engine.pipeline.setup import Setup
from engine.reader import read_raw
from tests.rules.sample_books import setup
from tests.support.books import set_text, template

Fill = Callable[..., FillOutcome]
RR = "1-11 RR skattefin övr jan-nov"
TABLE = {RR: "Belopp i tkr;Budget 2022;Prognos helår 2022\nKommunbidrag;853556;853556\n"}
FIRST_CHANGE = DECISION_ROW + 1


def change(grant: int, decision: str = "KF 2022-02-28") -> Budgetandring:
    said = {"ar": 2022, "namnd": "VON", "fran": "202203", "kommunbidrag": grant, "investering": 0, "beslut": decision}
    return Budgetandring.model_validate(said)


def deciding(*changes: Budgetandring, grant: int | None = None) -> Setup:
    own = setup()
    kommun = own.kommun.model_copy(update={"budgetandringar": changes})
    if grant is not None:
        kommun = kommun.model_copy(update={"kommunbidrag": {2022: {"VON": Decimal(grant)}}})
    return Setup(kommun, own.catalog)


def bridge(path: str | Path) -> dict[Cell, object]:
    sheet = next(sheet for sheet in read_raw(Path(path)).sheets if sheet.name == BRIDGE)
    return {cell: raw.value for cell, raw in sheet.cells.items()}


def told(outcome: FillOutcome) -> list[str]:
    return [finding.message for finding in outcome.findings if finding.rule == "AV11"]


def test_an_unchanged_kommun_toml_rewrites_nothing(fill: Fill) -> None:
    outcome = fill("mars", tables=TABLE)
    assert told(outcome) == []
    assert outcome.beside == ()


def test_a_new_change_reaches_the_inputs_and_the_stored_values(fill: Fill) -> None:
    outcome = fill("mars", tables=TABLE, whose=deciding(change(1200)))
    cells = bridge(outcome.target or "")
    assert [cells[Cell(FIRST_CHANGE, column)] for column in (2, 3, 4, 5)] == ["KF 2022-02-28", 202203, 1200, 0]
    (said,) = told(outcome)
    assert said == (
        f"Budgetändring, rad {FIRST_CHANGE}, är omskriven efter kommun.toml: Beslut tom → ”KF 2022-02-28”; Från och "
        "med period tom → ”202203”; Kommunbidrag, tkr tom → 1\u00a0200; Investeringar, tkr tom → 0."
    )
    mars = next(cell.row for cell, value in cells.items() if cell.column == 2 and value == "mars 2022")
    assert [cells[Cell(mars, column)] for column in (4, 5, 6, 7)] == [854756, 853556, -1200, "AVVIKER"]


def test_a_changed_decision_is_rewritten_and_what_kommun_toml_lacks_stays(fill: Fill) -> None:
    outcome = fill("mars", tables=TABLE, whose=deciding(grant=860000))
    cells = bridge(outcome.target or "")
    assert cells[Cell(DECISION_ROW, GRANT_COLUMN)] == 860000
    silent = deciding()
    kommun = silent.kommun.model_copy(update={"kommunbidrag": {}, "investeringsbudget": {}})
    outcome = fill(
        "mars", book=Path(outcome.target or "").read_bytes(), tables=TABLE, whose=Setup(kommun, setup().catalog)
    )
    assert bridge(outcome.target or "")[Cell(DECISION_ROW, GRANT_COLUMN)] == 860000


def test_what_somebody_wrote_beside_kommun_toml_is_taken_away_and_told(fill: Fill) -> None:
    book = set_text(template(), BRIDGE, Cell(FIRST_CHANGE, 2), "KF i december")
    outcome = fill("mars", book=book, tables=TABLE)
    assert told(outcome) == [
        f"Budgetändring, rad {FIRST_CHANGE}, är omskriven efter kommun.toml: Beslut ”KF i december” → tom."
    ]
    assert Cell(FIRST_CHANGE, 2) not in bridge(outcome.target or "")


def test_the_investments_are_compared_once_their_budget_is_known(fill: Fill) -> None:
    own = deciding()
    kommun = own.kommun.model_copy(update={"investeringsbudget": {}})
    without = Setup(kommun, own.catalog)
    table = {"4 inv": "Belopp i tkr;Budget 2022\nReinvestering;\nSängar;5000\n"}
    silent = fill("april", tables=table, whose=without)
    known = Setup(kommun.model_copy(update={"investeringsbudget": {2022: {"VON": Decimal(5300)}}}), own.catalog)
    outcome = fill("april", book=Path(silent.target or "").read_bytes(), tables=table, whose=known)
    cells = bridge(outcome.target or "")
    assert cells[Cell(DECISION_ROW, INVESTMENT_COLUMN)] == 5300
    april = [cell.row for cell, value in cells.items() if cell.column == 2 and value == "april 2022"]
    assert [cells[Cell(row, 7)] for row in april][1:] == ["AVVIKER"]


def test_more_changes_than_rows_are_told_of_and_nothing_is_half_written(fill: Fill) -> None:
    many = deciding(*(change(n, decision=f"KF {n}") for n in range(1, 10)))
    outcome = fill("mars", tables=TABLE, whose=many)
    assert told(outcome) == [
        "kommun.toml har 9 budgetändringar, men bladet har plats för 8; bryggan är inte uppdaterad."
    ]
    assert outcome.beside == ()


@pytest.mark.parametrize("back", [False, True])
def test_rulla_brings_the_bridge_up_too(fill: Fill, tmp_path: Path, back: bool) -> None:
    filled = fill("mars", tables=TABLE)
    rolled = roll_book(setup(), Path(filled.target or ""), "april", target=tmp_path / "april.xlsx")
    deciders = deciding(change(1200))
    outcome = (
        undo_roll(deciders, Path(rolled.target), target=tmp_path / "ut.xlsx")
        if back
        else roll_book(deciders, Path(rolled.target), "delar", target=tmp_path / "ut.xlsx")
    )
    assert [finding.rule for finding in outcome.findings].count("AV11") == 1
    assert bridge(outcome.target)[Cell(FIRST_CHANGE, GRANT_COLUMN)] == 1200


def test_a_row_inserted_among_the_changes_makes_room(fill: Fill, tmp_path: Path) -> None:
    from tests.rules import damage

    parts = damage.unzipped(template())
    damage.shift_rows(parts, BRIDGE, FIRST_CHANGE + 2)
    damage.add_row(parts, BRIDGE, FIRST_CHANGE + 2, {})
    many = deciding(*(change(n, decision=f"KF {n}") for n in range(1, 10)))
    outcome = fill("mars", book=damage.zipped(parts), tables=TABLE, whose=many)
    cells = bridge(outcome.target or "")
    assert [cells[Cell(FIRST_CHANGE + n, GRANT_COLUMN)] for n in range(9)] == list(range(1, 10))
    mars = next(cell.row for cell, value in cells.items() if cell.column == 2 and value == "mars 2022")
    assert cells[Cell(mars, 4)] == 853556 + sum(range(1, 10))
