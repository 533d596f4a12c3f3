"""Summerbar rounding once more, straight from its definition and by trying every sharing: slow and independent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import floor

TKR = 100_000


@dataclass(frozen=True)
class Sum:
    """A sum row: its name and its terms, names of input rows or sum rows."""

    name: str
    terms: tuple["str | Sum", ...]

    def exact(self, ore: Mapping[str, int]) -> Fraction:
        return sum((_exact(term, ore) for term in self.terms), start=Fraction(0))

    def leaves(self) -> Iterator[str]:
        for term in self.terms:
            if isinstance(term, Sum):
                yield from term.leaves()
            else:
                yield term


def _exact(term: str | Sum, ore: Mapping[str, int]) -> Fraction:
    return term.exact(ore) if isinstance(term, Sum) else Fraction(ore.get(term, 0), TKR)


def rounded(number: Fraction) -> int:
    """Half away from zero."""
    return floor(number + Fraction(1, 2)) if number >= 0 else -floor(-number + Fraction(1, 2))


def every_sharing(total: int, parts: Sequence[Fraction]) -> Iterator[tuple[int, ...]]:
    """All ways to give each part its floor or one more, whole ones their own, so that they add up to the total."""
    floors = [floor(part) for part in parts]
    broken = [at for at, part in enumerate(parts) if part != floor(part)]
    missing = total - sum(floors)
    for raised in combinations(broken, missing) if 0 <= missing <= len(broken) else ():
        yield tuple(low + (at in raised) for at, low in enumerate(floors))


def _fractions_raised(sharing: Sequence[int], parts: Sequence[Fraction]) -> Fraction:
    return sum((part % 1 for share, part in zip(sharing, parts, strict=True) if share > part), start=Fraction(0))


def best_sharing(total: int, parts: Sequence[Fraction]) -> tuple[int, ...] | None:
    """The sharing that raises the largest fractions; of equal ones the first rows (combinations come in order)."""
    return max(every_sharing(total, parts), key=lambda sharing: _fractions_raised(sharing, parts), default=None)


def summerbar(tree: Sum, ore: Mapping[str, int]) -> dict[str, int]:
    """Whole thousands of every input row under the outermost total."""
    return dict(_inside(tree, rounded(tree.exact(ore)), ore))


def _inside(node: Sum, total: int, ore: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    sums = [term for term in node.terms if isinstance(term, Sum)]
    names = [term for term in node.terms if isinstance(term, str)]
    inputs = [_exact(name, ore) for name in names]
    own = [rounded(term.exact(ore)) for term in sums]
    shares = best_sharing(total - sum(own), inputs) if names else None
    if shares is None:
        assert all(amount.denominator == 1 for amount in inputs), "inputs with fractions can always take the rest"
        shares = tuple(int(amount) for amount in inputs)
        shared = best_sharing(total - sum(shares), [term.exact(ore) for term in sums])
        assert shared is not None
        own = list(shared)
    yield from zip(names, shares, strict=True)
    for term, amount in zip(sums, own, strict=True):
        yield from _inside(term, amount, ore)
