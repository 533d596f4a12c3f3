"""The carried figures: published ones unchanged, synthetic ones consistent and reproducible."""

from pathlib import Path

import pytest

from workbooks.demo.figures import (
    DRIFTBUDGET,
    NAMNDER,
    all_figures,
    budget_2022,
    copy_figure,
    figure_rows,
    figure_text,
    figures_of,
)
from workbooks.demo.synthetic import SHAPES, synthetic_files

SHARED = Path(__file__).parents[4] / "../shared/published"
PUBLISHED = [DRIFTBUDGET, *(figure.file for figure in all_figures() if not figure.synthetic)]
SYNTHETIC_RR = [figure.file for figure in all_figures() if figure.synthetic and figure.table == "RR"]
SYNTHETIC_PROJECTS = [figure.file for figure in all_figures() if figure.synthetic and figure.table != "RR"]


@pytest.mark.skipif(not SHARED.exists(), reason="the transcribed papers lie beside the repository")
@pytest.mark.parametrize("file", PUBLISHED)
def test_published_files_are_carried_unchanged(file: str) -> None:
    assert figure_text(file).encode() == (SHARED / file).read_bytes()


def test_every_namnd_has_its_tables() -> None:
    for namnd in NAMNDER:
        held = {(figure.occasion, figure.table) for figure in figures_of(namnd)}
        assert {("mars", "RR"), ("delar", "RR"), ("delar", "INV"), ("delar", "FORUTB")} <= held


def test_published_is_told_from_synthetic() -> None:
    assert [figure.synthetic for figure in figures_of("VON", "mars", "RR")] == [False]
    assert [figure.synthetic for figure in figures_of("VON", "delar", "INV")] == [False]
    assert [figure.synthetic for figure in figures_of("SN", "mars", "RR")] == [True]


def test_synthetic_files_are_what_the_shapes_give() -> None:
    made = synthetic_files()
    assert sorted(made) == sorted(SYNTHETIC_RR + SYNTHETIC_PROJECTS)
    for file, text in made.items():
        assert figure_text(file) == text, f"{file}: run python -m workbooks.demo.synthetic"


def test_budget_is_the_kommunbidrag_of_the_published_driftbudget() -> None:
    decided = {row["tkr"]: int(row["Budget 2022"]) for row in figure_rows(DRIFTBUDGET)}
    for namnd in NAMNDER:
        budget = budget_2022(namnd)
        assert budget["Kommunbidrag"] == decided[SHAPES[namnd].name]
        assert budget["Verksamhetens nettokostnader"] == -budget["Kommunbidrag"]


@pytest.mark.parametrize("file", SYNTHETIC_RR)
def test_synthetic_rr_adds_up(file: str) -> None:
    rows = {row.pop("Belopp i tkr"): list(map(int, row.values())) for row in figure_rows(file)}
    for column in range(3):
        at = {label: amounts[column] for label, amounts in rows.items()}
        costs = ("Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader")
        assert at["Verksamhetens kostnader"] == sum(at[label] for label in costs)
        assert at["Verksamhetens nettokostnader"] == at["Verksamhetens intäkter"] + at["Verksamhetens kostnader"]
        net = at["Verksamhetens nettokostnader"] + at["Kommunbidrag"] + at["Finansnetto"]
        assert at["Årets resultat"] == net
    assert all(forecast - budget == deviation for budget, forecast, deviation in rows.values())
    assert all(max(rows[label][:2]) < 0 < min(rows["Verksamhetens intäkter"][:2]) for label in costs)


@pytest.mark.parametrize("file", SYNTHETIC_PROJECTS)
def test_synthetic_projects_add_up(file: str) -> None:
    table = [list(row.values()) for row in figure_rows(file)]
    amounts = [[int(cell) for cell in row[1:]] for row in table if row[1]]
    sign = 1 if "_inv_" in file else -1
    for budget, forecast, deviation, outcome, before, diff in amounts:
        assert deviation == sign * (budget - forecast)
        assert diff == outcome - before
    total = amounts[-1]
    projects = [row for row, labels in zip(amounts, _labels(table), strict=True) if labels == "project"]
    assert total == [sum(column) for column in zip(*projects, strict=True)]


def _labels(table: list[list[str]]) -> list[str]:
    """What each row with amounts is."""
    kinds = {"- varav exploatering": "part", "Totala utgifter": "total", "Totala inkomster": "total"}
    return [kinds.get(row[0], "category" if "investering" in row[0] else "project") for row in table if row[1]]


def test_a_figure_is_copied_unchanged(tmp_path: Path) -> None:
    copied = copy_figure("von_mars_2022_rr.csv", tmp_path)
    assert copied.read_bytes().decode() == figure_text("von_mars_2022_rr.csv")


def test_budget_of_von_is_the_published_column() -> None:
    budget = budget_2022("VON")
    assert budget["Verksamhetens intäkter"] == 195_144
    assert budget["Köp av tjänster"] == -160_751
    assert "Finansnetto" not in budget
