"""The open workbook as the actions see it: what Excel is asked, and how changes are carried out and taken back.

Nothing here knows of xlwings; ``addin.host`` has the real one, and the tests have one over a file.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.addresses import Cell
from engine.data import CellChange, InsertRow, SetCell, SetFormula
from engine.errors import EXIT_NOT_WRITTEN, FlikarError, WrongCallError

Content = int | float | str | None


class OpenBook(Protocol):
    """A workbook that is open in front of somebody."""

    @property
    def name(self) -> str:
        """Its file name, with the suffix when it has been saved."""

    @property
    def folder(self) -> Path | None:
        """Where it is saved; None when it has not been, or in the cloud with no folder here that is synchronised."""

    @property
    def address(self) -> str | None:
        """Where it is saved in the cloud; None for a workbook of this computer."""

    @property
    def window(self) -> int | None:
        """What Windows calls its window, the same until it is closed, under whatever name; None if nobody can say."""

    @property
    def sheet(self) -> str:
        """The name of the sheet in front."""

    @property
    def cell(self) -> str:
        """The A1 address of the selected cell."""

    def copy_to(self, path: Path) -> None:
        """Save a copy, unsaved changes included; the workbook itself stays as it is."""

    def read(self, sheet: str, cell: str) -> Content:
        """A cell's formula if it has one, else its constant."""

    def write(self, sheet: str, cell: str, content: Content) -> None:
        """Put a constant or a formula into a cell; None empties it. Whatever Excel refuses is raised."""

    def insert_row(self, sheet: str, row: int) -> None:
        """Insert a row as number ``row``, empty, with the looks and hints of the one above.

        Whatever Excel refuses is raised, with nothing inserted.
        """

    def remove_row(self, sheet: str, row: int) -> None:
        """Take a row away. Whatever Excel refuses is raised."""

    def count_filled(self, sheet: str, row: int) -> int:
        """How many cells of a row hold anything."""

    def select(self, sheet: str, cell: str) -> None:
        """Go to a cell."""

    def say(self, text: str) -> None:
        """Show a message."""

    def confirm(self, text: str) -> bool:
        """Ask a question that is answered by yes or no."""

    def ask(self, question: str, default: str) -> str | None:
        """Ask for a text; None when the question was cancelled."""

    def choose_files(self, title: str, kind: str, patterns: str) -> tuple[Path, ...]:
        """Let the user choose files of a kind (``*.csv;*.txt``); none when cancelled."""

    def choose_target(self, title: str, proposed: str, kind: str, pattern: str) -> Path | None:
        """Let the user say where a new file goes; None when cancelled."""

    def choose_folder(self, title: str) -> Path | None:
        """Let the user choose a folder; None when cancelled."""

    def show(self, path: Path) -> None:
        """Open a file in the program that is for it.

        Raises:
            NotShownError: it could not be opened.
        """

    def undoable(self, count: int) -> None:
        """Let the ribbon know how many changes can be taken back in this workbook; never raises."""

    def progress(self, text: str, share: float | None) -> None:
        """Say in the status bar what is being done and how much of it is done, 0 to 1; never raises.

        An empty text gives Excel its status bar back.
        """

    def cancelled(self) -> bool:
        """Whether Esc has been pressed since this was last asked."""


class NotAppliedError(FlikarError):
    """Excel refused a change; what had been changed before it has been put back."""

    exit_code = EXIT_NOT_WRITTEN

    def __init__(self, change: SetCell | SetFormula | InsertRow) -> None:
        place = f"rad {change.row}" if isinstance(change, InsertRow) else str(change.cell)
        super().__init__(
            f"{change.sheet}!{place}: Excel tog inte emot ändringen. Ingenting är ändrat.",
            "Avsluta redigeringen av cellen, eller lås upp bladet, och försök igen.",
        )


class NotTakenBackError(FlikarError):
    """Excel refused to have a cell or a row put back; what had been put back before it stays so."""

    exit_code = EXIT_NOT_WRITTEN

    def __init__(self, sheet: str, place: str) -> None:
        super().__init__(
            f"{sheet}!{place}: Excel tog inte emot det som skulle tas tillbaka.",
            "Avsluta redigeringen av cellen, eller lås upp bladet, och tryck på Ångra igen.",
        )


