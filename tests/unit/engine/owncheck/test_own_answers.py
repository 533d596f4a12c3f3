"""What the package ``formulas`` makes of a check, against Python's own reckoning of the same thing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.organisation import Kontroll
from engine.owncheck import Asked, answers_to
from engine.owncheck.grammar import read_formula

_A, _B = "RR.Lokalhyror.Budget", "RR.Lokalhyror.Prognos"


def _asked(formula: str, *amounts: int | Fraction) -> Asked:
    check = Kontroll(id="EG01", formel=formula, text="x")
    return Asked(check, read_formula(formula), "8 RR", frozenset({"8 RR"}), amounts=amounts)


@pytest.mark.parametrize(
    ("formula", "amounts", "answer"),
    [
        (f"{_A}>{_B}*1.1", (-100, -100), True),
        (f"{_A}>{_B}*1.1", (-111, -100), False),
        (f"AND({_A}<0,NOT({_B}>0))", (-1, 0), True),
        (f"IF({_A}=0,FALSE,ABS({_B}/{_A})<5%)", (100, 4), True),
        (f"IF({_A}=0,FALSE,ABS({_B}/{_A})<5%)", (0, 4), False),
        (f"ROUND({_A}/2,0)={_B}", (5, 3), True),
        (f"ROUND({_A}/2,0)={_B}", (-5, -3), True),
        (f"{_A}+{_B}=MAX({_A},{_B})", (Fraction(1, 2), Fraction(0)), True),
        (f"IFERROR({_A}/{_B},0)=0", (1, 0), True),
        (f"{_A}/{_B}>1", (1, 0), "#DIV/0!"),
        ("1=1", (), True),
    ],
)  # fmt: skip
def test_a_check_holds_fails_or_cannot_be_told(
    formula: str, amounts: tuple[int | Fraction, ...], answer: bool | str
) -> None:
    assert answers_to([_asked(formula, *amounts)]) == [answer]


def test_a_formula_that_gives_a_number_says_so() -> None:
    (answer,) = answers_to([_asked(f"IF({_A}>0,12,TRUE)", 1)])
    assert answer == "formeln ger 12, inte SANT eller FALSKT"


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7)), min_size=1, max_size=20))
def test_many_questions_are_answered_in_their_order(pairs: list[tuple[int, int]]) -> None:
    answers = answers_to([_asked(f"SUM({_A},{_B},-1)>=ABS({_A})-{_B}", a, b) for a, b in pairs])
    assert answers == [a + b - 1 >= abs(a) - b for a, b in pairs]


def test_nothing_asked_is_nothing_answered() -> None:
    assert answers_to([]) == []
