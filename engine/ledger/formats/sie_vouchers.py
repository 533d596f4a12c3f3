"""The verifications of a SIE file, each whole and summing to 0, or a fault that names it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.ledger.faults import FaultKind, RowFault, row_fault
from engine.ledger.formats.sie_text import Objects, Post

_AMOUNT = re.compile(r"([-+]?)(\d{1,13})(?:[.,](\d{1,2}))?")
_DATE = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a verification; ``amount`` is the text as it stands, cost +."""

    line: int
    konto: str
    objects: Objects
    amount: str
    date: str
    text: str


@dataclass(slots=True)
class Voucher:
    """A verification as it is read.

    Attributes:
        line: the line of its ``#VER``.
        name: series and number.
        date: ÅÅÅÅMMDD as it stands.
        lines: the rows that count.
        faults: its rows that cannot be read.
        removed: how many struck rows (``#BTRANS``) it has, which count for nothing.
    """

    line: int
    name: str
    date: str
    text: str
    lines: list[Line] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    removed: int = 0

    def period(self, line: Line) -> str:
        """ÅÅÅÅMM of the verification's date, of the row's where it has none; as it stands when it is no date."""
        date = self.date or line.date
        return date[:6] if _DATE.fullmatch(date) else date

    @property
    def total(self) -> int | None:
        """The sum in öre; None when some amount cannot be read, which is told of its own row."""
        amounts = [ore_of(line.amount) for line in self.lines]
        known = [ore for ore in amounts if ore is not None]
        return sum(known) if len(known) == len(amounts) and not self.faults else None


def ore_of(text: str) -> int | None:
    """An amount of a SIE file in öre; None when it is none."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign, whole, part = match.groups()
    ore = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    return -ore if sign == "-" else ore


def vouchers(name: str, posts: Iterable[Post]) -> Iterator[Voucher | RowFault]:
    """The verifications in file order; a row outside of any, and a verification that never ends, are faults.

    An added row (``#RTRANS``) is written twice, the second time as ``#TRANS`` for programs that do not know the
    label: it is counted once.
    """
    voucher: Voucher | None = None
    added: Line | None = None
    inside = False
    for post in posts:
        if post.label == "#VER":
            if voucher is not None:
                yield _unfinished(name, voucher)
            voucher, inside, added = _voucher(post), False, None
        elif post.label == "{":
            inside = voucher is not None
        elif post.label == "}" and voucher is not None:
            _count(voucher, added)
            yield voucher
            voucher, inside, added = None, False, None
        elif post.label in ("#TRANS", "#RTRANS", "#BTRANS"):
            if voucher is None or not inside:
                yield row_fault(name, post.line, FaultKind.VERIFIKATION, f"{post.label} står utanför en verifikation")
            else:
                added = _row(name, voucher, post, added)
    if voucher is not None:
        yield _unfinished(name, voucher)


def _voucher(post: Post) -> Voucher:
    series, number, date, text = (post.text(place) for place in range(4))
    return Voucher(post.line, " ".join(part for part in (series, number) if part), date, text)


def _unfinished(name: str, voucher: Voucher) -> RowFault:
    return row_fault(name, voucher.line, FaultKind.HALV_RAD, f"verifikation {voucher.name} avslutas inte")


def _row(name: str, voucher: Voucher, post: Post, added: Line | None) -> Line | None:
    """Take one row into the verification; gives the added row that waits for its twin."""
    line = _line(post)
    if line is None:
        _count(voucher, added)
        text = f"{post.label} i verifikation {voucher.name} ska ha konto, objektlista och belopp"
        voucher.faults.append(row_fault(name, post.line, FaultKind.VERIFIKATION, text))
        return None
    if post.label == "#BTRANS":
        voucher.removed += 1
        return added
    if post.label == "#TRANS" and added is not None and _twins(line, added):
        voucher.lines.append(line)
        return None
    _count(voucher, added)
    if post.label == "#RTRANS":
        return line
    voucher.lines.append(line)
    return None


def _count(voucher: Voucher, added: Line | None) -> None:
    if added is not None:
        voucher.lines.append(added)


def _twins(line: Line, added: Line) -> bool:
    same_amount = line.amount == added.amount or ore_of(line.amount) == ore_of(added.amount) is not None
    return (line.konto, line.objects) == (added.konto, added.objects) and same_amount


def _line(post: Post) -> Line | None:
    objects = post.objects(1)
    if not post.text(0) or objects is None or not post.text(2):
        return None
    return Line(post.line, post.text(0), objects, post.text(2), post.text(3), post.text(4))
