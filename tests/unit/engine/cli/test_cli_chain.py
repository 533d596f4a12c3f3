"""The commands one after the other on a generated ledger, as a controller runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.cli.conftest import Answer, Flikar
from workbooks.demo.faults import write_faulty_ledger
from workbooks.demo.ledger import write_ledger

DELAR = "8 RR skattefin övriga delår"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("huvudbok") / "huvudbok.csv"
    write_ledger(path, rows=12_000)
    return path


@pytest.fixture
def filled(flikar: Flikar, ledger: Path, tmp_path: Path) -> Path:
    assert flikar("mall", "--namnd", "VON", "--ar", "2022", "-o", "von.xlsx").code == 0
    call = ("fyll", "von.xlsx", "--tillfalle", "delar", "--huvudbok", str(ledger), "--kommun", "demo")
    assert flikar(*call).code == 0
    return tmp_path / "von-ifylld.xlsx"


def as_object(answer: Answer) -> dict[str, Any]:
    """The one JSON object on stdout."""
    read = json.loads(answer.out)
    assert isinstance(read, dict)
    assert read["version"] == 1
    return read


def test_rensa_answers_in_json_by_the_contract(flikar: Flikar, ledger: Path) -> None:
    answer = flikar("rensa", str(ledger), "--namnd", "VON", "--kommun", "demo", "--tillfalle", "delar", "--json")
    said = as_object(answer)
    assert list(said) == [
        "version", "kommun", "namnd", "ar", "tillfalle", "rader", "borttaget_ore", "borttaget",
        "utan_motsvarighet", "okanda_konton", "rr", "par", "perioder", "kommuninternt", "konton", "fynd",
    ]  # fmt: skip
    assert said["kommun"] == "inbyggd demo"
    assert said["rader"]["namnden"] == said["rader"]["borttagna"] + said["rader"]["kvar"]
    assert said["borttaget_ore"] == 0
    assert len(said["rr"]) == 7


def test_what_rensa_keeps_gives_the_same_rr_again(flikar: Flikar, ledger: Path) -> None:
    common = ("--namnd", "VON", "--kommun", "demo", "--tillfalle", "delar", "--json")
    first = as_object(flikar("rensa", str(ledger), *common, "-o", "rensad.csv"))
    again = as_object(flikar("rensa", "rensad.csv", *common))
    assert again["rr"] == first["rr"]
    assert again["rader"]["borttagna"] == 0


def test_rensa_in_words_shows_rows_removed_and_rr(flikar: Flikar, ledger: Path) -> None:
    answer = flikar(
        "rensa", str(ledger), "--namnd", "VON", "--kommun", "demo", "--borttaget", "borttaget.xlsx"
    )  # fmt: skip
    assert answer.code == 0
    for words in (
        "borttagna, interninterna",
        "Borttaget, kr (summan ska vara 0)",
        "Personalkostnader",
        "Skrev borttaget",
    ):
        assert words in answer.out


def test_rensa_in_words_explains_what_is_left(flikar: Flikar, tmp_path: Path) -> None:
    write_faulty_ledger(tmp_path / "fel.csv")
    call = ("rensa", "fel.csv", "--kommun", "demo", "--tillfalle", "delar", "--namnd")
    assert "ensidig" in flikar(*call, "VON").out
    kun = flikar(*call, "KUN", "--per", "forvaltning").out
    for words in ("beloppen skiljer sig", "Perioder som inte summerar till 0", "202205", "Kommuninternt, kvar",
                  "Kommun-Bas 21", "Utfall per förvaltning", "IN01"):  # fmt: skip
        assert words in kun
    bun = flikar(*call, "BUN")
    assert bun.code == 0
    assert "matchad i annan period" in bun.out


def test_fyll_tells_flik_cells_and_moved_amounts(flikar: Flikar, filled: Path, ledger: Path) -> None:
    call = ("fyll", "von.xlsx", "--tillfalle", "delar", "--huvudbok", str(ledger), "--kommun", "demo")
    said = as_object(flikar(*call, "--json"))
    assert {cell["flik"] for cell in said["celler"]} == {DELAR}
    told = flikar(*call)
    assert f"{DELAR}: {len(said['celler'])} celler skrivna" in told.out
    assert all(f"{DELAR}!{moved['cell']}" in told.out for moved in said["flyttade"])
    assert filled.name in told.out


def test_kontrollera_says_what_was_read_and_ends_with_the_summary(flikar: Flikar, filled: Path) -> None:
    answer = flikar("kontrollera", str(filled), "nix.xlsx", "--tillfalle", "delar")
    assert answer.code == 3
    assert "Läst: 13 flikar" in answer.out
    assert "FEL      LA01" in answer.out
    assert answer.out.splitlines()[-1].startswith("2 filer, varav 1 inte gick att läsa:")


def test_kontrollera_has_an_entry_for_every_file_in_the_order_of_the_call(flikar: Flikar, filled: Path) -> None:
    files = ["nix.xlsx", str(filled), "../nix2.xlsx"]
    said = as_object(flikar("kontrollera", *files, "--json"))
    assert [file["fil"] for file in said["filer"]] == files
    assert said["summa"]["fel"] == 2


def test_tabell_goes_to_stdout_exactly_and_can_be_filled_in_again(flikar: Flikar, filled: Path) -> None:
    table = flikar("tabell", str(filled), DELAR, "--format", "csv")
    assert table.code == 0
    Path("tabell.csv").write_text(table.out, encoding="utf-8", newline="")
    back = flikar("fyll", "von.xlsx", "--tillfalle", "delar", "--tabell", f"{DELAR}=tabell.csv", "-o", "ut.xlsx")
    assert back.code == 0
    assert flikar("tabell", "ut.xlsx", DELAR, "--format", "csv").out == table.out


def test_rapport_and_konsolidera_name_what_they_made(flikar: Flikar, filled: Path) -> None:
    report = as_object(flikar("rapport", str(filled), "--tillfalle", "delar", "-o", "r.docx", "--json"))
    assert report["filer"] == [{"roll": "rapport", "fil": "r.docx"}]
    call = ("konsolidera", str(filled), "--tillfalle", "delar", "-o", "k.xlsx", "--kommun", "demo")
    said = as_object(flikar(*call, "--json"))
    assert [file["status"] for file in said["filer"]] == ["last"]
    told = flikar(*call)
    assert "Skrev k.xlsx" in told.out
    assert "Saknas: SN" in told.out


def test_mall_of_all_makes_a_book_for_every_namnd(flikar: Flikar, tmp_path: Path) -> None:
    said = as_object(flikar("mall", "--alla", "-o", "alla", "--json"))
    assert len(said["filer"]) == 9
    assert all((tmp_path / made["fil"]).is_file() for made in said["filer"])
