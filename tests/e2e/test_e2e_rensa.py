"""`flikar rensa` against an independent computation in plain Python, exact to the öre."""

from pathlib import Path

import pytest

from tests.e2e import reckoning
from tests.e2e.calling import asked, contents, digest, refused
from tests.e2e.reckoning import Counted
from tests.e2e.town import NAMES, Row, as_csv

OCCASIONS = {
    "delar": reckoning.DELAR,
    "oktober": reckoning.OKTOBER,
    "arsbokslut": reckoning.ARSBOKSLUT,
    "budget": reckoning.BUDGET,
    "mars": Counted(3),
}
KEYS = {
    "version", "kommun", "namnd", "ar", "tillfalle", "rader", "borttaget_ore", "borttaget", "utan_motsvarighet",
    "okanda_konton", "rr", "fynd", "par", "perioder", "kommuninternt", "konton",
}  # fmt: skip


@pytest.mark.parametrize(
    ("namnd", "occasion"),
    [*((namnd, occasion) for namnd in NAMES for occasion in ("delar", "arsbokslut")),
     ("OMN", "budget"), ("MIL", "oktober"), ("TEK", "mars")],
)  # fmt: skip
def test_the_stripped_rows_sum_to_the_ore(folder: Path, rows: list[Row], namnd: str, occasion: str) -> None:
    counted = OCCASIONS[occasion]
    said = asked("rensa", "huvudbok.csv", "--namnd", namnd, "--tillfalle", occasion, cwd=folder)
    assert said["rr"] == reckoning.result_rows(rows, namnd, counted)
    assert list(said["rr"]) == list(reckoning.INPUTS)
    removed = {(r["forvaltning"], r["typ"], r["ar"]): (r["rader"], r["ore"]) for r in said["borttaget"]}
    assert removed == reckoning.removed(rows, namnd, counted)
    assert all(ore == 0 for _, ore in removed.values())
    own = reckoning.mine(rows, namnd, counted)
    assert said["rader"] == {
        "in": len(rows),
        "namnden": len(own),
        "borttagna": sum(map(reckoning.is_internal, own)),
        "kvar": len(own) - sum(map(reckoning.is_internal, own)),
        "utanfor_period": sum(not counted.takes(row) for row in rows),
    }
    assert (said["fynd"], said["utan_motsvarighet"], said["okanda_konton"]) == ([], [], [])


def test_the_json_has_the_keys_of_the_contract(folder: Path) -> None:
    said = asked("rensa", "huvudbok.csv", "--namnd", "OMN", "--tillfalle", "delar", cwd=folder)
    assert set(said) == KEYS
    assert (said["version"], said["kommun"], said["namnd"], said["ar"]) == (1, "Ekköping", "OMN", 2023)
    assert said["tillfalle"] == "delar"
    assert said["borttaget_ore"] == 0
    assert set(said["borttaget"][0]) == {"forvaltning", "typ", "ar", "rader", "ore"}


def test_without_an_occasion_the_whole_year_counts(folder: Path, rows: list[Row]) -> None:
    said = asked("rensa", "huvudbok.csv", "--namnd", "TEK", cwd=folder)
    assert said["rr"] == reckoning.result_rows(rows, "TEK", Counted(12))


def test_august_and_december_are_delar_and_arsbokslut(folder: Path) -> None:
    first = asked("rensa", "huvudbok.csv", "--namnd", "MIL", "--tillfalle", "augusti", cwd=folder)
    second = asked("rensa", "huvudbok.csv", "--namnd", "MIL", "--tillfalle", "delar", cwd=folder)
    assert first == second
    last = asked("rensa", "huvudbok.csv", "--namnd", "MIL", "--tillfalle", "december", cwd=folder)
    assert last["tillfalle"] == "arsbokslut"


def test_another_year_looks_one_year_back(folder: Path, rows: list[Row]) -> None:
    said = asked("rensa", "huvudbok.csv", "--namnd", "OMN", "--ar", "2024", "--tillfalle", "delar", cwd=folder)
    before = reckoning.result_rows(rows, "OMN", reckoning.DELAR)
    for label, amounts in said["rr"].items():
        assert amounts["foregaende_ore"] == before[label]["utfall_ore"]
        assert amounts["budget_ore"] == 0


