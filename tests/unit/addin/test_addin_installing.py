"""The installation on a made-up computer: what is written, that it can be read as VBA reads it, and that it goes."""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

import pytest

from addin.installing import (
    TRUSTED,
    Place,
    install,
    install_lines,
    settings_text,
    shown_place,
    this_place,
    uninstall,
    uninstall_lines,
)
from addin.selftest import EXCEL_TRIAL, Verdict, self_test
from engine.cli import run
from engine.errors import NotWrittenError, WrongCallError
from workbooks.__main__ import APPLICATION


class FakeRegistry:
    def __init__(self) -> None:
        self.keys: dict[str, Mapping[str, str | int]] = {}

    def put(self, key: str, values: Mapping[str, str | int]) -> None:
        self.keys[key] = values

    def remove(self, key: str) -> None:
        self.keys.pop(key, None)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    python = PureWindowsPath(r"C:\Program Files\Flikar på svenska\Scripts\pythonw.exe")
    return Place(tmp_path / "Roaming", tmp_path / "Åsa", python)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_add_in_its_settings_and_the_trusted_place_are_written(place: Place, tmp_path: Path) -> None:
    registry = FakeRegistry()
    install(place, registry, b"addin")
    assert files(tmp_path) == ["Roaming/Microsoft/Excel/XLSTART/flikar.xlam", "Åsa/.flikar/flikar.conf"]
    assert Path(place.addin).read_bytes() == b"addin"
    assert registry.keys == {
        TRUSTED: {"Path": str(place.start_folder), "Description": "flikar", "AllowSubFolders": 0}
    }
    with Path(place.settings).open(encoding="cp1252", newline="") as settings:
        assert list(csv.reader(settings)) == [["INTERPRETER_WIN", str(place.python)]]


def test_installing_again_takes_the_place_of_the_earlier(place: Place, tmp_path: Path) -> None:
    registry = FakeRegistry()
    install(place, registry, b"one")
    install(place, registry, b"two")
    assert Path(place.addin).read_bytes() == b"two"
    assert len(files(tmp_path)) == 2


def test_the_removal_leaves_what_was_there_before(place: Place, tmp_path: Path) -> None:
    other = Path(place.start_folder) / "annat.xlam"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"x")
    registry = FakeRegistry()
    registry.keys["annan"] = {}
    install(place, registry, b"addin")
    assert uninstall(place, registry) == (place.addin, place.settings)
    assert files(tmp_path) == ["Roaming/Microsoft/Excel/XLSTART/annat.xlam"]
    assert not Path(place.settings.parent).exists()
    assert registry.keys == {"annan": {}}
    assert uninstall(place, registry) == ()


def test_a_settings_folder_with_something_else_in_it_stays(place: Place) -> None:
    install(place, FakeRegistry(), b"addin")
    (Path(place.settings.parent) / "eget.txt").write_text("x")
    uninstall(place, FakeRegistry())
    assert (Path(place.settings.parent) / "eget.txt").exists()


def test_a_path_that_vba_cannot_read_stops_before_anything_is_written(place: Place, tmp_path: Path) -> None:
    wrong = Place(place.roaming, place.profile, PureWindowsPath("C:\\Σ\\pythonw.exe"))
    with pytest.raises(NotWrittenError, match="Σ"):
        install(wrong, FakeRegistry(), b"addin")
    assert files(tmp_path) == []


def test_what_is_shown_is_what_is_done(place: Place) -> None:
    registry = FakeRegistry()
    install(place, registry, b"addin")
    shown = "\n".join(install_lines(place))
    assert all(str(path) in shown for path in (place.addin, place.settings))
    assert settings_text(place).strip() in shown
    assert all(str(value) in shown for value in registry.keys[TRUSTED].values())
    assert all(str(path) in "\n".join(uninstall_lines(place)) for path in (place.addin, place.settings))
    assert "HKEY_CURRENT_USER" in shown, "no administrator"


@pytest.mark.skipif(sys.platform == "win32", reason="installs")
@pytest.mark.parametrize("command", ["installera", "avinstallera"])
def test_elsewhere_it_says_so_and_shows_on_request(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WrongCallError):
        this_place()
    assert run(APPLICATION, ["tillagg", command]) == 2
    assert "bara på Windows" in capsys.readouterr().err
    assert run(APPLICATION, ["tillagg", command, "--visa"]) == 0
    assert str(shown_place().addin) in capsys.readouterr().out


def test_everything_that_can_be_tried_here_passes_and_the_rest_is_named() -> None:
    trials = self_test(is_windows=False)
    assert {trial.verdict for trial in trials} == {Verdict.PASSED, Verdict.NOT_TRIED}
    assert all(trial.said for trial in trials if trial.verdict is Verdict.NOT_TRIED)
    assert sum(trial.verdict is Verdict.PASSED for trial in trials) >= 5


@pytest.mark.parametrize(("faults", "verdict"), [((), Verdict.PASSED), (("A1 visar 0.",), Verdict.FAILED)])
def test_excels_answer_decides(faults: tuple[str, ...], verdict: Verdict) -> None:
    def excel(path: Path) -> tuple[str, ...]:
        assert path.read_bytes().startswith(b"PK")
        return faults

    [trial] = [trial for trial in self_test(excel, is_windows=True) if trial.name == EXCEL_TRIAL]
    assert (trial.verdict, trial.said) == (verdict, " ".join(faults))


def test_an_excel_that_does_not_start_is_a_failure_and_no_crash() -> None:
    def excel(_path: Path) -> tuple[str, ...]:
        raise OSError("no Excel")

    [trial] = [trial for trial in self_test(excel, is_windows=True) if trial.name == EXCEL_TRIAL]
    assert (trial.verdict, trial.said) == (Verdict.FAILED, "OSError: no Excel")


def test_the_report_is_written_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert run(APPLICATION, ["tillagg", "sjalvtest", "-o", str(tmp_path / "rapport.json"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))["prov"] == told["prov"]
