"""The workbook of ``rensa --borttaget``: its sheets, its bridge, and what it says when not everything fits."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.ledger import Dimension
from engine.organisation import parse_kommun
from engine.pipeline.setup import Setup
from engine.pipeline.stripping import StripOutcome, strip_ledger
from engine.writer.lists import ListSheet, write_lists
from tests.rules.sample_books import setup
from workbooks.catalog import build_catalog

HEADING = "konto;ansvar;motpart;period;belopp;typ;verksamhet;verifikation;text"
LINES = (
    "6132;70322;120;202203;8333,00;utfall;510;V1;hyra", "3153;76000;121;202203;-8333,00;utfall;520;V1;hyra",
    "6132;70322;120;202203;100,00;utfall;510;V2;", "3153;76000;121;202204;-100,00;utfall;510;V2;",
    "6132;70322;120;202205;50,00;utfall;510;V3;", "3153;76000;121;202205;-49,50;utfall;510;V3;",
    "6132;70322;120;202206;7,25;utfall;510;V4;=1+1", "6010;70322;180;202206;11,00;utfall;510;V5;",
    "5010;70322;;202203;1000,50;utfall;510;V6;", "3010;71991;811;202203;-400,00;utfall;520;V7;",
    "5010;70322;;202203;1200,00;budget;510;V8;", "5010;70322;;202103;900,00;utfall;;V9;",
    "1510;70322;;202203;33,00;utfall;510;V10;", "8100;70322;;202203;44,00;utfall;510;V11;",
    "8701;70322;;202203;-5000,00;utfall;510;V12;",
)  # fmt: skip


def stripped(folder: Path, lines: Sequence[str] = LINES) -> StripOutcome:
    ledger = folder / "huvudbok.csv"
    ledger.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
    return strip_ledger(
        setup(), [ledger], "VON", year=None, occasion="delar", typ=None, skip_faults=False, kept_to=None,
        removed_to=folder / "borttaget.xlsx", per=Dimension("verksamhet"),
    )  # fmt: skip


@pytest.fixture
def outcome(tmp_path: Path) -> StripOutcome:
    return stripped(tmp_path)


def sheet(folder: Path, name: str, *, values: bool = True) -> list[tuple[Any, ...]]:
    """The rows under the headings."""
    book = openpyxl.load_workbook(folder / "borttaget.xlsx", data_only=values)
    return [row for row in book[name].iter_rows(min_row=4, values_only=True) if any(v is not None for v in row)]


def test_the_sheets_and_their_order(outcome: StripOutcome, tmp_path: Path) -> None:
    assert openpyxl.load_workbook(tmp_path / "borttaget.xlsx").sheetnames == [
        "Brygga", "Summor", "Perioder", "Par", "Ensidiga", "Beloppen skiljer sig", "Borttagna rader", "Kommuninternt",
        "Per verksamhet",
    ]  # fmt: skip
    assert outcome.written == (str(tmp_path / "borttaget.xlsx"),)


def test_the_bridge_goes_from_the_economy_system_to_the_rr(outcome: StripOutcome, tmp_path: Path) -> None:
    lines = {row[0]: row[1:] for row in sheet(tmp_path, "Brygga")}
    for label, amounts in outcome.stripped.rr.items():
        kept = (amounts.utfall_ore, amounts.budget_ore, amounts.foregaende_ore)
        assert tuple(lines[label][2::3]) == tuple(ore / 100 for ore in kept)
    assert lines["Övriga kostnader"][:3] == (-8490.25, -8490.25, 0)
    assert lines["Verksamhetens kostnader"][:3] == (-9501.75, -8490.25, -1011.5)
    assert lines["Verksamhetens intäkter"][:3] == (8882.5, 8482.5, 400)
    assert lines["Årets resultat"][:3] == (4380.75, -7.75, 4388.5)
    assert lines["Konton utanför RR"][:3] == (-33, 0, -33)
    assert lines["Konton utan rad i RR"][:3] == (-44, 0, -44)
    assert lines["Alla nämndens rader"][:3] == (4303.75, -7.75, 4311.5)


def test_every_sum_of_the_bridge_is_live(outcome: StripOutcome, tmp_path: Path) -> None:
    lines = {row[0]: row[1:] for row in sheet(tmp_path, "Brygga", values=False)}
    assert outcome.stripped.rr
    assert all(str(row[2]).startswith("=") for row in lines.values() if row[2] is not None)
    for label in ("Verksamhetens kostnader", "Verksamhetens nettokostnader", "Årets resultat", "Alla nämndens rader"):
        assert all(str(value).startswith("=") for value in lines[label])


def test_the_pairs_stand_side_by_side_the_broken_ones_first(outcome: StripOutcome, tmp_path: Path) -> None:
    pairs = sheet(tmp_path, "Par")
    assert [(row[0], row[1], row[5], row[10], row[17], row[20]) for row in pairs] == [
        (1, "beloppen skiljer sig", "V3", 50, -49.5, 0.5),
        (2, "matchad i annan period", "V2", 100, -100, 0),
        (3, "matchad", "V1", 8333, -8333, 0),
    ]
    assert [(row[9], row[11]) for row in pairs] == [("202205", None), ("202203", None), ("202203", "hyra")]
    assert len(sheet(tmp_path, "Ensidiga")) == 1
    assert len(sheet(tmp_path, "Beloppen skiljer sig")) == 2
    assert len(sheet(tmp_path, "Borttagna rader")) == outcome.stripped.rader.borttagna == 7


def test_text_that_looks_like_a_formula_stays_text(outcome: StripOutcome, tmp_path: Path) -> None:
    ((*_, status, _match),) = sheet(tmp_path, "Ensidiga", values=False)
    assert status == "ensidig"
    book = openpyxl.load_workbook(tmp_path / "borttaget.xlsx")
    cell = book["Ensidiga"]["J4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert outcome.exit_code == 1


def test_the_breakdown_adds_up_to_the_bridge(outcome: StripOutcome, tmp_path: Path) -> None:
    rows = sheet(tmp_path, "Per verksamhet")
    sums = [row for row in rows if row[0] == "Summa"]
    assert [row[0] for row in rows[:4]] == ["Utfall", "(utan verksamhet)", "510", "520"]
    labels = list(outcome.stripped.rr)
    for number, field in enumerate(("utfall_ore", "budget_ore", "foregaende_ore", "budget_period_ore")):
        wanted = [getattr(outcome.stripped.rr[label], field) / 100 for label in labels]
        assert list(sums[number][1:]) == [*wanted, pytest.approx(sum(wanted))]


def test_the_json_has_the_proof(outcome: StripOutcome) -> None:
    said: Any = outcome.as_json()
    assert {name: one["rader"] for name, one in said["par"].items()} == {
        "matchad": 2, "matchad_annan_period": 2, "belopp_skiljer": 2, "ensidig": 1,
    }  # fmt: skip
    assert [(one["period"], one["ore"], len(one["storsta"])) for one in said["perioder"]] == [
        ("202203", 10000, 1), ("202204", -10000, 1), ("202205", 50, 2), ("202206", 725, 1),
    ]  # fmt: skip
    assert said["konton"]["kontoplan"] == "Kommun-Bas 21"
    assert said["kommuninternt"][0]["skillnad_ore"] == 1100
    assert set(said["per"]["varden"]) == {"", "510", "520"}


def test_nothing_removed_is_a_workbook_too(tmp_path: Path) -> None:
    assert stripped(tmp_path, [LINES[8]]).exit_code == 0
    assert sheet(tmp_path, "Par") == []
    assert sheet(tmp_path, "Brygga")[0][0] == "Verksamhetens intäkter"


def test_what_a_sheet_cannot_hold_is_told_of() -> None:
    whole = ListSheet("Rader", "Titel", ("A",), (9,), [(str(n),) for n in range(10)], total=10, note="Först.")
    for listed, shown, said in ((whole, 10, "Först."), (replace(whole, most=7), 7, "Först. 3 av 10 rader fick inte")):
        book = openpyxl.load_workbook(BytesIO(write_lists("t", "a", 2022, [listed])))
        assert str(book["Rader"]["A2"].value).startswith(said)
        assert book["Rader"].max_row == 3 + shown
    assert whole.most == 1_048_573


VA = """version = 1
flikar = [{ verksamhet = "va", tabell = "RR", rader = [
  { namn = "Brukningsavgifter", block = "intakter", konton = ["34"] },
  { namn = "Övriga intäkter", block = "intakter", konton = ["3"], utom = ["34"] },
  { namn = "Personalkostnader", block = "kostnader", konton = ["5"] },
  { namn = "Övriga kostnader", block = "kostnader", konton = ["4", "6-7"] } ] }]
