"""fyll and the reader for a nämnd whose flikar have rows that the kommun has declared."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.calc import derived_values, round_column
from engine.layout import FlikLayout, template_layout
from engine.pipeline.checking import check_books
from engine.pipeline.filling import FillOutcome
from engine.pipeline.making import template_bytes
from engine.pipeline.opening import open_book
from engine.pipeline.setup import Setup
from tests.rules.damage import rename, set_name, unzipped, zipped
from tests.rules.sample_books import demo_setup
from tests.support.summerbar import Sum, summerbar

Fill = Callable[..., FillOutcome]
FIRST = '[[namnder]]\nkod = "VON"'
VA = """[[namnder]]
kod = "VA"
namn = "VA-nämnden"
verksamhet = "va"
forvaltningar = [{ kod = "VAF", ansvar = ["60000-64999"], motpart = ["160"] }]

"""
MORE = """  { verksamhet = "va", tabell = "INV", rader = [{ namn = "Ledningsnät" }, { namn = "Vattenverk" }] },
  { verksamhet = "va", tabell = "FORUTB", rader = [{ namn = "Anläggningsavgifter" }, { namn = "Statsbidrag" }] },
]

# Egna kontroller"""
LINES = [
    "3411;60100;;202203;-900400,00;utfall;;", "3010;60100;;202203;-50400,00;utfall;;",
    "5010;60100;;202203;300400,00;utfall;;", "4600;60100;;202203;70400,00;utfall;;",
    "6010;60100;;202203;5000,00;utfall;;", "8701;60100;;202203;-10000,00;utfall;;",
]  # fmt: skip
RR, INV, FORUTB = "8 RR VA delår", "8 inv VA delår", "8 förutb VA ALLA delår"


def va_setup(**replacing: str) -> Setup:
    return demo_setup(replacing={FIRST: VA + FIRST, "]\n\n# Egna kontroller": MORE, **replacing})


def book(whose: Setup) -> bytes:
    return template_bytes(whose, whose.kommun.namnd("VA"), 2022)


def written(outcome: FillOutcome, kind: str) -> Mapping[str, object]:
    """What was written in a column of the RR, by row."""
    return {cell.row: cell.after for cell in outcome.cells if cell.column == kind and "RR " in cell.flik}


def test_the_ledger_fills_the_declared_rows(fill: Fill, tmp_path: Path) -> None:
    whose = va_setup()
    outcome = fill("delar", book=book(whose), lines=LINES, whose=whose, target=tmp_path / "ut.xlsx")
    assert written(outcome, "utfall") == {
        "Brukningsavgifter": 901, "Övriga intäkter": 50, "Personalkostnader": -300, "Övriga kostnader": -76,
        "Kommunbidrag": 10, "Finansnetto": 0,
    }  # fmt: skip
    assert [(str(moved.cell), moved.ore, moved.tkr) for moved in outcome.moved if moved.flik == RR] == [
        ("E7", 90_040_000, 901), ("E12", -7_540_000, -76),
    ]  # fmt: skip
    checked = check_books(whose, [tmp_path / "ut.xlsx"], occasion="delar", year=None).files[0]
    assert [finding.rule for finding in checked.findings if finding.severity.value != "info"] == []
    assert checked.namnd == "VA"


def test_a_row_without_accounts_is_left_to_people(fill: Fill, tmp_path: Path) -> None:
    whose = va_setup(**{'block = "kostnader", konton = ["5"]': 'block = "kostnader"'})
    table = "Belopp i tkr;Delårsbokslut 2022\nPersonalkostnader;-333\n"
    by_hand = fill("delar", book=book(whose), tables={RR: table}, whose=whose, target=tmp_path / "hand.xlsx")
    assert written(by_hand, "utfall") == {"Personalkostnader": -333}
    outcome = fill("delar", book=(tmp_path / "hand.xlsx").read_bytes(), lines=LINES[:2], whose=whose)
    assert "Personalkostnader" not in written(outcome, "utfall")
    assert written(outcome, "utfall")["Brukningsavgifter"] == 901, "950,8 is 951, and 50,4 keeps its floor"


