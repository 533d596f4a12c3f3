"""Open a workbook: read its cells, find out whose it is, recognise its flikar."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.data import BookData, FlikData
from engine.errors import UnknownNameError
from engine.organisation import Kommun, Namnd
from engine.pipeline.setup import Setup
from engine.reader import identity_of, is_name_of, read_raw, recognise
from engine.text import fold, nearest


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """A recognised workbook and the nämnd it belongs to; None when its identity names none that exists."""

    data: BookData
    namnd: Namnd | None


def open_book(path: Path, setup: Setup, *, year: int | None) -> OpenedBook:
    """Read and recognise a workbook.

    Args:
        path: the file.
        setup: the kommun and its flikar.
        year: ``--ar``; None lets the workbook say.

    Raises:
        UnreadableError: the file cannot be read as a workbook.
    """
    raw = read_raw(path)
    namnd = known_namnd(setup.kommun, identity_of(raw).namnd)
    verksamhet = namnd.verksamhet if namnd else None
    data = recognise(raw, setup.catalog, verksamhet=verksamhet, year=year, default_year=setup.kommun.ar)
    return OpenedBook(data, namnd)


def known_namnd(kommun: Kommun, code: str | None) -> Namnd | None:
    """The nämnd with a code; None when there is none."""
    if code is None:
        return None
    return next((namnd for namnd in kommun.namnder if namnd.kod.casefold() == code.casefold()), None)


_Reading = Callable[[FlikData], bool]


def flik_named(book: BookData, name: str) -> FlikData:
    """The recognised flik that a person means by ``name``, spelled tolerantly.

    Raises:
        UnknownNameError: the workbook has no such flik; the message offers the nearest.
    """
    readings: tuple[_Reading, ...] = (
        lambda flik: fold(flik.name) == fold(name),
        lambda flik: fold(flik.layout.flik.name) == fold(name),
        lambda flik: is_name_of(name, flik.layout.flik),
    )
    for is_it in readings:
        found = [flik for flik in book.flikar if is_it(flik)]
        if len(found) == 1:
            return found[0]
    names = [flik.name for flik in book.flikar]
    raise UnknownNameError("Fliken", name, nearest(name, names), names)
