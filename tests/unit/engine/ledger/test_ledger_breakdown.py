"""The RR below the nämnd adds up to the nämnd's, to the öre; and every account is told of."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import WrongCallError
from engine.ledger import (
    Breakdown,
    Dimension,
    Proof,
    Question,
    RowAmounts,
    Stripped,
    open_stripping,
    proof_findings,
    prove,
    read_dimension,
)

Ask = Callable[..., Question]
HEADING = "konto;ansvar;motpart;period;belopp;typ;verksamhet;projekt;aktivitet;objekt"
DIMENSIONS = ("verksamhet", "verksamhet:1", "ansvar", "ansvar:1", "ansvar:3", "forvaltning", "projekt", "aktivitet",
              "objekt", "objekt:9")  # fmt: skip


def broken_down(
    lines: Sequence[str], question: Question, per: Dimension, heading: str = HEADING
) -> tuple[Stripped, Proof, Breakdown]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.csv"
        path.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
        with open_stripping([path], question) as stripping:
            proof = prove(stripping.rows, question, per)
            assert proof.per is not None
            return stripping.result, proof, proof.per


def total(per: Breakdown, label: str) -> tuple[int, ...]:
    rows = [share.rr[label] for share in per.shares]
    return tuple(sum(values) for values in zip(*map(_ores, rows), strict=True))


def _ores(row: RowAmounts) -> tuple[int, ...]:
    return row.budget_ore, row.budget_period_ore, row.utfall_ore, row.foregaende_ore


_rows = st.lists(
    st.tuples(
        st.sampled_from(["3010", "5010", "6010", "4601", "7010", "8500", "1510", "8100"]),
        st.sampled_from(["70322", "71991", "76000", "75100", "35000", "40100"]),
        st.sampled_from(["", "120", "121", "180", "811"]),
        st.sampled_from(["202103", "202203", "202207", "202208", "202212"]),
        st.integers(-(10**9), 10**9).map(lambda ore: f"{ore / 100:.2f}"),
        st.sampled_from(["utfall", "budget"]),
        *(st.sampled_from(["", "1", "12", "123", " 12 ", "Å1"]) for _ in range(4)),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(rows=_rows, asked=st.sampled_from(DIMENSIONS), namnd=st.sampled_from(["VON", "SN", "KS"]))
def test_the_parts_are_the_whole(ask: Ask, rows: list[tuple[str, ...]], asked: str, namnd: str) -> None:
    lines = [";".join(row) for row in rows]
    result, proof, per = broken_down(lines, ask(namnd), read_dimension(asked))
    assert len({share.kod for share in per.shares}) == len(per.shares)
    assert all(share.kod == share.kod.strip() for share in per.shares)
    assert sum(share.rader for share in per.shares) == result.rader.kvar
    for label, amounts in result.rr.items():
        if per.shares:
            assert total(per, label) == _ores(amounts)
        else:
            assert not any(_ores(amounts))
    kept, removed = proof.kvar.values(), proof.borttagna.values()
    assert sum(one.rader for one in kept) == result.rader.kvar
    assert sum(one.rader for one in removed) == result.rader.borttagna
    assert sum(one.ore for one in removed) == result.borttaget_ore
    in_rr = -sum(row.utfall_ore + row.foregaende_ore + row.budget_ore for row in result.rr.values())
    assert proof.kvar[next(claim for claim in proof.kvar if claim == "en_rad")].ore == in_rr


@settings(max_examples=25, deadline=None)
@given(rows=_rows)
def test_the_bridge_ends_in_the_stripped_rr(ask: Ask, rows: list[tuple[str, ...]]) -> None:
    result, proof, _ = broken_down([";".join(row) for row in rows], ask(), Dimension("ansvar"))
    assert {label: _ores(line.kept) for label, line in proof.bro.items()} == {
        label: _ores(amounts) for label, amounts in result.rr_rader.items()
    }
    lines = [*proof.bro.values(), *proof.bro_utanfor.values()]
    removed = sum(one.removed.utfall_ore + one.removed.foregaende_ore + one.removed.budget_ore for one in lines)
    assert removed == -result.borttaget_ore


def test_the_values_and_their_amounts(ask: Ask) -> None:
    lines = [
        "5010;70322;;202203;1,50;utfall;510;P1;;", "5010;70323;;202203;2,00;utfall;520;P1;;",
        "3010;76000;811;202203;-4,00;utfall;510;;;", "6132;70322;120;202203;9,00;utfall;510;P1;;",
    ]  # fmt: skip
    shares = {share.kod: share for share in broken_down(lines, ask(), Dimension("verksamhet", 1))[2].shares}
    assert {kod: share.rader for kod, share in shares.items()} == {"5": 3}
    _, _, per = broken_down(lines, ask(), Dimension("projekt"))
    assert {share.kod: share.rr["Personalkostnader"].utfall_ore for share in per.shares} == {"": 0, "P1": -350}
    told = per.as_json()
    assert (told["dimension"], told["niva"]) == ("projekt", None)
    assert list(told["varden"]) == ["", "P1"]  # type: ignore[call-overload] # the values of JSON are objects


def test_a_column_that_no_file_has_is_told_of(ask: Ask) -> None:
    heading, line = "konto;ansvar;motpart;period;belopp;typ", "5010;70322;;202203;1,50;utfall"
    _, proof, per = broken_down([line], ask(), Dimension("projekt"), heading)
    assert [share.kod for share in per.shares] == [""]
    assert [(f.rule, f.found) for f in proof_findings(proof)] == [("IN10", "projekt")]


def test_accounts_are_told_of_whether_they_are_kept_or_removed(ask: Ask) -> None:
    lines = [
        "5010;70322;;202203;1,00;utfall;;;;", "1510;70322;;202203;2,00;utfall;;;;",
        "8100;70322;;202203;4,00;utfall;;;;", "8200;70322;120;202203;8,00;utfall;;;;",
        "9100;70322;120;202203;-8,00;utfall;;;;",
    ]  # fmt: skip
    result, proof, _ = broken_down(lines, ask(), Dimension("ansvar"))
    assert {claim.value: (one.konton, one.rader, one.ore) for claim, one in proof.kvar.items()} == {
        "en_rad": (1, 1, 100), "utanfor_rr": (1, 1, 200), "ingen_rad": (1, 1, 400), "flera_rader": (0, 0, 0),
    }  # fmt: skip
    assert {claim.value: one.ore for claim, one in proof.borttagna.items() if one.rader} == {
        "utanfor_rr": -800, "ingen_rad": 800,
    }  # fmt: skip
    assert [(code.kod, code.ore) for code in proof.borttagna_okanda] == [("8200", 800)]
    assert [code.kod for code in result.okanda_konton] == ["8100"]
    assert proof.kontoplan == "Kommun-Bas 21"


@pytest.mark.parametrize(
    "text", ["", "nämnd", "ansvar:", "ansvar:0", "ansvar:x", "ansvar:10", "forvaltning:1", ":2", "²"]
)
def test_a_dimension_that_does_not_exist_is_a_wrong_call(text: str) -> None:
    with pytest.raises(WrongCallError, match="--per"):
        read_dimension(text)


def test_dimensions_are_read_tolerantly() -> None:
    assert read_dimension("Förvaltning") == Dimension("forvaltning")
    assert read_dimension("ANSVAR:2") == Dimension("ansvar", 2)
    assert Dimension("ansvar", 1).title == "ansvar (1 siffra)"
