"""Check formulas evaluated by the package ``formulas`` in a process of its own, with a clock and a limit of memory.

The library takes most of a second to start, so the process begins when there is something to answer, and serves every
later question too; an error inside it is an answer in words, never a traceback.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from engine.owncheck.asking import Asked
from engine.owncheck.grammar import OwnFormula, placeholder

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

_SECONDS = 60
_MEMORY = 4 << 30
"""Bytes of address space; the numeric libraries alone reserve more than one GiB of it."""

Answer = bool | str
"""Whether the formula holds, or why nobody can tell: an Excel error value or words in Swedish."""


def answers_to(asked: Sequence[Asked]) -> list[Answer]:
    """The answers to questions of which nothing is missing, in their order."""
    if not asked:
        return []
    from multiprocessing import TimeoutError as TooLongError

    whole = [(question.formula, [float(amount) for amount in question.amounts]) for question in asked]
    try:
        return _evaluator().apply_async(_answers, (whole,)).get(_SECONDS)
    except TooLongError:
        _evaluator().terminate()
        _evaluator.cache_clear()
        return [f"formeln tog mer än {_SECONDS} sekunder"] * len(whole)


@cache
def _evaluator() -> "Pool":
    """The process, which serves every later question too and ends with this one."""
    import atexit
    from multiprocessing import get_context

    pool = get_context("spawn").Pool(1, _prepare)
    atexit.register(pool.terminate)
    return pool


def _prepare() -> None:
    """Limit the process and load the library while the parent reads."""
    import importlib.util
    import warnings

    warnings.simplefilter("ignore")
    if importlib.util.find_spec("resource"):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    _compiled("1=1")


def _answers(questions: Sequence[tuple[OwnFormula, list[float]]]) -> list[Answer]:
    compiled: dict[str, Callable[..., object]] = {}
    answers: list[Answer] = []
    for formula, amounts in questions:
        try:
            if formula.plain not in compiled:
                compiled[formula.plain] = _compiled(formula.plain)
            answers.append(_truth(_evaluated(compiled[formula.plain], amounts)))
        except (ArithmeticError, MemoryError, ValueError, TypeError, KeyError, RecursionError) as error:
            answers.append(f"formeln kan inte räknas ({type(error).__name__})")
    return answers


def _compiled(plain: str) -> Callable[..., object]:
    import formulas

    made: Callable[..., object] = formulas.Parser().ast(f"={plain}")[1].compile()
    return made


def _evaluated(formula: Callable[..., object], amounts: Sequence[float]) -> object:
    """The value of a formula over its amounts, which the library takes in an order of its own."""
    by_name = {placeholder(index): amount for index, amount in enumerate(amounts)}
    return formula(*(by_name[name] for name in vars(formula)["inputs"]))


def _truth(value: object) -> Answer:
    """Excel's TRUE or FALSE; anything else is told of."""
    import numpy as np

    single = np.asarray(value, dtype=object).ravel()[0]
    if isinstance(single, bool | np.bool_):
        return bool(single)
    shown = str(single)
    return shown if shown.startswith("#") else f"formeln ger {shown}, inte SANT eller FALSKT"
