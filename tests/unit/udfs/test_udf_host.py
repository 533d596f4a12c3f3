"""Through xlwings' own ``call_udf``: every function and every kind of argument, with stand-ins for Windows."""

from typing import Any

import pytest

from tests.support.excel_host import answers
from udfs.calling import call
from udfs.examples import arguments_of
from udfs.registry import REGISTRY
from udfs.values import MISSING_CODE, CellError

NAMES = list(REGISTRY)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The answers to the examples, and to each with an error and with nothing in its first argument's place."""
    import os

    from tests.unit.udfs.conftest import KOMMUN

    os.environ["FLIKAR_KOMMUN"] = str(KOMMUN)
    calls: dict[str, list[object]] = {}
    for name, function in REGISTRY.items():
        given = arguments_of(function)
        optional = [MISSING_CODE] * (len(function.arguments) - len(given))
        calls[name] = [name, *given, *optional]
        calls[f"{name} error"] = [name, CellError.NUM.code, *given[1:], *optional]
        calls[f"{name} empty"] = [name, None, *given[1:], *optional]
    return dict(zip(calls, answers(list(calls.values())), strict=True))


def _as_sent(answer: object) -> object:
    if isinstance(answer, tuple):
        return [[_as_sent(cell) for cell in row] for row in answer]
    return f"\x01{answer.text}" if isinstance(answer, CellError) else answer


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_functions_own(told: dict[str, Any], name: str) -> None:
    assert told[name] == _as_sent(call(REGISTRY[name], arguments_of(REGISTRY[name])))


@pytest.mark.parametrize("name", NAMES)
def test_an_error_in_and_nothing_in_never_raise(told: dict[str, Any], name: str) -> None:
    function = REGISTRY[name]
    given = arguments_of(function)
    assert told[f"{name} error"] == _as_sent(call(function, [CellError.NUM.code, *given[1:]]))
    assert told[f"{name} empty"] == _as_sent(call(function, [None, *given[1:]]))


def test_a_name_that_is_not_in_the_registry_fails_in_python_so_that_vba_shows_an_error() -> None:
    (answer,) = answers([["FLIK_FINNS_INTE", 1.0]])
    assert "KeyError" in answer["fel"]


def test_every_number_is_sent_as_one_that_a_cell_takes() -> None:
    from udfs.host import _sent

    assert type(_sent(7_000_000_000)) is float
    assert [type(cell) for row in _sent(((1, 2.5, True, "x", CellError.NA),)) for cell in row] == [  # type: ignore[attr-defined]
        float, float, bool, str, str,
    ]  # fmt: skip
