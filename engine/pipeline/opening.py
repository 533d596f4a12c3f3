"""Open a workbook: read its cells, find out whose it is, recognise its flikar."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.addresses import Cell, parse_cell
from engine.data import BookData, FlikData, RawBook
from engine.errors import UnknownNameError, UnreadableError, WrongCallError
from engine.findings import Finding, make_finding
from engine.organisation import Kommun, Namnd
from engine.pipeline.setup import Setup
from engine.reader import identity_of, is_name_of, read_raw, recognise
from engine.text import fold, nearest


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """A recognised workbook and whose it is.

    Attributes:
        namnd: by the hidden names, else by the cells *Nämnd*; None when neither names one that exists.
        remarks: what there is to say of how it was opened.
    """

    data: BookData
    namnd: Namnd | None
    remarks: tuple[Finding, ...] = ()


def open_book(path: Path, setup: Setup, *, year: int | None) -> OpenedBook:
    """Read and recognise a workbook.

    Args:
        path: the file.
        setup: the kommun and its flikar.
        year: ``--ar``; None lets the workbook say.

    Raises:
        UnreadableError: the file cannot be read as a workbook.
    """
    return open_raw(read_raw(path), setup, year=year)


def open_raw(raw: RawBook, setup: Setup, *, year: int | None) -> OpenedBook:
    """Recognise a workbook whose cells have been read."""

    def recognised(namnd: Namnd | None) -> BookData:
        verksamhet = namnd.verksamhet if namnd else None
        return recognise(raw, setup.catalog, verksamhet=verksamhet, year=year, default_year=setup.kommun.ar)

    code = identity_of(raw).namnd
    namnd = known_namnd(setup.kommun, code)
    data = recognised(namnd)
    told = namnd_of_flikar(setup.kommun, data) if code is None else None
    if told is None:
        return OpenedBook(data, namnd)
    return OpenedBook(recognised(told), told, (_told_by_flikar(told),))


def namnd_of_flikar(kommun: Kommun, data: BookData) -> Namnd | None:
    """The nämnd that every flik names, by code or name, in its cell *Nämnd*; None when they do not agree on one."""
    said = {fold(flik.namnd or "") for flik in data.flikar}
    if len(said) != 1:
        return None
    name = said.pop()
    return next((namnd for namnd in kommun.namnder if name in (fold(namnd.namn), fold(namnd.kod))), None)


def _told_by_flikar(namnd: Namnd) -> Finding:
    text = f"Boken säger inte vilken nämnd den tillhör; den räknas som {namnd.namn}, som varje flik anger."
    return make_finding("LA04", text, found=namnd.kod)


def known_namnd(kommun: Kommun, code: str | None) -> Namnd | None:
    """The nämnd with a code; None when there is none."""
    if code is None:
        return None
    return next((namnd for namnd in kommun.namnder if namnd.kod.casefold() == code.casefold()), None)


def owner_of(opened: OpenedBook, path: Path) -> tuple[Namnd, int]:
    """The nämnd and the year of a workbook.

    Raises:
        UnreadableError: it does not say whose it is.
    """
    if opened.namnd is None:
        raise UnreadableError(
            path, "boken säger inte vilken nämnd den tillhör.", "Utgå från en bok som flikar har gjort."
        )
    return opened.namnd, opened.data.year


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


def sheet_named(book: BookData, name: str) -> str:
    """The name of the sheet that a person means: any sheet by its name, a recognised flik tolerantly.

    Raises:
        UnknownNameError: the workbook has no such sheet; the message offers the nearest flik.
    """
    exact = (sheet.name for sheet in book.raw.sheets if fold(sheet.name) == fold(name))
    return next(exact, None) or flik_named(book, name).name


def cell_named(book: BookData, address: str) -> tuple[FlikData, Cell]:
    """The recognised flik and the cell of ``FLIK!E7``.

    Raises:
        UnknownNameError: the workbook has no such flik.
        WrongCallError: it is no such address.
    """
    name, cell = place_named(address)
    return flik_named(book, name), cell


def place_named(address: str) -> tuple[str, Cell]:
    """The flik, as it was named, and the cell of ``FLIK!E7``; quotes and a space for the ``!`` are understood.

    Raises:
        WrongCallError: it is no such address.
    """
    name, mark, place = address.strip().rpartition("!" if "!" in address else " ")
    cell = parse_cell(place.strip())
    if not mark or cell is None or not name.strip():
        raise WrongCallError(f"”{address}” är ingen cell i en flik.", 'Skriv till exempel "8 RR!E7".')
    return name.strip().strip("'"), cell