def test_the_kept_rows_strip_to_the_same_figures_again(folder: Path, rows: list[Row]) -> None:
    call = ("--namnd", "OMN", "--tillfalle", "delar")
    first = asked("rensa", "huvudbok.csv", *call, "-o", "rensad.csv", cwd=folder)
    again = asked("rensa", "rensad.csv", *call, "-o", "rensad2.csv", cwd=folder)
    assert again["rr"] == first["rr"]
    assert again["rader"]["in"] == again["rader"]["kvar"] == first["rader"]["kvar"]
    assert again["borttaget"] == []
    assert digest(folder / "rensad.csv") == digest(folder / "rensad2.csv")
    lines = (folder / "rensad.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].replace(",", ";").split(";")[:6] == ["konto", "ansvar", "motpart", "period", "belopp", "typ"]
    kept = [row for row in reckoning.mine(rows, "OMN", reckoning.DELAR) if not reckoning.is_internal(row)]
    assert [line.replace(",", ";").split(";")[:2] for line in lines[1:]] == [[r.konto, r.ansvar] for r in kept]


def test_the_removed_rows_come_in_a_workbook(folder: Path) -> None:
    import openpyxl

    said = asked(
        "rensa", "huvudbok.csv", "--namnd", "TEK", "--tillfalle", "delar", "--borttaget", "bort.xlsx", cwd=folder
    )
    book = openpyxl.load_workbook(folder / "bort.xlsx", read_only=True)
    texts = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"6132", "330"} <= texts
    assert said["rader"]["borttagna"] > 0


def test_the_input_is_unchanged_and_the_output_repeatable(folder: Path) -> None:
    before = digest(folder / "huvudbok.csv")
    for name in ("a.csv", "b.csv"):
        asked("rensa", "huvudbok.csv", "--namnd", "MIL", "--tillfalle", "mars", "-o", name, cwd=folder)
    assert digest(folder / "a.csv") == digest(folder / "b.csv")
    assert digest(folder / "huvudbok.csv") == before


@pytest.mark.parametrize(
    ("encoding", "separator", "decimal"),
    [("latin-1", ";", "."), ("cp1252", "\t", ","), ("utf-8-sig", ",", "."), ("cp1252", ",", ",")],
)
def test_every_encoding_and_separator_reads_the_same(
    folder: Path, rows: list[Row], encoding: str, separator: str, decimal: str
) -> None:
    text = "Hyra – å" if encoding != "latin-1" else "Hyra å"
    some = [Row(r.konto, r.ansvar, r.motpart, r.period, r.ore, r.typ, text) for r in rows[:400]]
    as_csv(some, folder / "del.csv", separator=separator, decimal=decimal, encoding=encoding)
    said = asked("rensa", "del.csv", "--namnd", "OMN", "--tillfalle", "budget", "-o", "ut.csv", cwd=folder, code=1)
    assert said["rr"] == reckoning.result_rows(some, "OMN", reckoning.BUDGET)
    assert text in (folder / "ut.csv").read_text(encoding="utf-8-sig")


def test_several_ledgers_are_one(folder: Path, rows: list[Row]) -> None:
    as_csv(rows[:1000], folder / "ett.csv")
    as_csv(rows[1000:], folder / "tva.csv", separator="\t", encoding="latin-1")
    call = ("--namnd", "OMN", "--tillfalle", "delar")
    whole = asked("rensa", "huvudbok.csv", *call, cwd=folder)
    assert asked("rensa", "ett.csv", "tva.csv", *call, cwd=folder) == whole


def test_a_ledger_without_typ_takes_it_from_the_call(folder: Path, rows: list[Row]) -> None:
    budget = [row for row in rows if row.typ == "budget"]
    as_csv(budget, folder / "utan.csv", headings=("konto", "ansvar", "motpart", "period", "belopp"))
    said = asked("rensa", "utan.csv", "--namnd", "OMN", "--tillfalle", "delar", "--typ", "budget", cwd=folder)
    assert said["rr"] == reckoning.result_rows(budget, "OMN", reckoning.DELAR)
    missing = asked("rensa", "utan.csv", "--namnd", "OMN", "--tillfalle", "delar", cwd=folder, code=3)
    assert any("typ" in finding["meddelande"] for finding in missing["fynd"])


