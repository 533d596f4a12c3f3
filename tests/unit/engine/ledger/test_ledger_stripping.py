"""What is removed, what stays, and what it comes to."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import NotWrittenError
from engine.findings import Severity
from engine.ledger import Question, Stripped, ledger_findings, open_stripping, prove, removed_rows, strip, write_kept

Strip = Callable[..., Stripped]
Write = Callable[..., Path]
Ask = Callable[..., Question]


def test_the_real_pair_is_kommuninternt_and_stays_with_both(stripped: Strip) -> None:
    """6132/70322/180 buys from SOF, 3153/41612/120 sells to VOF: both keep their row."""
    pair = ("6132;70322;180;202203;8 333,00;utfall;V1;hyra", "3153;41612;120;202203;−8 333,00;utfall;V1;hyra")
    buyer, seller = stripped(pair, namnd="VON"), stripped(pair, namnd="SN")
    assert buyer.rr["Övriga kostnader"].utfall_ore == -833_300
    assert seller.rr["Verksamhetens intäkter"].utfall_ore == 833_300
    assert buyer.borttaget == seller.borttaget == ()
    assert buyer.as_json()["rader"] == {"in": 2, "namnden": 1, "borttagna": 0, "kvar": 1, "utanfor_period": 0}


def test_internal_rows_go_on_both_sides_and_sum_to_nothing(stripped: Strip) -> None:
    result = stripped(
        [
            "6132;70322;120;202203;8333,00;utfall;V1;",
            "3153;76000;121;202203;-8333,00;utfall;V1;",
            "5010;70322;;202203;1000,50;utfall;V2;",
            "6132;70322;120;202203;10,00;budget;;",
            "3153;70322;120;202203;-10,00;budget;;",
        ]
    )
    assert [(one.forvaltning, one.typ, one.ar, one.rader, one.ore) for one in result.borttaget] == [
        ("VOF", "budget", 2022, 2, 0),
        ("VOF", "utfall", 2022, 2, 0),
    ]
    assert (result.borttaget_ore, result.utan_motsvarighet) == (0, ())
    assert result.rr["Personalkostnader"].utfall_ore == -100_050
    assert result.rr["Verksamhetens intäkter"].utfall_ore == 0
    assert ledger_findings(result) == ()


def test_a_one_sided_row_is_named_and_is_the_only_one(ledger: Write, ask: Ask) -> None:
    path = ledger(
        "6132;70322;120;202203;100,00;utfall;V1;",
        "3153;70323;120;202203;-100,00;utfall;V1;",
        "",
        "6132;70324;120;202203;100,00;utfall;V2;ensam",
    )
    result = strip([path], ask())
    assert result.as_json()["utan_motsvarighet"] == [
        {"fil": str(path), "rad": 5, "konto": "6132", "ansvar": "70324", "motpart": "120", "period": "202203",
         "typ": "utfall", "belopp_ore": 10_000}
    ]  # fmt: skip
    assert result.borttaget_ore == 10_000
    findings = ledger_findings(result)
    assert [(one.rule, one.severity) for one in findings] == [("IN01", Severity.FEL), ("IN02", Severity.VARNING)]
    assert findings[0].found == 100
    assert not result.stops


def test_a_shared_forvaltning_is_judged_over_all_its_namnder(stripped: Strip) -> None:
    """SBF belongs to MSN, SBN and EXP; its motpart 150 stands at SBN only."""
    rows = [
        "6132;55010;150;202203;500,00;utfall;V1;",
        "3153;50010;150;202203;-500,00;utfall;V1;",
        "5010;55010;;202203;7,00;utfall;V2;",
    ]
    msn, sbn = stripped(rows, namnd="MSN"), stripped(rows, namnd="SBN")
    for result in (msn, sbn):
        assert [(one.forvaltning, one.rader, one.ore) for one in result.borttaget] == [("SBF", 2, 0)]
        assert result.utan_motsvarighet == ()
        assert result.rader.borttagna == 1
    assert (msn.borttaget_ore, sbn.borttaget_ore) == (50_000, -50_000)
    assert msn.rr["Personalkostnader"].utfall_ore == -700


def test_an_ansvar_that_moves_inside_the_year_changes_owner_and_internals(stripped: Strip) -> None:
    """75000–75999 goes from VOF to SOF with 202207."""
    rows = [
        "6132;75100;120;202206;1,00;utfall;V1;",
        "3153;70322;120;202206;-1,00;utfall;V1;",
        "6132;75100;120;202207;2,00;utfall;V2;",
        "6132;75100;180;202207;4,00;utfall;V3;",
        "3153;40100;180;202207;-4,00;utfall;V3;",
    ]
    von, sn = stripped(rows, namnd="VON"), stripped(rows, namnd="SN")
    assert (von.rader.namnden, von.rader.borttagna) == (2, 2)
    assert (sn.rader.namnden, sn.rader.borttagna) == (3, 2)
    assert sn.rr["Övriga kostnader"].utfall_ore == -200


def test_an_excluded_ansvar_belongs_to_the_other_namnd(stripped: Strip) -> None:
    rows = ["5010;71990;;202203;3,00;utfall;;", "5010;71991;;202203;5,00;utfall;;"]
    assert stripped(rows, namnd="SN").rr["Personalkostnader"].utfall_ore == -300
    assert stripped(rows, namnd="VON").rr["Personalkostnader"].utfall_ore == -500


def _one_row_a_period(*periods: str) -> list[str]:
    return [
        f"5010;70322;;{period};{10**place},00;{typ};;"
        for place, period in enumerate(periods)
        for typ in ("utfall", "budget")
    ]


@pytest.mark.parametrize(
    ("occasion", "kronor", "outside"),
    [
        ("mars", (11_110, 10, 10, 1, 0), 7),
        ("delar", (11_110, 110, 110, 1, 0), 6),
        ("arsbokslut", (11_110, 11_110, 111_110, 1, 0), 3),
        ("budget", (11_110, 11_110, 11_110, 1, 1), 3),
    ],
)
def test_each_occasion_counts_its_periods(
    stripped: Strip, occasion: str, kronor: tuple[int, ...], outside: int
) -> None:
    """Kronor: budget, budget_period, utfall, utfall_fg, budget_fg; ÅÅÅÅ13 in årsbokslut only, ÅÅÅÅ00 never."""
    rows = _one_row_a_period("202101", "202203", "202208", "202209", "202212", "202213")
    result = stripped([*rows, "5010;70322;;202200;1,00;utfall;;"], occasion=occasion)
    row = result.rr["Personalkostnader"]
    amounts = (row.budget_ore, row.budget_period_ore, row.utfall_ore, row.foregaende_ore, row.budget_fg_ore)
    assert tuple(-ore // 100 for ore in amounts) == kronor
    assert (result.rader.inlasta, result.rader.utanfor_period) == (13, outside)
    assert result.radfel == ()


def test_rows_outside_the_periods_are_counted_whoever_they_belong_to(stripped: Strip) -> None:
    result = stripped(["5010;99999;;202012;1,00;utfall;;", "5010;40100;;202209;1,00;utfall;;"])
    assert result.rader.utanfor_period == 2
    assert result.radfel == ()


def test_an_account_nobody_claims_is_an_error_with_its_amount(stripped: Strip) -> None:
    result = stripped(
        [
            "8100;70322;;202203;12,50;utfall;;",
            "8100;70322;;202203;2,50;utfall;;",
            "8100;40100;;202203;99,00;utfall;;",
            "8200;70322;120;202203;1,00;utfall;;",
            "3000;70322;120;202203;-1,00;utfall;;",
            "1510;70322;;202203;70,00;utfall;;",
        ]
    )
    assert result.as_json()["okanda_konton"] == [{"konto": "8100", "rader": 2, "belopp_ore": 1500}]
    assert [one.rule for one in ledger_findings(result)] == ["IN03"]
    assert all(amounts.utfall_ore == 0 for amounts in result.rr.values())
    assert result.rader.kvar == 3


def test_a_motpart_of_no_kind_stays_and_is_told(stripped: Strip) -> None:
    result = stripped(["5010;70322;09;202203;1,00;utfall;;"])
    assert result.rr["Personalkostnader"].utfall_ore == -100
    assert [(one.rule, one.severity, one.found) for one in ledger_findings(result)] == [
        ("IN06", Severity.VARNING, "09")
    ]


def test_what_the_ledger_has_rows_of(stripped: Strip) -> None:
    result = stripped(
        [
            "8700;70322;;202203;-1,00;budget;;",
            "5010;70322;;202103;1,00;utfall;;",
            "5010;40100;;202203;1,00;utfall;;",
        ]
    )
    assert result.huvudbokens_typ_ar == {("budget", 2022), ("utfall", 2021), ("utfall", 2022)}
    assert result.namndens_typ_ar == {("budget", 2022), ("utfall", 2021)}
    assert result.kommunbidrag_typ_ar == {("budget", 2022)}
    assert result.rr["Kommunbidrag"].budget_ore == 100


def test_leading_zeros_and_blanks_around_codes(stripped: Strip) -> None:
    result = stripped([" 5010 ;\u00a070322 ;;202203 ; 1,00 ;Utfall ;;", "05010;70322;;202203;1,00;UTFALL;;"])
    assert result.rr["Personalkostnader"].utfall_ore == -100
    assert [code.kod for code in result.okanda_konton] == ["05010"]


def test_removed_rows_are_given_with_their_counterparts(ledger: Write, ask: Ask) -> None:
    path = ledger(
        "6132;70322;120;202203;5,00;utfall;A;",
        "3153;70323;120;202203;-5,00;utfall;B;",
        "3153;70324;120;202203;-5,00;utfall;A;",
        "6132;70322;120;202204;5,00;utfall;C;",
        "6132;70322;120;202205;3,00;utfall;D;",
        "6132;70322;120;202205;4,00;utfall;D;",
        "3153;70322;120;202205;-7,00;utfall;D;",
        "6132;70322;120;202206;9,00;utfall;;",
    )
    with open_stripping([path], ask()) as stripping:
        prove(stripping.rows, ask())
        found = {row.rad: (row.satt, row.motrad) for row in removed_rows(stripping.rows)}
        alone = {row.rad for row in stripping.result.utan_motsvarighet}
    assert found == {
        2: ("verifikation", f"{path}:4"), 4: ("verifikation", f"{path}:2"),
        3: ("belopp i annan period", f"{path}:5"), 5: ("belopp i annan period", f"{path}:3"),
        6: ("verifikationens summa", None), 7: ("verifikationens summa", None), 8: ("verifikationens summa", None),
        9: (None, None),
    }  # fmt: skip
    assert alone == {9}


def test_a_whole_period_that_sums_to_nothing_lacks_nothing(stripped: Strip) -> None:
    result = stripped(
        [
            "6132;70322;120;202203;5,00;utfall;;",
            "6132;70322;120;202203;6,00;utfall;;",
            "3153;70322;120;202203;-11,00;utfall;;",
            "6132;70322;120;202204;8,00;utfall;;",
        ]
    )
    assert [row.rad for row in result.utan_motsvarighet] == [5]


def test_the_kept_rows_come_out_in_the_contract_format_and_strip_the_same(
    ledger: Write, ask: Ask, tmp_path: Path
) -> None:
    source = ledger(
        "5010;70322;;202203;1 000,5;U;V1;=1+1;ett",
        "6132;70322;120;202203;9;U;V2;;två",
        '3010;70322;811;202201;-2.25;B;V3;"a;b ""c""";å',
        "5010;70322;;202209;77;U;V4;;utanför",
        "3153;70322;120;202203;-9;U;V2;;fem",
        heading="Kontonr;Ansvarsenhet;Mp;period;Belopp kr;Beloppstyp;Vernr;text;Åtgärd",
    )
    out = tmp_path / "rensad.csv"
    with open_stripping([source], ask()) as stripping:
        write_kept(stripping, out)
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [
            ["konto", "ansvar", "motpart", "period", "belopp", "typ", "verifikation", "text", "Åtgärd"],
            ["5010", "70322", "", "202203", "1000,50", "utfall", "V1", "'=1+1", "ett"],
            ["3010", "70322", "811", "202201", "-2,25", "budget", "V3", 'a;b "c"', "å"],
        ]
    again = strip([out], ask())
    assert again.rr == stripping.result.rr
    assert (again.rader.namnden, again.rader.borttagna, again.rader.utanfor_period) == (2, 0, 0)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_kept_rows_that_cannot_be_written_are_told(ledger: Write, ask: Ask, tmp_path: Path) -> None:
    with (
        open_stripping([ledger("5010;70322;;202203;1;utfall;;")], ask()) as stripping,
        pytest.raises(NotWrittenError),
    ):
        write_kept(stripping, tmp_path / "finns-inte" / "rensad.csv")


def test_the_json_has_the_contract_keys_in_order(stripped: Strip) -> None:
    json = stripped(["5010;70322;;202203;1,00;utfall;;"]).as_json()
    assert list(json) == [
        "namnd", "ar", "tillfalle", "rader", "borttaget_ore", "borttaget", "utan_motsvarighet", "okanda_konton", "rr",
    ]  # fmt: skip
    assert json["rr"]["Personalkostnader"] == {  # type: ignore[index] # the values of JSON are objects
        "budget_ore": 0, "budget_period_ore": 0, "utfall_ore": -100, "foregaende_ore": 0,
    }  # fmt: skip
    assert len(json["rr"]) == 7  # type: ignore[arg-type] # as above


def test_several_files_are_one_ledger(ledger: Write, ask: Ask) -> None:
    first = ledger("6132;70322;120;202203;5,00;utfall;A;", name="a.csv")
    second = ledger("120,70323,3153,202203,-5.00", heading="motpart,ansvar,konto,period,belopp", name="b.csv")
    result = strip([first, second], ask(typ="utfall"))
    assert (result.rader.inlasta, result.rader.borttagna, result.borttaget_ore) == (2, 2, 0)
