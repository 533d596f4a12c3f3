"""What a kommun answers, on the built-in demo and on a small kommun that leaves most out."""

import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engine.errors import MissingFileError, UnknownNameError
from engine.organisation import Kommun, KommunTomlError, parse_kommun, read_kommun

ROOT = Path(__file__).parents[4]
DEMO = ROOT / "workbooks" / "demo" / "kommun.toml"
EXAMPLE = ROOT.parent / "shared" / "kommun.example.toml"
SMALL = """version = 1
namnder = [{ kod = "TN", namn = "Tekniska nämnden", forvaltningar = [
  { kod = "TF", ansvar = ["2-3"], motpart = ["210"] },
] }]
[kommun]
namn = "Lillköping"
ar = 2024
"""


@pytest.fixture(scope="module")
def demo() -> Kommun:
    return read_kommun(DEMO, inbyggd=True)


@pytest.fixture(scope="module")
def small() -> Kommun:
    return parse_kommun(SMALL, "kommun.toml")


def owner_of(kommun: Kommun, ansvar: str, period: int) -> str | None:
    owner = kommun.owner(ansvar, period)
    return None if owner is None else f"{owner[0].kod}/{owner[1].kod}"


def test_demo_names_its_namnder(demo: Kommun) -> None:
    assert [namnd.kod for namnd in demo.namnder] == ["VON", "SN", "KUN", "BUN", "MSN", "SBN", "EXP", "KS", "OFN"]
    assert demo.display_name == "inbyggd demo"
    assert read_kommun(DEMO).display_name == "Exempelkommun"


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the shared example is not beside the repository")
def test_demo_states_the_same_facts_as_the_example(demo: Kommun) -> None:
    example = read_kommun(EXAMPLE)
    ours, theirs = demo.model_dump(), example.model_dump()
    unordered = ("kalender",)
    for facts in (ours, theirs):
        facts.pop("inbyggd")
        facts.pop("investeringar")  # the example leaves them out
        for key in unordered:
            facts[key] = sorted(facts[key], key=str)
    assert ours == theirs


@pytest.mark.parametrize(
    ("ansvar", "period", "owner"),
    [
        ("70322", 202208, "VON/VOF"),
        ("71990", 202208, "SN/SOF"),
        ("75001", 202206, "VON/VOF"),
        ("75001", 202207, "SN/SOF"),
        ("75001", 202213, "SN/SOF"),
        ("75001", 202113, "VON/VOF"),
        ("55100", 202201, "MSN/SBF"),
        ("15000", 202201, "KS/RTJ"),
        ("99999", 202201, None),
        ("703", 202201, None),
    ],
)
def test_owner(demo: Kommun, ansvar: str, period: int, owner: str | None) -> None:
    assert owner_of(demo, ansvar, period) == owner


def test_a_bokslutsperiod_belongs_to_who_had_the_ansvar_in_december() -> None:
    text = SMALL.replace('motpart = ["210"]', 'giltig_till = "202412"')
    kommun = parse_kommun(text, "kommun.toml")
    assert owner_of(kommun, "25", 202413) == "TN/TF"
    assert owner_of(kommun, "25", 202501) is None


@pytest.mark.parametrize(
    ("konto", "group"),
    [
        ("3153", "intakter"), ("5011", "personalkostnader"), ("6010", "lokalhyror"),
        ("4630", "kop_av_tjanster"), ("7400", "kop_av_tjanster"), ("6132", "ovriga_kostnader"),
        ("4500", "ovriga_kostnader"), ("8705", "kommunbidrag"), ("8410", "finansnetto"),
        ("1510", "utanfor_rr"), ("8000", None), ("8710", None), ("", None),
    ],
)  # fmt: skip
def test_kontogrupp(demo: Kommun, konto: str, group: str | None) -> None:
    assert demo.kontogrupp_of(konto) == group


@pytest.mark.parametrize(
    ("motpart", "kind"),
    [("120", "kommun"), ("499", "kommun"), ("500", "bolag"), ("81", "extern"), ("", "extern"), ("012", None)],
)
def test_motpartsslag(demo: Kommun, motpart: str, kind: str | None) -> None:
    assert demo.motpartsslag_of(motpart) == kind


def test_a_motpart_belongs_to_the_forvaltning_wherever_it_is_given(demo: Kommun) -> None:
    assert demo.forvaltning_of_motpart("150") == "SBF"
    assert demo.forvaltning_of_motpart("121") == "VOF"
    assert demo.forvaltning_of_motpart("12") is None


