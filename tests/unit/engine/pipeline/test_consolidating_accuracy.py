"""``konsolidera --tillfalle arsbokslut``: prognossäkerhet of every nämnd, from its flikar and its Historik."""

import re
from pathlib import Path

import pytest
from rich.console import Console, Group

from engine.addresses import Cell, parse_cell
from engine.cli.show_accuracy import show_accuracy
from engine.data import RawSheet
from engine.pipeline.consolidating import Consolidated, consolidate_books
from engine.reader import read_raw
from engine.writer.consolidation.accuracy import ACCURACY_SHEET
from tests.rules.sample_books import demo_setup, setup
from tests.support.accuracy import accuracy_book, with_history


@pytest.fixture
def consolidated(tmp_path: Path) -> tuple[Consolidated, Path]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "von.xlsx").write_bytes(accuracy_book("VON", 1500, {"fordjupad": 200, "delar": 1200}, setup()))
    (tmp_path / "in" / "sn.xlsx").write_bytes(accuracy_book("SN", -40, {"delar": -100, "bokslut": -41}, setup()))
    (tmp_path / "in" / "kun.xlsx").write_bytes(accuracy_book("KUN", None, {}, setup()))
    target = tmp_path / "kommun.xlsx"
    return consolidate_books(setup(), [tmp_path / "in"], "arsbokslut", target, year=None), target


def test_the_json_has_every_namnd_and_occasion(consolidated: tuple[Consolidated, Path]) -> None:
    assert consolidated[0].as_json()["prognossakerhet"] == [{
        "ar": 2022,
        "bokslut": {"summa": 1460, "namnder": {"VON": 1500, "SN": -40}},
        "tillfallen": {
            "april": {
                "prognos": {"summa": 200, "namnder": {"VON": 200}},
                "avvikelse": {"summa": 1300, "namnder": {"VON": 1300}},
            },
            "delar": {
                "prognos": {"summa": 1100, "namnder": {"VON": 1200, "SN": -100}},
                "avvikelse": {"summa": 360, "namnder": {"VON": 300, "SN": 60}},
            },
        },
    }]  # fmt: skip


def test_a_flik_that_contradicts_the_outcome_is_told_of(consolidated: tuple[Consolidated, Path]) -> None:
    (told,) = [finding for finding in consolidated[0].findings if finding.rule == "AV09"]
    assert told.message.startswith("sn.xlsx: Utfallet är −40 i 12 RR")
    assert (told.found, told.expected) == (-40, -41)


def sheet_of(path: Path) -> RawSheet:
    return next(sheet for sheet in read_raw(path).sheets if sheet.name == ACCURACY_SHEET)


def evaluated(sheet: RawSheet, formula: str) -> float:
    """``SUM(B7:B9)`` or ``B7-C7`` over what stands in the sheet."""
    values = {cell: raw.value for cell, raw in sheet.cells.items() if isinstance(raw.value, int | float)}
    if found := re.fullmatch(r"SUM\((\w+):(\w+)\)", formula):
        first, last = (parse_cell(each) for each in found.groups())
        assert first is not None
        assert last is not None
        return sum(values.get(Cell(row, first.column), 0) for row in range(first.row, last.row + 1))
    left, right = (parse_cell(each) for each in formula.split("-"))
    assert left is not None
    assert right is not None
    return values[left] - values[right]


def test_the_sheet_is_live_and_stores_what_its_formulas_give(consolidated: tuple[Consolidated, Path]) -> None:
    sheet = sheet_of(consolidated[1])
    formulas = {cell: raw for cell, raw in sheet.cells.items() if raw.formula}
    assert len(formulas) == 3 + 5
    for raw in formulas.values():
        assert raw.value == evaluated(sheet, raw.formula or "")
    texts = {cell: raw.value for cell, raw in sheet.cells.items() if isinstance(raw.value, str)}
    assert [texts[Cell(6, column)] for column in range(1, 7)] == [
        "Belopp i tkr", "Bokslut 2022", "Prognos april 2022", "Avvikelse april", "Prognos delår 2022",
        "Avvikelse delår",
    ]  # fmt: skip
    assert "Avvikelse april saknas för SN, som inte ingår i dess summa." in texts.values()