def test_names_and_values_of_the_kommun(folder: Path, rows: list[Row]) -> None:
    mapped = """[huvudbok]
kolumner = { konto = ["Kontonr"], motpart = ["Mp"], belopp = ["Belopp kr"], typ = ["Slag"] }
typvarden = { utfall = ["A"], budget = ["B"] }"""
    text = (folder / "kommun.toml").read_text(encoding="utf-8")
    (folder / "egen.toml").write_text(text.replace("[huvudbok]", mapped), encoding="utf-8")
    short = [
        Row(r.konto, r.ansvar, r.motpart, r.period, r.ore, "A" if r.typ == "utfall" else "B", r.text) for r in rows
    ]
    headings = ("Kontonr", "ansvar", "Mp", "period", "Belopp kr", "Slag", "text")
    as_csv(short, folder / "egen.csv", headings=headings)
    call = ("--namnd", "TEK", "--tillfalle", "delar")
    said = asked("rensa", "egen.csv", *call, "--kommun", "egen.toml", cwd=folder)
    assert said["rr"] == reckoning.result_rows(rows, "TEK", reckoning.DELAR)


@pytest.mark.parametrize("per", ["ansvar:2", "forvaltning", "verksamhet"])
def test_the_parts_below_the_namnd_are_the_namnd(folder: Path, rows: list[Row], per: str) -> None:
    call = ("rensa", "huvudbok.csv", "--namnd", "OMN", "--tillfalle", "delar", "--per", per)
    said = asked(*call, cwd=folder)
    parts = said["per"]["varden"].values()
    for label, amounts in said["rr"].items():
        for field, ore in amounts.items():
            assert sum(part["rr"][label][field] for part in parts) == ore
    assert sum(part["rader"] for part in parts) == said["rader"]["kvar"]
    wanted = {
        "ansvar:2": {"20", "22", "24", "25", "26", "21", "29"},
        "forvaltning": {"OMF", "HJF"},
        "verksamhet": {""},
    }
    assert set(said["per"]["varden"]) == wanted[per]


def test_a_dimension_nobody_has_is_a_wrong_call(folder: Path) -> None:
    before = contents(folder)
    told = refused("rensa", "huvudbok.csv", "--namnd", "OMN", "--per", "motpart", "-o", "ut.csv", cwd=folder, code=2)
    assert "verksamhet" in told
    assert contents(folder) == before


def test_the_proof_covers_every_removed_row(folder: Path, rows: list[Row]) -> None:
    said = asked("rensa", "huvudbok.csv", "--namnd", "OMN", "--tillfalle", "delar", cwd=folder)
    removed = sum(part["rader"] for part in said["borttaget"])
    assert said["par"]["matchad"]["rader"] == removed == sum(one["rader"] for one in said["perioder"])
    assert all(one["ore"] == 0 and one["storsta"] == [] for one in said["perioder"])
    own = [row for row in reckoning.mine(rows, "OMN", reckoning.DELAR) if not reckoning.is_internal(row)]
    others = {"OMF": ("225", "330"), "HJF": ("210", "211", "330")}
    kept = sum(row.ore for row in own if row.motpart in {code for codes in others.values() for code in codes})
    assert sum(one["ore"] for one in said["kommuninternt"]) == kept
    assert all(one["inom_tolerans"] for one in said["kommuninternt"])


def test_a_broken_pair_of_each_kind_is_found_and_nothing_else(folder: Path, rows: list[Row]) -> None:
    broken = [
        Row("6132", "20010", "210", "202303", 7_777_01, "utfall", "ensam"),
        Row("6132", "20010", "210", "202304", 8_888_02, "utfall", "olika"),
        Row("3153", "22222", "211", "202304", -8_888_00, "utfall", "olika"),
        Row("6132", "20010", "210", "202305", 9_999_03, "utfall", "flyttad"),
        Row("3153", "22222", "211", "202306", -9_999_03, "utfall", "flyttad"),
    ]
    as_csv([*rows, *broken], folder / "fel.csv")
    said = asked("rensa", "fel.csv", "--namnd", "OMN", "--tillfalle", "delar", cwd=folder, code=1)
    assert sorted(finding["regel"] for finding in said["fynd"]) == ["IN01", "IN02", "IN08", "IN09"]
    assert {name: part["rader"] for name, part in said["par"].items() if name != "matchad"} == {
        "matchad_annan_period": 2, "belopp_skiljer": 2, "ensidig": 1,
    }  # fmt: skip
    first = 2 + len(rows)
    assert [row["rad"] for row in said["utan_motsvarighet"]] == [first, first + 1, first + 2]
    off = {one["period"]: one["ore"] for one in said["perioder"] if one["ore"]}
    assert off == {"202303": 7_777_01, "202304": 2, "202305": 9_999_03, "202306": -9_999_03}


def test_reading_anew_gives_the_same(folder: Path) -> None:
    call = ("rensa", "huvudbok.csv", "--namnd", "OMN", "--tillfalle", "delar")
    assert asked(*call, "--utan-cache", cwd=folder) == asked(*call, cwd=folder)
