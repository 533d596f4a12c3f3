"""The handbook: whole in a checkout and in an installation, every link and picture of the real pages in it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from engine.cli import run
from engine.errors import UnreadableError
from workbooks import handbook
from workbooks.__main__ import APPLICATION
from workbooks.handbook import CHAPTERS, handbook_html

REPOSITORY = Path(__file__).parents[3]
DOCS = REPOSITORY / "docs"
NOT_FOR_USERS = {"design.md", "matningar.md"}
HTML = handbook_html()


def test_every_page_for_users_is_a_chapter() -> None:
    assert {*CHAPTERS} == {path.name for path in DOCS.glob("*.md")} - NOT_FOR_USERS
    texts = [(DOCS / name).read_text(encoding="utf-8") for name in CHAPTERS]
    titles = [next(line[2:] for line in text.splitlines() if line.startswith("# ")) for text in texts]
    assert re.findall(r"<h2 id[^>]*>(.*?)</h2>", HTML) == titles


def test_every_link_leads_to_a_place_in_it_and_every_picture_is_in_it() -> None:
    places = re.findall(r' id="([^"]+)"', HTML)
    assert len(set(places)) == len(places)
    links = [unquote(unescape(link)) for link in re.findall(r'href="([^"]+)"', HTML)]
    assert [link for link in links if not link.startswith("#") or link[1:] not in places] == []
    sources = re.findall(r'src="([^"]{5})', HTML)
    assert len(sources) > 20
    assert set(sources) == {"data:"}


def test_it_lies_in_the_cache_folder_and_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLIKAR_CACHE", str(tmp_path / "ny" / "mapp"))
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: not opened.append(url))  # type: ignore[func-returns-value]
    assert run(APPLICATION, ["handbok", "--json"]) == 0
    [page] = (tmp_path / "ny" / "mapp").iterdir()
    assert opened == [page.as_uri()]
    assert json.loads(capsys.readouterr().out)["oppnad"] is True
    page.write_text("gammal", encoding="utf-8")
    monkeypatch.setattr("webbrowser.open", lambda _url: False)
    assert run(APPLICATION, ["handbok"]) == 0
    assert capsys.readouterr().out == f"Handboken ligger i {page}\n"
    assert page.read_text(encoding="utf-8") == HTML


def test_an_installation_without_its_pages_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handbook, "_INSTALLED", tmp_path)
    with pytest.raises(UnreadableError, match=r"handbok\.md.*kunde inte läsas"):
        handbook_html()


def test_an_installed_flikar_has_the_same_handbook(tmp_path: Path) -> None:
    """The wheel, unpacked on a computer that has nothing of the repository."""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installerat"), "PYTHONSAFEPATH": "1"}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installerat")
    code = (
        "import workbooks.handbook as h; print(h.__file__); h.write_handbook(__import__('pathlib').Path('ut.html'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith(str(tmp_path / "installerat"))
    assert (tmp_path / "ut.html").read_text(encoding="utf-8") == HTML
