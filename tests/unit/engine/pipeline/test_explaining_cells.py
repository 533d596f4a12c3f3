"""What forklara says of every kind of cell, beside a reckoning made straight from the ledger's text."""

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.data import SetCell
from engine.errors import UnreadableError, WrongCallError
from engine.ledger.trail import find_trail, open_trail, trail_path
from engine.pipeline.explaining import explain_cell
from engine.pipeline.explanations import Explained
from engine.pipeline.filling import FillOutcome, fill_book
from engine.pipeline.opening import open_book
from engine.writer.patch import patch_workbook
from tests.rules.sample_books import (
    INV_DELAR,
    KOMMUN_TOML,
    RR_DELAR,
    RR_MANAD,
    demo_setup,
    empty_book,
    setup,
)

Fill = Callable[..., FillOutcome]
LINES = [
    "3010;70322;810;202203;-500000,40;utfall;V1;taxa",
    "5010;70322;;202208;2000400,10;utfall;V2;löner",
    '5010;71000;;202201;1000,25;utfall;V3;"löner;\nextra"',
    "5010;70322;;202209;9000000,00;utfall;V4;efter delåret",
    "6132;70322;120;202203;8333,00;utfall;V5;intern hyra",
    "3153;71612;121;202203;-8333,00;utfall;V5;intern hyra",
    "6050;70322;180;202203;600499,50;utfall;V6;kommunintern",
    "7410;70322;810;202204;400499,50;utfall;V7;",
    "5010;70322;;202112;1500,00;budget;V8;",
    "5010;70322;;202212;3000000,00;budget;V9;",
    "5010;40100;;202203;77,00;utfall;V10;annan nämnd",
    "1510;70322;;202203;99,00;utfall;V11;balans",
]  # fmt: skip


def _book(outcome: FillOutcome) -> Path:
    assert outcome.target is not None
    return Path(outcome.target)


def _told(book: Path, address: str, *, with_rows: bool = False) -> Explained:
    return explain_cell(setup(), book, address, year=None, with_rows=with_rows)


def test_a_figure_of_the_ledger_is_its_rule_its_sums_and_its_rows(fill: Fill) -> None:
    told = _told(_book(fill("delar", lines=LINES)), "8 RR!E9", with_rows=True)
    found = told.explanation
    assert (found.row, found.column, found.value, found.source) == ("Personalkostnader", "utfall", -2001, "huvudbok")
    assert (found.ore, found.counted, found.removed) == (-200_140_035, 2, 0)
    assert found.rule is not None
    assert found.rule.as_json() == {
        "rad": "Personalkostnader", "konton": ["5"], "utom": [], "projekt": None, "kolumn": "utfall", "typ": "utfall",
        "perioder": [f"2022{month:02}" for month in range(1, 9)], "tecken_vant": True, "kontoplan": "Kommun-Bas 21",
    }  # fmt: skip
    assert [share.as_json() for share in found.shares] == [
        {"konto": "5010", "ansvar": "70322", "rader": 1, "ore_huvudbok": 200_040_010, "ore": -200_040_010},
        {"konto": "5010", "ansvar": "71000", "rader": 1, "ore_huvudbok": 100_025, "ore": -100_025},
    ]
    assert [(row.rad, row.verifikation, row.text) for row in found.rows] == [
        (3, "V2", "löner"), (4, "V3", "löner;\nextra"),
    ]  # fmt: skip
    assert told.is_untouched
    assert not told.findings


def test_the_removed_rows_are_told_of_with_their_sum_and_stay_out_of_it(fill: Fill) -> None:
    book = _book(fill("delar", lines=LINES))
    income, other = _told(book, "8 RR!E7", with_rows=True).explanation, _told(book, "8 RR!E12").explanation
    assert (income.counted, income.removed, income.removed_ore, income.ore) == (1, 1, -833_300, 50_000_040)
    assert [(row.konto, row.intern) for row in income.rows] == [("3010", False), ("3153", True)]
    assert (other.counted, other.removed, other.removed_ore, other.ore) == (0, 1, 833_300, 0)


def test_a_moved_amount_says_what_it_would_have_been_by_itself(fill: Fill) -> None:
    outcome = fill("delar", lines=LINES)
    assert outcome.moved
    book = _book(outcome)
    for moved in outcome.moved:
        answer = _told(book, f"{moved.flik}!{moved.cell}").as_json()
        assert answer["ore"] == moved.ore
        rounding = answer["avrundning"]
        assert isinstance(rounding, dict)
        assert (rounding["skrivet"], rounding["flyttad"], rounding["metod"]) == (moved.tkr, True, "summerbar")
        assert abs(rounding["egen"] - moved.tkr) == 1