class NotShownError(FlikarError):
    """A file has been written, but could not be opened; Excel has no two workbooks of one name open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} är sparad i {path.parent}, men gick inte att öppna.",
            "Öppna den själv; är en bok med samma namn öppen, stäng den först.",
        )


class NotUndoneError(WrongCallError):
    """Nothing has been done in the workbook that could be taken back."""

    def __init__(self) -> None:
        super().__init__("Det finns ingenting att ångra.")


class SavedElsewhereError(WrongCallError):
    """The workbook has been saved under another name or in another folder since a button wrote in it."""

    def __init__(self, book: OpenBook, before: str) -> None:
        super().__init__(
            f"Boken är sparad som {called(book)} sedan knappen skrev i {before}, och bara där går det att ångra.",
            f"Öppna {before} och tryck på Ångra där, eller gå tillbaka till en tidigare version av den här boken.",
        )


class NoCellSelectedError(WrongCallError):
    """A drawing or a chart is selected, where a cell is asked about."""

    def __init__(self) -> None:
        super().__init__("Ingen cell är markerad.", "Markera en cell och försök igen.")


def place_of(book: OpenBook) -> str:
    """What tells an open workbook from another of the same name, which may be opened when the first is closed."""
    return f"{book.address or book.folder or ''}|{book.name}"


def called(book: OpenBook) -> str:
    """Which workbook it is, with its folder, to people."""
    if book.address is not None:
        return f"{book.address}/{book.name}"
    return str(book.folder / book.name) if book.folder is not None else book.name


@dataclass(frozen=True, slots=True)
class Applied:
    """One change that was carried out, and what stood in the cell before it."""

    sheet: str
    cell: Cell
    before: Content
    after: Content


def apply(book: OpenBook, changes: Iterable[CellChange]) -> tuple[Applied, ...]:
    """Carry out the changes in the open workbook, all of them or none.

    Row heights are left to Excel, which fits them to the text by itself, and so are stored values of formulas, which
    Excel computes.

    Raises:
        NotAppliedError: Excel refused one.
    """
    done: list[Applied] = []
    for change in changes:
        if not isinstance(change, SetCell | SetFormula):
            continue
        name, after = str(change.cell), _content_of(change)
        try:
            before = book.read(change.sheet, name)
            book.write(change.sheet, name, after)
            if isinstance(change, SetFormula):
                after = book.read(change.sheet, name)  # as Excel writes it, to be known again when it is taken back
        except Exception as error:  # whatever COM says, the workbook is put back first
            take_back(book, done)
            raise NotAppliedError(change) from error
        done.append(Applied(change.sheet, change.cell, before, after))
    return tuple(done)


def _content_of(change: SetCell | SetFormula) -> Content:
    return f"={change.formula}" if isinstance(change, SetFormula) else change.value


def insert(book: OpenBook, row: InsertRow) -> None:
    """Insert a row in the open workbook.

    Raises:
        NotAppliedError: Excel refused it; nothing is changed.
    """
    try:
        book.insert_row(row.sheet, row.row)
    except Exception as error:  # whatever COM says
        raise NotAppliedError(row) from error


def holds_nothing_else(book: OpenBook, row: InsertRow, applied: Sequence[Applied]) -> bool:
    """Whether nobody has changed an inserted row, or what was written with it, since.

    What an attempt before this one has put back, until Excel refused the rest, is no change.
    """
    found = [(each, book.read(each.sheet, str(each.cell))) for each in applied]
    own = sum(content is not None and (each.sheet, each.cell.row) == (row.sheet, row.row) for each, content in found)
    is_known = all(content in (each.after, each.before) for each, content in found)
    return is_known and book.count_filled(row.sheet, row.row) == own


def remove(book: OpenBook, row: InsertRow) -> None:
    """Take an inserted row away.

    Raises:
        NotTakenBackError: Excel refused it.
    """
    with _taken_back(row.sheet, f"rad {row.row}"):
        book.remove_row(row.sheet, row.row)


def take_back(book: OpenBook, applied: Sequence[Applied]) -> tuple[Applied, ...]:
    """Put back what stood in the cells, the last change first; returns those that somebody has changed since.

    A cell in which that stands already, because an attempt before this one was refused half-way, is left.

    Raises:
        NotTakenBackError: Excel refused a cell.
    """
    left: list[Applied] = []
    for each in reversed(applied):
        with _taken_back(each.sheet, str(each.cell)):
            found = book.read(each.sheet, str(each.cell))
            if found == each.after:
                book.write(each.sheet, str(each.cell), each.before)
            elif found != each.before:
                left.append(each)
    return tuple(left)


@contextmanager
def _taken_back(sheet: str, place: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # whatever COM says
        raise NotTakenBackError(sheet, place) from error
