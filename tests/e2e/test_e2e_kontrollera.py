"""`flikar kontrollera`: each planted fault gives its own rule and nothing else, in the shape of the contract."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.calling import Json, asked, contents, flikar
from tests.e2e.surgery import Book
from tests.e2e.town import DELAR

FLIK = DELAR["OMN"]
INV = "8 inv skattefin övriga delår"
FILE_KEYS = {"fil", "namnd", "ar", "tillfalle", "last", "fynd"}
READ_KEYS = {"flikar", "celler", "fel_celler", "utan_cache"}
FINDING_KEYS = {
    "regel", "allvar", "flik", "cell", "rad", "kolumn", "funnet", "vantat", "meddelande", "atgard",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A fault, the rule and severity it must give, and where."""

    rule: str
    severity: str
    cell: str
    plant: Callable[[Book], Book]
    found: object = None
    recalculate: bool = True


FAULTS = {
    "text": Fault("TY01", "fel", "C9", lambda book: book.put(FLIK, "C9", "ca 9 mnkr"), "ca 9 mnkr"),
    "text_som_tal": Fault("TY01", "fel", "C9", lambda book: book.put(FLIK, "C9", "-9 877"), "-9 877"),
    "felvarde": Fault("TY02", "fel", "E11", lambda book: book.put(FLIK, "E11", "#REF!"), "#REF!"),
    "decimaler": Fault("TK01", "varning", "C12", lambda book: book.put(FLIK, "C12", -3999.4), -3999.4),
    "kronor": Fault("TK02", "fel", "C11", lambda book: book.put(FLIK, "C11", -33_380_123)),
    "plus": Fault("TE01", "fel", "C10", lambda book: book.put(FLIK, "C10", 4321), 4321),
    "minus": Fault("TE02", "varning", "C7", lambda book: book.put(FLIK, "C7", -20456), -20456),
    "minus_inv": Fault("TE03", "fel", "B19", lambda book: book.put(INV, "B19", -50).put(INV, "A19", "Bro"), -50),
    "summa": Fault("SU01", "fel", "C13", lambda book: book.put(FLIK, "C13", -30_000), -30_000),
    "avvikelse": Fault("SU02", "fel", "D10", lambda book: book.put(FLIK, "D10", 1)),
    "konstant": Fault("FO01", "varning", "C13", lambda book: book.put(FLIK, "C13", -29_199), -29_199),
    "formel": Fault("FO02", "fel", "C13", lambda book: book.put(FLIK, "C13", formula="SUM(C9:C11)")),
    "gammalt": Fault(
        "LA03", "varning", "C13", lambda book: book.put(FLIK, "C13", -1, formula="SUM(C9:C12)"), -1, recalculate=False
    ),
    "beslut": Fault("AV01", "fel", "B17", lambda book: book.put(FLIK, "B17", 41_000), 41_000),
}


def check(folder: Path, *words: object, code: int = 0) -> Json:
    return asked("kontrollera", *words, cwd=folder, code=code)


def planted(folder: Path, fault: Fault) -> Path:
    book = fault.plant(Book(folder / "delar/omn.xlsx"))
    return (book.recalculated() if fault.recalculate else book).save(folder / "fel.xlsx")


def test_recalculating_by_hand_changes_no_value(folder: Path) -> None:
    """The ground under the planted faults: this file's own arithmetic stores what the product stored."""
    Book(folder / "delar/omn.xlsx").recalculated().save(folder / "om.xlsx")
    [first], [second] = (check(folder, name)["filer"] for name in ("delar/omn.xlsx", "om.xlsx"))
    assert first["fynd"] == second["fynd"] == []


@pytest.mark.parametrize("name", FAULTS)
def test_one_cause_one_finding(folder: Path, name: str) -> None:
    fault = FAULTS[name]
    planted(folder, fault)
    said = check(folder, "fel.xlsx", "--tillfalle", "delar", code=int(fault.severity == "fel"))
    found = [(f["regel"], f["allvar"], f["cell"]) for f in said["filer"][0]["fynd"]]
    assert found == [(fault.rule, fault.severity, fault.cell)]
    finding = said["filer"][0]["fynd"][0]
    assert set(finding) == FINDING_KEYS
    assert finding["meddelande"]
    assert finding["atgard"]
    if fault.found is not None:
        assert finding["funnet"] == fault.found
    assert said["summa"] == {"fel": 0, "varning": 0, "info": 0, fault.severity: 1}


