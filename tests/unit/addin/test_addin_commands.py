"""``flikar tillagg`` and ``flikar kor`` on the command line: found by name, Swedish, and the same as the commands."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from addin.actions import FILE_ACTIONS, ONLY_IN_EXCEL
from addin.commands import KOR, TILLAGG
from addin.macros import OPEN_ACTIONS
from engine.addresses import Cell
from engine.cli import run
from engine.data import RawBook, SetCell
from engine.reader import read_raw
from engine.writer.patch import patch_workbook
from tests.meta.test_help_swedish import english_words
from tests.support.books import REPOSITORY, template
from workbooks.__main__ import APPLICATION

FIGURE = REPOSITORY / "workbooks" / "demo" / "figures" / "von_delar_2022_rr_syntetisk.csv"
RR = "8 RR skattefin övriga delår"
INV = "8 inv skattefin övriga delår"
LEDGER = "konto;ansvar;motpart;period;belopp;typ\n5010;70100;;202203;1234567,50;utfall\n"
PAGES = [["tillagg"], ["kor"], *(["tillagg", command.name] for command in TILLAGG.commands)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "von.xlsx").write_bytes(template())
    (tmp_path / "bun.xlsx").write_bytes(template("BUN", 2023))
    (tmp_path / "h.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "fel.xlsx").write_bytes(
        patch_workbook(
            template(), [SetCell(RR, Cell(9, 2), -100), SetCell(RR, Cell(13, 2), 1), SetCell(INV, Cell(9, 2), "x")]
        )
    )
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
    ('kopiera_tabell von.xlsx --flik "8 inv"', 'tabell von.xlsx "8 inv" --format urklipp'),
    ("skapa_rapport von.xlsx --tillfalle delar -o a.docx", "rapport von.xlsx --tillfalle delar -o b.docx"),
    ("las_in_huvudbok von.xlsx --huvudbok h.csv", "rensa h.csv --namnd VON"),
    ("las_in_huvudbok bun.xlsx --huvudbok h.csv", "rensa h.csv --namnd BUN --ar 2023"),
    ("rensa_interninterna von.xlsx --huvudbok h.csv --tillfalle delar -o a.xlsx",
     "rensa h.csv --namnd VON --tillfalle delar --borttaget b.xlsx"),
    ("ny_arbetsbok a.xlsx --namnd BUN --ar 2023", "mall --namnd BUN --ar 2023 -o b.xlsx"),
    ('lagg_till_projektrad von.xlsx --cell "8 inv!A19" --namn Sängar -o a.xlsx',
     'projektrad von.xlsx "8 inv!A19" --namn Sängar -o b.xlsx'),
    ("kontrollera_arbetsbok nix.xlsx", "kontrollera nix.xlsx"),
    ('kontrollera_flik nix.xlsx --flik "8 RR"', "kontrollera nix.xlsx"),
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


def test_the_findings_on_one_flik_are_those_of_the_whole_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = answer(["kontrollera", str(folder / "fel.xlsx")], capsys)[1]
    file = whole["filer"][0]  # type: ignore[index]
    on_flik = {name: [f for f in file["fynd"] if f["flik"] == name] for name in (RR, INV)}
    assert all(on_flik.values())
    for name, short in ((RR, "8 RR"), (INV, "8 inv")):
        code, found = answer(["kor", "kontrollera_flik", str(folder / "fel.xlsx"), "--flik", short], capsys)
        assert code == 1
        assert found["filer"] == [{**file, "fynd": on_flik[name]}]
    code, found = answer(["kor", "kontrollera_flik", str(folder / "fel.xlsx"), "--flik", "försättsblad"], capsys)
    assert (code, found["filer"]) == (0, [{**file, "fynd": []}])


def test_a_cells_findings_come_with_their_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = answer(["kor", "regel_for_cellen", "fel.xlsx", "--cell", "8 RR!B13"], capsys)
    assert code == 1
    assert [(f["flik"], f["cell"], f["regel"]) for f in found["fynd"]] == [(RR, "B13", "SU01")]  # type: ignore[attr-defined]
    assert found["regler"] == answer(["regler", "SU01"], capsys)[1]["regler"]
    assert run(APPLICATION, ["kor", "regel_for_cellen", "fel.xlsx", "--cell", "8 RR!B13"]) == 1
    said = capsys.readouterr().out
    assert "FEL      SU01" in said
    assert "Orsak" in said
    assert run(APPLICATION, ["kor", "regel_for_cellen", "fel.xlsx", "--cell", "8 RR!Z99"]) == 0
    assert capsys.readouterr().out == f"{RR}!Z99: ingen anmärkning.\n"


def test_every_button_can_be_run_or_says_what_to_do_in_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted({*FILE_ACTIONS, *ONLY_IN_EXCEL} - {"angra_rullning"}) == sorted(OPEN_ACTIONS)
    assert not {*FILE_ACTIONS} & {*ONLY_IN_EXCEL}
    for tag, (why, remedy) in ONLY_IN_EXCEL.items():
        for call in ([tag], [tag, "von.xlsx"]):
            assert run(APPLICATION, ["kor", *call]) == 2
            assert capsys.readouterr().err.splitlines()[-1] == f"{tag} {why} {remedy}"


@pytest.mark.parametrize(("call", "told"), [
    ("ny_arbetsbok von.xlsx --namnd BUN", "von.xlsx finns redan och skrivs inte över."),
    ("ny_arbetsbok ny.xlsx", "ny_arbetsbok behöver --namnd."),
    ("ny_arbetsbok ny.xlsx --namnd XYZ", "XYZ"),
    ("rensa_interninterna von.xlsx --kommun demo", "rensa_interninterna behöver --huvudbok."),
    ("rensa_interninterna von.xlsx --huvudbok h.csv", "--kommun"),
    ("rensa_interninterna von.xlsx --huvudbok h.csv -o von.xlsx --kommun demo", "skulle skriva över boken själv"),
    ('kontrollera_flik von.xlsx --flik "9 RR"', "Fliken ”9 RR” finns inte."),
    ("regel_for_cellen von.xlsx --cell B9", "”B9” är ingen cell i en flik."),
    ("kontrolera von.xlsx", "Menade du kontrollera_arbetsbok, kontrollera_flik, konsolidera_mapp?"),
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


@pytest.mark.parametrize(
    "call", ['kontrollera_flik fel.xlsx --flik "8 RR"', 'regel_for_cellen fel.xlsx --cell "8 RR!B13"']
)
def test_a_workbook_is_read_once(
    call: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(path: Path) -> RawBook:
        read.append(path)
        return read_raw(path)

    for reader in ("engine.reader.read_raw", "engine.pipeline.opening.read_raw"):
        monkeypatch.setattr(reader, counted)
    assert answer(["kor", *shlex.split(call)], capsys)[0] == 1
    assert [path.name for path in read] == ["fel.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="there the table is copied")
def test_where_a_table_cannot_be_copied_the_whole_command_that_can_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["kor", "kopiera_tabell", str(folder / "von.xlsx"), "--flik", "8 RR", "--kommun", "demo"]
    assert run(APPLICATION, args) == 2
    assert "flikar tabell BOK FLIK --format docx -o FIL" in capsys.readouterr().err
