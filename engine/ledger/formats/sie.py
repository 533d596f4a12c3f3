"""A SIE 4 export (4E and 4I) as ledger rows: verifications, and balances and budgets per period.

SIE has the ledger's own sign: debit +. Amounts, konton and codes are carried over as the texts they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import UnreadableError
from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.formats.copies import Record, write_copy
from engine.ledger.formats.sie_balances import TYP_OF, Balance, balance_of, divided
from engine.ledger.formats.sie_dimensions import STANDARD_ANSVAR, Dimension, Dimensions, map_dimensions
from engine.ledger.formats.sie_text import Post, encoding_of, posts
from engine.ledger.formats.sie_vouchers import Voucher, vouchers
from engine.ledger.sources import Source
from engine.organisation import Kommun
from engine.text import fold

_WITHOUT_ROWS = {
    "1": "årssaldon per konto, utan perioder och ansvar",
    "2": "periodsaldon per konto, utan ansvar",
    "3": "saldon per objekt, utan verifikationer",
}
_OUTSIDE = "utanfor_rr"
_DAY = re.compile(r"\d{8}")


@dataclass(slots=True)
class _Contents:
    """What a first pass over a file tells of it."""

    typ: str = ""
    currency: str = ""
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    years: dict[str, tuple[str, str]] = field(default_factory=dict)
    booked_days: set[str] = field(default_factory=set)
    has_vouchers: bool = False

    @property
    def booked_years(self) -> frozenset[str]:
        """The years (0, −1 …) that have verifications, whose balances would count them again."""
        if not self.has_vouchers:
            return frozenset()
        inside = {
            year
            for year, (first, last) in self.years.items()
            if any(first <= day <= last for day in self.booked_days)
        }
        return frozenset(inside | {"0"})


def open_sie(path: Path, name: str, folder: Path, kommun: Kommun) -> Source:
    """The rows as UTF-8 text; the place of a row is its line.

    Args:
        path: the file.
        name: the file as the caller gave it.
        folder: where the copy is made.
        kommun: gives what the dimensions are called, and which accounts lie outside of RR.

    Raises:
        UnreadableError: a type that has no verifications, another currency, or dimensions that clash.
    """
    encoding = encoding_of(path)
    contents = _contents(posts(path, encoding))
    _refuse_others(name, contents)
    dimensions = map_dimensions(name, contents.dimensions.values(), contents.used, kommun.huvudbok.kolumner)
    rows = _Rows(path, encoding, name, contents, dimensions, kommun)
    columns = ("konto", "period", "belopp", "typ", "verifikation", "text", *dimensions.headings)
    copy = write_copy(name, folder, columns, rows, encoding)
    return replace(copy, notes=rows.notes())


def _contents(found: Iterable[Post]) -> _Contents:
    contents = _Contents()
    for post in found:
        for place in (1, 3):
            contents.used.update(dict.fromkeys(number for number, _ in post.objects(place) or ()))
        if post.label == "#SIETYP":
            contents.typ = post.text(0)
        elif post.label == "#VALUTA":
            contents.currency = post.text(0)
        elif post.label in ("#DIM", "#UNDERDIM"):
            number = post.text(0)
            contents.dimensions[number] = Dimension(number, post.text(1) or f"dim {number}", post.text(2))
        elif post.label == "#RAR":
            contents.years[post.text(0)] = (post.text(1), post.text(2))
        elif post.label == "#VER":
            contents.has_vouchers = True
            if _DAY.fullmatch(post.text(2)):
                contents.booked_days.add(post.text(2))
    return contents


def _refuse_others(name: str, contents: _Contents) -> None:
    typ = contents.typ or ("4" if contents.has_vouchers else "1")
    if typ in _WITHOUT_ROWS:
        raise UnreadableError(
            name,
            f"filen är SIE typ {typ}: {_WITHOUT_ROWS[typ]}. Interninterna poster kan inte tas bort ur saldon.",
            "Ta ut SIE typ 4 (transaktioner) ur ekonomisystemet.",
        )
    if not typ.startswith("4"):
        raise UnreadableError(name, f"SIE-typen ”{typ}” finns inte.", "Ta ut SIE typ 4 (transaktioner).")
    if fold(contents.currency) not in ("", "sek"):
        raise UnreadableError(name, f"beloppen är i {contents.currency}, inte i kronor.", "Ta ut filen i SEK.")


@dataclass(slots=True)
class _Rows:
    """The rows on their way through, and what was met on the way."""

    path: Path
    encoding: str
    name: str
    contents: _Contents
    dimensions: Dimensions
    kommun: Kommun
    struck: int = 0
    outside: int = 0
    totals: int = 0
    counted_twice: int = 0
    unreadable: list[RowFault] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record | RowFault]:
        balances: list[Balance] = []
        for found in vouchers(self.name, self._aside(balances)):
            if isinstance(found, RowFault):
                yield found
            else:
                yield from self._voucher(found)
        yield from self.unreadable
        for balance in divided(self.name, balances, self.dimensions):
            if isinstance(balance, RowFault):
                yield balance
            else:
                rest = (balance.period, balance.amount, balance.typ, "", "")
                yield balance.line, (balance.konto, *rest, *self.dimensions.fields(balance.objects))

    def _aside(self, balances: list[Balance]) -> Iterator[Post]:
        """The posts that are not balances; the balances are put aside."""
        for post in posts(self.path, self.encoding):
            if post.label in TYP_OF:
                self._balance(post, balances)
            else:
                yield post

    def _balance(self, post: Post, balances: list[Balance]) -> None:
        balance = balance_of(post)
        if balance is None:
            told = f"{post.label} ska ha år, period, konto, objektlista och belopp"
            self.unreadable.append(row_fault(self.name, post.line, FaultKind.SALDO, told))
            return
        if balance.typ == "utfall" and balance.year in self.contents.booked_years:
            self.counted_twice += 1
            return
        balances.append(balance)
        self.totals += not self.dimensions.ansvar(balance.objects)

    def _voucher(self, voucher: Voucher) -> Iterator[Record | RowFault]:
        self.struck += voucher.removed
        total = voucher.total
        if total:
            told = f"verifikation {voucher.name} ({len(voucher.lines)} rader) summerar inte till 0"
            yield row_fault(self.name, voucher.line, FaultKind.VERIFIKATION, told, total, len(voucher.lines))
            return
        yield from voucher.faults
        for line in voucher.lines:
            if self._has_no_place(line.konto, self.dimensions.ansvar(line.objects)):
                self.outside += 1
                continue
            rest = (voucher.period(line), line.amount, "utfall", voucher.name, line.text or voucher.text)
            yield line.line, (line.konto, *rest, *self.dimensions.fields(line.objects))

    def _has_no_place(self, konto: str, ansvar: str) -> bool:
        """A row of the balance sheet is nobody's and in no RR; only there is it usual that nobody is named."""
        return not ansvar and self.kommun.kontogrupp_of(konto) == _OUTSIDE

    def notes(self) -> tuple[str, ...]:
        """What is to be said when every row is through."""
        assumed = self.dimensions.assumed and STANDARD_ANSVAR in self.contents.used
        told = (
            (assumed, "ansvar är dimension 1 (kostnadsställe), eftersom [huvudbok] kolumner inte säger annat."),
            (not self.dimensions.place(self.contents.used), f"ingen dimension är ansvar{self._declared()}."),
            (self.outside, f"{self.outside} rader på konton utanför RR har inget ansvar och räknas inte."),
            (self.struck, f"{self.struck} strukna rader (#BTRANS) räknas inte."),
            (self.counted_twice, f"{self.counted_twice} periodsaldon för år med verifikationer räknas inte."),
            (self.totals, f"{self.totals} periodsaldon och budgetar utan ansvar är kontots summa, inga rader."),
        )
        return tuple(text for applies, text in told if applies)

    def _declared(self) -> str:
        names = ", ".join(f"{one.number} {one.name}" for one in self.contents.dimensions.values())
        return f"; filens dimensioner är {names}" if names else ""
