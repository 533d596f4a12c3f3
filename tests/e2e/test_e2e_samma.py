"""Two names that are likely one: told of, asked about on a terminal, joined only when somebody has said so."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from select import select

import pytest

from tests.e2e.calling import REPOSITORY, Json, asked, flikar, refused
from tests.rules.sample_books import INV_DELAR, RR_DELAR, clean_book
from tests.support.rolling import INV0, INV4, INV8, Bok, renamed_year

TABLE = "Belopp i tkr;Prognos helår 2022\nReinvestering;\nMöbler;2100\nSängar;500\nVårdarhjälpmedel;701\n"
CALL = ("fyll", "bok.xlsx", "--tillfalle", "delar", "--tabell", "8 inv=inv.csv", "-o", "ut.xlsx", "--kommun", "demo")
SAME = ("--samma", "Vårdhjälpmedel=Vårdarhjälpmedel")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bok.xlsx").write_bytes(clean_book())
    (tmp_path / "inv.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def rules(said: Json) -> list[str]:
    return [finding["regel"] for finding in said["fynd"]]


def cells(said: Json) -> dict[str, object]:
    return {cell["cell"]: cell["efter"] for cell in said["celler"]}


def on_a_terminal(*words: object, answers: str, cwd: Path) -> tuple[int, str]:
    """A call with a terminal at both ends; what it shows, and its exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(REPOSITORY), "TERM": "dumb"}
    command = [sys.executable, "-m", "workbooks", *map(str, words)]
    with subprocess.Popen(command, cwd=cwd, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        shown = b""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if ours in select([ours], [], [], 0.2)[0]:
                try:
                    shown += os.read(ours, 65536)
                except OSError:  # the other end is closed: the process has ended
                    break
        code = process.wait(timeout=60)
    os.close(ours)
    return code, shown.decode("utf-8", "replace")


def test_without_an_answer_the_two_are_kept_apart_and_told_of(folder: Path) -> None:
    said = asked(*CALL, cwd=folder)
    assert rules(said) == ["ST07", "ST10"]
    (likely,) = [finding for finding in said["fynd"] if finding["regel"] == "ST10"]
    assert (likely["allvar"], likely["funnet"], likely["vantat"]) == ("info", "Vårdarhjälpmedel", "Vårdhjälpmedel")
    assert '--samma "Vårdhjälpmedel=Vårdarhjälpmedel"' in likely["atgard"]
    assert cells(said) == {"A22": "Vårdarhjälpmedel", "C19": 2100, "C21": 500, "C22": 701}


@pytest.mark.parametrize(("project", "is_asked"), [("Investeringar", False), ("Imageinvesteringar", True)])
def test_a_project_is_a_category_only_when_it_is_misspelt(folder: Path, project: str, is_asked: bool) -> None:
    (folder / "inv.csv").write_text(TABLE.replace("Vårdarhjälpmedel", project), encoding="utf-8")
    assert ("ST10" in rules(asked(*CALL, cwd=folder))) is is_asked


def test_samma_joins_them_under_the_new_name(folder: Path) -> None:
    said = asked(*CALL, *SAME, cwd=folder)
    assert rules(said) == []
    assert cells(said) == {"A20": "Vårdarhjälpmedel", "C19": 2100, "C21": 500, "C20": 701}
    checked = asked("kontrollera", "ut.xlsx", "--tillfalle", "delar", "--kommun", "demo", cwd=folder)
    assert checked["summa"]["fel"] == 0


def test_the_call_is_repeatable_and_an_answer_about_nothing_is_told_of(folder: Path) -> None:
    said = asked(*CALL, *SAME, "--samma", "Cyklar=Elcyklar", cwd=folder)
    assert rules(said) == ["ST11"]
    again = asked(*CALL[:1], "ut.xlsx", *CALL[2:], *SAME, cwd=folder)
    assert rules(again) == []


def test_a_pair_without_an_equals_sign_is_a_wrong_call(folder: Path) -> None:
    assert "GAMMALT=NYTT" in refused(*CALL, "--samma", "Vårdhjälpmedel", cwd=folder, code=2)


def test_a_row_and_a_flik_can_be_joined_too(folder: Path) -> None:
    (folder / "rr.csv").write_text("Belopp i tkr;Budget 2022\nHyror för lokaler;-80001\n", encoding="utf-8")
    call = ("fyll", "bok.xlsx", "--tillfalle", "delar", "--tabell", "resultatet=rr.csv", "--kommun", "demo")
    refused(*call, cwd=folder, code=2)
    flik = ("--samma", f"{RR_DELAR}=resultatet")
    asked(*call, *flik, cwd=folder, code=3)
    said = asked(*call, *flik, "--samma", "Lokalhyror=Hyror för lokaler", cwd=folder)
    assert cells(said) == {"B10": -80001}


def test_the_terminal_asks_and_takes_yes_for_one(folder: Path) -> None:
    code, shown = on_a_terminal(*CALL, answers="kanske\nj\n", cwd=folder)
    assert f"{INV_DELAR}: är projektet ”Vårdarhjälpmedel” samma som ”Vårdhjälpmedel”? [j/N]" in shown
    assert "Svara j eller n." in shown
    assert code == 0
    assert "ST07" not in shown
    labels = json.loads(flikar("tabell", "ut.xlsx", "8 inv", "--format", "csv", "--json", cwd=folder).out)
    assert labels["version"] == 1
    text = flikar("tabell", "ut.xlsx", "8 inv", "--format", "csv", cwd=folder).out
    assert "Vårdarhjälpmedel" in text
    assert "Vårdhjälpmedel" not in text


def test_no_keeps_them_apart_and_is_not_told_of_again(folder: Path) -> None:
    code, shown = on_a_terminal(*CALL, answers="n\n", cwd=folder)
    assert (code, "ST07" in shown, "ST10" in shown) == (0, True, False)


def test_json_never_asks_even_on_a_terminal(folder: Path) -> None:
    _, shown = on_a_terminal(*CALL, "--json", answers="", cwd=folder)
    assert "[j/N]" not in shown
    assert '"ST10"' in shown


ROLL = ("rulla", "bok.xlsx", "--till", "april", "-o", "april.xlsx", "--kommun", "demo")


def test_rulla_tells_and_keeps_apart_without_an_answer(tmp_path: Path) -> None:
    renamed_year(tmp_path)
    said = asked(*ROLL, cwd=tmp_path)
    assert rules(said).count("ST10") == 1
    bok = Bok(tmp_path, (tmp_path / "april.xlsx").read_bytes())
    assert bok.amount(INV4, "Vårdhjälpmedel", "budget") is None
    assert bok.amount(INV4, "Vårdarhjälpmedel", "budget") == 300


@pytest.mark.parametrize("way", ["--samma", "terminal"])
def test_rulla_joins_them_once_somebody_has_said_so(tmp_path: Path, way: str) -> None:
    renamed_year(tmp_path)
    if way == "terminal":
        code, shown = on_a_terminal(*ROLL, answers="ja\n", cwd=tmp_path)
        assert code == 0
        assert f"{INV4}: är projektet ”Vårdarhjälpmedel” samma som ”Vårdhjälpmedel”? [j/N]" in shown
    else:
        assert "ST10" not in rules(asked(*ROLL, "--samma", "Vårdarhjälpmedel=Vårdhjälpmedel", cwd=tmp_path))
    bok = Bok(tmp_path, (tmp_path / "april.xlsx").read_bytes())
    assert bok.amount(INV4, "Vårdhjälpmedel", "budget") == 300
    assert bok.amount(INV4, "Sängar", "budget") == 750
    before = bok.values()
    bok.fill(INV4, "prognos", {"Vårdhjälpmedel": 310, "Sängar": 700}).roll("delar")
    assert bok.amount(INV8, "Vårdhjälpmedel", "foregaende_prognos") == 310
    bok.undo()
    bok.fill(INV4, "prognos", {"Vårdhjälpmedel": None, "Sängar": None})
    assert bok.values() == before


def test_two_amounts_for_one_project_are_refused(tmp_path: Path) -> None:
    bok = renamed_year(tmp_path)
    bok.name(INV0, "Reinvestering", "Sängar", "Vårdarhjälpmedel", "Vårdhjälpmedel")
    bok.fill(INV0, "budget", {"Vårdhjälpmedel": 20})
    answer = flikar(*ROLL, "--samma", "Vårdarhjälpmedel=Vårdhjälpmedel", cwd=tmp_path)
    assert answer.code == 2
    assert "har var sitt belopp" in answer.err
