"""kontrollera --huvudbok over nämnder: a pair of förvaltningar that disagrees is told of once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.findings import Finding, Severity
from engine.pipeline.checked import CheckOutcome
from engine.pipeline.checking import check_books
from engine.pipeline.evidence import Against
from engine.pipeline.setup import Setup
from tests.rules.sample_books import RR_DELAR, clean_book, demo_setup, empty_book, setup

WHOLE = (
    "5010;70100;;202203;100,00;utfall", "5010;76000;;202203;100,00;utfall", "5010;35100;;202203;100,00;utfall",
    "5010;50100;;202203;100,00;utfall", "5010;55100;;202203;100,00;utfall", "5010;56100;;202203;100,00;utfall",
)  # fmt: skip
"""A row on every interval of VON's, KUN's, SBN's, MSN's and EXP's ansvar."""
VON_BUYS = ("6132;70322;140;202203;8000,00;utfall", "3153;35100;120;202203;-8333,00;utfall")
MSN_BUYS = ("6132;55100;140;202203;8333,00;utfall", "3153;35100;150;202203;-8000,00;utfall")


def _checked(
    folder: Path, codes: Sequence[str], rows: Sequence[str], *, of: Setup | None = None,
    occasion: str | None = "delar", workers: int = 1,
) -> CheckOutcome:  # fmt: skip
    for code in codes:
        (folder / f"{code}.xlsx").write_bytes(clean_book() if code == "VON" else empty_book(code))
    ledger = folder / "huvudbok.csv"
    ledger.write_text("\n".join(["konto;ansvar;motpart;period;belopp;typ", *WHOLE, *rows, ""]), encoding="utf-8")
    books = [folder / f"{code}.xlsx" for code in codes]
    return check_books(
        of or setup(), books, occasion=occasion, year=None, workers=workers, against=Against(ledgers=(ledger,))
    )


def _told(outcome: CheckOutcome, rule: str = "AV33") -> list[tuple[str | None, Finding]]:
    return [(file.namnd, each) for file in outcome.files for each in file.findings if each.rule == rule]


@pytest.mark.parametrize("codes", [["VON", "KUN"], ["KUN", "VON"], ["SN", "KUN", "VON"]])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_pair_is_told_of_once_where_least_is_booked(tmp_path: Path, codes: Sequence[str], workers: int) -> None:
    ((namnd, finding),) = _told(_checked(tmp_path, codes, VON_BUYS, workers=workers))
    assert (namnd, finding.severity, finding.flik, finding.column) == ("VON", Severity.VARNING, RR_DELAR, "utfall")
    assert (finding.found, finding.expected) == (-333, 0)
    assert finding.message.replace("\u00a0", " ") == (
        "Kommuninterna poster mellan VOF (VON) och KUF (KUN), utfall 202201–202208, tar inte ut varandra. "
        "VOF har 8 000,00 kr mot KUF, KUF har −8 333,00 kr mot VOF (kostnad +, intäkt −): "
        "8 000,00 + (−8 333,00) = −333,00 kr. Utan motsvarighet på beloppet: "
        f"KUF konto 3153 ansvar 35100 202203 −8 333,00 kr ({tmp_path}/huvudbok.csv rad 9); "
        f"VOF konto 6132 ansvar 70322 202203 8 000,00 kr ({tmp_path}/huvudbok.csv rad 8)."
    )
    assert finding.remedy == (
        "Kontakta ekonomen för KUF (KUN) och gå igenom raderna; bokför den sida som saknas, eller rätta motparten."
    )


def test_large_differences_are_told_in_tkr_too(tmp_path: Path) -> None:
    rows = ("6132;70322;140;202203;1500500,00;utfall",)
    ((_, finding),) = _told(_checked(tmp_path, ["VON"], rows))
    assert "1 500 500,00 + 0,00 = 1 500 500,00 kr, 1 501 tkr." in finding.message.replace("\u00a0", " ")


def test_whoever_is_checked_alone_is_told(tmp_path: Path) -> None:
    assert [namnd for namnd, _ in _told(_checked(tmp_path, ["KUN"], VON_BUYS))] == ["KUN"]
    assert _told(_checked(tmp_path, ["SN"], VON_BUYS)) == []