def test_a_sum_off_by_the_rounding_is_info_where_values_are_pasted(folder: Path) -> None:
    """No live formulas in the flik: at most half a unit for each of the four costs."""
    book = Book(folder / "delar/omn.xlsx")
    _paste_values(book)
    book.put(FLIK, "C13", -29_201).put(FLIK, "C15", -8745).put(FLIK, "C20", 3239)
    book.put(FLIK, "D13", None).put(FLIK, "D15", None).put(FLIK, "D20", None)
    for row in (13, 15, 20):
        book.put(FLIK, f"D{row}", _stored(book, f"C{row}") - _stored(book, f"B{row}"))
    book.save(folder / "fel.xlsx")
    said = check(folder, "fel.xlsx", "--tillfalle", "delar")
    by_rule = {f["regel"]: f["allvar"] for f in said["filer"][0]["fynd"]}
    assert by_rule.pop("SU03") == "info"
    assert "FO01" not in by_rule
    assert set(by_rule.values()) == {"info"}


def _paste_values(book: Book) -> None:
    """Every formula of the flik becomes the value it stores."""
    import re

    part = book.part_of[FLIK]
    book.parts[part] = re.sub(rb"<f>[^<]*</f>", b"", book.parts[part])


def _stored(book: Book, cell: str) -> int:
    import re

    found = re.search(rf'<c r="{cell}"[^>]*><v>([^<]*)</v>', book.parts[book.part_of[FLIK]].decode())
    assert found
    return int(found[1])


def test_pasted_values_without_any_formula_are_one_info(folder: Path) -> None:
    book = Book(folder / "delar/omn.xlsx")
    _paste_values(book)
    book.save(folder / "varden.xlsx")
    said = check(folder, "varden.xlsx", "--tillfalle", "delar")
    assert [(f["allvar"], f["flik"], f["cell"]) for f in said["filer"][0]["fynd"]] == [("info", FLIK, None)]


def test_formulas_without_stored_values_are_computed(folder: Path) -> None:
    import openpyxl

    openpyxl.load_workbook(folder / "delar/omn.xlsx").save(folder / "openpyxl.xlsx")
    said = check(folder, "openpyxl.xlsx", "--tillfalle", "delar")["filer"][0]
    assert [(f["regel"], f["allvar"]) for f in said["fynd"]] == [("LA02", "info")]
    assert said["last"]["utan_cache"] > 300
    ours = flikar("tabell", "delar/omn.xlsx", FLIK, "--format", "csv", cwd=folder).out
    assert flikar("tabell", "openpyxl.xlsx", FLIK, "--format", "csv", cwd=folder).out == ours


def test_the_shape_of_the_answer(folder: Path) -> None:
    (folder / "trasig.xlsx").write_bytes(b"PK\x03\x04 inte en bok")
    (folder / "text.xlsx").write_text("hej", encoding="utf-8")
    files = [
        "delar/tek.xlsx",
        "trasig.xlsx",
        "./delar/omn.xlsx",
        "borta.xlsx",
        "delar/omn.xlsx",
        "text.xlsx",
        "delar",
    ]
    before = contents(folder)
    said = check(folder, *files, code=3)
    assert contents(folder) == before
    assert set(said) == {"version", "kommun", "filer", "summa"}
    assert [entry["fil"] for entry in said["filer"]] == files
    for entry in said["filer"]:
        assert set(entry) == FILE_KEYS
        assert set(entry["last"]) == READ_KEYS
        assert all(type(count) is int for count in entry["last"].values())
    assert [entry["namnd"] for entry in said["filer"]] == ["TEK", None, "OMN", None, "OMN", None, None]
    assert [entry["ar"] for entry in said["filer"]] == [2023, None, 2023, None, 2023, None, None]
    unread = [[f["regel"] for f in entry["fynd"]] for entry in said["filer"] if entry["namnd"] is None]
    assert unread == [["LA01"]] * 4
    assert said["summa"] == {"fel": 4, "varning": 0, "info": 0}


