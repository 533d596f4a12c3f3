"""Two linters of VBA, each of which finds what the other misses, have nothing against our modules."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from addin.checking import modules_of
from addin.package import build_addin

OWN = ("FlikarMeny", "FlikarKnappar", "FlikarFunktioner", "ThisWorkbook")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of the add-in as files, whole so that calls between them are seen."""
    folder = tmp_path_factory.mktemp("vba")
    _write(folder, dict(modules_of(build_addin())))
    return folder


def _write(folder: Path, modules: dict[str, str]) -> None:
    for name, text in modules.items():
        is_class = name in {"ThisWorkbook", "Sheet2", "Dictionary"}
        (folder / f"{name}.{'cls' if is_class else 'bas'}").write_bytes(text.encode("cp1252"))


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def analysed(folder: Path) -> list[str]:
    """The errors that pyvbaanalysis finds, as lines."""
    done = subprocess.run(
        [_program("pyvbaanalysis"), "--whole-project", "--encoding", "cp1252", "--fail-level", "error", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "FlikarMeny" in done.stdout or done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if " error " in line]


def validated(folder: Path) -> list[str]:
    """The errors that vbalidator finds in our own modules; of xlwings' it does not know the compiler directives."""
    report = folder / "report.json"
    subprocess.run(
        [_program("vbalidator"), str(folder), "--host", "excel", "--define", "WIN64=True,VBA7=True", "--quiet",
         "--output", str(report)],
        capture_output=True, check=False,
    )  # fmt: skip
    issues = json.loads(report.read_text(encoding="utf-8"))["issues"]
    return [
        f"{issue['file']}:{issue['line']} {issue['message']}"
        for issue in issues
        if issue["severity"] == "error" and Path(issue["file"]).stem in OWN
    ]


def test_neither_linter_finds_an_error(sources: Path) -> None:
    assert analysed(sources) == []
    assert validated(sources) == []


def test_both_linters_find_one_that_is_planted(tmp_path: Path) -> None:
    modules = dict(modules_of(build_addin()))
    modules["FlikarMeny"] = modules["FlikarMeny"].replace("tecken = Mid$(tag, i, 1)", "teckn = Mid$(tag, i, 1)")
    _write(tmp_path, modules)
    assert any("teckn" in line for line in analysed(tmp_path))
    assert any("teckn" in line for line in validated(tmp_path))
