"""The repository keeps its own rules: sizes, names, docstrings, and nothing that belongs elsewhere."""

import ast
import re
import subprocess
from codecs import decode
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("engine", "workbooks", "udfs", "addin")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
BINARY = {".png", ".xlsx", ".docx", ".parquet"}
# In ROT13, so that the repository does not have what it looks for.
_FOREIGN = (
    "pynhqr", "naguebcvp", "bcranv", "pungtcg", "pbcvybg", "yynzn", "ynathntr zbqry", "/jbex/", "/snez/",
    "negvsnpgbel", r"clcv\.bet", "clgubaubfgrq", "vaqrk-hey =",
)  # fmt: skip
FOREIGN = re.compile("|".join(decode(word, "rot13") for word in _FOREIGN), re.IGNORECASE)


def tracked() -> list[Path]:
    """Every file of the repository; without git, every file that is not made by a tool."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return sorted(REPOSITORY / name for name in names if (REPOSITORY / name).is_file())
    made = {".venv", ".git", "__pycache__", "build", "dist", "demo", ".hypothesis"}
    everything = (path for path in REPOSITORY.rglob("*") if path.is_file())
    return sorted(path for path in everything if not made & set(path.relative_to(REPOSITORY).parts[:-1]))


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix == ".py"]
OWN = [path for path in SOURCES if path.relative_to(REPOSITORY).parts[0] in PACKAGES]


def shown(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_the_files_are_found() -> None:
    assert len(OWN) > 100
    assert REPOSITORY / "README.md" in FILES


def test_the_search_finds_what_it_looks_for() -> None:
    assert FOREIGN.search(decode("/jbex/main", "rot13"))
    assert FOREIGN.search(decode("ol Pynhqr", "rot13"))
    assert not FOREIGN.search("network/main, index-url, opened")


def test_nothing_that_belongs_elsewhere() -> None:
    texts = {path: path.read_bytes().decode("utf-8", errors="replace") for path in FILES if path.suffix not in BINARY}
    found = [f"{shown(path)}: {match.group()}" for path, text in texts.items() for match in FOREIGN.finditer(text)]
    assert found == []


def test_file_names_are_ascii() -> None:
    assert [shown(path) for path in FILES if not shown(path).isascii() or " " in shown(path)] == []


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert [shown(path) for path in SOURCES if drawers & {path.stem, path.parent.name}] == []


@pytest.mark.parametrize("path", OWN, ids=shown)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_folder_of_code_is_a_package() -> None:
    assert {shown(path.parent) for path in OWN if not (path.parent / "__init__.py").exists()} == set()


def test_no_module_is_too_long_to_read() -> None:
    lengths = {shown(path): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long_to_read() -> None:
    found = {
        f"{shown(path)}:{function.name}": lines
        for path in SOURCES
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert found == {}


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in SOURCES if path.name.startswith("test_")]
    assert {name for name in names if names.count(name) > 1} == set()
