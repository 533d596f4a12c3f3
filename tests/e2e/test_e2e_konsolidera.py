"""`flikar konsolidera`: sums over the nämnder, and what became of every file."""

from pathlib import Path

import openpyxl
import pytest

from tests.e2e.calling import Json, asked, digest, flikar, refused
from tests.e2e.surgery import Book
from tests.e2e.test_e2e_tables_and_report import flik_figures
from tests.e2e.town import DELAR

KINDS = ("budget", "prognos", "avvikelse", "utfall", "utfall_fg", "diff")


def consolidate(folder: Path, *words: object, occasion: str = "delar", code: int = 0) -> Json:
    return asked("konsolidera", *words, "--tillfalle", occasion, "-o", "kommun.xlsx", cwd=folder, code=code)


def status(said: Json) -> dict[str, str]:
    return {entry["fil"]: entry["status"] for entry in said["filer"]}


def test_every_row_and_column_is_the_sum_of_the_namnder(folder: Path) -> None:
    said = consolidate(folder, "delar")
    assert set(said) >= {"version", "ar", "tillfalle", "filer", "saknas", "tabeller", "driftsammandrag", "fynd"}
    assert (said["ar"], said["tillfalle"], said["saknas"]) == (2023, "delar", [])
    assert set(said["tabeller"]) == {"RR", "INV", "FORUTB"}
    filed = {code: flik_figures(folder / f"delar/{code.lower()}.xlsx", flik) for code, flik in DELAR.items()}
    for label, amounts in filed["OMN"].items():
        for number, kind in enumerate(KINDS):
            entry = said["tabeller"]["RR"][label][kind]
            assert entry["namnder"] == {code: filed[code][label][number] for code in filed}
            assert entry["summa"] == sum(filed[code][label][number] or 0 for code in filed)
        assert len(amounts) == len(KINDS)


def test_the_driftsammandrag_is_verksamhetens_nettokostnader(folder: Path) -> None:
    said = consolidate(folder, "delar")
    filed = {code: flik_figures(folder / f"delar/{code.lower()}.xlsx", flik) for code, flik in DELAR.items()}
    assert said["driftsammandrag"] == [
        {"namnd": code, **dict(zip(KINDS[:3], found["Verksamhetens nettokostnader"], strict=False))}
        for code, found in filed.items()
    ]


def test_the_workbook_has_live_totals_with_their_values(folder: Path) -> None:
    said = consolidate(folder, "delar")
    formulas = openpyxl.load_workbook(folder / "kommun.xlsx")
    values = openpyxl.load_workbook(folder / "kommun.xlsx", data_only=True)
    total = said["tabeller"]["RR"]["Årets resultat"]["prognos"]["summa"]
    live = {
        values[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    assert total in live
    texts = {str(cell) for sheet in values for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any("delar/omn.xlsx" in text for text in texts)
    assert any("kommuninterna" in text.lower() for text in texts)


def test_every_file_gets_its_status(folder: Path) -> None:
    asked("mall", "--namnd", "OMN", "--ar", "2022", "-o", "gammal.xlsx", cwd=folder)
    openpyxl.Workbook().save(folder / "annat.xlsx")
    (folder / "trasig.xlsx").write_bytes(b"PK\x03\x04trasig")
    files = ("delar/tek.xlsx", "gammal.xlsx", "annat.xlsx", "trasig.xlsx", "borta.xlsx", "delar/omn.xlsx")
    said = consolidate(folder, *files, code=3)
    assert [entry["fil"] for entry in said["filer"]] == list(files)
    assert list(status(said).values()) == ["last", "fel_ar", "okand", "olast", "olast", "last"]
    assert said["saknas"] == ["MIL"]
    assert (folder / "kommun.xlsx").exists()


def test_two_files_of_one_namnd_are_both_left_out(folder: Path) -> None:
    said = consolidate(folder, "delar", "mall/omn-2023.xlsx", code=1)
    assert status(said)["delar/omn.xlsx"] == status(said)["mall/omn-2023.xlsx"] == "dubbel"
    assert "OMN" in said["saknas"]
    assert "OMN" not in said["tabeller"]["RR"]["Personalkostnader"]["prognos"]["namnder"]
    assert "fel" in {finding["allvar"] for finding in said["fynd"]}


def test_a_book_of_another_occasion_is_not_summed(folder: Path) -> None:
    said = consolidate(folder, "mall/omn-2023.xlsx", occasion="oktober", code=1)
    assert status(said) == {"mall/omn-2023.xlsx": "fel_tillfalle"}
    assert "ST03" in {finding["regel"] for finding in said["fynd"]}


def test_an_unknown_namnd_is_said_to_be_unknown(folder: Path) -> None:
    book = Book(folder / "delar/omn.xlsx").replace("xl/workbook.xml", '"OMN"', '"XYZ"')
    book.save(folder / "okand.xlsx")
    assert status(consolidate(folder, "okand.xlsx", code=1)) == {"okand.xlsx": "okand"}


def test_the_order_and_the_workers_do_not_matter(folder: Path) -> None:
    first = consolidate(folder, "delar/omn.xlsx", "delar/tek.xlsx", "delar/mil.xlsx")
    second = consolidate(folder, "delar/mil.xlsx", "delar/omn.xlsx", "delar/tek.xlsx", "--arbetare", 2)
    assert first["tabeller"] == second["tabeller"]


def test_the_same_call_gives_the_same_bytes_and_leaves_the_books(folder: Path) -> None:
    before = [digest(path) for path in sorted((folder / "delar").iterdir())]
    consolidate(folder, "delar")
    first = digest(folder / "kommun.xlsx")
    consolidate(folder, "delar")
    assert digest(folder / "kommun.xlsx") == first
    assert [digest(path) for path in sorted((folder / "delar").iterdir())] == before


@pytest.mark.parametrize("missing", ["--tillfalle", "-o"])
def test_what_is_required_is_named(folder: Path, missing: str) -> None:
    words = {"--tillfalle": "delar", "-o": "k.xlsx"}
    del words[missing]
    call = [word for pair in words.items() for word in pair]
    assert missing in refused("konsolidera", "delar", *call, cwd=folder, code=2)


def test_the_target_may_be_a_folder_no_more_than_anything_else(folder: Path) -> None:
    answer = flikar("konsolidera", "delar", "--tillfalle", "delar", "-o", "mall", cwd=folder)
    assert (answer.code, answer.out) == (4, "")
