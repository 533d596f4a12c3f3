"""flikar forklara by its contract: every amount of a filled flik, offline, against a reckoning of our own."""

import shutil
from pathlib import Path

import pytest

from tests.e2e import reckoning
from tests.e2e.calling import asked, contents, flikar, refused
from tests.e2e.town import DELAR, NAMES, Row, as_csv


@pytest.fixture
def filled(folder: Path) -> Path:
    """The folder with the ledger gone: what is told is told offline."""
    (folder / "huvudbok.csv").rename(folder / "undan.csv")
    return folder


@pytest.mark.parametrize("namnd", NAMES)
def test_every_input_cell_of_utfall_is_the_ledgers_own_sum(filled: Path, rows: list[Row], namnd: str) -> None:
    exact = reckoning.result_rows(rows, namnd, reckoning.DELAR)
    before = contents(filled)
    for row, label in zip((7, 9, 10, 11, 12), list(exact)[:5], strict=True):
        said = asked("forklara", f"delar/{namnd.lower()}.xlsx", f"{DELAR[namnd]}!E{row}", "--rader", cwd=filled)
        assert (said["rad"], said["kolumn"], said["kalla"]) == (label, "utfall", "huvudbok")
        assert said["ore"] == exact[label]["utfall_ore"]
        assert said["ore_huvudbok"] == -said["ore"] == sum(share["ore_huvudbok"] for share in said["konton"])
        kept = [each for each in said["rader"] if not each["borttagen"]]
        assert (len(kept), sum(each["belopp_ore"] for each in kept)) == (said["antal_rader"], said["ore_huvudbok"])
        removed = [each for each in said["rader"] if each["borttagen"]]
        assert said["borttaget"] == {
            "rader": len(removed), "ore_huvudbok": sum(each["belopp_ore"] for each in removed),
        }  # fmt: skip
        physical = (filled / "undan.csv").read_text(encoding="utf-8").splitlines()
        assert all(
            physical[each["rad"] - 1].startswith(f"{each['konto']};{each['ansvar']};") for each in said["rader"]
        )
        assert said["spar"]["bok_oandrad"] is True
    assert contents(filled) == before


def test_the_answer_for_people_is_swedish_and_names_the_sums(filled: Path) -> None:
    answer = flikar("forklara", "delar/omn.xlsx", "8 RR!E9", "--rader", cwd=filled)
    assert answer.code == 0
    for words in ("Personalkostnader", "utan interninterna poster", "Konto och ansvar", "Summa", "huvudbok.csv"):
        assert words in answer.out


@pytest.mark.parametrize(
    "words",
    [
        ("8 RR!ZZ99",), ("9 hittas inte!E9",), (), ("8 RR!E9", "--andrat", "undan.csv"),
        ("8 RR!E9", "--tillfalle", "delar"), ("E9",),
    ],
)  # fmt: skip
def test_a_wrong_call_is_exit_2(filled: Path, words: tuple[str, ...]) -> None:
    assert refused("forklara", "delar/omn.xlsx", *words, cwd=filled, code=2)


def test_a_missing_trail_is_exit_3_and_says_what_to_do(filled: Path) -> None:
    shutil.copyfile(filled / "delar" / "omn.xlsx", filled / "utan.xlsx")
    said = asked("forklara", "utan.xlsx", "8 RR!E9", cwd=filled, code=3)
    assert "fyll" in said["fynd"][0]["atgard"]
    (filled / "delar" / "omn.spar.parquet").unlink()
    asked("forklara", "delar/omn.xlsx", "8 RR!E9", cwd=filled, code=3)


def test_what_has_changed_in_the_ledger_is_told_per_row(filled: Path, rows: list[Row]) -> None:
    same = asked("forklara", "delar/omn.xlsx", "--andrat", "undan.csv", cwd=filled)
    assert [(each["celler"], each["konton"]) for each in same["andrat"]] == [([], [])]
    as_csv([*rows, Row("5011", "20010", "", "202303", 777_00, "utfall", "sen lön")], filled / "nu.csv")
    said = asked("forklara", "delar/omn.xlsx", "--andrat", "nu.csv", "--rader", cwd=filled)
    (fill,) = said["andrat"]
    (konto,) = fill["konton"]
    assert (konto["rad"], konto["konto"], konto["ansvar"], konto["ore"]) == (
        "Personalkostnader", "5011", "20010", -777_00,
    )  # fmt: skip
    assert [(each["slag"], each["text"]) for each in fill["rader"]] == [("ny", "sen lön")]
    changed = {(each["rad"], each["ore_nu"] - each["ore_da"]) for each in fill["celler"]}
    assert ("Personalkostnader", -777_00) in changed
    assert {found["regel"] for found in said["fynd"]} == {"IN18"}


def test_a_trail_can_be_left_out(folder: Path) -> None:
    words = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv")
    said = asked(*words, "--utan-spar", "-o", "ny.xlsx", cwd=folder)
    assert said["spar"] is None
    assert not (folder / "ny.spar.parquet").exists()
    assert asked(*words, "-o", "ny.xlsx", cwd=folder)["spar"] == "ny.spar.parquet"


def test_investments_without_accounts_in_the_kommun_are_a_wrong_call(folder: Path) -> None:
    words = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "delar", "--huvudbok", "huvudbok.csv", "--inv")
    assert "[investeringar]" in refused(*words, cwd=folder, code=2)
