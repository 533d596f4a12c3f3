"""The pictures of the README: the demo's workbook and report as LibreOffice prints them, cut to what is shown."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import UnreadableError
from engine.pipeline.setup import Setup
from workbooks.__main__ import APPLICATION
from workbooks.demo.chain import run_demo

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>sv-SE</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and where it is cut.

    Attributes:
        name: of the PNG.
        source: the demo's file, relative to its folder.
        words: what the page says; the first page with all of them is the one.
        dpi: pixels per inch.
        box: left, top, width and height in pixels.
    """

    name: str
    source: str
    words: tuple[str, ...]
    dpi: int
    box: tuple[int, int, int, int]


PICTURES = (
    Picture(
        "arbetsbok.png", "bocker/von-2022.xlsx", ("Delårsbokslut 2022", "Personalkostnader"), 130, (47, 62, 1425, 325)
    ),
    Picture("rapport.png", "rapport-von-delar.docx", ("Tabell 1.",), 100, (50, 40, 730, 520)),
)


def make_pictures(folder: Path) -> Iterator[Path]:
    """Run the demo, print it, and write the pictures into ``folder``.

    Raises:
        UnreadableError: a printed page is missing.
        subprocess.CalledProcessError: a program failed.
        FileNotFoundError: LibreOffice or poppler is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kommun = APPLICATION.built_in()
    with TemporaryDirectory() as made:
        demo = Path(made)
        run_demo(Setup(kommun, APPLICATION.build_catalog(kommun)), demo, lambda _line: None)
        _print(demo, [demo / picture.source for picture in PICTURES])
        for picture in PICTURES:
            yield _cut(demo / Path(picture.source).with_suffix(".pdf").name, picture, folder)


def _print(folder: Path, files: list[Path]) -> None:
    """Every file as a PDF in ``folder``, with Swedish numbers."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    settings = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    _run("soffice", *settings, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))


def _cut(pdf: Path, picture: Picture, folder: Path) -> Path:
    page = _page_with(pdf, picture.words)
    left, top, width, height = map(str, picture.box)
    where = ("-r", str(picture.dpi), "-f", page, "-l", page, "-x", left, "-y", top, "-W", width, "-H", height)
    target = folder / picture.name
    _run("pdftoppm", *where, "-png", "-singlefile", str(pdf), str(target.with_suffix("")))
    return target


def _page_with(pdf: Path, words: tuple[str, ...]) -> str:
    pages = _run("pdftotext", "-layout", str(pdf), "-").split("\f")
    for number, text in enumerate(pages, start=1):
        if all(word in text for word in words):
            return str(number)
    raise UnreadableError(str(pdf), f"ingen sida har {', '.join(words)}")


def _run(program: str, *args: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"{program}: make oracle-tools installs it")
    done = subprocess.run([found, *args], check=True, capture_output=True, text=True)  # noqa: S603 a fixed program
    return done.stdout