namnder = [{ kod = "VA", namn = "VA-nämnden", verksamhet = "va", forvaltningar = [
  { kod = "VAF", ansvar = ["6"], motpart = ["160"] } ] }]
[kommun]
namn = "Provköping"
ar = 2022
"""


def test_the_bridge_has_the_rows_of_the_namnds_own_flik(tmp_path: Path) -> None:
    kommun = parse_kommun(VA, "kommun.toml")
    ledger = tmp_path / "huvudbok.csv"
    rows = ("3410;60;;202201;-90,00", "3010;60;160;202201;-5,00", "6010;61;160;202201;5,00", "5010;60;;202201;30,25")
    ledger.write_text("\n".join(["konto;ansvar;motpart;period;belopp", *rows, ""]), encoding="utf-8")
    outcome = strip_ledger(
        Setup(kommun, build_catalog(kommun)), [ledger], "VA", year=None, occasion="delar", typ="utfall",
        skip_faults=False, kept_to=None, removed_to=tmp_path / "borttaget.xlsx", per=Dimension("ansvar"),
    )  # fmt: skip
    assert outcome.exit_code == 0
    lines = {row[0]: row[1:4] for row in sheet(tmp_path, "Brygga")}
    assert lines["Brukningsavgifter"] == (90, 0, 90)
    assert lines["Verksamhetens intäkter"] == (95, 5, 90)
    assert lines["Verksamhetens kostnader"] == (-35.25, -5, -30.25)
    assert lines["Årets resultat"] == lines["Alla nämndens rader"] == (59.75, 0, 59.75)
    assert sheet(tmp_path, "Per ansvar")[1][:3] == ("60", 90, 0)
