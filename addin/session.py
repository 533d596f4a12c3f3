"""What the actions have in common: whose kommun, a copy of the open workbook, and what one press takes back."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from addin.asking import named_occasion
from addin.books import (
    Applied,
    NotUndoneError,
    OpenBook,
    SavedElsewhereError,
    apply,
    called,
    holds_nothing_else,
    insert,
    place_of,
    remove,
    take_back,
)
from addin.messages import joined
from addin.progress import working
from engine.data import CellChange, InsertRow
from engine.errors import FlikarError, UnknownNameError, UnreadableError, WrongCallError
from engine.files import write_atomically
from engine.findings import Finding
from engine.ledger import UNWATCHED, Reading
from engine.ledger.trail import trail_path
from engine.pipeline.opening import OpenedBook, open_book
from engine.pipeline.setup import Setup

LEDGER_FILES = "*.csv;*.txt;*.xlsx;*.parquet;*.se;*.si;*.gz"
_KINDS = {".xlsx": "Excel-arbetsbok", ".docx": "Word-dokument", ".html": "Webbsida"}
TakeBack = Callable[[OpenBook], str]
"""Undoes what an action did, and says how it went."""

_undo: dict[str, "Done"] = {}
_ledgers: dict[str, "Ledger"] = {}
"""By workbook; Python lives as long as Excel does."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the latest action in a workbook did.

    Attributes:
        how: takes it back.
        window: of the workbook.
        book: which workbook it was then, to people.
    """

    how: TakeBack
    window: int | None
    book: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a workbook.

    Attributes:
        paths: its files; none where there is no ledger.
        skip_faults: rows that cannot be read are left out, which the user has been asked about.
    """

    paths: tuple[Path, ...] = ()
    skip_faults: bool = False


NO_LEDGER = Ledger()


def own_setup() -> Setup:
    """The kommun that this computer is set up for.

    Raises:
        UnreadableError: there is none.
    """
    from udfs.setting import kommun_file, kommun_or_none, setup_of

    kommun = kommun_or_none()
    if kommun is None:
        raise UnreadableError(kommun_file(), "finns inte eller går inte att läsa.", "Lägg kommunens kommun.toml där.")
    return setup_of(kommun)


class OnCopyError(FlikarError):
    """Something that was wrong with a copy of the open workbook; the copy's folder means nothing to anybody."""

    def __init__(self, error: FlikarError, folder: Path) -> None:
        super().__init__(*(_without(folder, text) for text in (error.message, error.remedy)))


def named(findings: Iterable[Finding], copy: Path) -> tuple[Finding, ...]:
    """The findings of a copy, told of as the user knows the workbook."""
    return tuple(replace(each, message=_without(copy.parent, each.message)) for each in findings)


def _without(folder: Path, text: str) -> str:
    return text.replace(f"{folder}{os.sep}", "")


@contextmanager
def copied(book: OpenBook) -> Iterator[Path]:
    """A copy of the workbook under its own name, unsaved changes included, with the trail that lies beside it.

    Raises:
        OnCopyError: what goes wrong with the copy, told of as the user knows the workbook.
    """
    with TemporaryDirectory(prefix="flikar-") as folder:
        copy = Path(folder) / (book.name if Path(book.name).suffix else f"{book.name}.xlsx")
        book.copy_to(copy)
        trail = own_trail(book)
        if trail is not None and trail.is_file():
            copyfile(trail, trail_path(copy))
        try:
            yield copy
        except FlikarError as error:
            raise OnCopyError(error, copy.parent) from error


class NotAFlikError(WrongCallError):
    """The sheet in front is none of those that flikar knows."""

    def __init__(self, sheet: str) -> None:
        super().__init__(f"Bladet ”{sheet}” är ingen flik med en tabell.", "Gå till fliken och försök igen.")


@contextmanager
def in_front(book: OpenBook) -> Iterator[None]:
    """Something that is done with the flik in front.

    Raises:
        NotAFlikError: the sheet in front is no flik, which is why its name is not known.
    """
    try:
        yield
    except UnknownNameError as error:
        raise NotAFlikError(book.sheet) from error


def own_trail(book: OpenBook) -> Path | None:
    """Where the trail of the open workbook lies; None for one that is not saved in a folder of this computer."""
    return trail_path(book.folder / book.name) if book.folder is not None else None


def trail_beside(place: Path | None, made: str | None) -> list[tuple[Path, bytes]]:
    """The trail that was made with a copy, and where it belongs; nothing without a trail or a place for it."""
    return [(place, Path(made).read_bytes())] if place is not None and made is not None else []


@dataclass(frozen=True, slots=True)
class Task:
    """What an action for an occasion works on.

    Attributes:
        copy: of the open workbook, which goes when the action is done.
        opened: the copy, read and recognised.
        occasion: its code.
    """

    setup: Setup
    copy: Path
    opened: OpenedBook
    occasion: str


@contextmanager
def opened_copy(book: OpenBook) -> Iterator[tuple[Setup, Path, OpenedBook]]:
    """A copy of the workbook, read and recognised as of the computer's kommun."""
    setup = own_setup()
    with copied(book) as copy:
        yield setup, copy, open_book(copy, setup, year=None)


