"""The year's flikar: exact names, headings and rows, for every verksamhet."""

import pytest

from engine.model import ColumnKind, Flik, RowKind
from engine.organisation import Kommun
from engine.periods import occasion_named
from tests.support.books import demo_setup
from workbooks.catalog import build_catalog

CATALOG = demo_setup().catalog

SKATTEFINANSIERAD = (
    "RR skattfin",
    "INV skattefin & avfall",
    "Förutbet skattefin",
    "1–11 RR skattefin övr jan-nov",
    "4 inv skattefin övr apr",
    "4 förutb skattefin ALLA apr",
    "8 RR skattefin övriga delår",
    "8 inv skattefin övriga delår",
    "8 förutb skattefin ALLA delår",
    "8 period skattefin delår",
    "12 RR skattefin övriga ÅB",
    "12 inv skattefin övr ÅB",
    "12 förutb skattefin ALLA ÅB",
    "12 prognossäkerhet ALLA ÅB",
)
VA = (
    "RR VA",
    "INV VA",
    "Förutbet VA",
    "1–11 RR VA jan-nov",
    "4 inv VA apr",
    "4 förutb VA ALLA apr",
    "8 RR VA delår",
    "8 inv VA delår",
    "8 förutb VA ALLA delår",
    "8 period VA delår",
    "12 RR VA ÅB",
    "12 inv VA ÅB",
    "12 förutb VA ALLA ÅB",
    "12 prognossäkerhet ALLA ÅB",
)
RR_AT = {0: "RR {}", 3: "1–11 RR {} jan-nov", 6: "8 RR {} delår", 9: "8 period {} delår", 10: "12 RR {} ÅB"}


def with_own_rr(name: str) -> tuple[str, ...]:
    return tuple(RR_AT[at].format(name) if at in RR_AT else shared for at, shared in enumerate(SKATTEFINANSIERAD))


NAMES = {
    "skattefinansierad": SKATTEFINANSIERAD,
    "va": VA,
    "avfall": with_own_rr("Avfall"),
    "samhallsbyggnad": with_own_rr("SBN"),
}


def flik(name: str, verksamhet: str = "skattefinansierad", kommun: Kommun | None = None) -> Flik:
    catalog = CATALOG if kommun is None else build_catalog(kommun)
    return next(flik for flik in catalog.flikar(verksamhet) if flik.name == name)


@pytest.mark.parametrize("verksamhet", NAMES)
def test_the_exact_names(verksamhet: str) -> None:
    assert tuple(flik.name for flik in CATALOG.flikar(verksamhet)) == NAMES[verksamhet]


def test_no_name_is_longer_than_a_tab_can_hold_or_has_a_character_it_cannot() -> None:
    for names in NAMES.values():
        assert len({name.casefold() for name in names}) == len(names)
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


FOLLOW_UP = ("Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022")
DELAR = (*FOLLOW_UP, "Delårsbokslut 2022", "Delårsbokslut 2021", "Diff. utfall 2021/2022")
ARSBOKSLUT = ("Budget 2022", "Bokslut 2022", "Avv. bokslut/budget 2022", "Bokslut 2021", "Diff. bokslut 2022/2021")
BUDGET_RR = ("Budget 2021", "Budget 2022", "Plan 2023", "Plan 2024")
BUDGET_INV = (*BUDGET_RR, "Plan 2025", "Plan 2026")
PROGNOSSAKERHET = ("Prognos", "Avvikelse från bokslut")
PERIOD = ("Budget jan–aug 2022", "Utfall jan–aug 2022", "Avv. utfall/budget 2022")
HEADINGS = (
    BUDGET_RR, BUDGET_INV, BUDGET_INV, *[FOLLOW_UP] * 3, *[DELAR] * 3, PERIOD, *[ARSBOKSLUT] * 3, PROGNOSSAKERHET,
)  # fmt: skip

FOLLOW_UP_KINDS = "budget prognos avvikelse"
DELAR_KINDS = "budget prognos avvikelse utfall utfall_fg diff"
ARSBOKSLUT_KINDS = "budget utfall avvikelse utfall_fg diff"
BUDGET_KINDS = "budget_fg budget plan1 plan2"
KINDS = (
    BUDGET_KINDS, *[f"{BUDGET_KINDS} plan3 plan4"] * 2, *[FOLLOW_UP_KINDS] * 3, *[DELAR_KINDS] * 3,
    "budget_period utfall avvikelse", *[ARSBOKSLUT_KINDS] * 3, "prognos avvikelse",
)  # fmt: skip


@pytest.mark.parametrize("verksamhet", NAMES)
def test_headings_and_kinds(verksamhet: str) -> None:
    for declared, headings, kinds in zip(CATALOG.flikar(verksamhet), HEADINGS, KINDS, strict=True):
        assert tuple(column.shown(2022) for column in declared.columns) == headings, declared.name
        assert " ".join(column.kind for column in declared.columns) == kinds, declared.name


