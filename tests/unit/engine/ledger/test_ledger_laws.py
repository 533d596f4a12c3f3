"""Laws of stripping, and agreement with a stripper written row by row in plain Python."""

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ledger import Question, Stripped, strip

Ask = Callable[..., Question]
Row = tuple[str, str, str, str, int, str, str]
HEADING = ("konto", "ansvar", "motpart", "period", "belopp", "typ", "verifikation")

_KONTON = ("3010", "3153", "5010", "6010", "6132", "4601", "7450", "8500", "8700", "1510", "8100")
_ANSVAR = ("70322", "71990", "75100", "76000", "40100", "50010", "55010", "56010", "10000")
_MOTPARTER = ("", "120", "121", "180", "150", "110", "811", "511")
_PERIODS = ("202101", "202108", "202109", "202201", "202206", "202207", "202208", "202212", "202213", "202200")


def _write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADING)
        for row in rows:
            writer.writerow((*row[:4], f"{Decimal(row[4]) / 100:.2f}".replace(".", ","), *row[5:]))
    return path


def _strip_rows(rows: Iterable[Row], question: Question) -> Stripped:
    with TemporaryDirectory() as folder:
        return strip([_write(Path(folder) / "bok.csv", rows)], question)


_amounts = st.integers(-10_000_000, 10_000_000)
_rows = st.lists(
    st.tuples(
        st.sampled_from(_KONTON), st.sampled_from(_ANSVAR), st.sampled_from(_MOTPARTER),
        st.sampled_from(_PERIODS), _amounts, st.sampled_from(("utfall", "budget")), st.sampled_from(("", "V1", "V2")),
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(rows=_rows, data=st.data())
def test_splitting_amounts_and_adding_internal_pairs_changes_nothing(
    ask: Ask, rows: list[Row], data: st.DataObject
) -> None:
    """Any split of an amount into rows and any number of internal pairs give the same RR to the öre."""
    split: list[Row] = []
    for konto, ansvar, motpart, period, ore, typ, voucher in rows:
        part = data.draw(_amounts)
        split += [(konto, ansvar, motpart, period, share, typ, voucher) for share in (part, ore - part)]
    for ore in data.draw(st.lists(_amounts, max_size=5)):
        split.append(("6132", "70322", "120", "202203", ore, "utfall", ""))
        split.append(("3153", "76000", "121", "202203", -ore, "utfall", ""))
    shuffled = data.draw(st.permutations(split))
    before, after = _strip_rows(rows, ask()), _strip_rows(shuffled, ask())
    assert after.rr == before.rr
    assert after.borttaget_ore == before.borttaget_ore
    assert [(one.kod, one.ore) for one in after.okanda_konton] == [(one.kod, one.ore) for one in before.okanda_konton]


_THOUSANDS = {",": ("", " ", ".", "\u00a0"), ".": ("", " ", ",", "\u202f")}
_SIGNED = (("-", ""), ("\u2212", ""), ("- ", ""), ("\u2013", ""), ("", "-"), ("(", ")"))


def _dressed(data: st.DataObject, ore: int) -> str:
    """An amount in any form that can be read in one way only."""
    mark = data.draw(st.sampled_from(",."))
    apart = data.draw(st.sampled_from(_THOUSANDS[mark]))
    before, behind = data.draw(st.sampled_from(_SIGNED)) if ore < 0 else ("", "")
    return f"{before}{f'{abs(ore) // 100:,}'.replace(',', apart)}{mark}{abs(ore) % 100:02}{behind}"


@settings(max_examples=25, deadline=None)
@given(rows=_rows, data=st.data())
def test_however_amounts_are_written_the_rr_is_the_same(ask: Ask, rows: list[Row], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADING)
            writer.writerows((*row[:4], _dressed(data, row[4]), *row[5:]) for row in rows)
        dressed = strip([path], ask())
    plain = _strip_rows(rows, ask())
    assert dressed.radfel == ()
    assert (dressed.rr, dressed.borttaget, dressed.rader) == (plain.rr, plain.borttaget, plain.rader)


@settings(max_examples=25, deadline=None)
@given(rows=_rows)
def test_rows_without_counterpart_explain_the_remainder(ask: Ask, rows: list[Row]) -> None:
    """Whatever was matched sums to 0, so what was not is the remainder."""
    result = _strip_rows(rows, ask("SBN"))
    lacking = Counter[tuple[str, str, int]]()
    for row in result.utan_motsvarighet:
        lacking[row.forvaltning, row.typ, row.ar] += row.ore
    assert {key: ore for key, ore in lacking.items() if ore} == {
        (one.forvaltning, one.typ, one.ar): one.ore for one in result.borttaget if one.ore
    }


def _counted(question: Question, typ: str, period: int) -> bool:
    year, month = divmod(period, 100)
    if typ == "budget":
        return year == 2022 and 1 <= month <= 12
    return year in (2021, 2022) and 1 <= month <= question.scope.occasion.month


def _naive(rows: Iterable[Row], question: Question) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Row counts, and öre by (RR row, typ and year) in report sign, one row at a time."""
    counts, sums = Counter[str](), Counter[tuple[str, str]]()
    for konto, ansvar, motpart, period, ore, typ, _ in rows:
        if not _counted(question, typ, int(period)):
            counts["utanfor_period"] += 1
            continue
        owner = question.kommun.owner(ansvar, int(period))
        assert owner is not None
        if owner[0].kod != question.namnd.kod:
            continue
        intern = question.kommun.forvaltning_of_motpart(motpart) == owner[1].kod
        counts["borttagna" if intern else "kvar"] += 1
        label = question.labels.get(question.kommun.kontogrupp_of(konto) or "")
        if not intern and label:
            sums[label, f"{typ} {period[:4]}"] -= ore
    return counts, sums


@pytest.mark.parametrize("namnd", ["VON", "SN", "SBN", "MSN", "KS"])
@pytest.mark.parametrize("occasion", ["mars", "delar"])
def test_agrees_with_stripping_row_by_row(ask: Ask, tmp_path: Path, namnd: str, occasion: str) -> None:
    dice = random.Random(f"{namnd}{occasion}")  # noqa: S311 - a fixed ledger, not a secret
    rows: list[Row] = [
        (dice.choice(_KONTON), dice.choice(_ANSVAR), dice.choice(_MOTPARTER), dice.choice(_PERIODS),
         dice.randint(-10**9, 10**9), dice.choice(("utfall", "budget")), "")
        for _ in range(5000)
    ]  # fmt: skip
    question = ask(namnd, occasion)
    result = strip([_write(tmp_path / "bok.csv", rows)], question)
    counts, sums = _naive(rows, question)
    assert (result.rader.borttagna, result.rader.kvar) == (counts["borttagna"], counts["kvar"])
    assert result.rader.utanfor_period == counts["utanfor_period"]
    assert result.rader.kvar > 0
    for label, amounts in result.rr.items():
        assert amounts.budget_ore == sums[label, "budget 2022"]
        assert amounts.utfall_ore == sums[label, "utfall 2022"]
        assert amounts.foregaende_ore == sums[label, "utfall 2021"]