def test_without_an_occasion_the_latest_filled_one_is_told(folder: Path) -> None:
    empty, filled = check(folder, "mall/omn-2023.xlsx", "delar/omn.xlsx")["filer"]
    assert (empty["tillfalle"], empty["fynd"]) == (None, [])
    assert filled["tillfalle"] == "delar"
    (folder / "p.csv").write_text("Belopp i tkr,Prognos helår 2023\nPersonalkostnader,-5\n", encoding="utf-8")
    call = ("fyll", "delar/omn.xlsx", "--tillfalle", "oktober", "--tabell", "1-11 RR=p.csv", "-o", "okt.xlsx")
    asked(*call, cwd=folder)
    assert check(folder, "okt.xlsx")["filer"][0]["tillfalle"] == "oktober"


def test_with_an_occasion_exactly_its_flikar_are_required(folder: Path) -> None:
    book = Book(folder / "delar/omn.xlsx")
    book.replace("xl/workbook.xml", f'name="{INV}"', 'name="Semesterlista"')
    part = book.part_of[INV]
    book.parts[part] = book.parts[part].replace(b"<sheetData>", b"<sheetData/><!--").replace(b"</sheetData>", b"-->")
    book.save(folder / "utan.xlsx")
    said = check(folder, "utan.xlsx", "--tillfalle", "delar", code=1)["filer"][0]
    assert [(f["regel"], f["flik"]) for f in said["fynd"]] == [("ST01", INV)]
    others = check(folder, "utan.xlsx", "--tillfalle", "arsbokslut")["filer"][0]
    assert [f for f in others["fynd"] if f["flik"] == INV] == []


def test_a_fault_outside_the_occasion_is_not_its_business(folder: Path) -> None:
    planted(folder, FAULTS["plus"])
    assert check(folder, "fel.xlsx", "--tillfalle", "arsbokslut")["filer"][0]["fynd"] == []


def test_a_flik_of_another_occasion_is_a_fault_and_its_figures_are_not_used(folder: Path) -> None:
    text = "Belopp i tkr,Prognos helår 2023\nPersonalkostnader,5\n"
    (folder / "p.csv").write_text(text, encoding="utf-8")
    call = ("fyll", "mall/omn-2023.xlsx", "--tillfalle", "oktober", "--tabell", "1-11 RR=p.csv", "-o", "okt.xlsx")
    asked(*call, cwd=folder)
    said = check(folder, "okt.xlsx", "--tillfalle", "maj", code=1)["filer"][0]
    assert [f["regel"] for f in said["fynd"]] == ["ST03"]
    assert said["tillfalle"] == "maj"
    assert [f["regel"] for f in check(folder, "okt.xlsx", "--tillfalle", "oktober", code=1)["filer"][0]["fynd"]] == [
        "TE01"
    ]


def test_another_year_is_a_fault(folder: Path) -> None:
    said = check(folder, "delar/omn.xlsx", "--ar", "2024", code=1)["filer"][0]
    assert {f["regel"] for f in said["fynd"]} == {"ST03"}


def test_a_heading_of_another_year_is_a_finding(folder: Path) -> None:
    Book(folder / "delar/omn.xlsx").put(FLIK, "C6", "Prognos helår 2022").save(folder / "fel.xlsx")
    said = check(folder, "fel.xlsx", "--tillfalle", "delar", code=1)["filer"][0]
    assert [(f["regel"], f["kolumn"]) for f in said["fynd"]] == [("ST03", "prognos")]


def test_a_heading_without_its_year_is_recognised(folder: Path) -> None:
    Book(folder / "delar/omn.xlsx").put(FLIK, "C6", "Prognos helår").save(folder / "utan.xlsx")
    assert check(folder, "utan.xlsx", "--tillfalle", "delar")["filer"][0]["fynd"] == []


