"""Whose kommun a call is about: ``--kommun``, the kommun.toml of the working folder, or the built-in demo."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli import swedish
from engine.errors import WrongCallError

if TYPE_CHECKING:
    from engine.organisation import Kommun

DEMO = "demo"
FILE_NAME = "kommun.toml"


def choose_kommun(given: str | None, built_in: Callable[[], "Kommun"], *, needs_own: bool) -> "Kommun":
    """The kommun of a call.

    Args:
        given: ``--kommun``: a path, the word ``demo``, or None.
        built_in: makes the demo municipality.
        needs_own: the demo municipality must be asked for by its word.

    Raises:
        WrongCallError: there is no kommun.toml, and the demo must be asked for.
        UnreadableError: the kommun.toml is missing, unreadable or wrong.
    """
    from engine.organisation import read_kommun

    if given == DEMO:
        return built_in()
    if given is not None:
        return read_kommun(_named(given))
    if os.path.lexists(FILE_NAME):
        return read_kommun(Path(FILE_NAME))
    if needs_own:
        raise WrongCallError(swedish.built_in_refused(), swedish.built_in_remedy())
    return built_in()


def _named(given: str) -> Path:
    if not given.strip():
        raise WrongCallError("Valet --kommun är tomt.", swedish.built_in_remedy())
    return Path(given)
