"""The demo's workbook as people print it: no amount is too wide for its column."""

import shutil
import subprocess
from pathlib import Path

import pytest

from engine.pipeline.filling import fill_book
from tests.support.books import demo_setup, empty_book, fill, input_cells, template
from tests.support.oracle import soffice
from workbooks.demo.chain import flik_words
from workbooks.demo.figures import copy_figure, figures_of


def printed(book: Path) -> str:
    """Every page as text."""
    folder = book.parent
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [
        soffice(),
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(book),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("poppler is not installed")
    pdf = str(book.with_suffix(".pdf"))
    return subprocess.run([program, "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def demo_book(folder: Path) -> Path:
    """The nämnd's workbook with every published table."""
    book = folder / "von.xlsx"
    book.write_bytes(template("VON", optional=True))
    for figure in (each for occasion in ("mars", "april", "delar") for each in figures_of("VON", occasion)):
        table = copy_figure(figure.file, folder)
        fill_book(
            demo_setup(), book, figure.occasion, year=None, ledgers=[], tables=[(flik_words(figure), table)],
            target=book, typ=None, skip_faults=False,
        )  # fmt: skip
    return book


def test_no_amount_is_printed_as_hashes(tmp_path: Path) -> None:
    text = printed(demo_book(tmp_path))
    assert "195 144" in text.replace("\u00a0", " ").replace(",", " ")
    assert "##" not in text


def test_nine_digits_have_room_in_every_column(tmp_path: Path) -> None:
    """Hundreds of milliards in tkr, more than any Swedish municipality turns over."""
    book = empty_book("VON", optional=True)
    amounts = {place: -999_999_999 for flik in book.flikar for place in input_cells(flik)}
    path = tmp_path / "stor.xlsx"
    path.write_bytes(fill(template("VON", optional=True), book, amounts))
    assert "##" not in printed(path)
