"""``flikar tillagg`` and ``flikar kor`` on the command line: found by name, Swedish, and the same as the commands."""

import json
import shlex
from pathlib import Path

import pytest

from addin.actions import FILE_ACTIONS
from addin.commands import KOR, TILLAGG
from engine.cli import run
from tests.meta.test_help_swedish import english_words
from tests.support.books import REPOSITORY, template
from workbooks.__main__ import APPLICATION

FIGURE = REPOSITORY / "workbooks" / "demo" / "figures" / "von_delar_2022_rr_syntetisk.csv"
RR = "8 RR skattefin övriga delår"
PAGES = [["tillagg"], ["kor"], *(["tillagg", command.name] for command in TILLAGG.commands)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "von.xlsx").write_bytes(template())
    return tmp_path


def answer(args: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    code = run(APPLICATION, [*args, "--json", "--kommun", "demo"])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, found


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_help_is_swedish_and_begins_with_an_example(
    page: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(APPLICATION, [*page, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Exempel: flikar {' '.join(page)}")
    assert english_words(said) == []


def test_the_help_of_the_whole_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(APPLICATION, ["--help"]) == 0
    assert "Fler kommandon: kor, tillagg" in capsys.readouterr().out


def test_the_add_in_is_built_and_found_right(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(APPLICATION, ["tillagg", "bygg"]) == 0
    [built] = folder.glob("flikar-*.xlam")
    assert run(APPLICATION, ["tillagg", "kontrollera", built.name]) == 0
    said = capsys.readouterr()
    assert f"{built.name} är det tillägg som källan ger." in said.out
    assert said.err == "", "nothing of whose kommun it is"


def test_a_changed_add_in_gives_1_and_its_faults(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(APPLICATION, ["tillagg", "bygg", "-o", "a.xlam"]) == 0
    capsys.readouterr()
    data = (folder / "a.xlam").read_bytes()
    (folder / "a.xlam").write_bytes(data + b"\0")
    code, found = answer(["tillagg", "kontrollera", "a.xlam"], capsys)
    assert (code, found["brister"]) == (
        1, ["Filen är packad på ett annat sätt än bygget gör, men innehållet är detsamma."]
    )  # fmt: skip


@pytest.mark.parametrize(("args", "code"), [
    (["kontrollera", "nix.xlam"], 3), (["kontrollera", "von.xlsx"], 3), (["kontrollera"], 2), (["nix"], 2),
    (["bygg", "-o", "saknas/a.xlam"], 4), (["bygg", "x"], 2),
])  # fmt: skip
def test_what_cannot_be_done_says_so(
    folder: Path, args: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(APPLICATION, ["tillagg", *args]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err


def test_alone_it_lists_every_action(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = answer(["kor"], capsys)
    assert code == 0
    assert [each["tagg"] for each in found["atgarder"]] == list(FILE_ACTIONS)  # type: ignore[attr-defined]


EQUALS = [
    ("kontrollera_arbetsbok von.xlsx", "kontrollera von.xlsx"),
    ("kontrollera_arbetsbok von.xlsx --tillfalle delar", "kontrollera von.xlsx --tillfalle delar"),
    (f'fyll_flik von.xlsx --tillfalle delar --tabell "{RR}={FIGURE}" -o a.xlsx',
     f'fyll von.xlsx --tillfalle delar --tabell "{RR}={FIGURE}" -o b.xlsx'),
    ("infoga_kommentarsutkast von.xlsx --tillfalle delar -o a.xlsx",
     "fyll von.xlsx --tillfalle delar --utkast -o b.xlsx"),
    ("rulla_till_nasta von.xlsx --tillfalle mars -o a.xlsx", "rulla von.xlsx --till mars -o b.xlsx"),
    ("angra_rullning von.xlsx -o a.xlsx", "rulla von.xlsx --tillbaka -o b.xlsx"),
    ("skapa_rapport von.xlsx --tillfalle delar -o a.docx", "rapport von.xlsx --tillfalle delar -o b.docx"),
    ('lagg_till_projektrad von.xlsx --cell "8 inv!A19" --namn Sängar -o a.xlsx',
     'projektrad von.xlsx "8 inv!A19" --namn Sängar -o b.xlsx'),
    ("kontrollera_arbetsbok nix.xlsx", "kontrollera nix.xlsx"),
    ("rulla_till_nasta nix.xlsx --tillfalle mars -o a.xlsx", "rulla nix.xlsx --till mars -o b.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "command"), EQUALS)
def test_an_action_does_what_the_command_does(
    folder: Path, action: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(APPLICATION, ["kor", *shlex.split(action), "--json", "--kommun", "demo"]), capsys.readouterr()
    same = run(APPLICATION, [*shlex.split(command), "--json", "--kommun", "demo"]), capsys.readouterr()
    assert done[0] == same[0]
    assert done[1].out.replace("a.xlsx", "b.xlsx").replace("a.spar", "b.spar").replace("a.docx", "b.docx") == (
        same[1].out
    )
    made, other = folder / "a.xlsx", folder / "b.xlsx"
    assert made.exists() == other.exists()
    if made.exists():
        assert made.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(("call", "told"), [
    ("kontrolera von.xlsx", "Menade du kontrollera_arbetsbok, konsolidera_mapp?"),
    ("fyll_flik von.xlsx", "fyll_flik behöver --tillfalle."),
    ("fyll_flik", "Ange arbetsboken: flikar kor fyll_flik BOK"),
    ("kontrollera_arbetsbok von.xlsx -o a.xlsx", "kontrollera_arbetsbok tar inte -o."),
    ("skapa_rapport von.xlsx --tillfalle delar", "skapa_rapport behöver -o."),
    ('lagg_till_projektrad von.xlsx --cell "8 inv!A19"', "lagg_till_projektrad behöver --namn."),
    ("lagg_till_projektrad von.xlsx --cell A19 --namn Sängar", "”A19” är ingen cell i en flik."),
    ("fyll_flik von.xlsx --tillfalle delar", "Ange vad som ska fyllas i"),
    ("fyll_flik von.xlsx --tillfalle delar --huvudbok h.csv", "--kommun"),
])  # fmt: skip
def test_a_wrong_call_says_what_is_wrong(
    folder: Path, call: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.iterdir())
    assert run(APPLICATION, ["kor", *shlex.split(call)]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""
    assert sorted(folder.iterdir()) == before


def test_every_action_is_told_of_in_the_help() -> None:
    assert KOR.name == "kor"
    assert all(action.summary.endswith(".") for action in FILE_ACTIONS.values())
