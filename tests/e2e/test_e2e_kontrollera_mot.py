"""`flikar kontrollera` against the ledger, an earlier report, an earlier workbook and the moment of handing in."""

from pathlib import Path

from tests.e2e.calling import Json, asked
from tests.e2e.surgery import Book
from tests.e2e.town import DELAR

FLIK = DELAR["OMN"]


def check(folder: Path, book: str, *words: object, code: int = 0) -> list[Json]:
    said = asked("kontrollera", book, "--tillfalle", "delar", *words, cwd=folder, code=code)
    found: list[Json] = said["filer"][0]["fynd"]
    return found


def changed(folder: Path, cell: str, value: int) -> str:
    Book(folder / "delar/omn.xlsx").put(FLIK, cell, value).recalculated().save(folder / "andrad.xlsx")
    return "andrad.xlsx"


def test_a_flik_filled_from_the_ledger_agrees_with_it(folder: Path) -> None:
    """Whole thousands that add up lie less than one from the exact amounts, and nothing is said of that."""
    for code in ("omn", "tek", "mil"):
        assert check(folder, f"delar/{code}.xlsx", "--huvudbok", "huvudbok.csv") == []


def test_an_amount_changed_by_hand_is_told_of(folder: Path) -> None:
    book = changed(folder, "E9", -1)
    found = check(folder, book, "--huvudbok", "huvudbok.csv")
    assert [(f["regel"], f["allvar"], f["cell"], f["funnet"]) for f in found] == [("AV20", "varning", "E9", -1)]
    assert check(folder, book) == []


def test_a_row_that_is_left_out_of_the_ledger_is_told_of(folder: Path) -> None:
    rows = (folder / "huvudbok.csv").read_text(encoding="utf-8").splitlines()
    cells = rows[1].split(";")
    cells[rows[0].split(";").index("belopp")] = "tolv"
    (folder / "med_fel.csv").write_text("\n".join([*rows, ";".join(cells), ""]), encoding="utf-8")
    found = check(folder, "delar/omn.xlsx", "--huvudbok", "med_fel.csv", "--hoppa-over")
    assert [(f["regel"], f["allvar"]) for f in found] == [("LA01", "varning")]
    assert f"rad {len(rows) + 1}" in found[0]["meddelande"]


def test_a_report_is_compared_with_the_workbook(folder: Path) -> None:
    asked("rapport", "delar/omn.xlsx", "--tillfalle", "delar", "-o", "r.docx", cwd=folder)
    assert check(folder, "delar/omn.xlsx", "--mot", "r.docx") == []
    found = check(folder, changed(folder, "C9", -9000), "--mot", "r.docx")
    assert [(f["regel"], f["cell"], f["funnet"], f["vantat"]) for f in found] == [("AV21", "C9", -9000, -9877)]


def test_earlier_files_come_in_any_order_and_one_that_is_missing_is_exit_3(folder: Path) -> None:
    said = asked("kontrollera", "delar/omn.xlsx", "--tillfalle", "delar", "--mot", "borta.xlsx", "delar/tek.xlsx",
                 cwd=folder, code=3)  # fmt: skip
    assert [(entry["fil"], [f["regel"] for f in entry["fynd"]]) for entry in said["filer"]] == [
        ("delar/omn.xlsx", ["LA04"]), ("borta.xlsx", ["LA01"]),
    ]  # fmt: skip


def test_handing_in_asks_for_comments_and_looks_at_the_clock(folder: Path) -> None:
    rules = {f["regel"] for f in check(folder, "delar/omn.xlsx", "--inlamning")}
    assert rules == {"AV16", "KO01"}
