"""A project added to a closed workbook: one cell, nothing new for the check to say, a refusal where it is full."""

import zipfile
from pathlib import Path

import pytest

from tests.e2e.calling import Json, asked, flikar, refused
from tests.rules.sample_books import INV_DELAR, clean_book

PLACE = f"{INV_DELAR}!A20"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bok.xlsx").write_bytes(clean_book())
    return tmp_path


def added(folder: Path, name: str, book: str = "bok.xlsx", target: str = "ut.xlsx") -> Json:
    return asked("projektrad", book, PLACE, "--namn", name, "-o", target, cwd=folder)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_one_cell_of_one_sheet_is_written(folder: Path) -> None:
    said = added(folder, "Sängar Almgården")
    [cell] = said["celler"]
    assert (said["ut"], said["namnd"], said["kategori"]) == ("ut.xlsx", "VON", "Reinvestering")
    assert (cell["flik"], cell["fore"], cell["efter"], cell["kolumn"]) == (INV_DELAR, None, "Sängar Almgården", None)
    before, after = parts(folder / "bok.xlsx"), parts(folder / "ut.xlsx")
    assert list(before) == list(after)
    [changed] = [name for name in before if before[name] != after[name]]
    assert after[changed].decode().count("Sängar Almgården") == 1


def test_the_check_has_nothing_new_to_say(folder: Path) -> None:
    added(folder, "Sängar Almgården")
    before, after = (
        asked("kontrollera", book, "--tillfalle", "delar", cwd=folder) for book in ("bok.xlsx", "ut.xlsx")
    )
    assert before["filer"][0]["fynd"] == after["filer"][0]["fynd"]


def test_a_full_category_is_told_of_with_the_row_and_what_to_do(folder: Path) -> None:
    code, number = 0, 0
    while code == 0 and number < 9:
        number += 1
        call = ("projektrad", "bok.xlsx", PLACE, "--namn", f"Byte av hiss {number}", "-o", "bok.xlsx")
        answer = flikar(*call, cwd=folder)
        code = answer.code
    before = (folder / "bok.xlsx").read_bytes()
    assert (code, answer.out) == (4, "")
    assert f"{INV_DELAR}: Reinvestering har ingen tom projektrad" in answer.err
    assert "högerklicka på rad 24, välj Infoga" in answer.err
    assert (folder / "bok.xlsx").read_bytes() == before


def test_a_project_twice_is_refused_and_nothing_written(folder: Path) -> None:
    added(folder, "Sängar Almgården")
    (folder / "ut.xlsx").rename(folder / "bok2.xlsx")
    said = refused(
        "projektrad", "bok2.xlsx", PLACE, "--namn", "sängar almgården", "-o", "ut.xlsx", cwd=folder, code=2
    )
    assert "står redan i" in said
    assert not (folder / "ut.xlsx").exists()
