"""What README and the handbok show is real: commands, targets, outputs, links and the example kommun.toml."""

import re
import shlex
import shutil
from contextlib import redirect_stdout
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from engine.amounts import half_away, largest_remainder, show_number
from engine.cli import run
from engine.cli.app import build_app
from engine.findings import CATALOGUE
from engine.organisation import parse_kommun
from engine.organisation.kommun import KommunFile
from engine.organisation.settings import Installningar
from engine.owncheck import own_check_faults
from workbooks.__main__ import APPLICATION
from workbooks.catalog import build_catalog
from workbooks.demo.ledger import write_ledger
from workbooks.frames import table_frame

REPOSITORY = Path(__file__).parents[2]
DEMO = REPOSITORY / "workbooks" / "demo"
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
HANDBOK = (REPOSITORY / "docs" / "handbok.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:flikar|make) [^`]+)`")
PLACEHOLDERS = {"BOK": "bok.xlsx", "FLIK": "8 RR"}
APP = build_app(APPLICATION)
LEDGER_ROWS = 20_000
INPUTS = {
    "prognos.csv": "von_delar_2022_rr_syntetisk.csv",
    "inv.csv": "von_delar_2022_inv.csv",
    "forutb.csv": "von_delar_2022_forutb_syntetisk.csv",
}


def blocks(text: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(text) if kind == language]


def shown_commands(text: str) -> list[str]:
    fenced = [line for block in blocks(text, "bash") for line in block.splitlines()]
    return [*fenced, *INLINE.findall(FENCE.sub("", text))]


SHOWN = [*shown_commands(README), *shown_commands(HANDBOK)]
STEPS = [line for block in blocks(HANDBOK, "bash") for line in block.splitlines()]


@pytest.mark.parametrize("line", [line for line in SHOWN if line.startswith("flikar ")])
def test_a_shown_call_can_be_parsed(line: str) -> None:
    name, *args = [PLACEHOLDERS.get(word, word) for word in shlex.split(line)[1:]]
    if name == "--help":
        return
    command = APP.commands.get(name) or APP.get_command(APP.make_context("flikar", []), name)
    assert command is not None
    command.make_context(name, args)


@pytest.mark.parametrize("line", sorted({line for line in SHOWN if line.startswith("make ")}))
def test_a_shown_target_exists(line: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE)


def test_every_command_is_in_the_readme() -> None:
    named = {line.split()[1] for line in shown_commands(README) if line.startswith("flikar ")}
    assert set(APP.commands) <= named <= {*APP.commands, *APP.additions}


def test_the_readme_is_one_page() -> None:
    assert len(README.splitlines()) <= 85
    assert len(README) <= 6_000


