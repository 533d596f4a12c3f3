"""The engine's stripping against the generator's own sums: two programs, one ledger."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from engine.ledger import Question, Stripped, strip
from engine.organisation import Kommun, read_kommun
from engine.periods import PeriodScope, occasion_named
from workbooks.catalog import build_catalog
from workbooks.demo.chart import LABELS
from workbooks.demo.facts import LedgerFacts, periods, rr_ore
from workbooks.demo.faults import write_faulty_ledger, write_unreadable_ledger
from workbooks.demo.figures import NAMNDER
from workbooks.demo.ledger import write_ledger


@pytest.fixture(scope="module")
def kommun() -> Kommun:
    with as_file(files("workbooks.demo") / "kommun.toml") as path:
        return read_kommun(path)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LedgerFacts]:
    path = tmp_path_factory.mktemp("demo") / "huvudbok.csv"
    return path, write_ledger(path, rows=12_000)


def stripped(path: Path, kommun: Kommun, namnd: str, occasion: str) -> Stripped:
    scope = PeriodScope(2022, occasion_named(occasion))
    whose = kommun.namnd(namnd)
    rows = build_catalog(kommun).ledger_rows(whose.verksamhet)
    return strip([path], Question(kommun, whose, scope, LABELS, rows))


@pytest.mark.parametrize("namnd", NAMNDER)
@pytest.mark.parametrize("occasion", ["delar", "arsbokslut"])
def test_the_engine_strips_to_the_same_ore(
    ledger: tuple[Path, LedgerFacts], kommun: Kommun, namnd: str, occasion: str
) -> None:
    month, closing = {"delar": (8, ()), "arsbokslut": (12, ("202213",))}[occasion]
    path, facts = ledger
    result = stripped(path, kommun, namnd, occasion)
    columns = {
        "budget_ore": rr_ore(facts, namnd, "budget", periods(2022)),
        "budget_period_ore": rr_ore(facts, namnd, "budget", periods(2022, month)),
        "utfall_ore": rr_ore(facts, namnd, "utfall", (*periods(2022, month), *closing)),
        "foregaende_ore": rr_ore(facts, namnd, "utfall", periods(2021, month)),
    }
    for column, expected in columns.items():
        assert {label: getattr(amounts, column) for label, amounts in result.rr.items()} == expected
    counted = {("budget", period) for period in periods(2022)}
    counted |= {("utfall", period) for period in (*periods(2022, month), *closing, *periods(2021, month))}
    own = [tally.rows for share, tally in facts.internal.items() if share[0] == namnd and share[2:] in counted]
    every = [tally.rows for share, tally in facts.all_rows.items() if share[0] == namnd and share[2:] in counted]
    assert (result.rader.namnden, result.rader.borttagna) == (sum(every), sum(own))
    assert all(entry.ore == 0 for entry in result.borttaget)
    assert not result.radfel
    assert not result.okanda_konton


def test_the_engine_finds_the_planted_data_faults(tmp_path: Path, kommun: Kommun) -> None:
    path = tmp_path / "fel.csv"
    faults = write_faulty_ledger(path)
    for namnd in {fault.namnd for fault in faults if fault.namnd}:
        result = stripped(path, kommun, namnd, "delar")
        expected = [fault for fault in faults if fault.namnd == namnd]
        internal = [fault for fault in expected if "IN01" in fault.rules]
        konton = [fault for fault in expected if "IN03" in fault.rules]
        assert [entry.ore for entry in result.borttaget if entry.ore] == [fault.ore for fault in internal]
        assert [row.rad for row in result.utan_motsvarighet] == [line for fault in internal for line in fault.lines]
        assert [(code.kod, code.ore) for code in result.okanda_konton] == [
            (fault.value, fault.ore) for fault in konton
        ]


def test_the_engine_finds_the_unreadable_rows_and_no_other(tmp_path: Path, kommun: Kommun) -> None:
    path = tmp_path / "olasbar.csv"
    faults = write_unreadable_ledger(path)
    result = stripped(path, kommun, "VON", "delar")
    assert [fault.rad for fault in result.radfel] == [line for fault in faults for line in fault.lines]
    assert result.stops
