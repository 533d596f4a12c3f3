"""What a terminal, a pipe and a full disk get; and what is imported to show the help."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli.output import human_text, json_text
from engine.cli.show_blocks import table
from engine.cli.show_findings import finding_line, finding_lines
from engine.findings import make_finding
from tests.unit.engine.cli.conftest import REPOSITORY, Flikar

Process = Callable[..., subprocess.CompletedProcess[bytes]]
HEAVY = ("pandas", "numpy", "duckdb", "xlsxwriter", "openpyxl", "docx", "jinja2", "pydantic", "xlwings", "formulas")


class _Stream:
    """A stream that is, or is not, a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def _shown(*, is_terminal: bool) -> str:
    finding = make_finding("SU01", "x" * 300, flik="8 RR", found=1, expected=2)
    stream = _Stream(is_terminal=is_terminal)
    return human_text([finding_line(finding), table(("A", "B"), [("y" * 200, "1")], numbers=1)], stream)  # type: ignore[arg-type]


def test_a_pipe_gets_no_codes_and_no_broken_lines() -> None:
    shown = _shown(is_terminal=False)
    assert "\x1b" not in shown
    assert "x" * 300 in shown
    assert "y" * 200 in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_a_terminal_gets_colour_unless_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in _shown(is_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in _shown(is_terminal=True)


def test_a_file_cannot_speak_to_the_terminal() -> None:
    finding = make_finding("TY01", "”\x1b[2Jrad\nny”", flik="[bold]flik[/bold]\x07")
    line = finding_line(finding).plain
    assert "\x1b" not in line
    assert "\x07" not in line
    assert "\n" not in line
    assert "[bold]flik[/bold]" in line, "markup is text"


def test_many_findings_of_one_rule_are_cut_and_counted_the_worst_first() -> None:
    many = [make_finding("IN02", f"rad {number}") for number in range(70)]
    lines = [str(line) for line in finding_lines([*many, make_finding("SU01", "summan")])]
    assert lines[0].startswith("FEL")
    assert len(lines) == 1 + 50 + 1
    assert "20 till" in lines[-1]


def test_json_is_one_object_in_utf8_whatever_the_locale(process: Process) -> None:
    done = process("regler", "--json", LC_ALL="C", LANG="C", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 0
    text = done.stdout.decode("utf-8")
    assert json.loads(text)["regler"]
    assert "å" in text
    assert text.endswith("}\n")


def test_a_name_that_is_no_text_survives_as_json(flikar: Flikar) -> None:
    text = json_text({"fil": "b\udce5k.xlsx"}).encode("utf-8", "backslashreplace").decode()
    assert json.loads(text) == {"fil": "b\udce5k.xlsx"}


def test_forced_colour_never_reaches_a_pipe(process: Process) -> None:
    assert b"\x1b" not in process("regler", "SU01", FORCE_COLOR="1").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_under_stdout_is_4() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "workbooks", "regler", "--json"]
        done = subprocess.run(command, cwd=REPOSITORY, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 4
    assert b"standard ut" in done.stderr


@pytest.mark.parametrize("args", [["--help"], ["kontrollera", "--help"], ["nix"], []])
def test_the_help_imports_nothing_heavy(args: list[str], tmp_path: Path) -> None:
    program = (
        "import sys; from engine.cli import run; from workbooks.__main__ import APPLICATION; "
        f"run(APPLICATION, {args!r}); "
        f"loaded = sorted(set({HEAVY!r}) & set(sys.modules)); print('TUNGA', *loaded, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert done.stderr.splitlines()[-1].strip() == "TUNGA"


def test_version_and_help_are_said_without_a_command(flikar: Flikar) -> None:
    assert flikar("--version").out.startswith("flikar ")
    bare = flikar()
    assert bare.code == 0
    assert bare.out == flikar("--help").out
