"""An empty workbook that is filled with whole thousands reads back as it was filled, and passes every check."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.calc import Origin, flik_values
from engine.data import BookData
from engine.findings import Severity
from engine.layout import PlacedTarget
from engine.model import ColumnKind, RowKind, Sign
from engine.pipeline.checking import check_books
from tests.support.books import (
    NAMND_OF,
    YEAR,
    Place,
    demo_setup,
    empty_book,
    fill,
    flik_of,
    free_setup,
    input_cells,
    opened,
    template,
)

DECIDED = demo_setup().kommun.kommunbidrag[YEAR]
_SIGNS = {Sign.COST: -1, Sign.INCOME: 1, Sign.INVESTMENT: 1, Sign.ANY: 1}


def amounts_of(book: BookData, code: str, random: Random, scale: int) -> dict[tuple[str, Cell], int]:
    """Whole tkr with the sign of each row, of one size within a row; kommunbidrag is the decided one."""
    return {
        (flik.name, target.cell): _amount(target, code, random, scale)
        for flik in book.flikar
        for target in flik.layout.targets
        if target.formula is None
    }


def _amount(target: PlacedTarget, code: str, random: Random, scale: int) -> int:
    if target.row.row.id == "kommunbidrag" and code in DECIDED:
        return int(DECIDED[code])
    if target.row.row.kind is RowKind.OF_WHICH:
        return 0  # at most the total, whatever the projects come to
    if random.random() < 0.1 and target.column.column.kind is not ColumnKind.BUDGET:
        return 0
    return _SIGNS[target.row.row.sign] * scale * random.randint(1, 9)


def wrong(path: Path, occasion: str | None) -> Iterator[str]:
    outcome = check_books(free_setup(), [path], occasion=occasion, year=None)
    return (f.message for f in outcome.findings if f.severity in (Severity.FEL, Severity.VARNING))


@pytest.mark.parametrize("code", NAMND_OF.values())
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed has no smaller form worth the time
)
@given(seed=st.integers(0, 10**9), scale=st.sampled_from([1, 37, 1_000, 123_456]))
def test_fill_and_read(tmp_path: Path, code: str, seed: int, scale: int) -> None:
    amounts = amounts_of(empty_book(code), code, Random(seed), scale)  # noqa: S311 test data, no secret
    content = fill(template(code), empty_book(code), amounts)
    book = opened(content).data
    assert {place: flik.raw(place[1]).value for flik in book.flikar for place in input_cells(flik)} == amounts
    for flik in book.flikar:
        for cell, derived in flik_values(flik).derived.items():
            assert derived.origin is Origin.DECLARED
            assert derived.stored == derived.expected, f"{flik.name}!{cell}"
    path = tmp_path / "bok.xlsx"
    path.write_bytes(content)
    assert list(wrong(path, None)) == []


@pytest.mark.parametrize("occasion", ["budget", "mars", "delar", "arsbokslut"])
@pytest.mark.parametrize("code", NAMND_OF.values())
def test_every_occasion_of_a_filled_workbook_passes(tmp_path: Path, code: str, occasion: str) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(fill(template(code), empty_book(code), amounts_of(empty_book(code), code, Random(1), 100)))  # noqa: S311 test data
    assert list(wrong(path, occasion)) == []


@pytest.mark.parametrize("code", NAMND_OF.values())
def test_the_empty_workbook_says_nothing_but_passes(tmp_path: Path, code: str) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(template(code))
    assert list(wrong(path, None)) == []


def test_a_wrong_kommunbidrag_does_not_pass(tmp_path: Path) -> None:
    amounts = amounts_of(empty_book(), "VON", Random(1), 100)  # noqa: S311 test data, no secret
    flik = flik_of(empty_book(), "8 RR skattefin övriga delår")
    place = (flik.name, Place(flik).cell("Kommunbidrag", "budget"))
    path = tmp_path / "bok.xlsx"
    path.write_bytes(fill(template(), empty_book(), {**amounts, place: amounts[place] + 1}))
    (text,) = wrong(path, None)
    assert "kommunbidraget" in text
