"""Summerbar rounding keeps its promises for any amounts in öre, and agrees with its definition word for word."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.addresses import Cell
from engine.amounts import half_away, largest_remainder
from engine.calc import derived_values, round_column
from engine.layout import FlikLayout, PlacedColumn, template_layout
from tests.support.books import demo_setup
from tests.support.summerbar import TKR, Sum, best_sharing, summerbar

_FLIKAR = {flik.name: flik for flik in demo_setup().catalog.flikar("skattefinansierad")}
RR = template_layout(_FLIKAR["8 RR skattefin övriga delår"], 2022)
INV = template_layout(_FLIKAR["8 inv skattefin övriga delår"], 2022)

KOSTNADER = Sum("kostnader", ("personalkostnader", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader"))
NETTO = Sum("nettokostnader", ("intakter", KOSTNADER))
RR_TREE = Sum("resultat", (NETTO, "kommunbidrag", "finansnetto"))
SLOTS = {"expansion": 3, "exploatering": 1, "image": 1, "reinvestering": 5, "anpassning": 6}
INV_TREE = Sum(
    "totala_utgifter",
    tuple(Sum(name, tuple(f"{name}{n}" for n in range(slots))) for name, slots in SLOTS.items()),
)
"""Projects are called by their category and place: ``reinvestering0`` is the first."""

ORE = st.one_of(
    st.integers(-(10**13), 10**13),
    st.integers(-300_000, 300_000),
    st.integers(-20, 20).map(lambda halves: halves * TKR // 2),
    st.integers(-1000, 1000).map(lambda tkr: tkr * TKR),
)


def amounts(tree: Sum) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries(dict.fromkeys(tree.leaves(), ORE))


def column_of(layout: FlikLayout) -> PlacedColumn:
    column = layout.column("utfall")
    assert column is not None
    return column


def cells_of(layout: FlikLayout) -> dict[str, Cell]:
    """The cells of the outcome column, by row id; projects by category and place."""
    column = column_of(layout).number
    cells = {row.row.id: Cell(row.number, column) for row in layout.rows if row.row.id}
    for block in layout.flik.table.blocks:
        cells |= {f"{block.id}{n}": Cell(row.number, column) for n, row in enumerate(layout.projects(block.id))}
    return cells


def rounded_by_us(layout: FlikLayout, ore: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The inputs in whole thousands, and what the formulas make of them, both by row."""
    cells = cells_of(layout)
    names = {cell: name for name, cell in cells.items()}
    result = round_column(layout, column_of(layout), {cells[n]: Fraction(a) for n, a in ore.items()}, additive=True)
    inputs = {names[cell]: amount.tkr for cell, amount in result.items()}
    sums = derived_values(layout, {cell: amount.tkr for cell, amount in result.items()})
    return inputs, {names[cell]: int(value) for cell, value in sums.items() if cell in names}


def check_promises(tree: Sum, ore: Mapping[str, int], inputs: Mapping[str, int], sums: Mapping[str, int]) -> None:
    assert sums[tree.name] == half_away(tree.exact(ore))
    for name, amount in ore.items():
        off = abs(inputs[name] - Fraction(amount, TKR))
        assert off < 1
        assert off == 0 or amount % TKR != 0, "a whole amount never moves"


@settings(max_examples=300, deadline=None)
@given(amounts(RR_TREE))
def test_rr(ore: dict[str, int]) -> None:
    inputs, sums = rounded_by_us(RR, ore)
    assert inputs == summerbar(RR_TREE, ore)
    check_promises(RR_TREE, ore, inputs, sums)
    has_room = any(ore[name] % TKR for name in ("kommunbidrag", "finansnetto"))
    for tree in (NETTO, KOSTNADER):
        exact = tree.exact(ore)
        assert abs(sums[tree.name] - exact) < 1
        if has_room and any(ore[name] % TKR for name in ("intakter",)):
            assert sums[tree.name] == half_away(exact)


@settings(max_examples=150, deadline=None)
@given(amounts(INV_TREE))
def test_inv(ore: dict[str, int]) -> None:
    inputs, sums = rounded_by_us(INV, ore)
    assert inputs == summerbar(INV_TREE, ore)
    check_promises(INV_TREE, ore, inputs, sums)
    for tree in INV_TREE.terms:
        assert isinstance(tree, Sum)
        assert abs(sums[tree.name] - tree.exact(ore)) < 1


@settings(max_examples=150, deadline=None)
@given(amounts(RR_TREE))
def test_rounding_twice_is_rounding_once(ore: dict[str, int]) -> None:
    inputs, sums = rounded_by_us(RR, ore)
    assert rounded_by_us(RR, {name: tkr * TKR for name, tkr in inputs.items()}) == (inputs, sums)


@settings(deadline=None)
@given(amounts(RR_TREE))
def test_independent_rounding_takes_every_row_by_itself(ore: dict[str, int]) -> None:
    cells = cells_of(RR)
    result = round_column(RR, column_of(RR), {cells[n]: Fraction(a) for n, a in ore.items()}, additive=False)
    assert {cell: amount.tkr for cell, amount in result.items()} == {
        cells[name]: half_away(Fraction(amount, TKR)) for name, amount in ore.items()
    }
    assert not any(amount.moved for amount in result.values())


@settings(deadline=None)
@given(st.lists(ORE.map(lambda ore: Fraction(ore, TKR)), max_size=7), st.integers(-3, 10))
def test_largest_remainder_is_the_best_of_all_sharings(parts: list[Fraction], above: int) -> None:
    total = sum(part.__floor__() for part in parts) + above
    assert largest_remainder(total, parts) == best_sharing(total, parts)