@pytest.mark.parametrize("name", ["VON", "von", "Vård- och omsorgsnämnden", "vard- och  OMSORGSNAMNDEN"])
def test_namnd_is_found_by_code_and_name(demo: Kommun, name: str) -> None:
    assert demo.namnd(name).kod == "VON"


def test_an_unknown_namnd_offers_the_nearest(demo: Kommun) -> None:
    with pytest.raises(UnknownNameError, match="VON"):
        demo.namnd("VONN")


def test_calendar_keeps_deadlines(demo: Kommun) -> None:
    april = next(post for post in demo.kalender if post.tillfalle == "april")
    assert (april.typ, april.inlamning, april.diarium) == (
        "fordjupad", datetime(2022, 5, 13, 12), date(2022, 5, 19),  # noqa: DTZ001 - the file holds local time
    )  # fmt: skip


def test_occasions_are_named_by_their_code() -> None:
    text = SMALL.replace(
        "version = 1", 'version = 1\nkalender = [{ ar = 2024, tillfalle = "augusti", typ = "delar" }]'
    )
    assert parse_kommun(text, "kommun.toml").kalender[0].tillfalle == "delar"


def test_budget_changes_count_from_their_period_on() -> None:
    text = SMALL.replace(
        "version = 1",
        """version = 1
budgetandringar = [
  { ar = 2024, namnd = "TN", fran = "202406", kommunbidrag = 1200.5, beslut = "KF 2024-05-30" },
  { ar = 2024, namnd = "TN", fran = "202410", kommunbidrag = -200, investering = 30 },
  { ar = 2025, namnd = "TN", fran = "202412", kommunbidrag = 7 },
]""",
    )
    kommun = parse_kommun(
        text + "[kommunbidrag]\n2024 = { TN = 1000.1 }\n[investeringsbudget]\n2024 = { TN = 50 }\n", "k"
    )
    assert kommun.beslutat_kommunbidrag(2024, "TN", 202405) == Decimal("1000.1")
    assert kommun.beslutat_kommunbidrag(2024, "TN", 202406) == Decimal("2200.6")
    assert kommun.beslutat_kommunbidrag(2024, "TN", 202412) == Decimal("2000.6")
    assert kommun.beslutat_kommunbidrag(2025, "TN", 202512) is None
    assert kommun.beslutad_investering(2024, "TN", 202412) == Decimal(80)


def test_a_small_kommun_gets_the_defaults(small: Kommun, demo: Kommun) -> None:
    assert small.installningar == demo.installningar
    assert small.motpartsslag == demo.motpartsslag
    assert small.inlamning == demo.inlamning
    assert small.ifyllnad == demo.ifyllnad
    assert small.kontogrupp_of("8705") is None
    assert small.kontogrupp_of("7510") == "kop_av_tjanster"
    assert small.huvudbok.kolumner["belopp"] == ("belopp",)
    assert small.huvudbok.bokslutsperioder == ("13",)
    assert (small.regler, small.kalender, small.kontroller) == ({}, (), ())
    assert small.namnder[0].verksamhet == "skattefinansierad"


def test_inline_and_headed_tables_are_equal(small: Kommun) -> None:
    headed = """version = 1
[kommun]
namn = "Lillköping"
ar = 2024
[[namnder]]
kod = "TN"
namn = "Tekniska nämnden"
[[namnder.forvaltningar]]
kod = "TF"
ansvar = ["2-3"]
motpart = ["210"]
"""
    assert parse_kommun(headed, "kommun.toml") == small


def test_rule_parameters_are_free_and_typed(demo: Kommun) -> None:
    assert demo.regler["TE02"].allvar == "varning"
    assert demo.regler["TK02"].allvar is None
    assert demo.regler["TK02"].parametrar == {"faktor": 500}
    text = SMALL + '[regler]\nTK02 = { faktor = 1.5, ord = "x" }\n'
    assert parse_kommun(text, "kommun.toml").regler["TK02"].parametrar == {"faktor": 1.5, "ord": "x"}


def test_a_kommun_travels_between_processes(demo: Kommun) -> None:
    assert pickle.loads(pickle.dumps(demo)) == demo  # noqa: S301 - our own bytes


def test_a_kommun_does_not_change(demo: Kommun) -> None:
    with pytest.raises(ValueError, match="frozen"):
        demo.namn = "Annan"  # type: ignore[misc]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_kommun(tmp_path / "kommun.toml")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path, small: Kommun) -> None:
    file = tmp_path / "kommun.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_kommun(file) == small


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "kommun.toml"
    file.write_bytes(SMALL.encode("latin-1"))
    with pytest.raises(KommunTomlError, match="UTF-8") as caught:
        read_kommun(file)
    assert caught.value.faults[0].line == 2
