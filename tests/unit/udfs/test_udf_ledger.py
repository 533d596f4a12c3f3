"""A ledger in a range is stripped as the same ledger in a file."""

import csv
from pathlib import Path

import pytest

from engine.pipeline.stripping import strip_ledger
from udfs.calling import call
from udfs.examples import LEDGER
from udfs.registry import REGISTRY
from udfs.setting import own_setup
from udfs.values import CellError

ASKED = ("VON", 2022.0, "delar")


def _rows(name: str, ledger: object = LEDGER) -> tuple[tuple[object, ...], ...]:
    answer = call(REGISTRY[name], [ledger, *ASKED])
    assert isinstance(answer, tuple), answer
    return answer


def _file(folder: Path) -> Path:
    path = folder / "huvudbok.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["" if v is None else int(v) if v == int(v) else v] if isinstance(v, float) else [v or ""]
                for row in LEDGER for v in row]  # fmt: skip
        width = len(LEDGER[0])
        cells = [cell for row in rows for cell in row]
        csv.writer(file, delimiter=";").writerows(cells[i : i + width] for i in range(0, len(cells), width))
    return path


def test_the_result_is_that_of_the_command(tmp_path: Path) -> None:
    outcome = strip_ledger(
        own_setup(), [_file(tmp_path)], "VON", year=2022, occasion="delar", typ=None, skip_faults=False,
        kept_to=None, removed_to=None,
    )  # fmt: skip
    found = {row[0]: row[1:] for row in _rows("FLIK_RR")[1:]}
    assert found == {
        label: tuple(ore / 100 for ore in (a.budget_ore, a.budget_period_ore, a.utfall_ore, a.foregaende_ore))
        for label, a in outcome.stripped.rr.items()
    }
    assert found["Personalkostnader"] == (-12000, -12000, -1000.5, 0)
    assert found["Verksamhetens intäkter"] == (0, 0, 0, 250.25)


def test_kept_and_removed_rows_are_the_rows_of_the_namnd() -> None:
    kept, removed = _rows("FLIK_RENSA"), _rows("FLIK_INTERNA")
    assert kept[0] == LEDGER[0]
    assert [row[4] for row in kept[1:]] == [1000.5, -250.25, 12000.0]
    assert [row[4] for row in removed[1:]] == [8333.0, -8333.0]
    assert removed[0][-1] == "Motsvarighet"
    assert all(row[-1] not in ("", "saknas") for row in removed[1:])


@pytest.mark.parametrize("beside", [(), ((5010.0, "70100", "", 202203.0, "12,50", "utfall"),)])
def test_a_computed_amount_counts_as_what_excel_shows_of_it(beside: tuple[tuple[object, ...], ...]) -> None:
    row = (5010.0, "70100", "", 202203.0, 0.1 + 0.2, "utfall")
    ledger = (LEDGER[0], row, *beside)
    expected = -0.3 - 12.5 * len(beside)
    assert call(REGISTRY["FLIK_HUVUDBOK_FEL"], [ledger, *ASKED]) == (("OK",),)
    assert {row[0]: row[3] for row in _rows("FLIK_RR", ledger)[1:]}["Personalkostnader"] == expected


def test_a_third_decimal_is_refused_though_other_amounts_are_computed() -> None:
    rows = [(5010.0, "70100", "", 202203.0, amount, "utfall") for amount in (0.1 + 0.2, 0.285)]
    ((rule, message),) = _rows("FLIK_HUVUDBOK_FEL", (LEDGER[0], *rows))
    assert rule == "LA01 fel"
    assert "0.285" in str(message)
    assert call(REGISTRY["FLIK_RR"], [(LEDGER[0], *rows), *ASKED]) is CellError.VALUE


def test_a_faulty_ledger_is_an_error_value_and_told_of_in_words() -> None:
    faulty = (
        *LEDGER,
        (5010.0, "70100", "", 202214.0, 5.0, "utfall"),
        (5010.0, "70100", "", 202203.0, 1.234, "utfall"),
    )
    assert call(REGISTRY["FLIK_RR"], [faulty, *ASKED]) is CellError.VALUE
    told = call(REGISTRY["FLIK_HUVUDBOK_FEL"], [faulty, *ASKED])
    assert isinstance(told, tuple)
    assert [row[0] for row in told] == ["LA01 fel", "LA01 fel"]
    assert "202214" in str(told[0][1])
    assert "omrade.csv" not in str(told)
    assert call(REGISTRY["FLIK_HUVUDBOK_FEL"], [LEDGER, *ASKED]) == (("OK",),)


@pytest.mark.parametrize("asked", [("XYZ", 2022.0, "delar"), ("VON", 2022.0, "sommar")])
def test_an_unknown_namnd_or_occasion_is_not_available(asked: tuple[object, ...]) -> None:
    assert call(REGISTRY["FLIK_RR"], [LEDGER, *asked]) is CellError.NA


def test_a_range_without_headings_is_no_ledger() -> None:
    assert call(REGISTRY["FLIK_RR"], [LEDGER[1:], *ASKED]) is CellError.VALUE
    told = call(REGISTRY["FLIK_HUVUDBOK_FEL"], [LEDGER[1:], *ASKED])
    assert isinstance(told, tuple)
    assert "kolumn" in str(told).casefold()
