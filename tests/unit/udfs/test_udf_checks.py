"""FLIK_KONTROLL and FLIK_FELTEXT say what ``flikar kontrollera`` says."""

from collections.abc import Sequence

import pytest

from udfs.calling import call
from udfs.examples import TABLE
from udfs.registry import REGISTRY
from udfs.values import CellError


def _with(row: int, column: int, value: object) -> Sequence[Sequence[object]]:
    changed = [list(line) for line in TABLE]
    changed[row][column] = value
    return tuple(tuple(line) for line in changed)


def test_a_right_table_is_ok() -> None:
    assert call(REGISTRY["FLIK_KONTROLL"], [TABLE]) == "OK" or call(REGISTRY["FLIK_KONTROLL"], [TABLE]) == (("OK",),)


@pytest.mark.parametrize(
    ("row", "column", "value", "rule", "label"),
    [
        (4, 2, 1300.0, "SU01", "Totala utgifter"),
        (2, 3, 350.0, "SU02", "Vårdhjälpmedel"),
        (3, 1, "750", "TY01", "Sängar"),
        (3, 2, CellError.REF.code, "TY02", "Sängar"),
    ],
)
def test_a_fault_is_named_with_its_place(row: int, column: int, value: object, rule: str, label: str) -> None:
    answer = call(REGISTRY["FLIK_KONTROLL"], [_with(row, column, value)])
    assert isinstance(answer, tuple)
    assert answer[0] == ("Regel", "Allvar", "Rad", "Kolumn", "Anmärkning")
    assert [line[0] for line in answer[1:]] == [rule]
    assert answer[1][2] == label


def test_a_range_that_is_no_table_says_so() -> None:
    answer = call(REGISTRY["FLIK_KONTROLL"], [((1.0, 2.0), (3.0, 4.0))])
    assert isinstance(answer, tuple)
    assert answer[1][0] == "ST02"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""), (12.0, ""), (12.5, "decimaler"), (True, "Sanningsvärdet"), ("1.234", "flera sätt"),
        ("cirka 5", "inget tal"), ("−6 279", "Skriv -6279"), (CellError.DIV0.code, "#DIV/0!"), ("", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_in_words(value: object, said: str) -> None:
    answer = call(REGISTRY["FLIK_FELTEXT"], [value])
    assert isinstance(answer, str)
    assert said in answer
    assert bool(said) == bool(answer)
