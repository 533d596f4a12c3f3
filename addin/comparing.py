"""What a workbook is checked against in Excel: asked for, and remembered for the workbook as its ledger is."""

from dataclasses import dataclass, replace
from pathlib import Path

from addin.asking import named_among
from addin.books import OpenBook, place_of
from addin.choices import Beside
from addin.messages import short
from addin.session import NO_LEDGER, Ledger, forget_ledger, keep_ledger, known_ledger, ledger_of
from engine.pipeline.checked import CheckedFile
from engine.pipeline.evidence import Against

_QUESTION = (
    "Vad ska boken jämföras med? Svara inget, huvudbok eller tidigare (böcker och rapporter, också fjolårets); "
    "skriv flera med komma emellan."
)
_EARLIER_FILES = "*.xlsx;*.xlsm;*.docx"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a workbook is checked against.

    Attributes:
        earlier: workbooks and reports of the nämnd, of this year or the last.
    """

    ledger: Ledger = NO_LEDGER
    earlier: tuple[Path, ...] = ()

    @property
    def against(self) -> Against:
        """As the check wants it."""
        return Against(self.earlier, self.ledger.paths)

    @property
    def said(self) -> str:
        """What somebody answers to get the same again."""
        chosen = [Beside.LEDGER] if self.ledger.paths else []
        return ", ".join([*chosen, *([Beside.EARLIER] if self.earlier else [])]) or Beside.NOTHING


_compared: dict[str, tuple[Compared, Ledger]] = {}
"""By workbook, with the ledger that had been read in then."""


def last_compared(book: OpenBook) -> Compared:
    """What the workbook was checked against last, or with the ledger that has been read in for it since."""
    ledger = known_ledger(book)
    last, known = _compared.get(place_of(book), (Compared(), NO_LEDGER))
    return last if known == ledger else replace(last, ledger=ledger)


def asked_comparison(book: OpenBook) -> Compared | None:
    """What the user wants the workbook checked against; None when a question was cancelled.

    Raises:
        UnknownNameError: the answer is none of those that can be given.
    """
    last = last_compared(book)
    wanted = named_among(book, _QUESTION, Beside, last.said)
    while len(wanted) > 1 and Beside.NOTHING in wanted:
        wanted = named_among(book, f"Svaret säger både inget och något annat. {_QUESTION}", Beside, last.said)
    ledger = ledger_of(book) if Beside.LEDGER in wanted else NO_LEDGER
    earlier = _earlier(book, last) if Beside.EARLIER in wanted else ()
    if not wanted or bool(ledger.paths) != (Beside.LEDGER in wanted) or bool(earlier) != (Beside.EARLIER in wanted):
        return None
    return Compared(ledger, earlier)


def keep_compared(book: OpenBook, compared: Compared, file: CheckedFile, *, is_compared: bool) -> None:
    """Remember what could be read of what the workbook has been checked against; the ledger for all buttons.

    Args:
        book: the open workbook.
        compared: what it was to be checked against.
        file: the check of it.
        is_compared: everything to check against could be read.
    """
    if not file.is_readable:
        return
    if file.ledger_stops:
        forget_ledger(book)
    elif compared.ledger.paths:
        keep_ledger(book, compared.ledger)
    if is_compared:
        _compared[place_of(book)] = compared, known_ledger(book)


def _earlier(book: OpenBook, last: Compared) -> tuple[Path, ...]:
    """The files that the user chooses, or those of last time where they are still wanted."""
    names = ", ".join(path.name for path in last.earlier)
    if last.earlier and book.confirm(f"Jämföra med samma som förut ({short(names, 600)})?\n\nNej väljer andra."):
        return last.earlier
    return book.choose_files("Välj tidigare böcker och rapporter", "Böcker och rapporter", _EARLIER_FILES)