def test_of_the_namnder_of_a_shared_forvaltning_the_one_with_the_rows_is_told(tmp_path: Path) -> None:
    told = _told(_checked(tmp_path, ["SBN", "EXP", "MSN"], MSN_BUYS))
    assert [(namnd, finding.found) for namnd, finding in told] == [("MSN", 333)]
    assert "SBF (MSN, SBN, EXP)" in told[0][1].message
    assert _told(_checked(tmp_path, ["SBN", "EXP"], MSN_BUYS)) == []


def test_when_nobody_has_booked_it_is_the_namnd_with_the_motpart(tmp_path: Path) -> None:
    rows = ("3153;35100;150;202203;-8000,00;utfall",)
    assert [namnd for namnd, _ in _told(_checked(tmp_path, ["MSN", "SBN", "KUN"], rows))] == ["SBN"]
    assert _told(_checked(tmp_path, ["MSN"], rows)) == []


def test_two_forvaltningar_of_one_namnd_are_a_pair_too(tmp_path: Path) -> None:
    rows = ("6132;10100;115;202203;500,00;utfall", "3153;15100;110;202203;-400,00;utfall")
    ((namnd, finding),) = _told(_checked(tmp_path, ["KS"], rows))
    assert (namnd, finding.found) == ("KS", 100)
    assert finding.remedy.startswith("Gå igenom raderna hos båda förvaltningarna; bokför")


def test_a_book_with_several_occasions_is_told_as_of_the_latest(tmp_path: Path) -> None:
    later = ("3153;35100;120;202210;-1,00;utfall",)
    ((_, finding),) = _told(_checked(tmp_path, ["VON"], [*VON_BUYS, *later], occasion=None))
    assert "utfall 202201–202212" in finding.message
    assert finding.found == -334
    settled = ("6132;70322;140;202212;333,00;utfall",)
    assert _told(_checked(tmp_path, ["VON"], [*VON_BUYS, *settled], occasion=None)) == []


@pytest.mark.parametrize("namnd", ["VON", "KUN"])
def test_it_is_accepted_by_either_namnd(tmp_path: Path, namnd: str) -> None:
    place = f'{{ regel = "AV33", namnd = "{namnd}", kolumn = "utfall", skal = "Faktureras i september" }},'
    of = demo_setup(replacing={"tystade = [": f"tystade = [{place}"})
    ((_, finding),) = _told(_checked(tmp_path, ["VON", "KUN"], VON_BUYS, of=of))
    assert (finding.severity, finding.accepted) == (Severity.INFO, "Faktureras i september")


@pytest.mark.parametrize(("pair", "severity"), [("kuf och vof", Severity.INFO), ("KUF och SOF", Severity.VARNING)])
def test_one_pair_can_be_accepted_by_itself(tmp_path: Path, pair: str, severity: Severity) -> None:
    place = f'{{ regel = "AV33", rad = "{pair}", skal = "Faktureras i september" }},'
    of = demo_setup(replacing={"tystade = [": f"tystade = [{place}"})
    ((_, finding),) = _told(_checked(tmp_path, ["VON", "KUN"], VON_BUYS, of=of))
    assert finding.severity is severity


def test_the_kommun_decides_the_tolerance_and_the_weight(tmp_path: Path) -> None:
    heavy = demo_setup(replacing={"TE02 = {": 'AV33 = { allvar = "fel" }\nTE02 = {'})
    outcome = _checked(tmp_path, ["VON"], VON_BUYS, of=heavy)
    assert outcome.exit_code == 1
    wide = demo_setup(replacing={"kommunintern_tolerans_kr = 1": "kommunintern_tolerans_kr = 333"})
    assert _told(_checked(tmp_path, ["VON"], VON_BUYS, of=wide)) == []


def test_what_cannot_be_held_against_the_other_side_is_said_once(tmp_path: Path) -> None:
    rows = (
        "6132;70322;180;202203;5,00;utfall",
        "6132;70322;110;202203;5,00;utfall",
        "6132;70322;115;202203;5,00;utfall",
    )
    outcome = _checked(tmp_path, ["VON"], rows)
    assert _told(outcome) == []
    ((_, finding),) = _told(outcome, "LA04")
    assert finding.message == (
        "Kommuninterna poster mot KLK, RTJ och SOF prövas inte: huvudboken saknar till exempel rader på "
        "KLK:s ansvar 10000-14999."
    )
