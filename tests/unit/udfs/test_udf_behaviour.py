"""One behaviour for all: examples, empty cells, text, error values, ranges and arguments left out."""

from dataclasses import replace
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.amounts import half_away
from udfs.calling import call
from udfs.declaring import Argument, Function, Kind
from udfs.examples import arguments_of, faults, is_as_declared
from udfs.registry import REGISTRY
from udfs.values import MISSING_CODE, CellError

FUNCTIONS = list(REGISTRY.values())
AMOUNTS = [
    (function, place)
    for function in FUNCTIONS
    for place, argument in enumerate(function.arguments)
    if argument.kind in (Kind.AMOUNT, Kind.WHOLE, Kind.AMOUNTS)
]
SINGLES = [
    (function, place)
    for function in FUNCTIONS
    for place, argument in enumerate(function.arguments)
    if argument.kind.is_single and argument.kind is not Kind.ANYTHING
]


def _name(value: object) -> str:
    return value.name if isinstance(value, Function) else str(value)


def test_there_are_at_least_twenty_and_each_is_declared_once() -> None:
    assert len(FUNCTIONS) >= 20
    assert len({function.help for function in FUNCTIONS}) == len(FUNCTIONS)
    assert len({function.run for function in FUNCTIONS}) == len(FUNCTIONS), "one function under two names"


@pytest.mark.parametrize("function", FUNCTIONS, ids=_name)
def test_the_example_gives_what_it_says(function: Function) -> None:
    assert is_as_declared(function), call(function, arguments_of(function))


@pytest.mark.parametrize(("function", "place"), AMOUNTS, ids=_name)
@pytest.mark.parametrize("wrong", ["195 144", True, "", -2146826246])
def test_text_truth_and_errors_are_never_a_number(function: Function, place: int, wrong: object) -> None:
    arguments = arguments_of(function) + [None] * len(function.arguments)
    arguments[place] = wrong
    expected = CellError.NA if wrong == -2146826246 else CellError.VALUE
    assert call(function, arguments) == expected


@pytest.mark.parametrize(("function", "place"), SINGLES, ids=_name)
def test_an_error_in_an_argument_is_the_answer(function: Function, place: int) -> None:
    arguments = arguments_of(function) + [None] * (len(function.arguments))
    arguments[place] = CellError.REF.code
    assert call(function, arguments) is CellError.REF


@pytest.mark.parametrize(("function", "place"), SINGLES, ids=_name)
@pytest.mark.parametrize(("given", "answer"), [
    (-2146826243, CellError.VALUE), (-2146826238, CellError.VALUE), (nan, CellError.NUM), (-inf, CellError.NUM),
    (((1.0, 2.0), (3.0,)), CellError.VALUE), ((), CellError.VALUE), (((),), CellError.VALUE),
])  # fmt: skip
def test_newer_errors_no_numbers_and_no_ranges_are_errors(
    function: Function, place: int, given: object, answer: CellError
) -> None:
    arguments = arguments_of(function) + [None] * len(function.arguments)
    arguments[place] = given
    assert call(function, arguments) is answer


@pytest.mark.parametrize("name", ["FLIK_RENSA", "FLIK_INTERNA", "FLIK_RR", "FLIK_HUVUDBOK_FEL"])
def test_empty_rows_around_a_ledger_change_nothing(name: str) -> None:
    [table, *asked] = arguments_of(REGISTRY[name])
    empty = [(None,) * len(table[0])] * 2  # type: ignore[index]
    assert call(REGISTRY[name], [[*empty, *table, *empty], *asked]) == call(REGISTRY[name], [table, *asked])  # type: ignore[misc]


def test_an_error_in_a_ledger_is_never_an_amount() -> None:
    [table, *asked] = arguments_of(REGISTRY["FLIK_RR"])
    rows = [list(row) for row in table]  # type: ignore[attr-defined]
    rows[1][rows[0].index("belopp")] = -2146826243
    assert call(REGISTRY["FLIK_RR"], [rows, *asked]) is CellError.VALUE


@pytest.mark.parametrize("amount", [1e308, -1e308, 2.0**53 + 2, 1e15])
def test_very_large_amounts_are_numbers_or_an_error(amount: float) -> None:
    assert call(REGISTRY["FLIK_TKR"], [amount]) == pytest.approx(amount / 1000, rel=1e-12)
    kronor = call(REGISTRY["FLIK_ENHET"], [amount, "mnkr", "kr"])
    assert kronor is CellError.NUM if abs(amount) > 1e302 else kronor == pytest.approx(amount * 10**6)


def test_a_text_longer_than_a_cell_is_an_error() -> None:
    assert call(REGISTRY["FLIK_KOMMENTAR"], ["RR", "x" * 40_000, 100.0, 200.0]) is CellError.VALUE


