"""KO: do the words of a comment say what the figures of its row say; only where the words cannot mean else."""

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.addresses import Cell
from engine.amounts import show_number
from engine.calc import Amount
from engine.data.comments import is_draft
from engine.findings import Finding
from engine.model import ColumnKind
from engine.periods import MONTHS, Occasion
from engine.rules.comments import comment_finding, is_large
from engine.rules.scope import BookScope
from engine.text import fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_BETTER = re.compile(r"\bavvik\w*(?: \w+){0,2} positivt|\bpositiv avvikelse|\bpositivt avvik\w*|\boverskott")
_WORSE = re.compile(r"\bavvik\w*(?: \w+){0,2} negativt|\bnegativ avvikelse|\bnegativt avvik\w*|\bunderskott")
_NONE = re.compile(r"(?:\w+ )?ing(?:en|a) (?:storre |vasentliga? )?avvikelser?(?: +\w+)?[.!]?")
_COMPARES = re.compile(
    r"\b(?:mot|jamfor\w*|sedan|foregaende|forra|tidigare|an|fran|forandr\w*|forbattr\w*|forsamr\w*|minsk\w*|ok\w*|"
    r"inte|ingen|inga|inget|utan|ej|minskat|delvis|dels|trots|men)\b"
)
_AS_OF = re.compile(
    rf"\b(?:per|t\.?o\.?m\.?|till och med|uppfoljning(?:en)?(?: per)?)\s+(?:den\s+)?(?:\d{{1,2}}\s+)?"
    rf"({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?\b"
)


def check_direction(scope: BookScope) -> Iterator[Finding]:
    """KO07 for a comment on the RR whose words all point one way while the avvikelse points the other.

    So does one that only says there is none beside a large one. A sentence that compares with something else than the
    budget, or that denies, says nothing certain; neither does a comment that speaks of both ways.
    """
    for flik in scope.flikar:
        column = flik.data.layout.column(ColumnKind.AVVIKELSE)
        if flik.data.layout.flik.table.code != "RR" or column is None:
            continue
        for placed, text in flik.comments:
            off = flik.values.values.get(Cell(placed.number, column.number))
            said = _contradicted(text, off, flik.amount(placed, ColumnKind.BUDGET), scope) if off else None
            if off and said:
                is_ = "positiv" if off > 0 else "negativ"
                told = f"kommentaren säger {said} avvikelse, men den är {is_}: {show_number(off)}."
                yield comment_finding("KO07", flik, placed, f"{placed.label}: {told}", found=text)


def _contradicted(text: str, off: Amount, budget: Amount, scope: BookScope) -> str | None:
    """What the comment says of an avvikelse that is not so; None where it says so, or nothing certain."""
    way = _direction(text)
    if way and abs(Fraction(off)) >= 1 and (off > 0) != (way > 0):
        return "positiv" if way > 0 else "negativ"
    is_denied = _NONE.fullmatch(_without_budget(fold(text)).strip()) is not None
    return "ingen" if is_denied and is_large(off, budget, scope) else None


def _direction(text: str) -> int:
    """1 where every sentence with a direction says better, −1 for worse, 0 for none, both or anything unsure."""
    ways: set[int] = set()
    for sentence in _SENTENCE.split(text):
        said = fold(sentence)
        here = {way for way, words in ((1, _BETTER), (-1, _WORSE)) if words.search(said)}
        if here and _COMPARES.search(_without_budget(said)):
            return 0
        ways |= here
    return ways.pop() if len(ways) == 1 else 0


def _without_budget(said: str) -> str:
    """The sentence without *mot budget*, which is what a deviation is against."""
    return re.sub(r"\b(?:mot|fran|jamfort med|i jamforelse med) (?:helars)?budget(?:en)?\b", "", said)


def check_stale_words(scope: BookScope) -> Iterator[Finding]:
    """KO05 for a comment that is said to be as of another month than the flik's, and compares with nothing."""
    for flik in scope.flikar:
        occasion = flik.data.own_occasion
        if occasion is None:
            continue
        for placed, text in flik.comments:
            stale = None if is_draft(text) else _stale(text, occasion, scope.year)
            if stale is not None:
                told = f"kommentaren talar om {stale}, men fliken gäller {occasion.label(scope.year)}."
                yield comment_finding("KO05", flik, placed, f"{placed.label}: {told}", found=text)


def _stale(text: str, occasion: Occasion, year: int) -> str | None:
    for sentence in _SENTENCE.split(text):
        said = fold(sentence)
        as_of = _AS_OF.search(said)
        if as_of is None or _COMPARES.search(said):
            continue
        month, named_year = MONTHS.index(as_of[1]) + 1, int(as_of[2] or year)
        if named_year < year or (named_year == year and month < occasion.rank):
            return as_of[1] + (f" {as_of[2]}" if as_of[2] else "")
    return None
