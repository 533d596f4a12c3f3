"""The sign contract against every printed row: + in an avvikelse is favourable, in every table."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.amounts import Number, read_number
from engine.layout import match_headings
from engine.model import BETWEEN_YEARS, ColumnKind, Favourable, Sign, favourable_in
from engine.organisation import Installningar
from tests.support.books import demo_setup
from workbooks.demo.figures import figure_rows

K = ColumnKind
SETTINGS = Installningar()
FLIK_OF = {
    "von_mars_2022_rr.csv": "1–11 RR skattefin övr jan-nov",
    "von_april_2022_inv.csv": "4 inv skattefin övr apr",
    "von_delar_2022_inv.csv": "8 inv skattefin övriga delår",
}
ROUNDED = {("Reinvestering", K.DIFF), ("Totala utgifter", K.DIFF)}
"""Printed over kronor: −2 071 beside 1 170 − 3 240 (published/README.md)."""


def printed_rows(file: str) -> Iterator[tuple[str, dict[ColumnKind, int]]]:
    flik = next(f for f in demo_setup().catalog.flikar("skattefinansierad") if f.name == FLIK_OF[file])
    for row in figure_rows(file):
        label, *fields = row.values()
        headings = dict(enumerate(list(row)[1:]))
        kinds = {placed.number: placed.column.kind for placed in match_headings(headings, flik.columns, 2022).columns}
        yield label, {kinds[at]: _number(field) for at, field in enumerate(fields)}


def _number(field: str) -> int:
    reading = read_number(field or "0")
    assert isinstance(reading, Number)
    return int(reading.value)


@pytest.mark.parametrize("file", FLIK_OF)
def test_every_printed_deviation_is_positive_when_favourable(file: str) -> None:
    favourable = favourable_in("RR" if "rr" in file else "INV", SETTINGS)
    for label, amounts in printed_rows(file):
        minuend, subtrahend = favourable.ordered(amounts[K.PROGNOS], amounts[K.BUDGET])
        assert amounts[K.AVVIKELSE] == minuend - subtrahend, label


def test_every_printed_difference_between_years_is_this_year_minus_last() -> None:
    for label, amounts in printed_rows("von_delar_2022_inv.csv"):
        minuend, subtrahend = BETWEEN_YEARS.ordered(amounts[K.UTFALL], amounts[K.UTFALL_FG])
        off = abs(amounts[K.DIFF] - (minuend - subtrahend))
        assert off == (1 if (label, K.DIFF) in ROUNDED else 0), label


def test_every_printed_amount_of_rr_has_its_rows_sign() -> None:
    rows = {row.label: row for row in demo_setup().catalog.ledger_rows("skattefinansierad")}
    for label, amounts in printed_rows("von_mars_2022_rr.csv"):
        for kind in (K.BUDGET, K.PROGNOS):
            if label in rows and rows[label].sign.of_report:
                assert amounts[kind] * rows[label].sign.of_report > 0, label


@pytest.mark.parametrize(
    ("sign", "booked", "shown"),
    [(Sign.COST, 833_300, -833_300), (Sign.INCOME, -833_300, 833_300), (Sign.INVESTMENT, 75_000, 75_000),
     (Sign.ANY, 100, -100)],
)  # fmt: skip
def test_from_ledger_to_report(sign: Sign, booked: int, shown: int) -> None:
    assert sign.of_ledger * booked == shown
    assert sign.of_report in (0, 1 if shown > 0 else -1)


def test_the_two_open_directions_follow_their_settings() -> None:
    turned = Installningar(avvikelse_forutbetalda="budget-prognos", avvikelse_prognossakerhet="prognos-bokslut")
    assert [favourable_in(code, SETTINGS).value for code in ("FORUTB", "PROGSAK")] == ["more", "more"]
    assert [favourable_in(code, turned).value for code in ("RR", "INV", "FORUTB", "PROGSAK")] == [
        "more", "less", "less", "less",
    ]  # fmt: skip


@given(st.integers(), st.integers())
def test_the_two_directions_are_opposite(later: int, earlier: int) -> None:
    more, less = (favourable.ordered(later, earlier) for favourable in Favourable)
    assert more[0] - more[1] == -(less[0] - less[1]) == later - earlier


def test_every_deviation_of_every_flik_is_declared_by_the_contract() -> None:
    for flik in demo_setup().catalog.flikar("skattefinansierad"):
        if flik.table.code == "PROGSAK" or K.AVVIKELSE not in flik.headings_by_kind:
            continue
        formula = flik.column(K.AVVIKELSE).formula
        later, earlier = flik.columns[1].kind, flik.columns[0].kind
        wanted = favourable_in(flik.table.code, demo_setup().kommun.installningar).ordered(later, earlier)
        assert (getattr(formula, "left").column, getattr(formula, "right").column) == wanted, flik.name  # noqa: B009
