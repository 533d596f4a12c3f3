"""What `flikar rensa` says of a ledger that is not as it should be."""

from pathlib import Path

import pytest

from tests.e2e import reckoning
from tests.e2e.calling import Json, asked, contents
from tests.e2e.town import Row, as_csv

CALL = ("--namnd", "OMN", "--tillfalle", "delar")
GOOD = "5011;20010;;202302;100,00;utfall"


def ledger_of(folder: Path, *lines: str) -> str:
    text = "\n".join(("konto;ansvar;motpart;period;belopp;typ", *lines)) + "\n"
    (folder / "liten.csv").write_text(text, encoding="utf-8")
    return "liten.csv"


def rules(said: Json) -> list[str]:
    return sorted({str(finding["regel"]) for finding in said["fynd"]})


BAD = (
    "5011;20010;;202314;1,00;utfall",
    "5011;20010;;2023-02;1,00;utfall",
    "5011;20010;;202302;1.234;utfall",
    "5011;20010;;202302;1,005;utfall",
    "5011;20010;;202302;hundra;utfall",
    "5011;20010;;202302;;utfall",
    "5011;20010;;202302;1,00;prognos",
    "5011;77777;;202302;1,00;utfall",
    "5011;20010;299;202302;1,00;utfall",
    "5011;20010;202302;1,00;utfall",
)


def test_rows_that_cannot_be_counted_stop_everything_and_each_is_told_of_with_its_line(folder: Path) -> None:
    name = ledger_of(folder, GOOD, *BAD, GOOD)
    before = contents(folder)
    said = asked("rensa", name, *CALL, "-o", "ut.csv", "--borttaget", "b.xlsx", cwd=folder, code=3)
    assert contents(folder) == before
    places = [f"liten.csv rad {line}:" for line in range(3, 3 + len(BAD))]
    assert len(said["fynd"]) == len(BAD)
    assert all(place in finding["meddelande"] for place, finding in zip(places, said["fynd"], strict=True))


def test_rows_that_cannot_be_counted_are_left_out_counted_and_listed(folder: Path) -> None:
    name = ledger_of(folder, GOOD, *BAD, GOOD)
    said = asked("rensa", name, *CALL, "-o", "ut.csv", "--hoppa-over", cwd=folder)
    assert said["rr"]["Personalkostnader"]["utfall_ore"] == -200_00
    assert said["rader"]["kvar"] == 2
    assert len(said["fynd"]) == len(BAD)
    assert (folder / "ut.csv").read_text(encoding="utf-8-sig").count("\n") == 3


@pytest.mark.parametrize("bad", BAD[:3])
def test_one_bad_row_is_enough(folder: Path, bad: str) -> None:
    name = ledger_of(folder, GOOD, bad)
    said = asked("rensa", name, *CALL, cwd=folder, code=3)
    assert len(said["fynd"]) == 1
    assert "rad 3" in said["fynd"][0]["meddelande"]


def test_an_unknown_konto_is_a_fault_and_the_output_is_written(folder: Path) -> None:
    name = ledger_of(folder, GOOD, "8011;20010;;202302;55,50;utfall", "8011;20010;;202303;4,50;utfall")
    said = asked("rensa", name, *CALL, "-o", "ut.csv", cwd=folder, code=1)
    assert said["okanda_konton"] == [{"konto": "8011", "rader": 2, "belopp_ore": 60_00}]
    assert rules(said) == ["IN03"]
    assert (folder / "ut.csv").exists()


def test_a_remainder_is_a_fault_with_the_rows_that_lack_a_counterpart(folder: Path) -> None:
    name = ledger_of(
        folder,
        "6132;20010;210;202301;100,00;utfall",
        "3153;22222;210;202301;-100,00;utfall",
        "6132;20010;211;202302;77,25;utfall",
    )
    said = asked("rensa", name, *CALL, "-o", "ut.csv", cwd=folder, code=1)
    assert said["borttaget"] == [{"forvaltning": "OMF", "typ": "utfall", "ar": 2023, "rader": 3, "ore": 77_25}]
    assert said["borttaget_ore"] == 77_25
    assert said["utan_motsvarighet"] == [
        {
            "fil": "liten.csv", "rad": 4, "konto": "6132", "ansvar": "20010", "motpart": "211", "period": "202302",
            "typ": "utfall", "belopp_ore": 77_25,
        }
    ]  # fmt: skip
    assert rules(said) == ["IN01", "IN02"]
    assert {f["regel"]: f["allvar"] for f in said["fynd"]} == {"IN01": "fel", "IN02": "varning"}
    assert (folder / "ut.csv").exists()