def test_a_sum_and_a_deviation_are_their_cells_and_their_rows_summed(fill: Fill) -> None:
    table = "Belopp i tkr,Prognos helår 2022\nPersonalkostnader,-3100\n"
    book = _book(fill("delar", lines=LINES, tables={"8 RR": table}))
    costs = _told(book, f"{RR_DELAR}!E13").explanation
    assert (costs.source, costs.formula) == ("formel", "=SUM(E9:E12)")
    assert [(part.count, str(part.of.cell)) for part in costs.parts] == [(1, f"E{row}") for row in range(9, 13)]
    assert costs.ore == -(200_140_035 + 60_049_950 + 40_049_950)
    assert (costs.counted, sum(share.ledger_ore for share in costs.shares)) == (4, -costs.ore)
    result = _told(book, f"{RR_DELAR}!E20").explanation
    grant = _told(book, f"{RR_DELAR}!E17").explanation
    assert result.ore == 50_000_040 + costs.ore + (grant.ore or 0)
    deviation = _told(book, f"{RR_DELAR}!D9").explanation
    assert [(part.count, part.of.source) for part in deviation.parts] == [(1, "tabell"), (-1, "huvudbok")]
    assert (deviation.value, deviation.ore) == (-100, -310_000_000 + 300_000_000)
    assert [share.ore for share in deviation.shares] == [300_000_000]


def test_a_decided_kommunbidrag_a_table_and_what_nobody_filled_say_so(fill: Fill) -> None:
    table = "Belopp i tkr,Prognos helår 2022\nPersonalkostnader,-3100\nLokalhyror,-5\n"
    book = _book(fill("delar", lines=LINES, tables={"8 RR": table}))
    decided = _told(book, "8 RR!E17").explanation
    assert decided.source == "beslut"
    assert "8/12 av" in decided.told
    assert "[kommunbidrag]" in decided.told
    from_table = _told(book, "8 RR!C10")
    assert from_table.explanation.source == "tabell"
    told = from_table.as_json()["tabell"]
    assert isinstance(told, dict)
    assert told["rad"] == 3
    assert told["sha256"] == hashlib.sha256(Path(told["fil"]).read_bytes()).hexdigest()
    empty = _told(book, "8 RR!C11").explanation
    assert (empty.source, empty.value) == ("tom", None)
    assert _told(book, f"{RR_DELAR} e9").explanation.source == "huvudbok"


def test_a_figure_that_was_changed_is_told_of_whichever_cell_is_asked_for(fill: Fill) -> None:
    book = _book(fill("delar", lines=LINES))
    changes = [SetCell(RR_DELAR, Cell(9, 5), -2005), SetCell(RR_DELAR, Cell(9, 3), -2100)]
    book.write_bytes(patch_workbook(book.read_bytes(), changes))
    told = _told(book, "8 RR!E9")
    assert not told.is_untouched
    assert told.explanation.is_changed
    assert told.explanation.ore == -200_500_000
    assert [(found.rule, found.cell, found.found, found.expected) for found in told.findings] == [
        ("IN16", "E9", -2005, -2001)
    ]
    other = _told(book, "8 RR!E13")
    assert [found.cell for found in other.findings] == ["E9"]
    assert other.explanation.ore == -(200_500_000 + 60_049_950 + 40_049_950)
    assert _told(book, "8 RR!C9").explanation.source == "inmatad"


def test_a_constant_in_a_formulas_place_a_proposal_and_a_waiting_formula_say_what_they_are(fill: Fill) -> None:
    book = _book(fill("delar", lines=LINES, proposals=True))
    book.write_bytes(patch_workbook(book.read_bytes(), [SetCell(RR_DELAR, Cell(13, 5), -3002)]))
    constant = _told(book, f"{RR_DELAR}!E13").explanation
    assert (constant.source, constant.value, constant.ore) == ("inmatad", -3002, -300_200_000)
    assert "=SUM(E9:E12)" in constant.told
    proposal = _told(book, f"{RR_DELAR}!K9").explanation
    assert (proposal.source, proposal.is_changed) == ("forslag", False)
    assert "återstår" in proposal.told
    waiting = _told(book, f"{RR_DELAR}!J9").explanation
    assert (waiting.source, waiting.parts, waiting.value) == ("formel", (), 0)
    assert "Föregående prognos" in waiting.told