def for_occasion(action: Callable[[OpenBook, Task], None]) -> Callable[[OpenBook], None]:
    """The action on a copy of the open workbook, for the occasion that the user names; that in front is proposed."""

    @wraps(action)
    def asked(book: OpenBook) -> None:
        with opened_copy(book) as (setup, copy, opened):
            said = next((flik.occasion for flik in opened.data.flikar if flik.name == book.sheet), None)
            occasion = named_occasion(book, said[0].code if said else "")
            if occasion is not None:
                action(book, Task(setup, copy, opened, occasion))

    return asked


def change(
    book: OpenBook,
    changes: Iterable[CellChange],
    files: Sequence[tuple[Path, bytes]] = (),
    row: InsertRow | None = None,
) -> None:
    """Carry out the changes in the open workbook, write what belongs beside it, and remember how to take both back.

    Args:
        book: the open workbook.
        changes: of its cells.
        files: what is written beside it.
        row: inserted before the changes.

    Raises:
        NotAppliedError: Excel refused the row or a change; nothing is changed.
        NotWrittenError: a file could not be written; nothing is changed.
    """
    before = [(path, path.read_bytes() if path.is_file() else None) for path, _ in files]
    with _inserted(book, row):
        applied = apply(book, changes)
        try:
            for path, content in files:
                write_atomically(path, content)
        except Exception:
            take_back(book, applied)
            raise
    is_changed = row is not None or any(each.before != each.after for each in applied)
    if is_changed or place_of(book) not in _undo:  # a second press that changes nothing leaves the first to be undone
        remember(book, lambda open_book: _put_back(open_book, applied, before, row), len(applied))


@contextmanager
def _inserted(book: OpenBook, row: InsertRow | None) -> Iterator[None]:
    """Insert the row, and take it away again if what follows fails."""
    if row is None:
        yield
        return
    insert(book, row)
    try:
        yield
    except Exception:
        remove(book, row)
        raise


def _put_back(
    book: OpenBook, applied: Sequence[Applied], files: Sequence[tuple[Path, bytes | None]], row: InsertRow | None
) -> str:
    """Each step can be taken again, so that an attempt that was refused half-way is finished by the next."""
    if row is not None and not holds_nothing_else(book, row, applied):
        return f"{row.sheet}: raden eller något som skrevs med den har ändrats sedan dess, och är kvar."
    left = take_back(book, applied)
    for path, content in files:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, content)
    if row is not None:
        remove(book, row)
        return f"Rad {row.row} i {row.sheet} är borttagen igen."
    said = [f"Ångrade {len(applied) - len(left)} av {len(applied)} ändringar."]
    return joined([*said, *(f"{each.sheet}!{each.cell} har ändrats sedan dess och är kvar." for each in left)])


def remember(book: OpenBook, how: TakeBack, count: int = 1) -> None:
    """Keep how the latest action in this workbook is taken back, and let the ribbon know of its changes."""
    _undo[place_of(book)] = Done(how, book.window, called(book))
    book.undoable(count)


def undo_latest(book: OpenBook) -> str:
    """Take back the latest action in this workbook; one that cannot be taken back now can be tried again.

    Raises:
        SavedElsewhereError: it was done before the workbook got its place or its name.
        NotUndoneError: there is none.
        NotTakenBackError: Excel refused it.
    """
    done = _undo.get(place_of(book))
    if done is None:
        _refuse_moved(book)
        book.undoable(0)
        raise NotUndoneError
    said = done.how(book)
    del _undo[place_of(book)]
    book.undoable(0)
    return said


def _refuse_moved(book: OpenBook) -> None:
    """What lies beside the workbook has not moved along, so that it is not taken back from a new place."""
    before = next((done.book for done in reversed(_undo.values()) if done.window == book.window is not None), None)
    if before is not None:
        raise SavedElsewhereError(book, before)


def choose_target(book: OpenBook, title: str, proposed: str) -> Path | None:
    """Let the user say where a new file goes, of the kind that its proposed name has; None when cancelled."""
    suffix = Path(proposed).suffix
    return book.choose_target(title, proposed, _KINDS[suffix], f"*{suffix}")


def save_as(book: OpenBook, title: str, proposed: str, made: Path) -> None:
    """Keep a file that has been made where the user wants it, and open it there."""
    target = choose_target(book, title, proposed)
    if target is not None:
        write_atomically(target, made.read_bytes())
        book.show(target)


def chosen_ledger(book: OpenBook) -> Ledger:
    """The files that the user chooses now; none when cancelled."""
    return Ledger(book.choose_files("Välj huvudbokens filer", "Huvudbok", LEDGER_FILES))


def known_ledger(book: OpenBook) -> Ledger:
    """The ledger that has been read in for the workbook; without files where none has."""
    return _ledgers.get(place_of(book), NO_LEDGER)


def ledger_of(book: OpenBook) -> Ledger:
    """The ledger that has been read in for the workbook, else the one that the user chooses now."""
    return _ledgers.get(place_of(book)) or chosen_ledger(book)


def keep_ledger(book: OpenBook, ledger: Ledger) -> None:
    """Remember the ledger for the workbook's other buttons."""
    _ledgers[place_of(book)] = ledger


def forget_ledger(book: OpenBook) -> None:
    """The workbook's buttons ask for the ledger again."""
    _ledgers.pop(place_of(book), None)


@contextmanager
def reading(book: OpenBook, ledger: Ledger) -> Iterator[Reading]:
    """How a ledger is read while the user waits.

    Raises:
        CancelledError: Esc has been pressed.
    """
    if not ledger.paths:
        yield UNWATCHED
        return
    with working(book, "Läser huvudboken …") as work:
        yield Reading(work.share)
        work.share(1)
