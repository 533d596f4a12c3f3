"""``konsolidera`` over real workbooks: each kind of file has its status, and nothing wrong is summed."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.cli.show_consolidated import show_consolidated
from engine.data.changes import SetCell
from engine.errors import UnknownNameError, WrongCallError
from engine.layout import FlikLayout, template_layout
from engine.organisation import read_kommun
from engine.periods import occasion_named
from engine.pipeline.consolidating import Consolidated, consolidate_books
from engine.pipeline.making import template_bytes
from engine.pipeline.setup import Setup
from engine.reader import read_raw
from engine.writer.patch import patch_workbook
from workbooks.catalog import build_catalog

ROOT = Path(__file__).parents[4]
YEAR = 2022
PERSONAL = "Personalkostnader"
NETTO = "Verksamhetens nettokostnader"
CODES = ("VON", "SN", "KUN", "BUN", "MSN", "SBN", "EXP", "KS", "OFN")
Value = int | float | str | None


@cache
def demo() -> Setup:
    kommun = read_kommun(ROOT / "workbooks" / "demo" / "kommun.toml")
    return Setup(kommun, build_catalog(kommun))


@cache
def template(code: str, year: int) -> bytes:
    return template_bytes(demo(), demo().kommun.namnd(code), year)


def layouts(code: str, occasion: str, year: int = YEAR) -> dict[str, FlikLayout]:
    namnd = demo().kommun.namnd(code)
    flikar = demo().catalog.required(namnd.verksamhet, occasion_named(occasion))
    return {flik.table.code: template_layout(flik, year) for flik in flikar}


def rr_changes(code: str, occasion: str, amounts: Mapping[str, Value], year: int = YEAR) -> list[SetCell]:
    """The nämnd's RR: each row the same amount in every column, and the occasion in *Tillfälle*."""
    rr = layouts(code, occasion, year)["RR"]
    cells = [target for target in rr.targets if target.formula is None and target.row.row.id in amounts]
    changes = [SetCell(rr.sheet, target.cell, amounts[target.row.row.id]) for target in cells]
    if rr.flik.is_monthly and rr.occasion_cell:
        changes.append(SetCell(rr.sheet, rr.occasion_cell, occasion_named(occasion).label(year)))
    return changes


def amounts_of(code: str, personal: Value = -1000) -> dict[str, Value]:
    decided = demo().kommun.beslutat_kommunbidrag(YEAR, code, YEAR * 100 + 3)
    return {
        "intakter": 100, "personalkostnader": personal, "lokalhyror": -20, "kop_av_tjanster": -30,
        "ovriga_kostnader": -40, "kommunbidrag": int(decided or 0), "finansnetto": 0,
    }  # fmt: skip


def book(code: str, occasion: str = "mars", personal: Value = -1000, year: int = YEAR) -> bytes:
    return patch_workbook(template(code, year), rr_changes(code, occasion, amounts_of(code, personal), year))


