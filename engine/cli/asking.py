"""Questions about names that are likely one: asked on a terminal, never in a script."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from engine.cli.command import Call
from engine.cli.show_findings import one_line
from engine.errors import WrongCallError

if TYPE_CHECKING:
    from engine.data.renames import Answers, Rename

_YES, _NO = ("j", "ja"), ("n", "nej", "")


def same_names(given: Sequence[str] | None) -> list[tuple[str, str]]:
    """``GAMMALT=NYTT`` parted at the ``=``.

    Raises:
        WrongCallError: one of the two is missing.
    """
    pairs = []
    for each in given or ():
        old, equals, new = each.partition("=")
        if not (old.strip() and equals and new.strip()):
            raise WrongCallError(f'--samma är "GAMMALT=NYTT", inte ”{each}”.')
        pairs.append((old.strip(), new.strip()))
    return pairs


def answered(
    call: Call, given: Sequence[str] | None, questions: "Callable[[Answers], Iterable[Rename]]"
) -> "Answers":
    """What the call says of names and, on a terminal, what the person at it says of the others.

    Args:
        call: in a script, with ``--json`` or without a terminal, nobody is asked.
        given: ``--samma``.
        questions: what there is to ask, given what has been answered.
    """
    from engine.data.renames import Answers, answers_to

    same = Answers.of(same_names(given))
    return answers_to(questions, _says_yes, same) if call.may_ask and _is_terminal() else same


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _says_yes(question: str) -> bool:
    """Ask until the answer is one; the end of the input is a no."""
    while True:
        sys.stderr.write(f"{one_line(question)} [j/N] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        said = line.strip().casefold()
        if said in _YES:
            return True
        if said in _NO:
            return False
        sys.stderr.write("Svara j eller n.\n")
