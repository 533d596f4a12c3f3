"""Headings as people write them, matched with the declared columns."""

from collections.abc import Sequence

import pytest

from engine.layout import likely_year, match_headings
from engine.layout.headings import words_of, years_of
from engine.model import Column, Favourable
from workbooks.columns import arsbokslut_columns, budget_columns, delar_columns, follow_up_columns

DELAR = delar_columns(Favourable.MORE)
ARSBOKSLUT = arsbokslut_columns(Favourable.MORE)


def matched(headings: Sequence[str], columns: Sequence[Column] = DELAR, year: int = 2022) -> list[str]:
    """The kinds of the columns found, left to right; ``!`` marks a wrong year."""
    found = match_headings(dict(enumerate(headings, start=2)), columns, year)
    return [f"{placed.column.kind}{'!' * (placed in found.wrong_years)}" for placed in found.columns]


def shown(columns: Sequence[Column], year: int = 2022) -> list[str]:
    return [column.shown(year) for column in columns]


ALL = ["budget", "prognos", "avvikelse", "utfall", "utfall_fg", "diff"]


@pytest.mark.parametrize(
    "columns",
    [DELAR, ARSBOKSLUT, follow_up_columns(Favourable.LESS), budget_columns(plan_years=2), budget_columns(4)],
)
def test_the_declared_headings_are_themselves(columns: tuple[Column, ...]) -> None:
    for year in (2022, 2000, 2099):
        assert matched(shown(columns, year), columns, year) == [column.kind for column in columns]


@pytest.mark.parametrize(
    "headings",
    [
        ["Budget", "Prognos helår", "Avv. prognos/budget", "Delårsbokslut 2022", "Delårsbokslut 2021",
         "Diff. utfall 2021/2022"],  # as a published table has them
        ["budget  2022", "PROGNOS HELÅR\u00a02022", "Avv prognos / budget 2022", "Delårsbokslut 2022",
         "Delarsbokslut 2021", "Diff utfall 2022/2021"],
        ["Budget 2022", "Prognos", "Avvikelse prognos/budget", "Delårsbokslut", "Delårsbokslut", "Differens utfall"],
    ],
)  # fmt: skip
def test_headings_without_years_and_spelled_otherwise(headings: list[str]) -> None:
    assert matched(headings) == ALL


def test_the_years_tell_the_columns_apart_whatever_their_order() -> None:
    assert matched(["Delårsbokslut 2021", "Budget 2022", "Delårsbokslut 2022"]) == ["utfall_fg", "budget", "utfall"]
    assert matched(["Bokslut 2021", "Bokslut 2022"], ARSBOKSLUT) == ["utfall_fg", "utfall"]
    assert matched(["Plan 2024", "Plan 2023", "Budget 2022", "Budget 2021"], budget_columns(2)) == [
        "plan2", "plan1", "budget", "budget_fg",
    ]  # fmt: skip


def test_a_wrong_year_is_found_and_told() -> None:
    assert matched(["Budget 2021", "Prognos helår 2022"]) == ["budget!", "prognos"]
    assert matched(shown(DELAR, 2021)) == [f"{kind}!" for kind in ALL]


def test_a_table_of_another_year_keeps_its_columns() -> None:
    """Of ``Delårsbokslut 2021`` and ``2020`` the first is the outcome, though 2021 is the year before 2022."""
    assert matched(shown(ARSBOKSLUT, 2021), ARSBOKSLUT) == [
        "budget!", "utfall!", "avvikelse!", "utfall_fg!", "diff!",
    ]  # fmt: skip
    budget = budget_columns(plan_years=4)
    assert matched(shown(budget, 2021), budget) == [f"{column.kind}!" for column in budget]


def test_a_single_column_of_last_year_is_last_years() -> None:
    assert matched(["Delårsbokslut 2021"]) == ["utfall_fg"]
    assert matched(["Budget 2021"], budget_columns(2)) == ["budget_fg"]
    assert matched(["Plan 2023"], budget_columns(2)) == ["plan1"]


def test_some_headings_of_another_year_do_not_turn_the_others() -> None:
    headings = ["Budget 2021", "Prognos helår 2021", "Avv. prognos/budget 2021", *shown(DELAR)[3:]]
    assert matched(headings) == ["budget!", "prognos!", "avvikelse!", "utfall", "utfall_fg", "diff"]


def test_headings_nobody_declared_are_left() -> None:
    found = match_headings({2: "Budget 2022", 3: "Kommentar", 4: "Riktpunkt 2022", 5: "Budget 2022"}, DELAR, 2022)
    assert [placed.number for placed in found.columns] == [2]
    assert found.unknown == {3: "Kommentar", 4: "Riktpunkt 2022", 5: "Budget 2022"}


@pytest.mark.parametrize("heading", ["Budgetavvikelse", "Periodbudget 2022", "Prognos helår 2022 rev", "2022", ""])
def test_what_is_no_heading_of_ours(heading: str) -> None:
    assert matched([heading]) == []


def test_the_likely_year() -> None:
    assert likely_year(shown(DELAR, 2023), DELAR) == 2023
    assert likely_year(["Budget", "Prognos helår"], DELAR) is None
    assert likely_year(["Budget", "Delårsbokslut 2022", "Delårsbokslut 2021"], DELAR) == 2022
    assert likely_year(["Budget 2022", "Prognos helår 2022", "Delårsbokslut 2021"], DELAR) == 2022
    assert likely_year(["Riktpunkt 2022"], DELAR) is None


def test_words_and_years() -> None:
    assert words_of("Avvikelse, prognos/budget 2022") == ("avv", "prognos", "budget")
    assert years_of("Diff. utfall 2021/2022 (12022, 20220)") == (2021, 2022)