def write(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def run(sources: list[Path], target: Path, occasion: str = "mars", **options: int | None) -> Consolidated:
    year = options.get("year")
    return consolidate_books(demo(), sources, occasion, target, year=year, workers=options.get("workers") or 1)


def statuses(outcome: Consolidated) -> dict[str, str]:
    return {Path(file.path).name: file.status.value for file in outcome.files}


def ids(outcome: Consolidated) -> list[str]:
    return [finding.rule for finding in outcome.findings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kommun.xlsx"


def test_nine_namnder_are_summed_and_nothing_else_is_said(folder: Path, target: Path) -> None:
    for number, code in enumerate(CODES, start=1):
        write(folder, f"{code}.xlsx", book(code, personal=-1000 * number))
    outcome = run([folder], target)
    assert outcome.exit_code == 0
    assert ids(outcome) == ["AV06"]
    assert outcome.missing == ()
    told = outcome.as_json()
    personal = told["tabeller"]["RR"][PERSONAL]["prognos"]  # type: ignore[index]
    assert personal == {"summa": -45_000, "namnder": {code: -1000 * n for n, code in enumerate(CODES, start=1)}}
    netto = told["tabeller"]["RR"][NETTO]["budget"]  # type: ignore[index]
    assert netto["summa"] == -45_000 + 9 * (100 - 90)
    assert told["driftsammandrag"][0] == {"namnd": "VON", "budget": -990, "prognos": -990, "avvikelse": 0}  # type: ignore[index]
    assert list(told) == ["ar", "tillfalle", "filer", "saknas", "tabeller", "driftsammandrag", "fynd"]
    assert told["tabeller"]["INV"] == {}  # type: ignore[index]
    assert told["filer"][0] == {"fil": str(folder / "BUN.xlsx"), "namnd": "BUN", "status": "last"}  # type: ignore[index]
    assert (told["ar"], told["tillfalle"]) == (2022, "mars")


def test_two_files_of_one_namnd_are_both_left_out(folder: Path, target: Path) -> None:
    write(folder, "von.xlsx", book("VON"))
    write(folder, "von (1).xlsx", book("VON", personal=-7))
    write(folder, "sn.xlsx", book("SN"))
    outcome = run([folder], target)
    assert statuses(outcome) == {"von.xlsx": "dubbel", "von (1).xlsx": "dubbel", "sn.xlsx": "last"}
    assert outcome.exit_code == 1
    (double,) = [finding for finding in outcome.findings if finding.rule == "AV04"]
    assert "von.xlsx" in double.message
    assert "von (1).xlsx" in double.message
    assert outcome.as_json()["tabeller"]["RR"][PERSONAL]["budget"]["namnder"] == {"SN": -1000}  # type: ignore[index]
    assert "VON" in outcome.missing


def test_a_book_of_another_year_is_not_summed(folder: Path, target: Path) -> None:
    write(folder, "von.xlsx", book("VON", year=2021))
    write(folder, "von-2022.xlsx", book("VON"))
    outcome = run([folder], target)
    assert statuses(outcome) == {"von.xlsx": "fel_ar", "von-2022.xlsx": "last"}
    assert outcome.exit_code == 1
    assert run([folder], target, year=2021).as_json()["filer"] == [
        {"fil": str(folder / "von-2022.xlsx"), "namnd": "VON", "status": "fel_ar"},
        {"fil": str(folder / "von.xlsx"), "namnd": "VON", "status": "last"},
    ]


def test_a_flik_that_names_another_year_is_not_summed(folder: Path, target: Path) -> None:
    rr = layouts("VON", "mars")["RR"]
    assert rr.occasion_cell is not None
    stale = patch_workbook(book("VON"), [SetCell(rr.sheet, rr.occasion_cell, "mars 2021")])
    write(folder, "von.xlsx", stale)
    assert statuses(run([folder], target)) == {"von.xlsx": "fel_ar"}


def test_a_flik_of_another_occasion_is_not_summed(folder: Path, target: Path) -> None:
    write(folder, "von.xlsx", book("VON", "maj"))
    write(folder, "sn.xlsx", book("SN"))
    outcome = run([folder], target)
    assert statuses(outcome) == {"von.xlsx": "fel_tillfalle", "sn.xlsx": "last"}
    (fault,) = [finding for finding in outcome.findings if finding.rule == "ST03"]
    assert fault.message.startswith("von.xlsx: ")
    assert (fault.found, fault.expected) == ("maj", "mars 2022")
    assert outcome.consolidation.namnder == ("SN",)


def test_unreadable_unknown_and_foreign_files_are_told_of(folder: Path, target: Path) -> None:
    from openpyxl import Workbook

    write(folder, "a-skadad.xlsx", b"%PDF-1.7")
    blank = Workbook()
    blank.save(folder / "b-blank.xlsx")
    write(folder, "sn.xlsx", book("SN"))
    missing = folder / "finns-inte.xlsx"
    outcome = run([folder, missing], target)
    assert statuses(outcome) == {
        "a-skadad.xlsx": "olast", "b-blank.xlsx": "okand", "sn.xlsx": "last", "finns-inte.xlsx": "olast",
    }  # fmt: skip
    assert outcome.exit_code == 3
    assert [rule for rule in ids(outcome) if rule[:2] in ("LA", "ST")] == ["LA01", "ST02", "LA01"]
    assert target.exists()


def test_a_book_without_a_known_namnd_is_not_summed(folder: Path, target: Path) -> None:
    other = read_kommun(ROOT / "workbooks" / "demo" / "kommun.toml")
    renamed = other.model_copy(update={"namnder": tuple(n for n in other.namnder if n.kod != "VON")})
    write(folder, "von.xlsx", book("VON"))
    outcome = consolidate_books(Setup(renamed, build_catalog(renamed)), [folder], "mars", target, year=None)
    assert statuses(outcome) == {"von.xlsx": "okand"}
    assert "ST03" in ids(outcome)
    assert "VON" not in outcome.missing


def test_missing_namnder_are_named(folder: Path, target: Path) -> None:
    write(folder, "sn.xlsx", book("SN"))
    outcome = run([folder], target)
    assert outcome.missing == tuple(code for code in CODES if code != "SN")
    assert outcome.exit_code == 0
    warned = [finding.expected for finding in outcome.findings if finding.rule == "AV03"]
    assert warned == list(outcome.missing)


def test_text_instead_of_an_amount_is_left_out_and_said(folder: Path, target: Path) -> None:
    write(folder, "von.xlsx", book("VON", personal="-1 000"))
    write(folder, "sn.xlsx", book("SN"))
    outcome = run([folder], target)
    rr = outcome.as_json()["tabeller"]["RR"]  # type: ignore[index]
    assert rr[PERSONAL]["budget"] == {"summa": -1000, "namnder": {"SN": -1000}}
    assert rr[NETTO]["budget"]["namnder"] == {"SN": -990}
    assert set(rr["Lokalhyror"]["budget"]["namnder"]) == {"VON", "SN"}
    assert "TY01" in ids(outcome)
    (gap,) = [finding for finding in outcome.findings if finding.rule == "AV08"]
    assert PERSONAL in gap.message
    assert outcome.exit_code == 1


def test_a_missing_row_is_left_out_and_said(folder: Path, target: Path) -> None:
    rr = layouts("VON", "mars")["RR"]
    row = rr.row("lokalhyror")
    assert row is not None
    write(folder, "von.xlsx", patch_workbook(book("VON"), [SetCell(rr.sheet, Cell(row.number, 1), "Hyror")]))
    outcome = run([folder], target)
    assert outcome.as_json()["tabeller"]["RR"]["Lokalhyror"]["budget"] == {"summa": 0, "namnder": {}}  # type: ignore[index]
    assert {"ST04", "AV08"} <= set(ids(outcome))


def test_a_flik_in_kronor_is_left_out_and_said(folder: Path, target: Path) -> None:
    rr = layouts("VON", "mars")["RR"]
    heading = SetCell(rr.sheet, Cell(rr.heading_row, 1), "Belopp i kr")
    write(folder, "von.xlsx", patch_workbook(book("VON"), [heading]))
    outcome = run([folder], target)
    assert "AV08" in ids(outcome)
    assert outcome.as_json()["tabeller"]["RR"] == {}  # type: ignore[index]


def test_an_empty_column_counts_as_nothing_and_is_said(folder: Path, target: Path) -> None:
    rr = layouts("VON", "mars")["RR"]
    prognos = rr.column("prognos")
    assert prognos is not None
    emptied = [
        SetCell(rr.sheet, each.cell, None) for each in rr.targets if each.column is prognos and each.formula is None
    ]
    write(folder, "von.xlsx", patch_workbook(book("VON"), emptied))
    outcome = run([folder], target)
    said = [finding for finding in outcome.findings if finding.rule == "AV03" and finding.column == "prognos"]
    assert [finding.flik for finding in said] == [rr.sheet]
    assert outcome.as_json()["tabeller"]["RR"][PERSONAL]["prognos"]["summa"] == 0  # type: ignore[index]


def test_a_missing_flik_leaves_the_rest_of_the_file_in(folder: Path, target: Path) -> None:
    from openpyxl import load_workbook

    inv = layouts("VON", "delar")["INV"].sheet
    write(folder, "von.xlsx", book("VON", "delar"))
    changed = load_workbook(folder / "von.xlsx")
    del changed[inv]
    changed.save(folder / "von.xlsx")
    outcome = run([folder], target, "delar")
    assert statuses(outcome) == {"von.xlsx": "last"}
    assert "ST01" in ids(outcome)
    assert outcome.as_json()["tabeller"]["RR"][PERSONAL]["utfall"]["summa"] == -1000  # type: ignore[index]
    assert outcome.as_json()["tabeller"]["INV"] == {}  # type: ignore[index]


def test_investments_are_summed_by_category_and_projects_stay_apart(folder: Path, target: Path) -> None:
    for code, amount in (("VON", 750), ("SN", 250)):
        inv = layouts(code, "april")["INV"]
        first = inv.projects("reinvestering")[0].number
        cells = [SetCell(inv.sheet, Cell(first, 1), "Sängar"), SetCell(inv.sheet, Cell(first, 2), amount)]
        write(folder, f"{code}.xlsx", patch_workbook(book(code, "april"), cells))
    outcome = run([folder], target, "april")
    found = outcome.as_json()["tabeller"]["INV"]  # type: ignore[index]
    assert found["Reinvestering"]["budget"] == {"summa": 1000, "namnder": {"VON": 750, "SN": 250}}
    assert found["Totala utgifter"]["budget"]["summa"] == 1000
    assert found["Reinvestering"]["avvikelse"]["summa"] == 1000
    assert "Sängar" not in found
    inv_table = outcome.consolidation.table("INV")
    assert inv_table is not None
    assert [(p.namnd, p.category, p.label) for p in inv_table.projects] == [
        ("VON", "Reinvestering", "Sängar"), ("SN", "Reinvestering", "Sängar"),
    ]  # fmt: skip


def test_what_lies_in_a_folder_beside_the_books_is_passed_over(folder: Path) -> None:
    (folder / "under").mkdir()
    write(folder / "under", "kun.xlsx", book("KUN"))
    write(folder, "sn.xlsx", book("SN"))
    write(folder, "~$sn.xlsx", b"lock")
    write(folder, ".gomd.xlsx", b"x")
    write(folder, "brev.docx", b"x")
    target = folder / "kommun.xlsx"
    first = run([folder], target)
    again = run([folder], target)
    assert statuses(first) == statuses(again) == {"sn.xlsx": "last"}
    assert [sentence.split("/")[-1].split(":")[0] for sentence in first.passed_over] == ["brev.docx", "~$sn.xlsx"]
    assert any("kommun.xlsx: resultatfilen" in sentence for sentence in again.passed_over)


def test_an_earlier_consolidation_is_not_taken_for_a_namnd(folder: Path) -> None:
    write(folder, "sn.xlsx", book("SN"))
    run([folder], folder / "forra.xlsx")
    outcome = run([folder], folder / "kommun.xlsx")
    assert statuses(outcome) == {"forra.xlsx": "okand", "sn.xlsx": "last"}


def test_a_namnds_book_is_never_overwritten(folder: Path) -> None:
    von = write(folder, "von.xlsx", book("VON"))
    before = von.read_bytes()
    for sources in ([folder], [von]):
        with pytest.raises(WrongCallError, match=r"von\.xlsx"):
            run(sources, von)
    assert von.read_bytes() == before


def test_a_folder_without_workbooks_cannot_be_read(folder: Path, target: Path) -> None:
    outcome = run([folder], target)
    assert [file.status.value for file in outcome.files] == ["olast"]
    assert outcome.exit_code == 3
    assert outcome.as_json()["tabeller"] == {"RR": {}, "INV": {}, "FORUTB": {}}


def test_with_nothing_to_add_up_an_earlier_result_stands(folder: Path, target: Path) -> None:
    write(folder, "sn.xlsx", book("SN")).rename(folder / "sn.ods")
    write(folder, "skadad.xlsx", b"PK")
    target.write_bytes(b"an earlier result")
    outcome = run([folder], target)
    assert (outcome.target, outcome.exit_code) == (None, 3)
    assert target.read_bytes() == b"an earlier result"
    assert any("sn.ods" in each for each in outcome.passed_over)
    assert "Ingen bok är skriven." in show_consolidated(outcome)


def test_a_folder_with_the_result_alone_is_not_added_up_to_nothing(folder: Path) -> None:
    sn, target = write(folder, "sn.xlsx", book("SN")), folder / "kommun.xlsx"
    run([folder], target)
    sn.unlink()
    before = target.read_bytes()
    outcome = run([folder], target)
    assert (outcome.target, outcome.exit_code, target.read_bytes()) == (None, 3, before)


def test_the_same_file_twice_is_one_file(folder: Path, target: Path) -> None:
    sn = write(folder, "sn.xlsx", book("SN"))
    assert statuses(run([folder, sn, folder / ".." / "in" / "sn.xlsx"], target)) == {"sn.xlsx": "last"}


def test_an_unknown_occasion_is_a_wrong_call(folder: Path, target: Path) -> None:
    with pytest.raises(UnknownNameError):
        run([folder], target, "vårbudget")


def test_several_workers_come_to_the_same(folder: Path, target: Path) -> None:
    for code in ("VON", "SN", "KUN"):
        write(folder, f"{code}.xlsx", book(code))
    write(folder, "skadad.xlsx", b"PK")
    alone = run([folder], target)
    written = target.read_bytes()
    assert run([folder], target, workers=2) == alone
    assert target.read_bytes() == written


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([*CODES[:4], "skadad", "VON2"]))
def test_the_order_of_the_call_does_not_change_the_sums(tmp_path: Path, order: list[str]) -> None:
    base = tmp_path / "given"
    if not base.exists():
        base.mkdir()
        for number, code in enumerate(CODES[:4]):
            write(base, f"{code}.xlsx", book(code, personal=-number))
        write(base, "skadad.xlsx", b"")
        shutil.copy(base / "VON.xlsx", base / "VON2.xlsx")
    outcome = run([base / f"{name}.xlsx" for name in order], tmp_path / "kommun.xlsx")
    assert [Path(file.path).stem for file in outcome.files] == order
    assert outcome.consolidation == run([base], tmp_path / "kommun.xlsx").consolidation
    assert outcome.consolidation.namnder == ("SN", "KUN", "BUN")


def test_the_workbook_says_what_was_read(folder: Path, target: Path) -> None:
    write(folder, "sn.xlsx", book("SN"))
    write(folder, "von.xlsx", b"%PDF-1.7")
    run([folder], target)
    raw = read_raw(target)
    assert [sheet.name for sheet in raw.sheets] == ["Driftsammandrag", "RR", "Läsrapport"]
    texts = [str(cell.value) for cell in raw.sheets[-1].cells.values()]
    for wanted in (str(folder / "von.xlsx"), "gick inte att läsa", "Kommunstyrelsen (KS)", "läst"):
        assert wanted in texts
    assert any("Kommuninterna poster är inte eliminerade" in text for text in texts)