@pytest.mark.parametrize("text", [README, HANDBOK], ids=["README", "handbok"])
def test_every_link_leads_somewhere(text: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert links
    base = REPOSITORY if text is README else REPOSITORY / "docs"
    assert [link for link in links if not (base / link).exists()] == []


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with the handbok's inputs in which its steps have been taken in order, and what each of them said."""
    folder = tmp_path_factory.mktemp("handbok")
    shutil.copy(DEMO / "kommun.toml", folder)
    for name, figure in INPUTS.items():
        shutil.copy(DEMO / "figures" / figure, folder / name)
    write_ledger(folder / "huvudbok.csv", rows=LEDGER_ROWS)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder, {line: _take(line) for line in STEPS}


def _take(line: str) -> str:
    program, *args = shlex.split(line)
    if program == "mkdir":
        Path(*args).mkdir()
        return ""
    if program == "cp":
        shutil.copy(*args)
        return ""
    said = StringIO()
    with redirect_stdout(said):
        assert run(APPLICATION, args) == 0, line
    return said.getvalue()


def test_the_seven_steps_run_as_written(worked: tuple[Path, dict[str, str]]) -> None:
    folder, _ = worked
    made = {"von-2022.xlsx", "rensad.csv", "borttaget.xlsx", "von-2022-ifylld.xlsx", "delar.docx", "kommun.xlsx"}
    assert made <= {path.name for path in folder.iterdir()}


def test_the_check_says_what_the_handbok_shows(worked: tuple[Path, dict[str, str]]) -> None:
    _, said = worked
    [checked] = [text for line, text in said.items() if line.startswith("flikar kontrollera")]
    cells = re.compile(r"\d+ celler")  # as many as the template has
    assert cells.sub("", checked) in [cells.sub("", block) for block in blocks(HANDBOK, "text")]


def test_what_is_stripped_has_the_shape_the_handbok_shows(worked: tuple[Path, dict[str, str]]) -> None:
    _, said = worked
    [stripped, *_] = [text for line, text in said.items() if line.startswith("flikar rensa")]
    shown = next(block for block in blocks(HANDBOK, "text") if block.startswith("Borttaget"))
    assert set(_without_counts(shown)) <= set(_without_counts(stripped))


def _without_counts(text: str) -> list[str]:
    """The lines without the number of rows before a sum, which is less in a smaller ledger, and without alignment."""
    return [" ".join(re.sub(r"\d+(\s+0,00)$", r"\1", line).split()) for line in text.splitlines()]


def test_the_rounding_example_is_what_the_ledger_gives(worked: tuple[Path, dict[str, str]]) -> None:
    folder, said = worked
    [stripped, *_] = [text for line, text in said.items() if line.startswith("flikar rensa")]
    rows = [re.split(r" *\| *", line.strip("| ")) for line in HANDBOK.splitlines() if re.search(r",\d\d \|", line)]
    exact = [Fraction(re.sub(r"\s", "", row[1]).replace("−", "-").replace(",", ".")) / 1000 for row in rows]
    *parts, total = exact
    assert all(_spaced(row[1]) in _spaced(stripped) for row in rows[:-1])
    assert sum(parts) == total
    alone = [half_away(part) for part in parts]
    shared = largest_remainder(half_away(total), parts)
    assert shared is not None
    assert [row[2] for row in rows] == [_printed(n) for n in (*alone, sum(alone))]
    assert [row[3] for row in rows] == [_printed(n) for n in (*shared, half_away(total))]
    assert sum(alone) != half_away(total)
    frame = table_frame(folder / "von-2022-ifylld.xlsx", "8 RR")
    assert [*frame.loc[[row[0] for row in rows], "utfall"]] == [*shared, half_away(total)]


def _spaced(text: str) -> str:
    return re.sub(r"[^\S\n]", " ", text)


def _printed(number: int) -> str:
    return _spaced(show_number(number))


def test_the_csv_example_fills_the_workbook(
    worked: tuple[Path, dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = worked
    [table] = [block for block in blocks(HANDBOK, "text") if block.startswith("Belopp i tkr,")]
    (tmp_path / "tabell.csv").write_text(table, encoding="utf-8")
    target = tmp_path / "bok.xlsx"
    given = [
        "--kommun",
        str(folder / "kommun.toml"),
        "--tabell",
        f"8 inv={tmp_path / 'tabell.csv'}",
        "-o",
        str(target),
    ]
    assert run(APPLICATION, ["fyll", str(folder / "von-2022.xlsx"), "--tillfalle", "delar", *given]) == 0
    capsys.readouterr()
    frame = table_frame(target, "8 inv")
    assert frame.loc["Totala utgifter", "utfall"] == 317
    assert frame.loc["Sängar", "budget"] == 750


def test_the_python_example_runs(worked: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    [example] = blocks(HANDBOK, "python")
    monkeypatch.chdir(worked[0])
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102 the handbok's own lines
    assert getattr(names["frame"], "attrs")["namnd"] == "VON"  # noqa: B009 an object to the type checker


def test_the_example_kommun_toml_is_whole() -> None:
    [example] = blocks(HANDBOK, "toml")
    kommun = parse_kommun(example, "handbok")
    assert kommun.namnd("VON").namn == "Vård- och omsorgsnämnden"
    assert kommun.kontogrupp_of("5010") == "personalkostnader"


def test_every_section_and_setting_is_explained() -> None:
    named = set(re.findall(r"`(\w+)`", HANDBOK))
    assert set(KommunFile.model_fields) - {"version"} <= named
    assert set(Installningar.model_fields) <= named


def _own_checks_shown() -> str:
    """The handbok's example of ``kontroller`` as a whole kommun.toml."""
    [example] = [text for text in blocks(HANDBOK, "text") if text.startswith("[[kontroller]]")]
    return next(iter(blocks(HANDBOK, "toml"))) + example


def test_the_own_checks_shown_can_be_asked() -> None:
    kommun = parse_kommun(_own_checks_shown(), "handbok")
    assert kommun.kontroller
    assert own_check_faults(kommun, build_catalog(kommun)) == ()


def test_rules_that_are_named_exist() -> None:
    own = parse_kommun(_own_checks_shown(), "handbok").kontroller
    known = {rule.id for rule in CATALOGUE} | {check.id for check in own}
    assert set(re.findall(r"\b[A-Z]{2}\d\d\b", README + HANDBOK)) <= known
