"""A nämnd whose flik has rows of its own: the ledger adds up to them, and no account is lost or counted twice."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import Question, RowAmounts, Stripped, ledger_findings, strip
from engine.organisation import parse_kommun
from engine.periods import PeriodScope, occasion_named
from workbooks.catalog import build_catalog

HEADING = "konto;ansvar;motpart;period;belopp;typ;verifikation;text"
ROWS = """[
  {{ namn = "Brukningsavgifter", block = "intakter", konton = ["34"] }},
  {{ namn = "Övriga intäkter", block = "intakter", konton = ["3"], utom = ["34"] }},
  {{ namn = "Personalkostnader", block = "kostnader", konton = ["5"] }},
  {{ namn = "Övriga kostnader", block = "kostnader", konton = {ovriga} }} ]"""
TOML = """version = 1
flikar = [{{ verksamhet = "va", tabell = "RR", rader = {rader} }}]
[[namnder]]
kod = "VA"
namn = "VA-nämnden"
verksamhet = "va"
forvaltningar = [{{ kod = "VAF", ansvar = ["6"], motpart = ["160"] }}]
[kommun]
namn = "Provköping"
ar = 2022
[kontogrupper]
kommunbidrag = {{ konton = ["8700-8709"] }}
"""
SEVEN = ["Verksamhetens intäkter", "Personalkostnader", "Lokalhyror", "Köp av tjänster", "Övriga kostnader",
         "Kommunbidrag", "Finansnetto"]  # fmt: skip
OWN = ["Brukningsavgifter", "Övriga intäkter", "Personalkostnader", "Övriga kostnader", "Kommunbidrag", "Finansnetto"]


def question(ovriga: str = '["4", "6-7"]') -> Question:
    kommun = parse_kommun(TOML.format(rader=ROWS.format(ovriga=ovriga)), "kommun.toml")
    catalog = build_catalog(kommun)
    scope = PeriodScope(2022, occasion_named("delar"))
    return Question(kommun, kommun.namnd("VA"), scope, catalog.ledger_labels, catalog.ledger_rows("va"))


def booked(konto: str, kronor: int) -> str:
    return f"{konto};60100;;202203;{kronor},00;utfall;;"


@pytest.fixture
def stripped_va(tmp_path: Path) -> Callable[..., Stripped]:
    def run(*lines: str, ovriga: str = '["4", "6-7"]') -> Stripped:
        path = tmp_path / "va.csv"
        path.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
        return strip([path], question(ovriga))

    return run


def utfall(rows: dict[str, RowAmounts]) -> dict[str, int]:
    return {label: amounts.utfall_ore // 100 for label, amounts in rows.items() if amounts.utfall_ore}


YEAR = (
    booked("3411", -900), booked("3010", -50), booked("5010", 300), booked("6010", 40), booked("4600", 70),
    booked("7010", 5), booked("8701", -10), booked("8520", 2), booked("1510", 1),
)  # fmt: skip


def test_the_rows_of_the_flik_stand_beside_the_seven_labels(stripped_va: Callable[..., Stripped]) -> None:
    result = stripped_va(*YEAR)
    assert list(result.rr) == SEVEN
    assert list(result.rr_rader) == OWN
    assert utfall(dict(result.rr_rader)) == {
        "Brukningsavgifter": 900, "Övriga intäkter": 50, "Personalkostnader": -300, "Övriga kostnader": -115,
        "Kommunbidrag": 10, "Finansnetto": -2,
    }  # fmt: skip
    assert utfall(dict(result.rr)) == {
        "Verksamhetens intäkter": 950, "Personalkostnader": -300, "Lokalhyror": -40, "Köp av tjänster": -70,
        "Övriga kostnader": -5, "Kommunbidrag": 10, "Finansnetto": -2,
    }  # fmt: skip
    told = result.as_json()
    assert list(told["rr"]) == SEVEN  # type: ignore[call-overload]
    assert list(told["rr_rader"]) == OWN  # type: ignore[call-overload]
    assert result.okanda_konton == ()


def test_an_account_that_no_row_claims_is_told_of_and_not_counted(stripped_va: Callable[..., Stripped]) -> None:
    """4600 is a cost by its kontogrupp, but the flik has no row for it."""
    result = stripped_va(*YEAR, ovriga='["6-7"]')
    assert [(code.kod, code.ore) for code in result.okanda_konton] == [("4600", 7000)]
    assert result.rr["Köp av tjänster"].utfall_ore == 0
    (finding,) = [f for f in ledger_findings(result) if f.rule == "IN03"]
    assert "Konto 4600 hör inte till någon kontogrupp eller rad i nämndens flik" in finding.message


def test_an_account_that_two_claim_is_told_of_with_both(stripped_va: Callable[..., Stripped]) -> None:
    result = stripped_va(*YEAR, ovriga='["4", "6-8"]')
    assert [(code.kod, code.claimants) for code in result.okanda_konton] == [
        ("8520", ("Övriga kostnader", "Finansnetto")), ("8701", ("Övriga kostnader", "Kommunbidrag")),
    ]  # fmt: skip
    messages = [finding.message for finding in ledger_findings(result) if finding.rule == "IN03"]
    assert "tas av både ”Övriga kostnader” och ”Finansnetto”" in messages[0]


def test_a_cost_that_no_kontogrupp_knows_is_among_the_other_costs(stripped_va: Callable[..., Stripped]) -> None:
    result = stripped_va(booked("8050", 8), ovriga='["4", "6-7", "80"]')
    assert utfall(dict(result.rr)) == utfall(dict(result.rr_rader)) == {"Övriga kostnader": -8}
    assert result.okanda_konton == ()


def test_the_usual_rows_are_not_told_of_twice(stripped: Callable[..., Stripped]) -> None:
    result = stripped(["5010;70322;;202203;100,00;utfall;;"])
    assert list(result.rr) == list(result.rr_rader) == SEVEN
    assert "rr_rader" not in result.as_json()


accounts = st.sampled_from(["3411", "3010", "5010", "6010", "4600", "7010", "8701", "8520", "1510", "8050", "9100"])
intervals = st.sampled_from(['["4", "6-7"]', '["6-7"]', '["4", "6-8"]', '["4", "6-7", "80"]', '["60"]'])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(accounts, st.integers(-(10**6), 10**6)), min_size=1, max_size=12), intervals)
def test_both_readings_add_up_to_every_account_that_is_counted(rows: Sequence[tuple[str, int]], ovriga: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "va.csv"
        path.write_text("\n".join([HEADING, *(booked(*row) for row in rows), ""]), encoding="utf-8")
        result = strip([path], question(ovriga))
    lost = {code.kod for code in result.okanda_konton}
    outside = {konto for konto, _ in rows if konto[0] in "19"}
    counted = -sum(100 * kronor for konto, kronor in rows if konto not in lost | outside)
    for each in (result.rr, result.rr_rader):
        assert sum(amounts.utfall_ore for amounts in each.values()) == counted
