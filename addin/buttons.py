"""The VBA that knows each button: what it needs, its help, and what is said when it cannot be pressed.

The ribbon asks for them often and at once, so that nothing of it goes by Python.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from addin.needs import WORDINGS
from addin.ribbon import GROUPS, Button
from engine.data import TEMPLATE_ID, TEMPLATE_NAME
from udfs.literals import literal

MODULE = "FlikarKnappar"
NEED, HELP, REASON = "KnappBehov", "KnappHjalp", "KnappSkal"
_STANDS = f'="{TEMPLATE_ID}"'
_CONSTANTS = (
    "' Det dolda namn som en nämnds arbetsbok har, och vad som står bakom det.\n"
    f"Public Const MALL_NAMN As String = {literal(TEMPLATE_NAME)}\n"
    f"Public Const MALL_SVAR As String = {literal(_STANDS)}\n"
)
_ALL = tuple(chain.from_iterable(group.buttons for group in GROUPS))


def button_module(buttons: Iterable[Button] = _ALL) -> str:
    """The text of the module, with CRLF as VBA has it."""
    chosen = tuple(buttons)
    parts = (
        f'Attribute VB_Name = "{MODULE}"\nOption Explicit\n',
        _CONSTANTS,
        _cases(NEED, "tag", ((button.tag, button.needs.value) for button in chosen)),
        _cases(HELP, "tag", ((button.tag, button.supertip) for button in chosen)),
        _cases(REASON, "behov", ((need.value, wording.reason) for need, wording in WORDINGS.items())),
    )
    return "\n".join(parts).replace("\n", "\r\n")


def _cases(function: str, asked: str, answers: Iterable[tuple[str, str]]) -> str:
    """A function from text to text, which answers nothing to what it does not know."""
    return "".join(_lines(function, asked, answers))


def _lines(function: str, asked: str, answers: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"Public Function {function}(ByVal {asked} As String) As String\n    Select Case {asked}\n"
    for case, answer in answers:
        yield f"        Case {literal(case)}: {function} = {literal(answer)}\n"
    yield f'        Case Else: {function} = ""\n    End Select\nEnd Function\n'