def test_a_shared_forvaltning_is_judged_over_all_its_ansvar(folder: Path) -> None:
    name = ledger_of(folder, "6132;60000;330;202301;40,00;utfall", "3153;63000;330;202301;-40,00;utfall")
    said = asked("rensa", name, "--namnd", "TEK", "--tillfalle", "delar", cwd=folder)
    assert [(entry["rader"], entry["ore"]) for entry in said["borttaget"]] == [(2, 0)]
    assert (said["rader"]["namnden"], said["rader"]["borttagna"], said["rader"]["kvar"]) == (1, 1, 0)


def test_a_unit_that_moves_belongs_to_its_owner_of_the_period(folder: Path) -> None:
    name = ledger_of(folder, "5011;29500;;202306;10,00;utfall", "5011;29500;;202307;20,00;utfall")
    mine = asked("rensa", name, *CALL, cwd=folder)
    theirs = asked("rensa", name, "--namnd", "MIL", "--tillfalle", "delar", cwd=folder)
    assert mine["rr"]["Personalkostnader"]["utfall_ore"] == -10_00
    assert theirs["rr"]["Personalkostnader"]["utfall_ore"] == -20_00


def test_another_forvaltning_of_the_same_namnd_is_not_internal(folder: Path) -> None:
    name = ledger_of(folder, "6132;20010;225;202301;40,00;utfall", "3153;26001;210;202301;-41,00;utfall")
    said = asked("rensa", name, *CALL, cwd=folder)
    assert said["borttaget"] == []
    assert said["rr"]["Verksamhetens intäkter"]["utfall_ore"] == 41_00


def test_codes_are_text_and_zeros_in_front_stay(folder: Path) -> None:
    name = ledger_of(folder, GOOD, "05011;20010;;202302;1;utfall")
    said = asked("rensa", name, *CALL, "-o", "ut.csv", cwd=folder, code=1)
    assert said["okanda_konton"][0]["konto"] == "05011"
    assert "05011" in (folder / "ut.csv").read_text(encoding="utf-8-sig")


def test_a_missing_column_is_named(folder: Path) -> None:
    (folder / "liten.csv").write_text(
        "konto;ansvar;period;belopp;typ\n5011;20010;202302;1;utfall\n", encoding="utf-8"
    )
    said = asked("rensa", "liten.csv", *CALL, cwd=folder, code=3)
    assert "motpart" in said["fynd"][0]["meddelande"]


def test_other_columns_are_carried_through(folder: Path) -> None:
    text = "projekt;konto;Egen kolumn;ansvar;motpart;period;belopp;typ\nP1;5011;behåll;20010;;202302;1,5;utfall\n"
    (folder / "liten.csv").write_text(text, encoding="utf-8")
    said = asked("rensa", "liten.csv", *CALL, "-o", "ut.csv", cwd=folder)
    assert said["rr"]["Personalkostnader"]["utfall_ore"] == -1_50
    head, row = (folder / "ut.csv").read_text(encoding="utf-8-sig").splitlines()
    carried = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (carried["projekt"], carried["Egen kolumn"]) == ("P1", "behåll")


def test_one_ledger_that_is_missing_stops_the_output_and_the_other_is_read(folder: Path, rows: list[Row]) -> None:
    as_csv(rows, folder / "hel.csv")
    said = asked("rensa", "hel.csv", "borta.csv", *CALL, "-o", "ut.csv", cwd=folder, code=3)
    assert said["rr"] == reckoning.result_rows(rows, "OMN", reckoning.DELAR)
    assert any("borta.csv" in finding["meddelande"] for finding in said["fynd"])
    assert not (folder / "ut.csv").exists()