def test_independent_rounding_never_moves_an_amount(fill: Fill) -> None:
    whose = demo_setup(replacing={'avrundning = "summerbar"': 'avrundning = "oberoende"'})
    book = _book(fill("delar", lines=LINES, whose=whose))
    for row in (7, 9, 10, 11, 12, 17):
        answer = explain_cell(whose, book, f"{RR_DELAR}!E{row}", year=None, with_rows=False).as_json()
        rounding = answer["avrundning"]
        assert isinstance(rounding, dict)
        assert (rounding["metod"], rounding["flyttad"]) == ("oberoende", False)
        assert rounding["egen"] == answer["varde"]


@pytest.mark.parametrize("address", ["8 RR!E99", "8 RR!A1", "8 RR", "E9", "8 RR!", "9 zz!E9", "!E9", ""])
def test_what_is_no_amount_of_the_book_is_a_wrong_call(fill: Fill, address: str) -> None:
    with pytest.raises(WrongCallError):
        _told(_book(fill("delar", lines=LINES)), address)


def test_a_missing_a_damaged_and_another_namnds_trail_are_told_apart(fill: Fill, tmp_path: Path) -> None:
    other = _book(fill("delar", lines=LINES, namnd="SN", target=tmp_path / "sn.xlsx"))
    book = _book(fill("delar", lines=LINES, target=tmp_path / "von.xlsx"))
    trail = trail_path(book)
    whole = trail.read_bytes()
    for content, words in (
        (trail_path(other).read_bytes(), "hör till SN 2022"),
        (whole[: len(whole) // 2], "inget helt spår"),
        (b"", "inget helt spår"),
    ):
        trail.write_bytes(content)
        with pytest.raises(UnreadableError, match=words):
            _told(book, "8 RR!E9")
    trail.unlink()
    with pytest.raises(UnreadableError, match=r"finns inte.*flikar fyll"):
        _told(book, "8 RR!E9")


def test_a_trail_whose_rows_are_others_than_the_figures_is_refused(fill: Fill, tmp_path: Path) -> None:
    import duckdb

    book = _book(fill("delar", lines=LINES))
    trail, changed = trail_path(book), tmp_path / "andrad.parquet"
    with open_trail(trail) as opened:
        said = opened.trail.model_dump_json().replace("'", "''")
    options = f"(FORMAT parquet, KV_METADATA {{flikar: '{said}'}})"
    with duckdb.connect() as connection:
        connection.read_parquet(str(trail)).create_view("spar")
        connection.execute(
            "CREATE TABLE andrat AS SELECT * REPLACE (replace(konto, '5010', '5020') AS konto) FROM spar"
        )
        connection.execute(f"COPY andrat TO '{changed}' {options}")
    shutil.copyfile(changed, trail)
    with pytest.raises(UnreadableError, match="inte de som beloppet räknades ur"):
        _told(book, "8 RR!E9")
    assert _told(book, "8 RR!E10").explanation.ore == -60_049_950


def test_the_trail_of_a_renamed_book_is_found_by_the_books_own_hash(fill: Fill, tmp_path: Path) -> None:
    book = _book(fill("delar", lines=LINES))
    renamed = book.rename(tmp_path / "slutlig [1].xlsx")
    assert find_trail(renamed) == trail_path(book)
    trail_path(book).rename(trail_path(renamed))
    assert _told(renamed, "8 RR!E9").explanation.ore == -200_140_035


def test_the_same_input_gives_the_same_trail_also_when_it_is_filled_again_in_place(
    fill: Fill, tmp_path: Path
) -> None:
    target = tmp_path / "bok.xlsx"
    trails = [trail_path(_book(fill("delar", lines=LINES, target=target))).read_bytes()]
    trails.append(trail_path(_book(fill("delar", lines=LINES, target=target))).read_bytes())
    assert trails[0] == trails[1]


def test_what_an_earlier_fill_wrote_is_still_explained_and_what_was_overwritten_is_not(
    fill: Fill, tmp_path: Path
) -> None:
    book = _book(fill("mars", lines=LINES, target=tmp_path / "a.xlsx"))
    again = fill("delar", lines=LINES[1:2], book=book.read_bytes(), target=tmp_path / "bok.xlsx")
    assert _told(_book(again), f"{RR_DELAR}!E9").explanation.ore == -200_040_010
    with pytest.raises(WrongCallError, match="A1 är ingen"):
        _told(_book(again), f"{RR_MANAD}!A1")
    assert _told(_book(again), f"{RR_MANAD}!B9").explanation.source == "inmatad"  # the copy came without its trail
    shutil.copyfile(trail_path(book), tmp_path / "c.spar.parquet")
    shutil.copyfile(book, tmp_path / "c.xlsx")
    ledger = tmp_path / "huvudbok.csv"
    filled = fill_book(
        setup(), tmp_path / "c.xlsx", "delar", year=None, ledgers=[ledger], tables=[], target=tmp_path / "d.xlsx",
        typ=None, skip_faults=False,
    )  # fmt: skip
    monthly = _told(_book(filled), f"{RR_MANAD}!B9", with_rows=True).explanation
    assert (monthly.ore, [row.verifikation for row in monthly.rows]) == (-300_000_000, ["V9"])
    with open_trail(trail_path(_book(filled))) as opened:
        assert [fill_.tillfalle for fill_ in opened.trail.omgangar] == ["mars", "delar"]


def test_without_a_trail_nothing_is_written_beside_and_an_old_one_is_told_of(fill: Fill, tmp_path: Path) -> None:
    target = tmp_path / "ny.xlsx"
    assert fill("delar", lines=LINES, target=target, trail=False).as_json()["spar"] is None
    assert not trail_path(target).exists()
    assert fill("delar", lines=LINES, target=target).trail == str(trail_path(target))
    outcome = fill("delar", lines=LINES, target=target, trail=False)
    assert [found.rule for found in outcome.findings if found.rule == "IN17"]


def test_every_row_of_the_trail_stands_where_it_says(fill: Fill, tmp_path: Path) -> None:
    book = _book(fill("delar", lines=LINES))
    physical = (tmp_path / "huvudbok.csv").read_text(encoding="utf-8").split("\n")
    seen = 0
    for address in _amount_cells(book):
        for row in _told(book, address, with_rows=True).explanation.rows:
            fields = next(csv.reader([physical[row.rad - 1]], delimiter=";"))
            ore = int(Decimal(fields[4].replace(",", ".")) * 100)
            assert (fields[0], fields[1], int(fields[3]), ore) == (
                row.konto, row.ansvar, row.period, row.ore,
            )  # fmt: skip
            seen += 1
    assert seen > len(LINES)


def _amount_cells(book: Path) -> Iterator[str]:
    flik = open_book(book, setup(), year=None).data.flik(RR_DELAR)
    assert flik is not None
    yield from (f"{RR_DELAR}!{target.cell}" for target in flik.layout.targets)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["3010", "5010", "6010", "7410", "6100", "8410"]),
            st.sampled_from(["70322", "71000"]),
            st.sampled_from(["", "120", "180", "810"]),
            st.integers(-10_000_000, 10_000_000),
            st.sampled_from(["utfall", "budget"]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_for_any_ledger_every_filled_cell_is_the_sum_of_the_rows_it_is_explained_by(
    fill: Fill, rows: list[tuple[str, str, str, int, str]]
) -> None:
    lines = [
        f"{konto};{ansvar};{motpart};202203;{ore / 100:.2f};{typ};;" for konto, ansvar, motpart, ore, typ in rows
    ]
    outcome = fill("delar", lines=lines)
    book = _book(outcome)
    for filled in outcome.cells:
        told = _told(book, f"{filled.flik}!{filled.cell}", with_rows=True).explanation
        assert told.ore == filled.ore
        if told.source == "huvudbok":
            assert told.ore == -sum(row.ore for row in told.rows if not row.intern)
            assert told.ore == sum(share.ore for share in told.shares)
            assert told.removed_ore == sum(row.ore for row in told.rows if row.intern)


PROJECTS = [
    "1210;70322;810;202203;852400,00;utfall;70001",
    "1210;71000;810;202204;499,99;utfall;70001",
    "1110;70322;810;202102;392000,00;utfall;70003",
    "1110;70322;810;202203;700000,00;budget;70002",
    "1110;70322;810;202203;125000,00;utfall;70009",
    "5010;70322;;202203;1000,00;utfall;70001",
]


def _with_projects(tmp_path: Path, *, investments: bool, lines: list[str]) -> FillOutcome:
    book, ledger = tmp_path / "bok.xlsx", tmp_path / "projekt.csv"
    book.write_bytes(empty_book("VON"))
    heading = "konto;ansvar;motpart;period;belopp;typ;projekt"
    ledger.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return fill_book(
        setup(), book, "delar", year=None, ledgers=[ledger], tables=[], target=None, typ=None, skip_faults=False,
        investments=investments,
    )  # fmt: skip


def test_investments_are_proposed_and_not_written_until_asked_for(tmp_path: Path) -> None:
    proposed = _with_projects(tmp_path, investments=False, lines=PROJECTS)
    assert {cell.flik for cell in proposed.cells} == {RR_DELAR}
    given = proposed.as_json()["inv_forslag"]
    assert isinstance(given, list)
    written = _with_projects(tmp_path, investments=True, lines=PROJECTS)
    assert written.investments == ()
    assert [cell.as_json() for cell in written.cells if cell.flik == INV_DELAR] == given
    amounts = {
        (cell.row, cell.column): cell.after for cell in written.cells if cell.flik == INV_DELAR and cell.column
    }
    assert amounts == {
        ("Investeringar", "budget"): 0, ("Vårdhjälpmedel", "budget"): 700, ("Sängar", "budget"): 0,
        ("Investeringar", "utfall"): 853, ("Vårdhjälpmedel", "utfall"): 0, ("Sängar", "utfall"): 0,
        ("Investeringar", "utfall_fg"): 0, ("Vårdhjälpmedel", "utfall_fg"): 0, ("Sängar", "utfall_fg"): 392,
    }  # fmt: skip
    unlisted = [found for found in written.findings if found.rule == "IN19"]
    assert [(found.column, found.found) for found in unlisted] == [("utfall", 125_000)]


def test_a_written_investment_is_explained_by_its_projekt(tmp_path: Path) -> None:
    written = _with_projects(tmp_path, investments=True, lines=PROJECTS)
    place = next(c for c in written.cells if (c.row, c.column) == ("Investeringar", "utfall"))
    told = _told(_book(written), f"{INV_DELAR}!{place.cell}", with_rows=True).explanation
    assert told.ore == 85_289_999
    assert [(share.konto, share.ansvar, share.ore) for share in told.shares] == [
        ("1210", "70322", 85_240_000), ("1210", "71000", 49_999),
    ]  # fmt: skip
    assert told.rule is not None
    assert (told.rule.as_json()["projekt"], told.rule.as_json()["tecken_vant"]) == ("70001", False)
    name = next(c for c in written.cells if c.row == "Investeringar" and c.column is None)
    assert "70001" in _told(_book(written), f"{INV_DELAR}!{name.cell}").explanation.told


def test_more_projects_than_rows_stop_the_writing_and_not_the_proposal(tmp_path: Path) -> None:
    crowd = [f"1210;70322;810;202203;{n}000,00;utfall;8000{n}" for n in range(1, 10)]
    projects = ", ".join(
        f'{{ kod = "8000{n}", namn = "P{n}", kategori = "Reinvestering", namnd = "VON" }}' for n in range(1, 10)
    )
    text = KOMMUN_TOML.read_text(encoding="utf-8")
    listed = text[text.index('  { kod = "70001"') : text.index("]\n\n[inlamning]")]
    whose = demo_setup(replacing={listed: f"  {projects}\n"})
    book, ledger = tmp_path / "bok.xlsx", tmp_path / "projekt.csv"
    book.write_bytes(empty_book("VON"))
    ledger.write_text("\n".join(["konto;ansvar;motpart;period;belopp;typ;projekt", *crowd, ""]), encoding="utf-8")

    def run(*, investments: bool) -> FillOutcome:
        return fill_book(
            whose, book, "delar", year=None, ledgers=[ledger], tables=[], target=tmp_path / "ut.xlsx", typ=None,
            skip_faults=False, investments=investments,
        )  # fmt: skip

    with pytest.raises(UnreadableError, match="9 nya projekt men bara 5"):
        run(investments=True)
    assert not (tmp_path / "ut.xlsx").exists()
    outcome = run(investments=False)
    assert [found.rule for found in outcome.findings if found.rule == "IN20"] == ["IN20"]
    assert outcome.investments == ()