def test_every_flik_of_va_comes_back_with_its_rows(fill: Fill, tmp_path: Path) -> None:
    whose = va_setup()
    tables = {
        INV: "Belopp i tkr;Budget\nLedningsnät;\nHuvudledning;500\nVattenverk;\nPumpar;70\n",
        FORUTB: "Belopp i tkr;Budget\nAnläggningsavgifter;900\nStatsbidrag;80\n- varav exploatering;100\n",
    }
    outcome = fill("delar", book=book(whose), tables=tables, whose=whose, target=tmp_path / "ut.xlsx")
    assert outcome.exit_code == 0
    parts = unzipped((tmp_path / "ut.xlsx").read_bytes())
    rename(parts, INV, "8 investeringar va delårsbokslut")
    set_name(parts, "flikar_namnd", None)
    (tmp_path / "lös.xlsx").write_bytes(zipped(parts))
    opened = open_book(tmp_path / "lös.xlsx", whose, year=None)
    assert opened.namnd is not None
    assert opened.namnd.kod == "VA", "every flik says so in its cell Nämnd"
    inv = next(flik for flik in opened.data.flikar if flik.layout.flik.name == INV)
    assert [placed.label for placed in inv.layout.rows if placed.label] == [
        "Ledningsnät", "Huvudledning", "Vattenverk", "Pumpar", "Totala utgifter",
    ]  # fmt: skip
    checked = check_books(whose, [tmp_path / "lös.xlsx"], occasion=None, year=None).files[0]
    assert [f.rule for f in checked.findings if f.severity.value == "fel" and f.flik in (INV, FORUTB)] == []


def test_the_flikars_own_namnd_is_told_of_and_one_voice_is_needed(fill: Fill, tmp_path: Path) -> None:
    whose = va_setup()
    parts = unzipped(book(whose))
    set_name(parts, "flikar_namnd", None)
    (tmp_path / "a.xlsx").write_bytes(zipped(parts))
    checked = check_books(whose, [tmp_path / "a.xlsx"], occasion="delar", year=None).files[0]
    (told,) = [finding for finding in checked.findings if finding.rule == "LA04"]
    assert (checked.namnd, told.found) == ("VA", "VA")
    table = "Belopp i tkr;Budget\nFinansnetto;1\n"
    outcome = fill("delar", book=zipped(parts), tables={RR: table}, whose=whose)
    assert "LA04" in {finding.rule for finding in outcome.findings}
    other = template_bytes(whose, whose.kommun.namnd("VON"), 2022)
    mixed = unzipped(other)
    set_name(mixed, "flikar_namnd", None)
    sheet = next(name for name in mixed if name.startswith("xl/worksheets/sheet3"))
    strings = "xl/sharedStrings.xml" if "xl/sharedStrings.xml" in mixed else sheet
    assert "Vård- och omsorgsnämnden" in mixed[strings]
    mixed[sheet] = _with_other_namnd(mixed[sheet])
    (tmp_path / "b.xlsx").write_bytes(zipped(mixed))
    assert open_book(tmp_path / "b.xlsx", whose, year=None).namnd is None


def _with_other_namnd(xml: str) -> str:
    import re

    changed = re.sub(
        r'<c r="B2"([^>]*?) t="s"><v>\d+</v></c>', r'<c r="B2"\1 t="inlineStr"><is><t>VA-nämnden</t></is></c>', xml
    )
    assert changed != xml
    return changed


WHOSE = va_setup()
LAYOUT: FlikLayout = template_layout(next(f for f in WHOSE.catalog.flikar("va") if f.name == RR), 2022)
TREE = Sum(
    "resultat",
    (
        Sum("nettokostnader", (
            Sum("intakter", ("brukningsavgifter", "ovriga_intakter")),
            Sum("kostnader", ("personalkostnader", "ovriga_kostnader")),
        )),
        "kommunbidrag",
        "finansnetto",
    ),
)  # fmt: skip
ore = st.one_of(st.integers(-(10**9), 10**9), st.integers(-9, 9).map(lambda n: n * 50_000))


@given(st.fixed_dictionaries(dict.fromkeys(TREE.leaves(), ore)))
def test_summerbar_with_income_as_a_sum_row(exact: dict[str, int]) -> None:
    """By the definition, tried sharing by sharing; and what is printed adds up."""
    column = LAYOUT.columns[0]
    cells = {
        target.row.row.id: target.cell
        for target in LAYOUT.targets
        if target.column is column and target.formula is None
    }  # fmt: skip
    assert set(cells) == set(exact)
    rounded = round_column(LAYOUT, column, {cells[name]: Fraction(n) for name, n in exact.items()}, additive=True)
    assert {name: rounded[cell].tkr for name, cell in cells.items()} == summerbar(TREE, exact)
    row = LAYOUT.row("resultat")
    assert row is not None
    printed = derived_values(LAYOUT, {cell: each.tkr for cell, each in rounded.items()})
    total = printed[Cell(row.number, column.number)]
    assert abs(total - Fraction(sum(exact.values()), 100_000)) <= Fraction(1, 2)


@pytest.mark.parametrize("occasion", ["mars", "april", "delar", "arsbokslut", "budget"])
def test_every_occasion_finds_the_rr_of_va(fill: Fill, occasion: str) -> None:
    lines = [line.replace("utfall", "budget") for line in LINES]
    outcome = fill(occasion, book=book(WHOSE), lines=lines, whose=WHOSE)
    assert written(outcome, "budget")["Övriga kostnader"] == -76
