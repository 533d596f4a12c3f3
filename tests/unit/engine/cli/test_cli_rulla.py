"""``flikar rulla`` from the command line: JSON, words, files, refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.rolling import BUDGET, MARS, MONTHLY, Bok
from tests.unit.engine.cli.conftest import Answer, Flikar


@pytest.fixture
def bok(flikar: Flikar, tmp_path: Path) -> Bok:
    return Bok(tmp_path).fill(MONTHLY, "budget", BUDGET).fill(MONTHLY, "prognos", MARS)


def as_object(answer: Answer) -> dict[str, Any]:
    read = json.loads(answer.out)
    assert isinstance(read, dict)
    return read


def test_the_answer_in_json(flikar: Flikar, bok: Bok, tmp_path: Path) -> None:
    answer = flikar("rulla", "bok.xlsx", "--till", "augusti", "--json")
    said = as_object(answer)
    assert answer.code == 0
    assert list(said) == [
        "version",
        "kommun",
        "ut",
        "namnd",
        "ar",
        "fran",
        "till",
        "celler",
        "historik",
        "spar",
        "fynd",
    ]
    assert (said["ut"], said["namnd"], said["ar"]) == ("bok-delar.xlsx", "VON", 2022)
    assert (said["fran"], said["till"]) == ("mars", "delar")
    assert said["historik"] == 30
    assert list(said["celler"][0]) == ["flik", "cell", "rad", "kolumn", "fore", "efter", "ore"]
    assert (tmp_path / "bok-delar.xlsx").exists()


def test_the_answer_in_words_says_what_to_fill_in_next(flikar: Flikar, bok: Bok) -> None:
    said = flikar("rulla", "bok.xlsx", "--till", "delar").out
    assert "VON 2022 mars → delar" in said
    assert "Arkiverat i Historik: 30 rader" in said
    assert "Fyll i nu\n8 RR skattefin övriga delår: Prognos helår 2022, Delårsbokslut 2022" in said


def test_there_and_back_in_place(flikar: Flikar, bok: Bok) -> None:
    before = bok.values()
    assert flikar("rulla", "bok.xlsx", "--till", "april", "-o", "bok.xlsx").code == 0
    assert bok.values() != before
    said = as_object(flikar("rulla", "bok.xlsx", "--tillbaka", "-o", "bok.xlsx", "--json"))
    assert (said["fran"], said["till"], said["historik"]) == ("april", "mars", 30)
    assert bok.values() == before


def test_the_file_beside_is_never_written_over(flikar: Flikar, bok: Bok, tmp_path: Path) -> None:
    (tmp_path / "bok-april.xlsx").write_bytes(b"mitt")
    answer = flikar("rulla", "bok.xlsx", "--till", "april")
    assert answer.code == 2
    assert "bok-april.xlsx finns redan" in answer.err
    assert (tmp_path / "bok-april.xlsx").read_bytes() == b"mitt"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ((), "antingen --till TILLFÄLLE eller --tillbaka"),
        (("--till", "maj", "--tillbaka"), "antingen --till TILLFÄLLE eller --tillbaka"),
        (("--tillbaka", "--ar", "2023"), "varken --fjolar, --ar eller --samma"),
        (("--till", "april", "--ar", "2025"), "inte till 2025"),
        (("--till", "april", "--fjolar", "bok.xlsx"), "--fjolar gäller delår och årsbokslut"),
        (("--till", "mars", "--ar", "2023", "-o", "bok.xlsx"), "skulle skrivas över av 2023 års bok"),
        (("--till", "nixvember"), "Tillfället ”nixvember” finns inte"),
        (("--tillbaka",), "ingen rullning att ångra"),
    ],
)
def test_wrong_calls_write_nothing(
    flikar: Flikar, bok: Bok, tmp_path: Path, call: tuple[str, ...], told: str
) -> None:
    before = bok.path.read_bytes()
    answer = flikar("rulla", "bok.xlsx", *call)
    assert answer.code == 2
    assert answer.out == ""
    assert told in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["bok.xlsx"]
    assert bok.path.read_bytes() == before


def test_a_file_that_is_not_there_has_the_same_keys(flikar: Flikar) -> None:
    answer = flikar("rulla", "finns-inte.xlsx", "--till", "delar", "--json")
    said = as_object(answer)
    assert answer.code == 3
    assert (said["ut"], said["till"], said["celler"], said["historik"]) == (None, "delar", [], 0)
    assert said["fynd"][0]["regel"] == "LA01"
