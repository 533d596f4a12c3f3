"""Sets of codes (konton, ansvar, motparter) written as prefixes and intervals of digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.organisation.faults import RejectedValueError

_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_SYNTAX = 'ett prefix ("60") eller ett intervall med lika många siffror på båda sidor ("74-75")'


@dataclass(frozen=True, slots=True)
class CodeRange:
    """The codes whose first digits lie between two bounds, both included.

    Attributes:
        low, high: digits, equally many; equal for a prefix.
    """

    low: str
    high: str

    def contains(self, code: str) -> bool:
        """Whether the code's first digits are in the range; a code with too few digits is not."""
        head = code[: len(self.low)]
        return self.low <= head <= self.high and len(head) == len(self.low) and _is_digits(head)

    def span(self, digits: int) -> tuple[int, int]:
        """The first and the last code of that many digits, as numbers; ``digits`` ≥ those of the range."""
        scale = 10 ** (digits - len(self.low))
        return int(self.low) * scale, (int(self.high) + 1) * scale - 1

    def __str__(self) -> str:
        return self.low if self.low == self.high else f"{self.low}-{self.high}"


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def read_range(text: str) -> CodeRange:
    """``"60"`` is a prefix, ``"74-75"`` an interval.

    Raises:
        RejectedValueError: other characters, unequal numbers of digits, or bounds in the wrong order.
    """
    match = _RANGE.fullmatch(text)
    if match is None:
        raise RejectedValueError(_SYNTAX)
    low, high = match.group(1), match.group(2) or match.group(1)
    if len(low) != len(high):
        raise RejectedValueError(_SYNTAX)
    if low > high:
        raise RejectedValueError("ett intervall som börjar med det lägsta talet", f'Skriv "{high}-{low}".')
    return CodeRange(low, high)


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of some ranges, except those of others.

    Attributes:
        ranges: what is claimed.
        utom: what is taken out of it again.
    """

    ranges: tuple[CodeRange, ...]
    utom: tuple[CodeRange, ...] = ()

    def contains(self, code: str) -> bool:
        """Whether the code is claimed and not taken out."""
        for part in self.ranges:  # asked once for each ansvar and förvaltning: a plain loop is half the cost
            if part.contains(code):
                return not any(part.contains(code) for part in self.utom)
        return False

    def digits(self) -> int:
        """The number of digits of the longest bound; 0 for an empty set."""
        return max((len(part.low) for part in (*self.ranges, *self.utom)), default=0)


def shared_codes(first: CodeSet, second: CodeSet) -> CodeRange | None:
    """Codes that are in both sets, or None.

    Codes are taken to have at least as many digits as the longest bound of the two sets, as konton and ansvar
    have: ``"4"`` except ``"46"`` shares nothing with ``"46"``, though ``"4"`` itself would be no account.
    """
    digits = max(first.digits(), second.digits())
    for low, high in _spans(first, digits):
        for other_low, other_high in _spans(second, digits):
            start, end = max(low, other_low), min(high, other_high)
            if start <= end:
                return CodeRange(f"{start:0{digits}d}", f"{end:0{digits}d}")
    return None


def _spans(codes: CodeSet, digits: int) -> Iterator[tuple[int, int]]:
    """The set as spans of whole numbers of that many digits."""
    removed = sorted(part.span(digits) for part in codes.utom)
    for part in codes.ranges:
        start, end = part.span(digits)
        for low, high in removed:
            if low > start:
                yield start, min(end, low - 1)
            start = max(start, high + 1)
            if start > end:
                break
        if start <= end:
            yield start, end