def test_a_workbook_that_is_not_ours_is_known_by_its_flikar(folder: Path) -> None:
    book = Book(folder / "delar/omn.xlsx")
    text = book.parts["xl/workbook.xml"].decode()
    start, end = text.index("<definedNames>"), text.index("</definedNames>") + len("</definedNames>")
    book.parts["xl/workbook.xml"] = (text[:start] + text[end:]).encode()
    book.replace("xl/workbook.xml", f'name="{FLIK}"', 'name="8 RR skattfin övr delår"').save(folder / "annan.xlsx")
    said = check(folder, "annan.xlsx", "--tillfalle", "delar")["filer"][0]
    assert said["namnd"] == "OMN"
    assert [(f["regel"], f["allvar"]) for f in said["fynd"]] == [("LA04", "info")]
    assert said["last"]["flikar"] == 13


def test_no_flik_at_all_is_one_fault(folder: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(folder / "tom.xlsx")
    said = check(folder, "tom.xlsx", "--tillfalle", "delar", code=1)["filer"][0]
    assert [f["regel"] for f in said["fynd"]] == ["ST02"]
    assert (said["namnd"], said["ar"]) == (None, None)
    assert said["last"]["flikar"] == 0


def test_severity_and_accepted_places_come_from_the_kommun(folder: Path) -> None:
    planted(folder, FAULTS["plus"])
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    quiet = (
        f'tystade = [ {{ regel = "TE01", namnd = "OMN", flik = "{FLIK}", rad = "Lokalhyror", '
        'kolumn = "prognos", skal = "Återbetalning" } ]'
    )
    (folder / "tyst.toml").write_text(text.replace("tystade = []", quiet), encoding="utf-8")
    (folder / "mild.toml").write_text(text + '[regler]\nTE01 = { allvar = "varning" }\n', encoding="utf-8")
    for kommun, severity in (("tyst.toml", "info"), ("mild.toml", "varning")):
        said = check(folder, "fel.xlsx", "--tillfalle", "delar", "--kommun", kommun)
        assert [(f["regel"], f["allvar"]) for f in said["filer"][0]["fynd"]] == [("TE01", severity)]


def test_a_changed_decision_during_the_year_counts(folder: Path) -> None:
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    change = 'budgetandringar = [ { ar = 2023, namnd = "OMN", fran = "202306", kommunbidrag = 143, beslut = "KF" } ]'
    (folder / "kommun.toml").write_text(text.replace("budgetandringar = []", change), encoding="utf-8")
    Book(folder / "delar/omn.xlsx").put(FLIK, "B17", 41_500).recalculated().save(folder / "ny.xlsx")
    assert check(folder, "ny.xlsx", "--tillfalle", "delar")["filer"][0]["fynd"] == []
    said = check(folder, "delar/omn.xlsx", "--tillfalle", "delar", code=1)["filer"][0]["fynd"]
    assert [(f["regel"], f["funnet"], f["vantat"]) for f in said] == [("AV01", 41_357, 41_500)]


def test_the_text_names_place_and_remedy(folder: Path) -> None:
    planted(folder, FAULTS["plus"])
    answer = flikar("kontrollera", "fel.xlsx", "--tillfalle", "delar", cwd=folder)
    assert answer.code == 1
    assert "TE01" in answer.out
    assert "C10" in answer.out
    assert "Lokalhyror" in answer.out


def test_what_is_new_and_what_is_fixed_is_counted_in_words(folder: Path) -> None:
    planted(folder, FAULTS["plus"])
    call = ("kontrollera", "fel.xlsx", "--tillfalle", "delar")
    (folder / "forra.json").write_text(flikar(*call, "--json", cwd=folder).out, encoding="utf-8")
    planted(folder, FAULTS["minus"])
    answer = flikar(*call, "--sedan", "forra.json", cwd=folder)
    assert "Sedan förra kontrollen: 1 ny, 0 kvar, 1 åtgärdad." in answer.out