def test_the_direction_is_the_settings(tmp_path: Path) -> None:
    old = 'avvikelse_prognossakerhet = "bokslut-prognos"'
    turned = demo_setup(replacing={old: 'avvikelse_prognossakerhet = "prognos-bokslut"'})
    path, target = tmp_path / "von.xlsx", tmp_path / "kommun.xlsx"
    path.write_bytes(accuracy_book("VON", 1500, {"delar": 1200}, turned))
    outcome = consolidate_books(turned, [path], "arsbokslut", target, year=None)
    (year,) = outcome.accuracy or ()
    assert year.total_deviation(year.occasions[0]) == -300
    deviation = next(raw for raw in sheet_of(target).cells.values() if raw.formula == "C7-B7")
    assert deviation.value == -300


def test_the_months_between_come_from_the_history(tmp_path: Path) -> None:
    path, target = tmp_path / "von.xlsx", tmp_path / "kommun.xlsx"
    lines = [
        (2022, "mars", "Årets resultat", "prognos", 70), (2022, "oktober", "Årets resultat", "prognos", 1400),
        (2022, "delår", "Årets resultat", "prognos", 1300), (2022, "mars", "Personalkostnader", "prognos", -5),
        (2021, "mars", "Årets resultat", "prognos", 9), (2021, "årsbokslut", "Årets resultat", "utfall", 4),
    ]  # fmt: skip
    path.write_bytes(with_history(accuracy_book("VON", 1500, {"delar": 1200}, setup()), *lines))
    outcome = consolidate_books(setup(), [path], "arsbokslut", target, year=None)
    before, year = outcome.accuracy or ()
    found = {each.code: (year.forecasts[each]["VON"], year.deviation(each, "VON")) for each in year.occasions}
    assert found == {"mars": (70, 1430), "delar": (1200, 300), "oktober": (1400, 100)}
    assert (before.year, before.total_deviation(before.occasions[0])) == (2021, -5)
    (told,) = [finding for finding in outcome.findings if finding.rule == "AV09"]
    assert (told.found, told.expected) == (1200, 1300), "fliken goes before Historik, and says so"
    sheet = sheet_of(target)
    assert [cell.row for cell, raw in sorted(sheet.cells.items()) if raw.value == "Belopp i tkr"] == [6, 10]
    assert all(raw.value == evaluated(sheet, raw.formula) for raw in sheet.cells.values() if raw.formula)


def test_a_damaged_history_is_told_of_and_the_rest_counts(tmp_path: Path) -> None:
    path, target = tmp_path / "von.xlsx", tmp_path / "kommun.xlsx"
    line = (2022, "midsommar", "Årets resultat", "prognos", 70)
    path.write_bytes(with_history(accuracy_book("VON", 1500, {"delar": 1200}, setup()), line))
    outcome = consolidate_books(setup(), [path], "arsbokslut", target, year=None)
    (year,) = outcome.accuracy or ()
    assert year.deviation(year.occasions[0], "VON") == 300
    (told,) = [finding for finding in outcome.findings if finding.rule == "LA01"]
    assert told.message.startswith("von.xlsx: ")
    assert "midsommar" in told.message


def test_other_occasions_have_no_prognossakerhet(tmp_path: Path) -> None:
    path, target = tmp_path / "von.xlsx", tmp_path / "kommun.xlsx"
    path.write_bytes(accuracy_book("VON", 1500, {"delar": 1200}, setup()))
    outcome = consolidate_books(setup(), [path], "delar", target, year=None)
    assert "prognossakerhet" not in outcome.as_json()
    assert ACCURACY_SHEET not in [sheet.name for sheet in read_raw(target).sheets]


def test_the_terminal_has_a_line_for_each_namnd_and_a_dash_for_what_nobody_filed(
    consolidated: tuple[Consolidated, Path],
) -> None:
    console = Console(width=100, record=True)
    console.print(Group(*show_accuracy(consolidated[0].accuracy or ())))
    lines = [line.split() for line in console.export_text().replace("\u00a0", "").splitlines() if line.strip()]
    assert lines[0][:2] == ["Prognossäkerhet", "2022,"]
    assert " ".join(lines[0]).endswith("avvikelse är bokslut − prognos")
    assert lines[1:] == [
        ["Nämnd", "Bokslut", "Avv.", "april", "Avv.", "delår"],
        ["VON", "1500", "1300", "300"],
        ["SN", "−40", "–", "60"],
        ["Summa", "1460", "1300", "360"],
    ]
