"""Whose kommun a call is about."""

import json
from pathlib import Path

import pytest

from tests.unit.engine.cli.conftest import Flikar

DEMO = Path(__file__).parents[4] / "workbooks" / "demo" / "kommun.toml"


def _own(folder: Path, name: str) -> Path:
    """The demo's kommun.toml as another kommun."""
    text = DEMO.read_text(encoding="utf-8").splitlines()
    renamed = [f'namn = "{name}"' if line.startswith("namn =") and "[kommun]" in text[:i] else line
               for i, line in enumerate(text)]  # fmt: skip
    first = renamed.index(f'namn = "{name}"')
    path = folder / "kommun.toml"
    path.write_text("\n".join([*renamed[: first + 1], *text[first + 1 :]]), encoding="utf-8")
    return path


def test_without_a_kommun_toml_the_demo_is_used_and_said(flikar: Flikar) -> None:
    answer = flikar("regler", "--json")
    assert json.loads(answer.out)["kommun"] == "inbyggd demo"
    assert "inbyggd demo" in answer.err


def test_the_kommun_toml_of_the_folder_is_used(flikar: Flikar, tmp_path: Path) -> None:
    _own(tmp_path, "Provkommun")
    answer = flikar("regler", "--json")
    assert json.loads(answer.out)["kommun"] == "Provkommun"
    assert answer.err == ""


def test_a_named_kommun_toml_goes_before_that_of_the_folder(flikar: Flikar, tmp_path: Path) -> None:
    (tmp_path / "annan").mkdir()
    other = _own(tmp_path / "annan", "Annan kommun")
    (tmp_path / "kommun.toml").write_text("trasig", encoding="utf-8")
    assert json.loads(flikar("regler", "--json", "--kommun", str(other)).out)["kommun"] == "Annan kommun"


def test_the_word_demo_goes_before_the_kommun_toml_of_the_folder(flikar: Flikar, tmp_path: Path) -> None:
    _own(tmp_path, "Provkommun")
    assert json.loads(flikar("regler", "--json", "--kommun", "demo").out)["kommun"] == "inbyggd demo"


@pytest.mark.parametrize(
    "call",
    [
        ("rensa", "x.csv", "--namnd", "VON"),
        ("fyll", "x.xlsx", "--tillfalle", "delar", "--huvudbok", "x.csv"),
        ("konsolidera", "x", "--tillfalle", "delar", "-o", "k.xlsx"),
    ],
)
def test_the_demo_must_be_asked_for_where_the_ansvar_decide(flikar: Flikar, call: tuple[str, ...]) -> None:
    refused = flikar(*call)
    assert (refused.code, refused.out) == (2, "")
    assert "--kommun demo" in refused.err
    assert flikar(*call, "--kommun", "demo").code == 3, "x does not exist, but the call is right"


def test_fyll_from_tables_alone_may_use_the_demo(flikar: Flikar) -> None:
    assert flikar("fyll", "x.xlsx", "--tillfalle", "delar", "--tabell", "RR=x.csv").code == 3


def test_regler_show_the_severity_of_the_kommun(flikar: Flikar, tmp_path: Path) -> None:
    path = _own(tmp_path, "Provkommun")
    text = path.read_text(encoding="utf-8")
    changed = text.replace("[regler]\n", '[regler]\nSU03 = { allvar = "varning" }\n')
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    (rule,) = json.loads(flikar("regler", "su03", "--json").out)["regler"]
    assert (rule["id"], rule["allvar"]) == ("SU03", "varning")
