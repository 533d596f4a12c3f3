"""Exit codes and which stream says what; wrong calls, broken worlds, faults of ours."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.cli import Application, Call, Command, Reply, run
from engine.errors import NotWrittenError
from tests.unit.engine.cli.conftest import Flikar
from workbooks.__main__ import APPLICATION

WRONG_CALLS = [
    ("nix",), ("rensaa", "x.csv"), ("--json", "regler"),
    ("mall",), ("mall", "-o", "x.xlsx"), ("mall", "--namnd", "VON", "--alla", "-o", "x"),
    ("mall", "--namnd", "XON", "-o", "x.xlsx"), ("mall", "--namnd", "VON", "-o", ""),
    ("mall", "--namnd", "VON", "-o", "x.xlsx", "--ar", "22"), ("mall", "--alla", "-o"),
    ("mall", "--namnd", "VON", "-o", "."),
    ("rensa",), ("rensa", "x.csv"), ("rensa", "x.csv", "--namnd", "VON"),
    ("rensa", "x.csv", "--namnd", "NIX", "--kommun", "demo"), ("rensa", "x.csv", "--kommun", ""),
    ("rensa", "x.csv", "--namnd", "VON", "--kommun", "demo", "--typ", "prognos"),
    ("fyll",), ("fyll", "x.xlsx"), ("fyll", "x.xlsx", "--tillfalle", "delar", "--tabell", "utan likhetstecken"),
    ("fyll", "x.xlsx", "--tillfalle", "delar", "--huvudbok", "x.csv"), ("fyll", "x.xlsx", "--tillfalle", "jul"),
    ("kontrollera",), ("kontrollera", "x.xlsx", "--tillfalle", "agusti"), ("kontrollera", "x.xlsx", "--jsn"),
    ("kontrollera", "x.xlsx", "--json=ja"),
    ("regler", "QQ01"), ("regler", "SU01", "SU02"), ("regler", "-x"),
    ("tabell", "x.xlsx"), ("tabell", "x.xlsx", "RR"), ("tabell", "x.xlsx", "RR", "--format", "pdf"),
    ("rapport", "x.xlsx"), ("rapport", "x.xlsx", "--tillfalle", "delar"), ("rapport", "-o", "r.docx"),
    ("konsolidera",), ("konsolidera", "x", "--tillfalle", "delar", "-o", "k.xlsx"),
    ("konsolidera", "x", "--tillfalle", "delar", "-o", "k.xlsx", "--kommun", "demo", "--arbetare", "0"),
]  # fmt: skip


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("call", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_is_2_with_nothing_on_stdout(flikar: Flikar, call: tuple[str, ...], as_json: bool) -> None:
    answer = flikar(*call, *(["--json"] if as_json and call[0] != "--json" else []))
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.strip()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("rensaa",), "Menade du rensa?"),
        (("regler", "--jsn"), "Menade du --json?"),
        (("mall", "--namnd", "VOM", "-o", "x.xlsx"), "Menade du VON"),
        (("regler", "--json=ja"), "Valet --json tar inget värde."),
        (("regler", "--ar"), "Valet --ar behöver ett värde."),
        (("kontrollera",), "Argumentet BOK… fattas."),
        (("rensa", "x.csv"), "Valet --namnd fattas."),
        (("rensa", "x.csv"), "Hjälp: flikar rensa --help"),
        (("regler", "SU01", "SU02"), "fler argument än kommandot tar: SU02"),
        (("--json", "regler"), "skrivs efter kommandot"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(flikar: Flikar, call: tuple[str, ...], said: str) -> None:
    assert said in flikar(*call).err


@pytest.mark.parametrize(
    ("call", "keys"),
    [
        (("mall", "--alla", "-o", "x"), {"filer"}),
        (
            ("rensa", "x.csv", "--namnd", "VON"),
            {"namnd", "ar", "tillfalle", "rader", "borttaget_ore", "borttaget"}
            | {"utan_motsvarighet", "okanda_konton", "rr", "par", "perioder", "kommuninternt", "konton"},
        ),
        (
            ("fyll", "x.xlsx", "--tillfalle", "delar", "--huvudbok", "x.csv"),
            {"ut", "namnd", "ar", "tillfalle", "celler", "flyttade", "inv_forslag", "spar"},
        ),
        (("forklara", "x.xlsx", "8 RR!E9"), {"bok", "namnd", "ar", "flik", "cell", "kalla"}),
        (("forklara", "x.xlsx", "--andrat", "x.csv"), {"bok", "namnd", "ar", "andrat"}),
        (("kontrollera", "x.xlsx", "y.xlsx"), {"filer", "summa"}),
        (("regler",), {"regler"}),
        (("tabell", "x.xlsx", "RR", "--format", "md"), {"filer"}),
        (("rapport", "x.xlsx", "--tillfalle", "delar", "-o", "r.docx"), {"filer"}),
        (
            ("konsolidera", "x", "--tillfalle", "delar", "-o", "k.xlsx"),
            {"ar", "tillfalle", "filer", "saknas", "tabeller", "driftsammandrag"},
        ),
    ],
)
def test_a_wrong_kommun_toml_is_3_and_one_json_object(
    flikar: Flikar, tmp_path: Path, call: tuple[str, ...], keys: set[str]
) -> None:
    (tmp_path / "kommun.toml").write_text("version = 1\n[kommun]\nnamn = 3\n", encoding="utf-8")
    answer = flikar(*call, "--json")
    said = json.loads(answer.out)
    assert answer.code == 3
    assert set(said) == keys | {"version", "kommun", "fynd"}
    assert said["kommun"] is None
    assert len(said["fynd"]) == 3, "namnder and ar are missing, namn is a number"
    assert all("rad " in finding["meddelande"] for finding in said["fynd"])
    assert "kommun.namn" in answer.err
    assert flikar(*call).out == ""


def test_kontrollera_lists_every_file_even_when_kommun_toml_is_missing(flikar: Flikar) -> None:
    said = json.loads(flikar("kontrollera", "x.xlsx", "y.xlsx", "--json", "--kommun", "nix.toml").out)
    assert [file["fil"] for file in said["filer"]] == ["x.xlsx", "y.xlsx"]
    assert said["summa"]["fel"] == 1


@pytest.mark.parametrize("target", ["nix/x.xlsx", "mapp"])
def test_what_cannot_be_written_is_4_with_nothing_on_stdout(flikar: Flikar, tmp_path: Path, target: str) -> None:
    (tmp_path / "mapp").mkdir()
    answer = flikar("mall", "--namnd", "VON", "-o", target, "--json")
    assert (answer.code, answer.out) == (4, "")
    assert target in answer.err


def _only(run_command: Command) -> Application:
    return replace(APPLICATION, extra=(run_command,))


def _command(act: BaseException) -> Command:
    def run_it(_call: Call) -> Reply:
        raise act

    return Command(name="prov", run=run_it, example="flikar prov", summary="Prövar.")


def test_a_fault_of_ours_is_70_with_a_log_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(_only(_command(KeyError("bugg"))), ["prov", "--json"]) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    (log,) = tmp_path.glob("flikar-*.log")
    assert str(log) in said.err
    assert "KeyError: 'bugg'" in log.read_text(encoding="utf-8")


def test_debug_shows_the_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(_only(_command(KeyError("bugg"))), ["prov", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_while_telling_leaves_stdout_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def lines() -> Iterator[str]:
        yield "en rad"
        raise ZeroDivisionError

    def run_it(_call: Call) -> Reply:
        return Reply(0, {}, human=lines)

    assert run(_only(Command("prov", run_it, "flikar prov", "Prövar.")), ["prov"]) == 70
    assert capsys.readouterr().out == ""


def test_an_interruption_is_130_in_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_only(_command(KeyboardInterrupt())), ["prov"]) == 130
    assert "Avbruten." in capsys.readouterr().err


def test_not_written_in_a_command_is_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_only(_command(NotWrittenError("x", "full disk"))), ["prov", "--json"]) == 4
    assert capsys.readouterr().out == ""