RR_ROWS = [
    "Verksamhetens intäkter", "", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
    "Verksamhetens kostnader", "", "Verksamhetens nettokostnader", "", "Kommunbidrag", "Finansnetto", "",
    "Årets resultat",
]  # fmt: skip
INV_ROWS = [
    ("Expansionsinvestering", 3), ("Expansionsinvestering - Exploatering", 1), ("Imageinvestering", 1),
    ("Reinvestering", 5), ("Anpassningsinvestering", 6), ("Totala utgifter", 0),
]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SKATTEFINANSIERAD if "RR" in name])
def test_the_rows_of_rr(name: str) -> None:
    rows = flik(name).table.rows
    assert [row.label for row in rows] == RR_ROWS
    assert [row.label for row in rows if row.kind is RowKind.SUM] == [
        "Verksamhetens kostnader", "Verksamhetens nettokostnader", "Årets resultat",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SKATTEFINANSIERAD if "inv" in name.casefold()])
def test_the_rows_of_inv(name: str) -> None:
    assert [(row.label, row.slots) for row in flik(name).table.rows] == INV_ROWS


def test_the_rows_of_forutbetalda_and_prognossakerhet() -> None:
    forutbetalda = flik("8 förutb skattefin ALLA delår").table.rows
    assert [(row.label, row.slots) for row in forutbetalda] == [
        ("Inkomster", 6), ("- varav exploatering", 0), ("Totala inkomster", 0),
    ]  # fmt: skip
    prognossakerhet = flik("12 prognossäkerhet ALLA ÅB").table.rows
    assert [row.shown(2022) for row in prognossakerhet] == [
        "Fördjupad månadsuppföljning", "Delårsbokslut", "Bokslut 2022",
    ]  # fmt: skip


def test_a_kommuns_own_rows_for_va() -> None:
    rows = flik("8 RR VA delår", "va").table.rows
    assert [row.label for row in rows if row.label][:7] == [
        "Brukningsavgifter", "Övriga intäkter", "Verksamhetens intäkter", "Personalkostnader", "Övriga kostnader",
        "Verksamhetens kostnader", "Verksamhetens nettokostnader",
    ]  # fmt: skip
    assert [row.label for row in flik("8 RR Avfall delår", "avfall").table.rows] == RR_ROWS


@pytest.mark.parametrize(
    ("occasion", "codes"),
    [
        ("budget", ["RR", "INV", "FORUTB"]),
        ("mars", ["RR"]),
        ("oktober", ["RR"]),
        ("april", ["RR", "INV", "FORUTB"]),
        ("delar", ["RR", "INV", "FORUTB"]),
        ("arsbokslut", ["RR", "INV", "FORUTB", "PROGSAK"]),
    ],
)
@pytest.mark.parametrize("verksamhet", NAMES)
def test_what_an_occasion_requires(verksamhet: str, occasion: str, codes: list[str]) -> None:
    assert [f.table.code for f in CATALOG.required(verksamhet, occasion_named(occasion))] == codes


def avvikelse(name: str, kommun: Kommun | None = None) -> list[str | None]:
    formula = flik(name, kommun=kommun).column(ColumnKind.AVVIKELSE).formula
    return [getattr(formula, "left").column, getattr(formula, "right").column]  # noqa: B009 an expression union


def test_the_direction_of_avvikelse() -> None:
    assert avvikelse("8 RR skattefin övriga delår") == ["prognos", "budget"]
    assert avvikelse("12 RR skattefin övriga ÅB") == ["utfall", "budget"]
    assert avvikelse("8 inv skattefin övriga delår") == ["budget", "prognos"]
    assert avvikelse("12 inv skattefin övr ÅB") == ["budget", "utfall"]
    assert avvikelse("8 förutb skattefin ALLA delår") == ["prognos", "budget"]


def test_the_open_directions_are_settings() -> None:
    kommun = demo_setup().kommun
    settings = kommun.installningar.model_copy(
        update={"avvikelse_forutbetalda": "budget-prognos", "avvikelse_prognossakerhet": "prognos-bokslut"}
    )
    turned = kommun.model_copy(update={"installningar": settings})
    assert avvikelse("8 förutb skattefin ALLA delår", turned) == ["budget", "prognos"]
    assert avvikelse("8 inv skattefin övriga delår", turned) == ["budget", "prognos"]
    before, after = flik("12 prognossäkerhet ALLA ÅB"), flik("12 prognossäkerhet ALLA ÅB", kommun=turned)
    assert before.columns[1].formula != after.columns[1].formula


@pytest.mark.parametrize(
    "name", [name for name in SKATTEFINANSIERAD if ("delår" in name or "ÅB" in name) and "period" not in name][:-1]
)
def test_diff_is_this_year_minus_last_in_every_table(name: str) -> None:
    formula = flik(name).column(ColumnKind.DIFF).formula
    assert [getattr(formula, "left").column, getattr(formula, "right").column] == ["utfall", "utfall_fg"]  # noqa: B009
