"""The manners of every command: exit codes, streams, the kommun, and names nobody knows."""

from pathlib import Path

import pytest

from tests.e2e.calling import asked, contents, flikar, refused
from tests.e2e.town import found_in


@pytest.mark.parametrize(
    "words",
    [
        ("kontrolera", "delar/omn.xlsx"),
        ("kontrollera", "delar/omn.xlsx", "--tillfale", "delar"),
        ("kontrollera", "delar/omn.xlsx", "--tillfalle", "dellar"),
        ("kontrollera",),
        ("rensa", "huvudbok.csv", "--namnd", "XXX"),
        ("rensa", "huvudbok.csv", "--namnd", "OMN", "--ar", "tjugo"),
        ("rensa", "huvudbok.csv", "--namnd", "OMN", "--typ", "plan"),
        ("fyll", "delar/omn.xlsx", "--tillfalle", "delar", "--tabell", "utan likhetstecken"),
        ("mall", "-o", "ny.xlsx"),
        ("konsolidera", "delar", "--tillfalle", "delar", "-o", "k.xlsx", "--arbetare", "noll"),
    ],
    ids=lambda words: " ".join(words[:4]),
)
def test_a_wrong_call_says_why_on_stderr_and_nothing_on_stdout(folder: Path, words: tuple[str, ...]) -> None:
    before = contents(folder)
    answer = flikar(*words, "--json", cwd=folder)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("kontrolera", "x"), "kontrollera"),
        (("kontrollera", "x", "--tilfalle", "delar"), "--tillfalle"),
        (("kontrollera", "x", "--tillfalle", "okotber"), "oktober"),
        (("mall", "--namnd", "TEKN", "-o", "x.xlsx"), "TEK"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(folder: Path, words: tuple[str, ...], near: str) -> None:
    assert near in refused(*words, cwd=folder, code=2)


def test_without_a_kommun_the_built_in_one_is_used_and_said(tmp_path: Path) -> None:
    answer = flikar("mall", "--namnd", "VON", "-o", "von.xlsx", "--json", cwd=tmp_path)
    assert answer.code == 0
    assert answer.json["kommun"] == "inbyggd demo"
    assert "inbygg" in answer.err
    checked = flikar("kontrollera", "von.xlsx", "--json", cwd=tmp_path)
    assert checked.json["kommun"] == "inbyggd demo"
    assert "inbygg" in checked.err


@pytest.mark.parametrize(
    "words",
    [
        ("rensa", "hb.csv", "--namnd", "VON"),
        ("fyll", "von.xlsx", "--tillfalle", "delar", "--huvudbok", "hb.csv"),
        ("konsolidera", ".", "--tillfalle", "delar", "-o", "k.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_figures_that_depend_on_the_ansvar_need_the_demo_by_name(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "hb.csv").write_text(
        "konto;ansvar;motpart;period;belopp;typ\n5011;70000;;202201;1;utfall\n", encoding="utf-8"
    )
    asked("mall", "--namnd", "VON", "-o", "von.xlsx", cwd=tmp_path)
    assert "--kommun demo" in refused(*words, cwd=tmp_path, code=2)
    answer = flikar(*words, "--kommun", "demo", "--json", cwd=tmp_path)
    assert answer.code in {0, 1}
    assert answer.json["kommun"] == "inbyggd demo"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('namn = "Ekköping"', 'nam = "Ekköping"', "nam"),
        ('avrundning = "summerbar"', 'avrundning = "nedåt"', "avrundning"),
        ('konton = ["601-609"]', 'konton = ["609-601"]', "lokalhyror"),
        ("ar = 2023\n[inst", 'ar = "tjugo"\n[inst', "ar"),
        ("version = 1", "version = [", ""),
        ('kod = "TEK"', 'kod = "OMN"', "kod"),
        ('ansvar = ["63000-63999"]', 'ansvar = ["62000-63999"]', "ansvar"),
        ('extern = ["8-9"]', 'extern = ["7-9"]', "extern"),
    ],
    ids=["nyckel", "val", "intervall", "typ", "toml", "dubbel", "ansvar", "motpartsslag"],
)
def test_a_wrong_kommun_is_told_with_line_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    folder = found_in(tmp_path)
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    (folder / "kommun.toml").write_text(text.replace(old, new), encoding="utf-8")
    answer = flikar("mall", "--namnd", "OMN", "-o", "x.xlsx", "--json", cwd=folder)
    assert answer.code == 3
    said = answer.err + answer.out
    assert "kommun.toml" in said
    assert key in said
    assert any(f"rad {near}" in said for near in (line, line + 1)), said
    assert isinstance(answer.json, dict)
    assert not (folder / "x.xlsx").exists()


def test_a_kommun_that_is_missing_cannot_be_read(folder: Path) -> None:
    answer = flikar("kontrollera", "delar/omn.xlsx", "--kommun", "borta.toml", "--json", cwd=folder)
    assert answer.code == 3
    assert answer.json["filer"][0]["fil"] == "delar/omn.xlsx"
    assert "borta.toml" in answer.err + answer.out


def test_the_worst_exit_code_wins(folder: Path) -> None:
    before = contents(folder)
    words = ("rensa", "borta.csv", "--namnd", "OMN", "-o", "delar")
    assert flikar(*words, cwd=folder).code in {3, 4}
    assert contents(folder) == before


def test_help_is_swedish_with_an_example_first(folder: Path) -> None:
    for command in ("mall", "rensa", "fyll", "kontrollera", "tabell", "rapport", "konsolidera", "demo", "regler"):
        answer = flikar(command, "--help", cwd=folder)
        assert answer.code == 0
        assert answer.out.lstrip().startswith(f"Exempel: flikar {command}")


def test_the_catalogue_of_rules(folder: Path) -> None:
    every = flikar("regler", cwd=folder).out
    fixed = (
        "LA01 LA02 LA03 ST01 ST02 ST03 TY01 TY02 TK01 TK02 TE01 TE02 TE03 SU01 SU02 SU03 FO01 FO02 "
        "IN01 IN02 IN03 AV01"
    )
    assert all(rule in every for rule in fixed.split())
    assert "TE01" in flikar("regler", "TE01", cwd=folder).out
    assert refused("regler", "TE99", cwd=folder, code=2)