@pytest.mark.parametrize("function", FUNCTIONS, ids=_name)
def test_what_may_be_left_out_may_also_be_an_empty_cell(function: Function) -> None:
    given = arguments_of(function)
    required = sum(argument.is_required for argument in function.arguments)
    missing = len(function.arguments) - required
    short = call(function, given[:required])
    assert short == call(function, [*given[:required], *[MISSING_CODE] * missing])
    assert short == call(function, [*given[:required], *[None] * missing])


def test_an_empty_amount_is_zero_and_an_empty_choice_is_not() -> None:
    assert call(REGISTRY["FLIK_TKR"], [None]) == 0
    assert call(REGISTRY["FLIK_DIFF"], [None, 5.0]) == -5
    assert call(REGISTRY["FLIK_AVVIKELSE"], [None, 1.0, 2.0]) is CellError.VALUE


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ([((1499.0,), (1500.0,), ("x",))], ((1,), (2,), (CellError.VALUE,))),
        ([((1499.0, 2500.0),)], ((1, 3),)),
        ([((1499.0, None), (-1500.0, CellError.DIV0.code))], ((1, 0), (-2, CellError.DIV0))),
        ([((1500.0,),)], 2),
    ],
)
def test_a_range_where_one_value_belongs_gives_one_answer_a_cell(given: list[object], answer: object) -> None:
    assert call(REGISTRY["FLIK_TKR"], given) == answer


def test_ranges_are_stretched_as_excel_stretches_them_and_others_refused() -> None:
    column, row, other = ((1.0,), (2.0,)), ((10.0, 20.0),), ((1.0,), (2.0,), (3.0,))
    assert call(REGISTRY["FLIK_DIFF"], [column, row]) == ((-9, -19), (-8, -18))
    assert call(REGISTRY["FLIK_DIFF"], [column, 1.0]) == ((0,), (1,))
    assert call(REGISTRY["FLIK_DIFF"], [column, other]) is CellError.VALUE


def test_codes_are_text_however_the_cell_holds_them() -> None:
    assert call(REGISTRY["FLIK_KONTOGRUPP"], [5010.0]) == call(REGISTRY["FLIK_KONTOGRUPP"], ["5010"])
    assert call(REGISTRY["FLIK_KONTOGRUPP"], ["8050"]) is CellError.NA


def test_without_a_kommun_only_what_needs_one_is_not_available(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("FLIKAR_KOMMUN", f"{tmp_path}/ingen.toml")
    assert call(REGISTRY["FLIK_NAMND"], ["70322"]) is CellError.NA
    assert call(REGISTRY["FLIK_KONTOGRUPP"], [5010.0]) == "Personalkostnader"
    assert call(REGISTRY["FLIK_MOTPART_TYP"], ["120"]) == "kommun"


@pytest.mark.parametrize(
    ("motpart", "ansvar", "period", "kind"),
    [
        ("120", "70322", 202203.0, "internintern"), ("180", "70322", 202203.0, "kommunintern"),
        ("180", "75000", 202203.0, "kommunintern"), ("180", "75000", 202208.0, "internintern"),
        ("510", "70322", None, "bolag"), (None, "70322", None, "extern"),
    ],
)  # fmt: skip
def test_a_motpart_is_judged_by_whose_the_row_is(motpart: object, ansvar: str, period: object, kind: str) -> None:
    assert call(REGISTRY["FLIK_MOTPART_TYP"], [motpart, ansvar, period]) == kind


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12))
def test_summerbart_adds_up_to_the_rounded_sum(kronor: list[int]) -> None:
    answer = call(REGISTRY["FLIK_AVRUNDA_SUMMERBART"], [tuple((float(k),) for k in kronor)])
    rows = answer if isinstance(answer, tuple) else ((answer,),)
    assert sum(int(row[0]) for row in rows if not isinstance(row[0], CellError)) == half_away(
        Fraction(sum(kronor), 1000)
    )


def test_every_argument_is_explained() -> None:
    arguments: list[Argument] = [argument for function in FUNCTIONS for argument in function.arguments]
    assert all(argument.help.endswith(".") and argument.name.isascii() for argument in arguments)
    assert all(argument.choices for argument in arguments if argument.kind is Kind.CHOICE)


def test_an_example_that_gives_something_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(faults()) == []
    other = replace(REGISTRY["FLIK_TKR"], example=("=FLIK_TKR(1000)", "2"))
    monkeypatch.setitem(REGISTRY, "FLIK_TKR", other)
    assert list(faults()) == ["FLIK_TKR: =FLIK_TKR(1000) ger inte 2."]
