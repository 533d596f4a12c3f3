"""Filling, reading, rolling and reading again loses nothing; a roll that is undone has never been."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.calc import flik_values
from engine.calc.printed import comment_of
from engine.data import BookData, FlikData, SetCell
from engine.layout import PlacedRow
from engine.model import RowKind
from engine.periods import occasion_named
from engine.reader.history import read_history
from engine.roll.standing import own_occasion
from tests.support.books import NAMND_OF, fill, template
from tests.support.rolling import Bok

_ROLLS = (
    ("budget", "mars"), ("budget", "april"), ("mars", "april"), ("mars", "delar"), ("april", "maj"),
    ("april", "delar"), ("delar", "oktober"), ("delar", "arsbokslut"),
)  # fmt: skip
Told = tuple[str, str, str, object]


def until(book: BookData, occasion: str) -> Iterator[FlikData]:
    """The flikar of the occasion and those before it, the flik of every month as of the occasion."""
    last = occasion_named(occasion)
    for flik in book.flikar:
        own = own_occasion(flik)
        if own is not None and own.rank <= last.rank:
            yield flik


def fill_randomly(bok: Bok, occasion: str, random: Random) -> None:
    """Projects, comments, and whole thousands in some of the input cells of every flik until the occasion."""
    texts: list[SetCell] = []
    amounts: dict[tuple[str, Cell], int] = {}
    for flik in until(bok.data, occasion):
        names = {placed.number: f"Projekt {placed.number}" for placed in projects(flik) if random.random() < 0.5}
        texts += [SetCell(flik.name, Cell(row, flik.layout.label_column), name) for row, name in names.items()]
        for target in flik.layout.targets:
            is_open = target.formula is None and (not target.row.block or target.row.number in names)
            if is_open and random.random() < 0.8:
                amounts[flik.name, target.cell] = random.choice((0, random.randint(-99_999, 99_999)))
        texts += comments(flik, random)
    bok.change(*texts)
    bok.path.write_bytes(fill(bok.path.read_bytes(), bok.data, amounts))


def projects(flik: FlikData) -> list[PlacedRow]:
    return [placed for placed in flik.layout.rows if placed.row.kind is RowKind.PROJECT]


def comments(flik: FlikData, random: Random) -> Iterator[SetCell]:
    rows = [placed.number for placed in flik.layout.rows if placed.row.kind.is_summed]
    if flik.layout.comment_column is not None and rows:
        yield SetCell(
            flik.name, Cell(random.choice(rows), flik.layout.comment_column), "Kommentar & <tecken>\n_x000D_"
        )


def told(book: BookData) -> Counter[Told]:
    """Every filled amount of the flikar, and every comment."""
    found: Counter[Told] = Counter()
    for flik in book.flikar:
        code, values = flik.layout.flik.table.code, flik_values(flik).values
        for target in flik.layout.targets:
            if target.formula is None and flik.is_filled(target.cell):
                found[code, target.row.label, target.column.column.kind.value, values[target.cell]] += 1
        for placed in flik.layout.rows:
            if comment := comment_of(flik, placed):
                found[code, placed.label, "", comment] += 1
    return found


def remembered(book: BookData) -> Counter[Told]:
    lines = read_history(book.raw)
    amounts = [(line.table, line.row, line.kind.value, line.amount) for line in lines if line.kind]
    return Counter([*amounts, *((line.table, line.row, "", line.comment) for line in lines if line.comment)])


@pytest.mark.parametrize("code", NAMND_OF.values())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), roll=st.sampled_from(_ROLLS))
def test_nothing_is_lost_and_undoing_undoes_everything(
    tmp_path: Path, code: str, seed: int, roll: tuple[str, str]
) -> None:
    origin, target = roll
    bok = Bok(tmp_path, template(code, optional=bool(seed % 2)))
    fill_randomly(bok, origin, Random(seed))  # noqa: S311 test data, no secret
    before, values = bok.data, bok.values()
    outcome = bok.roll(target)
    after = bok.data
    assert outcome.filed == len(read_history(after.raw)) > 0
    assert told(before) - (told(after) + remembered(after)) == Counter()
    for flik in after.flikar:
        for cell, derived in flik_values(flik).derived.items():
            assert derived.stored == derived.expected, f"{flik.name}!{cell}"
    bok.undo()
    assert bok.values() == values
